/** The code of a file system or network error (`ENOENT`, `EADDRINUSE`), if it is one. */
export const errorCode = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

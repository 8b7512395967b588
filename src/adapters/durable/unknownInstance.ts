/** Whether what the library threw says that the runtime does not know the instance; anything else is a failure of the runtime's own. */
export const isUnknownInstance = (error: unknown): boolean => error instanceof Error && error.message.includes('HTTP 404');

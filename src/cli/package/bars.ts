/** The most that a package may have, in bytes of the zip file: in all, and without the Japanese font. Why not less: docs/decisions/0176-the-package.md. */
export const MOST_BYTES = 5_400_000;
export const MOST_BYTES_WITHOUT_JAPANESE = 3_520_000;

import { type Zippable, zipSync } from 'fflate';

/** Local time, which is what a zip file holds: the same numbers in every time zone. */
const NO_TIME = new Date(1980, 0, 1);

/** A plain file that everybody may read. */
const PLAIN = { os: 3, attrs: (0o100644 << 16) >>> 0, mtime: NO_TIME } as const;

/** @param files by their names, with `/`. @returns the same bytes for the same files: in the order of their names, of no time, packed by code that is no part of Node */
export const zipFile = (files: ReadonlyMap<string, Uint8Array>): Uint8Array => {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted.map(([name, content]) => [name, [content, { ...PLAIN, level: name.endsWith('.br') ? 0 : 9 }]])) satisfies Zippable);
};

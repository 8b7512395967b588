import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { errorCode } from '../sandbox/errorCode';

/** @returns every file below `root/folder`, relative to `root`; none if the folder does not exist */
export const listFiles = async (root: string, folder: string): Promise<string[]> => {
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
};

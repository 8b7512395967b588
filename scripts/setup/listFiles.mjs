import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** @returns {Promise<string[]>} every file below `root/folder`, relative to `root`; none if the folder does not exist */
export async function listFiles(root, folder) {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true, recursive: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}

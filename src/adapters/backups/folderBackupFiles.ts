import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { type BackupFiles } from '../../app/backup/backupFiles';

const isMissing = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

const filesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const found = await Promise.all(entries.map(async (entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)])));
    return found.flat();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

/** Written beside, and renamed: what is there under its name is whole. */
const DRAFT = '.draft-';

/** Back-ups in a folder. @param root absolute; made with the first file. */
export const folderBackupFiles = (root: string): BackupFiles => {
  const placeOf = (name: string): string => join(root, ...name.split('/'));
  return {
    put: async (name, content) => {
      const place = placeOf(name);
      await mkdir(dirname(place), { recursive: true });
      const draft = `${place}${DRAFT}${randomUUID()}`;
      try {
        await writeFile(draft, content, { flush: true });
        await rename(draft, place);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    get: async (name) => {
      try {
        return await readFile(placeOf(name));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    names: async function* (prefix) {
      const names = (await filesIn(root)).map((file) => relative(root, file).split(sep).join('/'));
      yield* names.filter((name) => name.startsWith(prefix) && !name.includes(DRAFT)).toSorted();
    },
    remove: async (name) => {
      await rm(placeOf(name), { force: true });
      // A folder goes with the last file in it.
      for (let folder = dirname(placeOf(name)); folder !== root && folder.startsWith(root); folder = dirname(folder)) {
        try {
          await rmdir(folder);
        } catch {
          return;
        }
      }
    },
  };
};

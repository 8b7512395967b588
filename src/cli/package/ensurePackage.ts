import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles } from '../listFiles';
import { packagePlaces, type PackagePlaces } from './packagePlaces';
import { writePackage } from './writePackage';

/** What decides the content of a package, beside `dist/.built-from` and `dist/console/.built-from`, which are made of all sources and of the lock file. */
const READ = ['host.json', 'package.json', 'licences.json', 'dist/.built-from', 'dist/console/.built-from'];

/** Beside the maps, which are not deployed: what the package was made from. */
const MARKER = '.packaged-from';

/**
 * Makes the package of a built repository, unless the one that is there was made from exactly these sources by this Node.
 * @param root where `dist/` is current, as every command of `scripts/nextterm.mjs` finds it
 */
export const ensurePackage = async (root: string): Promise<{ readonly places: PackagePlaces; readonly files: number; readonly zipped: number }> => {
  const places = packagePlaces(root);
  const hash = createHash('sha256').update(process.version);
  for (const file of READ) hash.update(file).update(await readFile(join(root, file)));
  const made = hash.digest('hex');
  const marker = join(places.maps, MARKER);
  const zipped = await stat(places.zip).then(({ size }) => size, () => undefined);
  if (zipped !== undefined && (await readFile(marker, 'utf8').catch(() => undefined)) === made) return { places, files: (await listFiles(places.folder, '.')).length, zipped };
  const written = await writePackage(root, places);
  await writeFile(marker, made);
  return { places, ...written };
};

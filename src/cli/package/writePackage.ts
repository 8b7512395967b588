import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleApp, ENTRIES } from './bundleApp';
import { bundledNotices } from './bundledNotices';
import { CODE_FOLDER, type PackagePlaces } from './packagePlaces';
import { consoleFiles, SHIPPED_PACKAGES, shippedFiles } from './shippedFiles';
import { zipFile } from './zipFile';

export interface WrittenPackage {
  readonly files: number;
  /** Bytes of the zip file. */
  readonly zipped: number;
}

const CODE = 'dist';

/**
 * Writes what runs on Azure, and nothing else: functions with all that they use in a few files, the console, files that are read as such, host.json, notices. Nothing is to be installed beside it. The same sources, dependencies and Node give the same bytes.
 * @param root whose console is built. Its dist/ is not looked at otherwise
 * @param places each replaced
 * @throws Problem where a dependency must not be handed on; Error where a source cannot be bundled
 */
export const writePackage = async (root: string, places: PackagePlaces): Promise<WrittenPackage> => {
  const { code, maps, packages } = await codeOf(root);
  const [pages, shipped] = await Promise.all([consoleFiles(root), shippedFiles(root)]);
  const notices = await bundledNotices(root, [...packages, ...SHIPPED_PACKAGES]);
  const files = new Map<string, Uint8Array>([...code, ...pages, ...shipped, ['NOTICES.txt', Buffer.from(notices)], ['host.json', await readFile(join(root, 'host.json'))], ['package.json', await manifestOf(root)]]);
  const zip = zipFile(files);
  await replaceFolder(places.folder, files);
  await replaceFolder(places.maps, maps);
  const written = `${places.zip}.${process.pid}.new`;
  await writeFile(written, zip);
  await rename(written, places.zip);
  return { files: files.size, zipped: zip.length };
};

const codeOf = async (root: string) => {
  const { files, maps, packages } = await bundleApp(root, CODE_FOLDER);
  return { code: new Map([...files].map(([name, content]) => [`${CODE}/${name}`, content])), maps, packages };
};

/** What the host and the app read of package.json. Dependencies are in the bundle: where they were named, a build on Azure would install them all. */
const manifestOf = async (root: string): Promise<Uint8Array> => {
  const { name, version, description, license, engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  return Buffer.from(`${JSON.stringify({ name, version, private: true, description, license, engines, main: `${CODE}/${ENTRIES.app}.mjs` }, undefined, 2)}\n`);
};

const replaceFolder = async (folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  for (const [name, content] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
};

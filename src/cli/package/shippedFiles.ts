import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGED_FILES } from '../../adapters/http/description/served/browsedPage';
import { SHIPPED_FOLDER } from '../../adapters/shipped/shippedFile';
import { FONT_FILES } from '../../adapters/statement/letters';
import { listFiles } from '../listFiles';
import { packed } from './packed';
import { printedFont } from './printedFont';

type Files = ReadonlyMap<string, Uint8Array>;

/** Files of dependencies that are read as files, by their names in the package. */
export const shippedFiles = async (root: string): Promise<Files> => {
  const resolve = createRequire(join(root, 'package.json')).resolve;
  const fonts = Object.values(FONT_FILES);
  const content = (name: string) => readFile(resolve(name));
  const all = [...fonts.map(async (name) => [name, await printedFont(await content(name))] as const), ...PACKAGED_FILES.map(async (name) => [name, await content(name)] as const)];
  return new Map(await Promise.all(all.map((each) => each.then(async ([name, bytes]) => [`${SHIPPED_FOLDER}/${name}.br`, await packed(bytes)] as const))));
};

/** The packages that they are taken from. */
export const SHIPPED_PACKAGES = [...new Set([...Object.values(FONT_FILES), ...PACKAGED_FILES].map((name) => `node_modules/${name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/')}`))];

const CONSOLE = 'dist/console';

/** The console as it is built, its longer files in Brotli alone, which every browser reads. */
export const consoleFiles = async (root: string): Promise<Files> => {
  // The name that begins with a dot tells the next build what this one was built from.
  const built = (await listFiles(root, CONSOLE)).map((file) => file.replaceAll('\\', '/')).filter((file) => !file.startsWith(`${CONSOLE}/.`));
  const isPacked = new Set(built.filter((file) => file.endsWith('.br')).map((file) => file.slice(0, -'.br'.length)));
  const own = built.filter((file) => !/\.(br|gz)$/.test(file));
  return new Map(
    await Promise.all(
      own.map(async (file) => {
        const content = await readFile(join(root, file));
        return isPacked.has(file) ? ([`${file}.br`, await packed(content)] as const) : ([file, content] as const);
      }),
    ),
  );
};

import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listFiles } from '../listFiles';

/** Below the root of the repository. */
export const PACKAGE_FOLDER = 'dist-azure';

/** For development only: the local runtime, which takes any client secret, what joins it to the app, and the command line. `.funcignore` names the same. */
export const LEFT_OUT = ['dist/src/sandbox', 'dist/src/localhost', 'dist/src/cli'];

const ALONGSIDE = ['host.json', 'package-lock.json'];

/** Bundled for browsers: all of it is handed on, but for what tells the next build what it was built from. */
const isOfConsole = (file: string): boolean => /^dist\/console\/[^.]/.test(file);

const isLeftOut = (file: string): boolean => !isOfConsole(file) && (!file.endsWith('.js') || LEFT_OUT.some((folder) => file.startsWith(`${folder}/`)));

/**
 * Writes what runs on Azure, and nothing else: the compiled functions and what they use, host.json, and the names of the dependencies.
 * @param root whose dist/ is built
 * @param target emptied first
 * @returns how many files were written
 */
export const writePackage = async (root: string, target: string): Promise<{ readonly files: number }> => {
  await rm(target, { recursive: true, force: true });
  const compiled = (await listFiles(root, 'dist')).map((file) => file.replaceAll('\\', '/')).filter((file) => !isLeftOut(file));
  for (const file of [...compiled, ...ALONGSIDE]) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await copyFile(join(root, file), join(target, file));
  }
  // The scripts are not there to be run.
  const { scripts: _scripts, bin: _bin, ...manifest } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  await writeFile(join(target, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return { files: compiled.length + ALONGSIDE.length + 1 };
};

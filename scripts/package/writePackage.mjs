import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listFiles } from '../setup/listFiles.mjs';

/** Below the root of the repository. */
export const PACKAGE_FOLDER = 'dist-azure';

/** For development only: the local runtime, which takes any client secret, and what joins it to the app. `.funcignore` names the same. */
export const LEFT_OUT = ['dist/src/sandbox', 'dist/src/localhost'];

const ALONGSIDE = ['host.json', 'package-lock.json'];

const isLeftOut = (file) => !file.endsWith('.js') || LEFT_OUT.some((folder) => file.startsWith(`${folder}/`));

/**
 * Writes what runs on Azure, and nothing else: the compiled functions and what they use, host.json, and the names of the dependencies.
 * @param {string} root whose dist/ is built @param {string} target emptied first
 * @returns {Promise<{ files: number }>} how many files were written
 */
export async function writePackage(root, target) {
  await rm(target, { recursive: true, force: true });
  const compiled = (await listFiles(root, 'dist')).map((file) => file.replaceAll('\\', '/')).filter((file) => !isLeftOut(file));
  for (const file of [...compiled, ...ALONGSIDE]) {
    await mkdir(path.dirname(path.join(target, file)), { recursive: true });
    await copyFile(path.join(root, file), path.join(target, file));
  }
  // The scripts are not there to be run.
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  delete manifest.scripts;
  await writeFile(path.join(target, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return { files: compiled.length + ALONGSIDE.length + 1 };
}

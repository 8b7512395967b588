import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../setup/build.mjs';
import { ensureInstalled } from '../setup/install.mjs';
import { SetupError } from '../setup/setupError.mjs';
import { PACKAGE_FOLDER, writePackage } from './writePackage.mjs';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** @returns {Promise<number>} the exit code: 1 when the sources do not compile */
export async function makeAzurePackage() {
  try {
    await ensureInstalled(ROOT, console.log);
    await ensureBuilt(ROOT, console.log);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return 1;
  }
  const { files } = await writePackage(ROOT, path.join(ROOT, PACKAGE_FOLDER));
  console.log(`${PACKAGE_FOLDER}: ${files} files. What it needs is added there with: npm ci --omit=dev`);
  return 0;
}

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { refuse } from './refuse.mjs';
import { SetupError } from './setupError.mjs';

export const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/**
 * Installs what is missing and builds what is stale.
 * @param {readonly string[]} args the command line, which decides how a failure is told
 * @returns {Promise<boolean>} whether the program can run; if not, why is told and the exit code set
 */
export async function prepare(args) {
  try {
    await ensureInstalled(ROOT);
    await ensureBuilt(ROOT);
    return true;
  } catch (error) {
    refuse(args, error instanceof SetupError ? error.message : error);
    return false;
  }
}

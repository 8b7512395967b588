import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureConsoleBuilt } from './console.mjs';
import { ensureInstalled } from './install.mjs';
import { refuse } from './refuse.mjs';
import { SetupError } from './setupError.mjs';

export const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** Of the commands those that serve the console, or hand it on. */
const SERVING = ['start', 'package', 'test', 'pictures'];

/**
 * Installs what is missing and builds what is stale.
 * @param {readonly string[]} args the command line, which decides how a failure is told, and whether the console is needed: without any everything is built
 * @returns {Promise<boolean>} whether the program can run; if not, why is told and the exit code set
 */
export async function prepare(args) {
  try {
    await ensureInstalled(ROOT);
    await ensureBuilt(ROOT);
    if (args.length === 0 || SERVING.includes(args[0])) await ensureConsoleBuilt(ROOT);
    return true;
  } catch (error) {
    refuse(args, error instanceof SetupError ? error.message : error);
    return false;
  }
}

import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../setup/build.mjs';
import { ensureInstalled } from '../setup/install.mjs';
import { SetupError } from '../setup/setupError.mjs';
import { USAGE, readFlags } from './flags.mjs';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** @returns {Promise<number>} the exit code: 0 after a clean stop, 1 when it could not start, 2 for a command line that makes no sense */
export async function start(args) {
  const flags = readFlags(args, process.cwd());
  if (!flags.ok) {
    console.error(`${flags.problem}\n\n${USAGE}`);
    return 2;
  }
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  try {
    await ensureInstalled(ROOT, console.log);
    await ensureBuilt(ROOT, console.log);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return 1;
  }
  const { run } = createRequire(import.meta.url)(path.join(ROOT, 'dist', 'src', 'sandbox', 'cli.js'));
  return run(flags.options);
}

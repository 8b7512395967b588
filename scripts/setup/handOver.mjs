import { createRequire } from 'node:module';
import path from 'node:path';
import { prepare, ROOT } from './prepare.mjs';

/** Runs a command line with the compiled program, in this process. @param {readonly string[]} args */
export async function handOver(args) {
  if (!(await prepare(args))) return;
  const { main } = createRequire(import.meta.url)(path.join(ROOT, 'dist', 'src', 'cli', 'main.js'));
  await main(args);
}

import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { table } from '../demo/tables.mjs';
import { ensureBuilt } from '../setup/build.mjs';
import { ensureInstalled } from '../setup/install.mjs';
import { SetupError } from '../setup/setupError.mjs';
import { azuriteYear } from './azuriteYear.mjs';
import { midnight } from './midnight.mjs';
import { memoryYear } from './memoryYear.mjs';
import { startUp } from './startUp.mjs';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** @type {Readonly<Record<string, { title: string, measure: (root: string) => Promise<import('./measured.mjs').Measured[]> }>>} */
const BENCHES = {
  start: { title: 'Start-up, built', measure: startUp },
  azurite: { title: 'Twelve months of 100 monthly subscriptions on Azurite', measure: azuriteYear },
  midnight: { title: '10,000 renewals due at one midnight on Azurite', measure: midnight },
  memory: { title: 'A year of 10,000 monthly subscriptions, stores in memory', measure: memoryYear },
};

export const USAGE = `Usage: npm run bench -- [${Object.keys(BENCHES).join('|')} …]

  Without names all of them run, one after the other. Nothing else should run beside them.`;

/** @returns {Promise<number>} the exit code: 0 when all was measured and every budget kept, 1 when not, 2 for a bad command line */
export async function bench(args) {
  const names = readNames(args);
  if (names === undefined) {
    console.error(USAGE);
    return 2;
  }
  try {
    await ensureInstalled(ROOT, console.log);
    await ensureBuilt(ROOT, console.log);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return 1;
  }
  console.log(`${new Date().toISOString().slice(0, 10)}, ${os.availableParallelism()} cores (${os.cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ${os.type()}`);
  let kept = true;
  for (const name of names) {
    const { title, measure } = BENCHES[name];
    console.log(`\n${title}\n`);
    const measured = await measure(ROOT);
    console.log(table(['what', 'measured', 'budget', ''], measured.map(({ what, value, unit, budget }) => [what, `${value} ${unit}`, budget === undefined ? '' : `${budget} ${unit}`, verdict(value, budget)])));
    kept &&= measured.every(({ value, budget }) => budget === undefined || value <= budget);
  }
  return kept ? 0 : 1;
}

const verdict = (value, budget) => (budget === undefined ? '' : value <= budget ? 'kept' : 'MISSED');

function readNames(args) {
  try {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
    const names = positionals.length === 0 ? Object.keys(BENCHES) : positionals;
    return names.every((name) => Object.hasOwn(BENCHES, name)) ? names : undefined;
  } catch {
    // A flag: there are none.
    return undefined;
  }
}

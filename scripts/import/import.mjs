import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../setup/build.mjs';
import { ensureInstalled } from '../setup/install.mjs';
import { SetupError } from '../setup/setupError.mjs';
import { readFlags, USAGE } from './flags.mjs';
import { progressLine, refusalLines } from './report.mjs';
import { readExtras, readSource } from './sources.mjs';
import { openCatalogue } from './storage.mjs';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** @returns {Promise<number>} the exit code: 0 when everything is in force, 1 when nothing or not everything is, 2 for a command line that makes no sense */
export async function importFiles(args) {
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
    return await run(flags.options);
  } catch (error) {
    // Both were written for the reader; anything else is a fault, and its stack says where.
    if (error instanceof SetupError || error.name === 'StoreUnavailable' || error.constructor?.name === 'SandboxProblem') {
      console.error(error.message);
      return 1;
    }
    throw error;
  }
}

async function run({ priceSheets, offerMatrices, extras, target }) {
  // Before anything is installed: a misspelt name should not cost half a minute.
  const input = {
    priceSheets: await Promise.all(priceSheets.map(readSource)),
    offerMatrices: await Promise.all(offerMatrices.map(readSource)),
    ...(extras === undefined ? {} : { extras: await readExtras(extras) }),
  };
  await ensureInstalled(ROOT, console.log);
  await ensureBuilt(ROOT, console.log);
  const require = createRequire(import.meta.url);
  const load = (module) => require(path.join(ROOT, 'dist', 'src', module));
  const { importCatalogue } = load('app/catalogue/importCatalogue.js');
  const { instantFromMillis } = load('kernel/instant.js');

  const catalogue = await openCatalogue(target, load, console.log);
  try {
    const ports = { store: catalogue.store, clock: { now: () => instantFromMillis(Date.now()) }, newId: randomUUID };
    const started = performance.now();
    const outcome = await importCatalogue(ports, input, (happened) => {
      const line = progressLine(happened);
      if (line !== undefined) console.log(line);
    });
    if (!outcome.ok) {
      for (const line of refusalLines(outcome.error)) console.error(line);
      return 1;
    }
    const lines = outcome.value.reduce((sum, market) => sum + market.priceLines, 0);
    console.log(`Imported: ${lines} price lines in ${outcome.value.length} markets, ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return 0;
  } finally {
    await catalogue.close();
  }
}

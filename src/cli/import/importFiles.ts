import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { importCatalogue } from '../../app/catalogue/importCatalogue';
import { instantFromMillis } from '../../kernel/instant';
import { openCatalogue } from '../../sandbox/openCatalogue';
import { type Terminal } from '../terminal';
import { type ImportOptions } from './importOptions';
import { progressLine, refusalLines } from './report';
import { sendFiles } from './sendFiles';
import { readExtras, readSource } from './sources';

/**
 * Loads files into a catalogue and tells how it goes.
 * @returns the exit code: 0 when everything is in force, 1 when nothing or not everything is
 * @throws Problem for a file that cannot be read; SandboxProblem; StoreUnavailable
 */
export const importFiles = async ({ priceSheets, offerMatrices, extras, target }: ImportOptions, terminal: Terminal): Promise<number> => {
  // Before any storage is opened: a misspelt name should cost nothing.
  const input = {
    priceSheets: await Promise.all(priceSheets.map(readSource)),
    offerMatrices: await Promise.all(offerMatrices.map(readSource)),
    ...(extras !== undefined && { extras: await readExtras(extras) }),
  };
  if ('server' in target) return sendFiles(target.server, input, terminal);
  const catalogue = await openCatalogue(target, { print: terminal.print, warn: terminal.complain });
  try {
    const ports = { store: catalogue.store, clock: { now: () => instantFromMillis(Date.now()) }, newId: randomUUID };
    const started = performance.now();
    const outcome = await importCatalogue(ports, input, (happened) => {
      const line = progressLine(happened);
      if (line !== undefined) terminal.print(line);
    });
    if (!outcome.ok) {
      for (const line of refusalLines(outcome.error)) terminal.complain(line);
      return 1;
    }
    const lines = outcome.value.reduce((sum, market) => sum + market.priceLines, 0);
    terminal.print(`Imported: ${lines} price lines in ${outcome.value.length} markets, ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return 0;
  } finally {
    await catalogue.close();
  }
};

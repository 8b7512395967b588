import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem';
import { PROJECT_ROOT } from '../projectRoot';
import { azureNode } from '../test/azureNode';
import { bundleSimulation } from './bundleSimulation';
import { type WorkerOptions } from './livingWorker';

/** A life takes some tenths of a second; one that takes so long does not come to an end. */
const PATIENCE_MS = 180_000;

/** What workers are started with, and when to stop. */
export interface Simulation {
  readonly options: WorkerOptions;
  /** Of the sources and the sample. */
  readonly digest: string;
  /** Ctrl-C, or whoever ends a service. */
  readonly signal: AbortSignal;
}

/**
 * Bundles the simulation of the sources as they are, for as long as the work takes.
 * @throws Problem where there are no tests, as in an installation.
 */
export const withSimulation = async <T>(work: (simulation: Simulation) => Promise<T>): Promise<T> => {
  if (!existsSync(join(PROJECT_ROOT, 'test', 'simulation'))) throw new Problem('The simulation is part of the tests, which are not here: run it in a checkout of the project.');
  const node = await azureNode(PROJECT_ROOT);
  const bundle = await bundleSimulation(PROJECT_ROOT);
  const aborting = new AbortController();
  const abort = (): void => aborting.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const each of signals) process.once(each, abort);
  try {
    return await work({ options: { bundle: bundle.file, root: PROJECT_ROOT, node, patience: PATIENCE_MS }, digest: bundle.digest, signal: aborting.signal });
  } finally {
    for (const each of signals) process.off(each, abort);
    await bundle.end();
  }
};

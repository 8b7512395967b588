import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { azureNode } from '../test/azureNode';
import { Problem } from '../problem';
import { PROJECT_ROOT } from '../projectRoot';
import { type Terminal } from '../terminal';
import { bundleSimulation } from './bundleSimulation';

export interface SimulationWish {
  readonly lives: number;
  /** Of the first life; the others count on from it. */
  readonly seed: number;
  /** Only steps before this one. */
  readonly until?: number;
}

/** As `test/simulation/engine/runLife.ts` tells it. */
interface Lived {
  readonly seed: number;
  readonly steps: number;
  readonly requests: number;
  readonly broken?: { readonly rule: string; readonly message: string; readonly step: number; readonly stack: string };
}

type Told = { readonly lived: Lived } | { readonly reached: Readonly<Record<string, Readonly<Record<string, number>>>> };

/** Lives that a worker is given at a time. */
const LIVES_AT_ONCE = 20;

const BUNDLE = join('node_modules', '.cache', 'nextterm-simulation', 'worker.cjs');

/**
 * Lives so many lives of the app in worker processes, and tells which did not hold.
 * @returns the exit code. @throws Problem where there are no tests, as in an installation.
 */
export const runSimulation = async ({ lives, seed, until }: SimulationWish, terminal: Terminal): Promise<number> => {
  if (!existsSync(join(PROJECT_ROOT, 'test', 'simulation'))) throw new Problem('The simulation is part of the tests, which are not here: run it in a checkout of the project.');
  const bundle = join(PROJECT_ROOT, BUNDLE);
  await bundleSimulation(PROJECT_ROOT, bundle);
  const node = await azureNode(PROJECT_ROOT);
  const began = Date.now();
  let next = seed;
  let broken = 0;
  const reached = new Map<string, Map<string, number>>();
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = fork(bundle, [PROJECT_ROOT], { execPath: node, execArgv: ['--enable-source-maps'], stdio: ['ignore', 'inherit', 'ignore', 'ipc'] });
      const more = (): void => {
        const asked = Array.from({ length: Math.min(LIVES_AT_ONCE, seed + lives - next) }, () => ({ seed: next++, ...(until !== undefined && { until }) }));
        if (asked.length > 0) worker.send(asked);
        else worker.disconnect();
      };
      worker.on('message', (told: Told) => {
        if ('lived' in told) {
          if (told.lived.broken === undefined) return;
          broken += 1;
          terminal.print(`seed ${told.lived.seed}, step ${told.lived.broken.step}: ${told.lived.broken.stack}`);
          return;
        }
        for (const [name, cells] of Object.entries(told.reached)) {
          const sums = reached.get(name) ?? new Map<string, number>();
          reached.set(name, sums);
          for (const [cell, count] of Object.entries(cells)) sums.set(cell, (sums.get(cell) ?? 0) + count);
        }
        more();
      });
      worker.on('error', reject);
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Problem(`A worker of the simulation ended with code ${code}.`))));
      more();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), Math.ceil(lives / LIVES_AT_ONCE)) }, work));
  const seconds = (Date.now() - began) / 1000;
  for (const [name, cells] of reached) terminal.print(`${name}\n${[...cells].sort(([, a], [, b]) => b - a).map(([cell, count]) => `  ${String(count).padStart(8)} ${cell}`).join('\n')}`);
  terminal.print(`${lives} lives from seed ${seed} in ${Math.round(seconds)} s: ${(lives / seconds).toFixed(1)} a second; ${broken} broken`);
  return broken === 0 ? 0 : 1;
};

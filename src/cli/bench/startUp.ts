import { type Measured, rounded } from './measured';
import { startServer, withFolder } from './server';

const RUNS = 3;

/** @returns the slowest of several starts */
export const startUp = async (): Promise<readonly Measured[]> => {
  const fresh: number[] = [];
  const again: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await withFolder(async (folder) => {
      for (const seconds of [fresh, again]) {
        const server = await startServer(folder);
        await server.stop();
        seconds.push(server.readySeconds);
      }
    });
  }
  return [
    { what: 'ready on an empty folder, sample world loaded', value: rounded(Math.max(...fresh), 1), unit: 's', budget: 10 },
    { what: 'ready on a folder that has data', value: rounded(Math.max(...again), 1), unit: 's', budget: 10 },
  ];
};

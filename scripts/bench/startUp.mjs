import { rounded } from './measured.mjs';
import { startServer, withFolder } from './server.mjs';

const RUNS = 3;

/** @returns {Promise<import('./measured.mjs').Measured[]>} the slowest of several starts */
export async function startUp(root) {
  const fresh = [];
  const again = [];
  for (let run = 0; run < RUNS; run += 1) {
    await withFolder(async (folder) => {
      for (const seconds of [fresh, again]) {
        const server = await startServer(root, folder);
        await server.stop();
        seconds.push(server.readySeconds);
      }
    });
  }
  return [
    { what: 'ready on an empty folder, sample world loaded', value: rounded(Math.max(...fresh), 1), unit: 's', budget: 10 },
    { what: 'ready on a folder that has data', value: rounded(Math.max(...again), 1), unit: 's', budget: 10 },
  ];
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openTables } from '../../adapters/tables/openTables';
import { findRunningAzurite } from '../../localhost';
import { tableNames } from '../../wiring/wiring';
import { connect, type Client } from '../demo/client';
import { LeftMemory } from './leftMemory';
import { type Measured, peakMegabytes, rounded, secondsOf } from './measured';
import { startServer, withFolder } from './server';
import { SoakMix } from './soakMix';

/** After each the clock moves a day, and memory is looked at. */
const ROUNDS = 60;
/** Five minutes of thirty: caches fill. */
const FIRST = ROUNDS / 6;
const THIRD = ROUNDS / 3;
/** The most of the last third, of the most of the third before it. */
const MOST_GROWTH = 1.05;
const RECONNECTIONS = 10;
const PRELOADED = join(__dirname, 'tellMemory.js');

interface Sample {
  readonly requests: number;
  readonly app: number;
  readonly store: number;
}

const most = (samples: readonly Sample[], of: (sample: Sample) => number): number => Math.max(...samples.map(of));

/** By least squares, MB for each 10,000 requests. */
const slope = (samples: readonly Sample[], of: (sample: Sample) => number): number => {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(samples.map(({ requests }) => requests)), mean(samples.map(of))];
  const over = samples.reduce((sum, sample) => sum + (sample.requests - x) * (of(sample) - y), 0);
  return (over / samples.reduce((sum, { requests }) => sum + (requests - x) ** 2, 0)) * 10_000;
};

/** While it collects, or is busy for long, a server does not see that a kept connection is over; the first call afterwards may be sent into one. */
const reconnect = async (url: string): Promise<Client> => {
  for (let left = RECONNECTIONS; ; left -= 1) {
    try {
      return await connect(url);
    } catch (error) {
      if (left === 0) throw error;
      await setTimeout(1_000);
    }
  }
};

const countRows = async (folder: string): Promise<number> => {
  const connectionString = await findRunningAzurite(join(folder, 'storage'));
  if (connectionString === undefined) throw new Error('Azurite does not answer.');
  const tables = openTables({ connectionString }, { direct: true });
  let rows = 0;
  for (const name of tableNames) {
    let continuation: string | undefined;
    do {
      const page = await tables.store(name).listAcross({ fromPartition: '!', toPartition: '~', ...(continuation !== undefined && { continuation }) });
      rows += page.rows.length;
      continuation = page.continuation;
    } while (continuation !== undefined);
  }
  return rows;
};

/** Memory of the started app, whose process has the local Service Bus too, and of Azurite, under a long mix of requests. @param requests in all. @param say what is told meanwhile. */
export const soak = async (requests: number, say: (text: string) => void): Promise<readonly Measured[]> =>
  withFolder(async (folder) => {
    const told = join(folder, 'memory');
    await mkdir(told);
    process.env['MEMORY_FOLDER'] = told;
    const data = join(folder, 'data');
    const server = await startServer(data, ['--clock', '2021-06-18T10:00:00Z'], PRELOADED);
    try {
      const storePid = Number(await server.azuritePid());
      const [app, store] = [new LeftMemory(told, server.pid), new LeftMemory(told, storePid)];
      const mix = new SoakMix(await connect(server.url));
      const samples: Sample[] = [];
      let rowsBefore = 0;
      const seconds = await secondsOf(async () => {
        for (let round = 1; round <= ROUNDS; round += 1) {
          await mix.run(requests / ROUNDS);
          const client = await reconnect(server.url);
          await client.advance({ advance: 'P1D' });
          const sample = { requests: mix.requests, app: await app.megabytes(), store: await store.megabytes() };
          mix.signedIn(await reconnect(server.url));
          samples.push(sample);
          if (round === FIRST) rowsBefore = await countRows(data);
          say(`  ${sample.requests} requests; without garbage: app ${sample.app.toFixed(1)} MB, Azurite ${sample.store.toFixed(1)} MB; refused ${mix.refused}, faults ${mix.faults.length}`);
        }
      });
      for (const fault of mix.faults.slice(0, 10)) say(`  ${fault}`);
      const rowsMore = (await countRows(data)) - rowsBefore;
      const later = samples.slice(FIRST);
      const [middle, last] = [samples.slice(THIRD, 2 * THIRD), samples.slice(2 * THIRD)];
      const [first, end] = [samples[FIRST - 1], samples.at(-1)];
      const peak = (what: string, pid: number): readonly Measured[] => {
        const value = peakMegabytes(pid);
        return value === undefined ? [] : [{ what, value, unit: 'MB' }];
      };
      return [
        { what: 'requests', value: mix.requests, unit: '' },
        { what: 'requests per second, clock and collections included', value: rounded(mix.requests / seconds, 1), unit: '/s' },
        { what: 'answers that are faults', value: mix.faults.length, unit: '', budget: 0 },
        { what: 'answers that refuse', value: mix.refused, unit: '' },
        { what: 'the app and its bus without garbage, after the first sixth', value: rounded(first?.app ?? 0, 1), unit: 'MB' },
        { what: 'the same at most in the middle third', value: rounded(most(middle, (sample) => sample.app), 1), unit: 'MB' },
        { what: 'the same at most in the last third', value: rounded(most(last, (sample) => sample.app), 1), unit: 'MB' },
        { what: 'the last third of the middle third', value: rounded(most(last, (sample) => sample.app) / most(middle, (sample) => sample.app), 3), unit: '', budget: MOST_GROWTH },
        { what: 'its growth after the first sixth, by least squares, for 10,000 requests', value: rounded(slope(later, (sample) => sample.app), 2), unit: 'MB' },
        ...peak('the most it had, garbage included', server.pid),
        { what: 'Azurite without garbage, after the first sixth', value: rounded(first?.store ?? 0, 1), unit: 'MB' },
        { what: 'the same at the end', value: rounded(end?.store ?? 0, 1), unit: 'MB' },
        { what: 'for each row stored in between', value: rounded((((end?.store ?? 0) - (first?.store ?? 0)) * 1000) / rowsMore, 2), unit: 'kB' },
        ...peak('the most Azurite had, garbage included', storePid),
      ];
    } finally {
      await server.stop();
    }
  });

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { openTables } from '../../adapters/tables/openTables';
import { withBound } from '../../app/due/withBound';
import { startAzurite } from '../../localhost';
import { addingCpu, type Cpu } from './cpuTime';
import { type Measured, megabytesNow, rounded, secondsOf } from './measured';
import { withFolder } from './server';

const ROWS = 500_000;
const PARTITIONS = 500;
const TOGETHER = 100;
const AT_ONCE = 4;
/** About as much as a row of ours says. */
const TEXT = 'x'.repeat(1_200);
const BOOK = '__azurite_db_table__.json';
const LOOK_MS = 20;
/** Rows are written for so long, and watched. */
const WATCHED_MS = 120_000;

/** The local store with half a million rows: how long it answers nothing while it writes them to disk, and what it takes to open them. */
export const snapshot = (say: (text: string) => void): Promise<readonly Measured[]> =>
  withFolder(async (folder) => {
    const logger = { log: (level: string, text: string): void => (level === 'error' ? say(`  ${text}`) : undefined) };
    const azurite = await startAzurite({ data: folder, logger });
    const store = openTables({ connectionString: azurite.connectionString }, { direct: true });
    await store.ensureTable('Bench');
    const table = store.store('Bench');
    const cpu: Cpu = { app: 0, store: 0 };
    let [longest, saves] = [0, 0];
    try {
      const parts = Array.from({ length: ROWS / TOGETHER }, (_, part) => part);
      await withBound(AT_ONCE, parts, async (part) => {
        const rows = Array.from({ length: TOGETHER }, (_, index) => ({ op: 'put' as const, key: `row|${String(part).padStart(6, '0')}|${index}`, value: { type: 'row', part, index, text: TEXT } }));
        // Put, not created: while a snapshot is written a request is given up and sent again.
        await table.commit(`partition${part % PARTITIONS}`, rows);
        if ((part + 1) % 500 === 0) say(`  ${(part + 1) * TOGETHER} rows`);
      });
      // What the load left to be written is another snapshot's.
      await azurite.save();
      await addingCpu(cpu, azurite.pid, () => azurite.save());
      const until = performance.now() + WATCHED_MS;
      let written = (await stat(join(folder, BOOK))).mtimeMs;
      for (let look = 0; performance.now() < until; look += 1) {
        const took = await secondsOf(async () => void (await table.commit('watched', [{ op: 'put', key: 'row', value: { type: 'row', look } }])));
        longest = Math.max(longest, took);
        const now = (await stat(join(folder, BOOK))).mtimeMs;
        if (now !== written) saves += 1;
        written = now;
        await setTimeout(LOOK_MS);
      }
    } finally {
      await azurite.stop();
    }
    let reopened = azurite;
    const opening = await secondsOf(async () => {
      reopened = await startAzurite({ data: folder, logger });
    });
    const memory = megabytesNow(reopened.pid);
    await reopened.stop();
    return [
      { what: `a snapshot of ${ROWS} rows of 1.3 kB: CPU of the store`, value: rounded(cpu.store / 1000, 1), unit: 's' },
      { what: 'the longest that a write waited in two minutes of a write every 20 ms', value: rounded(longest, 1), unit: 's' },
      { what: 'snapshots in these minutes', value: saves, unit: '' },
      { what: 'opening them', value: rounded(opening, 1), unit: 's' },
      ...(memory === undefined ? [] : [{ what: 'memory of the store with them, once opened', value: memory, unit: 'MB' }]),
    ];
  });

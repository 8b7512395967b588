import { MemoryPartitionStore } from '../../adapters/memory/memoryPartitionStore';
import { openTables } from '../../adapters/tables/openTables';
import { instant } from '../../kernel/instant';
import { startAzurite, type RunningAzurite } from '../../localhost';
import { tableNames, type Stores } from '../../wiring/wiring';
import { benchApp } from './benchApp';
import { allRowsOf, copyRows } from './copyRows';
import { keptRows, type RowsByTable } from './keptRows';

/** Progress, on stderr. */
export const say = (text: string): void => void process.stderr.write(`  ${text}\n`);

export const storesOf = <T extends Stores[keyof Stores]>(make: (name: keyof Stores) => T): Readonly<Record<keyof Stores, T>> => Object.fromEntries(tableNames.map((name) => [name, make(name)])) as Record<keyof Stores, T>;

/** The world before the midnight, made in memory: monthly subscriptions of 18 June 2021, whose windows are closed. */
const bought = async (total: number, each: number): Promise<RowsByTable> => {
  const stores = storesOf(() => new MemoryPartitionStore());
  let now = instant('2021-06-18T10:00:00Z');
  const { sweepOnce, buy } = await benchApp(stores, () => now);
  for (let number = 0; number * each < total; number += 1) {
    await buy(number, each);
    if (((number + 1) * each) % 1000 === 0) say(`${(number + 1) * each} subscriptions bought`);
  }
  now = instant('2021-06-24T12:00:00Z');
  await sweepOnce();
  now = instant('2021-06-26T00:00:00Z');
  await sweepOnce();
  return allRowsOf(stores);
};

/** Azurite with the world before the midnight, in memory, so that it writes nothing to disk meanwhile. Whoever asks stops it. */
export const beforeMidnight = async (total: number, each: number): Promise<RunningAzurite> => {
  const rows = await keptRows(`midnight-${total}-${each}`, () => bought(total, each));
  const azurite = await startAzurite({ logger: { log: (level, text) => (level === 'error' ? say(text) : undefined) } });
  const tables = openTables({ connectionString: azurite.connectionString }, { direct: true });
  await Promise.all([...tableNames, 'Bare'].map((name) => tables.ensureTable(name)));
  say('copying what is stored to Azurite');
  await copyRows(rows, storesOf((name) => tables.store(name)));
  return azurite;
};

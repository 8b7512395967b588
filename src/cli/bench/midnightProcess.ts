// Monthly subscriptions that are due at one midnight, renewed by the compiled app on Azurite, page by page, beside as many bare transactions of what the renewals must leave; then the windows that the renewals opened.
// Arguments: how many subscriptions, and how many of each customer. Progress on stderr, one line of JSON on stdout.
import { MemoryPartitionStore } from '../../adapters/memory/memoryPartitionStore';
import { openTables } from '../../adapters/tables/openTables';
import { carryOutDue } from '../../app/due/carryOutDue';
import { type DueWork } from '../../app/due/dueWork';
import { sweep } from '../../app/due/sweep';
import { withBound } from '../../app/due/withBound';
import { instant, type Instant } from '../../kernel/instant';
import { type Write } from '../../kernel/partitionStore';
import { startAzurite } from '../../localhost';
import { tableNames, type Stores } from '../../wiring/wiring';
import { benchApp } from './benchApp';
import { noTally, TalliedStore, type Tally } from './talliedStore';
import { addingCpu, type Cpu } from './cpuTime';
import { copyRows } from './copyRows';

/** As many customers as the app renews at a time. */
const AT_ONCE = 8;

const say = (text: string): void => void process.stderr.write(`  ${text}\n`);

const storesOf = <T extends Stores[keyof Stores]>(make: (name: keyof Stores) => T): Readonly<Record<keyof Stores, T>> => Object.fromEntries(tableNames.map((name) => [name, make(name)])) as Record<keyof Stores, T>;

/** The world before the midnight, made in memory. */
const seeded = async (total: number, each: number): Promise<Stores> => {
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
  return stores;
};

/** What a renewal must leave: what it became, what it charged, what happened. */
const mustStay = ({ key }: Write): boolean => /^(subscription|charge|event)\|/.test(key);

interface Phase {
  readonly items: number;
  /** Finding what is due. */
  readonly sweep: Cpu;
  readonly carriedOut: Cpu;
  /** The bare transactions beside. */
  readonly bare: Cpu;
  readonly counts: Readonly<Record<string, Tally>>;
}

const measure = async (connectionString: string, storePid: number, total: number, each: number): Promise<void> => {
  const tables = openTables({ connectionString }, { direct: true });
  await Promise.all([...tableNames, 'Bare'].map((name) => tables.ensureTable(name)));
  const before = await seeded(total, each);
  say('copying what is stored to Azurite');
  await copyRows(before, storesOf((name) => tables.store(name)));

  let kept: { readonly partition: string; readonly writes: readonly Write[] }[] = [];
  const counted = storesOf((name) => new TalliedStore(tables.store(name), (partition, writes) => (name === 'Commerce' && writes.some(mustStay) ? kept.push({ partition, writes: writes.filter(mustStay) }) : undefined)));
  let now: Instant = instant('2021-07-17T23:00:00Z');
  const { app } = await benchApp(counted, () => now);
  await app.catalogueOf('NL');
  // The floor is what anybody has who uses the SDK.
  const bareTable = openTables({ connectionString }).store('Bare');

  const bare = async (): Promise<void> => {
    const transactions = kept;
    kept = [];
    await withBound(AT_ONCE, transactions, async ({ partition, writes }) => {
      await bareTable.commit(partition, writes.map((write): Write => (write.op === 'delete' ? write : { op: 'put', key: write.key, value: write.value })));
    });
  };

  const phase = async (at: string, what: string): Promise<Phase> => {
    now = instant(at);
    kept = [];
    for (const store of Object.values(counted)) Object.assign(store.counts, noTally());
    const found: Cpu = { app: 0, store: 0 };
    const carriedOut: Cpu = { app: 0, store: 0 };
    const beside: Cpu = { app: 0, store: 0 };
    let items = 0;
    for (let works: DueWork[] | undefined; works === undefined || works.length > 0; ) {
      works = [];
      const starts = works;
      await addingCpu(found, storePid, () => sweep(app, { start: async (work) => void starts.push(work), tell: () => Promise.reject(new Error('Nothing is told here')) }));
      for (const work of starts) {
        for (let more = true; more; ) {
          await addingCpu(carriedOut, storePid, async () => {
            const page = await carryOutDue(app, work);
            items += page.completed;
            more = page.more;
          });
          await addingCpu(beside, storePid, bare);
        }
      }
      say(`${items} ${what}`);
    }
    return { items, sweep: found, carriedOut, bare: beside, counts: Object.fromEntries(Object.entries(counted).map(([name, { counts }]) => [name, { ...counts }])) };
  };

  const renewals = await phase('2021-07-18T00:00:00Z', 'renewed');
  const closing = await phase('2021-07-24T00:00:00Z', 'windows announced');
  console.log(JSON.stringify({ renewals, closing }));
};

const run = async (): Promise<void> => {
  const [total, each] = process.argv.slice(2).map(Number);
  const azurite = await startAzurite({ logger: { log: (level, text) => (level === 'error' ? say(text) : undefined) } });
  try {
    await measure(azurite.connectionString, azurite.pid, total ?? 10_000, each ?? 20);
  } finally {
    await azurite.stop();
  }
};

void run();

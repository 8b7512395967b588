// Monthly subscriptions that are due at one midnight, renewed by the compiled app on Azurite, page by page, beside as many bare transactions of what the renewals must leave; then the windows that the renewals opened.
// Arguments: how many subscriptions, and how many of each customer. Progress on stderr, one line of JSON on stdout.
import { openTables } from '../../adapters/tables/openTables';
import { carryOutDue } from '../../app/due/carryOutDue';
import { type DueWork } from '../../app/due/dueWork';
import { sweep } from '../../app/due/sweep';
import { withBound } from '../../app/due/withBound';
import { instant, type Instant } from '../../kernel/instant';
import { ANY_ETAG, type Write } from '../../kernel/partitionStore';
import { benchApp } from './benchApp';
import { noTally, TalliedStore, type Tally } from './talliedStore';
import { addingCpu, type Cpu } from './cpuTime';
import { beforeMidnight, say, storesOf } from './midnightWorld';

/** As many customers as the app renews at a time. */
const AT_ONCE = 8;

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

const measure = async (connectionString: string, storePid: number): Promise<void> => {
  const tables = openTables({ connectionString }, { direct: true });
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
      await bareTable.commit(partition, writes.map((write): Write => (write.op === 'delete' ? { ...write, etag: ANY_ETAG } : { op: 'put', key: write.key, value: write.value })));
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
      await addingCpu(found, storePid, async () => {
        await sweep(app, { start: async (work) => void starts.push(work), tell: () => Promise.reject(new Error('Nothing is told here')) });
      });
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
  const [total = 10_000, each = 20] = process.argv.slice(2).map(Number);
  const azurite = await beforeMidnight(total, each);
  try {
    await measure(azurite.connectionString, azurite.pid);
  } finally {
    await azurite.stop();
  }
};

void run();

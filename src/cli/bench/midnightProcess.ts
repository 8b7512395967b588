// 10,000 monthly subscriptions that are due at one midnight, renewed by the compiled app on Azurite; and as many bare table transactions beside. Progress on stderr, one line of JSON on stdout.
import { performance } from 'node:perf_hooks';
import { openTables } from '../../adapters/tables/openTables';
import { instant } from '../../kernel/instant';
import { type Write } from '../../kernel/partitionStore';
import { startAzurite } from '../../localhost';
import { tableNames, type Stores } from '../../wiring/wiring';
import { benchApp } from './benchApp';
import { CountedStore, noCounts } from './countedStore';

const CUSTOMERS = 500;
const EACH = 20;
/** As many as the app renews at a time. */
const AT_ONCE = 8;

const say = (text: string): void => void process.stderr.write(`  ${text}\n`);

const isRenewal = ({ op, ...rest }: Write): boolean => (op === 'create' || op === 'put') && 'value' in rest && 'chargeType' in rest.value && rest.value.chargeType === 'renew';

const measure = async (connectionString: string): Promise<void> => {
  const tables = openTables({ connectionString }, { direct: true });
  await Promise.all([...tableNames, 'Bare'].map((name) => tables.ensureTable(name)));
  const counts = noCounts();
  /** How many rows each transaction of renewals had, and the most that a renewal took: in a transaction of several, its share. */
  const sizes: number[] = [];
  let mostRows = 0;
  const look = (writes: readonly Write[]): void => {
    const together = writes.filter(isRenewal).length;
    if (together === 0) return;
    mostRows = Math.max(mostRows, writes.length / together);
    sizes.push(writes.length);
  };
  const counted = (name: string): CountedStore => new CountedStore(tables.store(name), counts, look);
  const stores: Stores = {
    Commerce: counted('Commerce'),
    Deadlines: counted('Deadlines'),
    Directory: counted('Directory'),
    Usage: counted('Usage'),
    Catalogue: counted('Catalogue'),
    Partners: counted('Partners'),
    Audit: counted('Audit'),
    Ledger: counted('Ledger'),
    Invoices: counted('Invoices'),
    Webhooks: counted('Webhooks'),
    Events: counted('Events'),
    Notifications: counted('Notifications'),
  };
  let now = instant('2021-06-18T10:00:00Z');
  const { app, sweepOnce, buy } = await benchApp(stores, () => now);
  for (let number = 0; number < CUSTOMERS; number += 1) {
    await buy(number, EACH);
    if ((number + 1) % 100 === 0) say(`${(number + 1) * EACH} subscriptions bought`);
  }
  now = instant('2021-06-26T00:00:00Z');
  await sweepOnce();

  let renewals = 0;
  app.events.listen(({ facts }) => {
    renewals += facts.filter(({ type }) => type === 'SubscriptionRenewed').length;
  });
  now = instant('2021-07-18T00:00:00Z');
  Object.assign(counts, noCounts());
  sizes.length = 0;
  mostRows = 0;
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  while ((await app.deadlines.due(now, 1)).deadlines.length > 0) await sweepOnce();
  const seconds = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const cpuMillis = (cpu.user + cpu.system) / 1000;
  say(`${renewals} renewed`);

  // The floor is what anybody has who uses the SDK.
  const bare = openTables({ connectionString }).store('Bare');
  const transactions = [...sizes.entries()];
  const value = { type: 'bare', text: 'x'.repeat(700) };
  const bareStarted = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = transactions.shift(); next !== undefined; next = transactions.shift()) {
        const [number, size] = next;
        const rows = Array.from({ length: size }, (_, row) => ({ op: 'put' as const, key: `${number}|${row}`, value }));
        await bare.commit(`customer ${number % CUSTOMERS}`, rows);
      }
    }),
  );
  const bareSeconds = (performance.now() - bareStarted) / 1000;
  console.log(JSON.stringify({ renewals, seconds, cpuMillis, bareSeconds, reads: counts.points + counts.queries, writes: counts.writes, mostRows, sizes }));
};

const run = async (): Promise<void> => {
  const azurite = await startAzurite({ logger: { log: (level, text) => (level === 'error' ? say(text) : undefined) } });
  try {
    await measure(azurite.connectionString);
  } finally {
    await azurite.stop();
  }
};

void run();

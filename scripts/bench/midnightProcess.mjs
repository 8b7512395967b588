// 10,000 monthly subscriptions that are due at one midnight, renewed by the compiled app on Azurite; and as many bare table transactions beside. Progress on stderr, one line of JSON on stdout.
import { performance } from 'node:perf_hooks';
import { benchApp, compiled, TABLES } from './benchApp.mjs';

const { openTables } = compiled('./adapters/tables/openTables.js');
const { instant } = compiled('./kernel/instant.js');
const { startAzurite } = compiled('./localhost/azurite.js');

const CUSTOMERS = 500;
const EACH = 20;
/** As many as the app renews at a time. */
const AT_ONCE = 8;

const say = (text) => process.stderr.write(`  ${text}\n`);

/** Counts round trips, and the rows of each commit of a renewal. */
class Counted {
  constructor(store, counts) {
    this.store = store;
    this.counts = counts;
  }
  read(...args) {
    this.counts.reads += 1;
    return this.store.read(...args);
  }
  list(...args) {
    this.counts.reads += 1;
    return this.store.list(...args);
  }
  listAcross(...args) {
    this.counts.reads += 1;
    return this.store.listAcross(...args);
  }
  commit(partition, writes) {
    this.counts.writes += 1;
    const isRenewal = writes.some(({ value }) => value?.chargeType === 'renew');
    if (isRenewal) this.counts.mostRows = Math.max(this.counts.mostRows, writes.length);
    return this.store.commit(partition, writes);
  }
}

const azurite = await startAzurite({ logger: { log: (level, text) => level === 'error' && say(text) } });
try {
  const tables = openTables({ connectionString: azurite.connectionString });
  await Promise.all([...TABLES, 'Bare'].map((name) => tables.ensureTable(name)));
  const counts = { reads: 0, writes: 0, mostRows: 0 };
  let now = instant('2021-06-18T10:00:00Z');
  const { app, sweepOnce, buy } = await benchApp(Object.fromEntries(TABLES.map((name) => [name, new Counted(tables.store(name), counts)])), () => now);
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
  Object.assign(counts, { reads: 0, writes: 0, mostRows: 0 });
  const started = performance.now();
  while ((await app.deadlines.due(now, 1)).deadlines.length > 0) await sweepOnce();
  const seconds = (performance.now() - started) / 1000;
  say(`${renewals} renewed`);

  const bare = tables.store('Bare');
  const numbers = Array.from({ length: renewals }, (_, number) => number);
  const text = 'x'.repeat(700);
  const bareStarted = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
        await bare.commit(`customer ${number % CUSTOMERS}`, Array.from({ length: counts.mostRows }, (_, row) => ({ op: 'put', key: `${number}|${row}`, value: { type: 'bare', text } })));
      }
    }),
  );
  const bareSeconds = (performance.now() - bareStarted) / 1000;
  console.log(JSON.stringify({ renewals, seconds, bareSeconds, ...counts }));
} finally {
  await azurite.stop();
}

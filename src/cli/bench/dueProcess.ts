// 100 renewals due among 100,000 deadlines, found and carried out by the compiled app, stores in memory. Argument: how many others there are. Prints one line of JSON.
import { type Deadline } from '../../app/due/deadline';
import { instant, plusMinutes, type Instant } from '../../kernel/instant';
import { tableNames, type Stores } from '../../wiring/wiring';
import { MemoryPartitionStore } from '../../adapters/memory/memoryPartitionStore';
import { benchApp } from './benchApp';
import { noTally, TalliedStore } from './talliedStore';

const CUSTOMERS = 5;
const EACH = 20;
const MIDNIGHT = instant('2021-07-18T00:00:00Z');
/** Others are spread over the year that follows, the first of them within the hour. */
const YEAR_MINUTES = 365 * 24 * 60;

const run = async (others: number): Promise<void> => {
  const stores = Object.fromEntries(tableNames.map((name) => [name, new TalliedStore(new MemoryPartitionStore())])) as Record<keyof Stores, TalliedStore>;
  let now: Instant = instant('2021-06-18T10:00:00Z');
  const { app, sweepOnce, buy } = await benchApp(stores, () => now);
  for (let number = 0; number < CUSTOMERS; number += 1) await buy(number, EACH);
  now = instant('2021-07-17T23:00:00Z');
  await sweepOnce();
  for (let from = 0; from < others; from += 1_000) {
    const some = Array.from({ length: Math.min(1_000, others - from) }, (_, index): Deadline => {
      const number = from + index;
      return { at: plusMinutes(MIDNIGHT, 1 + Math.floor((number / others) * YEAR_MINUTES)), kind: 'renewal', customerId: `other${number}`, subject: `subscription${number}` };
    });
    await app.deadlines.put(some);
  }
  let renewals = 0;
  app.events.listen(({ facts }) => {
    renewals += facts.filter(({ type }) => type === 'SubscriptionRenewed').length;
  });
  now = MIDNIGHT;
  for (const store of Object.values(stores)) Object.assign(store.counts, noTally());
  await sweepOnce();
  const { reads, rowsRead } = stores.Deadlines.counts;
  console.log(JSON.stringify({ renewals, reads, rowsRead }));
};

void run(Number(process.argv[2]));

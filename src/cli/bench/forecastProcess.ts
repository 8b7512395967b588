// What twelve months will charge for 10,000 subscriptions of 500 customers, in the compiled app, stores in memory: no runtime, no HTTP. Argument: of how many subscriptions of each customer a change is planned. Prints one line of JSON.
import { performance } from 'node:perf_hooks';
import { MOST_CUSTOMERS, partnerForecast } from '../../app/forecast/partnerForecast';
import { listSubscriptions } from '../../app/subscription/subscriptionBook';
import { MemoryPartitionStore } from '../../adapters/memory/memoryPartitionStore';
import { instant } from '../../kernel/instant';
import { tableNames, type Stores } from '../../wiring/wiring';
import { benchApp } from './benchApp';
import { noTally, TalliedStore } from './talliedStore';

const CUSTOMERS = 500;
/** Half by the month, half for a year that is charged by the month. */
const EACH = 20;
const STANDARD = 'NCBUSSTAND01:0001';
const MONTHS = 12;

const run = async (planned: number): Promise<void> => {
  const stores = Object.fromEntries(tableNames.map((name) => [name, new TalliedStore(new MemoryPartitionStore())])) as Record<keyof Stores, TalliedStore>;
  const now = instant('2021-06-18T10:00:00Z');
  const { app, partner, newCustomer, order, planSeats } = await benchApp(stores, () => now);
  for (let number = 0; number < CUSTOMERS; number += 1) {
    const customer = await newCustomer(number);
    await order(customer, EACH / 2);
    await order(customer, EACH / 2, STANDARD, 'P1Y');
  }
  const { rows } = await stores.Commerce.listAcross({ fromPartition: '', toPartition: '~', prefix: 'customer|' });
  for (const { partition } of planned === 0 ? [] : rows) for (const subscription of (await listSubscriptions(app.commerce, partition)).slice(0, planned)) await planSeats(partition, subscription, 2);
  for (const store of Object.values(stores)) Object.assign(store.counts, noTally());
  const [started, before] = [performance.now(), process.cpuUsage()];
  const parts = await partnerForecast(app, partner, { months: MONTHS }, now);
  if (!parts.ok) throw new Error(parts.error.kind);
  const part = await parts.value(MOST_CUSTOMERS);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const { subscriptions, months, notLived, continuation } = part;
  if (continuation !== undefined) throw new Error('It took more than one part');
  const counts = Object.values(stores).map((store) => store.counts);
  console.log(
    JSON.stringify({
      subscriptions,
      lines: months.reduce((sum, { lines }) => sum + lines, 0),
      notLived: notLived.length,
      seconds,
      cpuSeconds: (user + system) / 1e6,
      reads: counts.reduce((sum, each) => sum + each.reads, 0),
      megabytes: (process.resourceUsage().maxRSS * 1024) / 1e6,
    }),
  );
};

void run(Number(process.argv[2]));

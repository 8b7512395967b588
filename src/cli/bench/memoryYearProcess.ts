// 10,000 monthly subscriptions through a year in the compiled app, stores in memory: no runtime, no HTTP. Prints one line of JSON.
import { performance } from 'node:perf_hooks';
import { type Instant, instant } from '../../kernel/instant';
import { benchApp } from './benchApp';
import { memoryStores } from './memoryStores';

const CUSTOMERS = 500;
const EACH = 20;
/** Purchases are spread over these first days of June. */
const DAYS = 28;
const UNTIL = instant('2022-06-15T00:00:00Z');

const stores = memoryStores();

const run = async (): Promise<void> => {
  let now = instant('2021-06-01T10:00:00Z');
  const { app, sweepOnce, buy } = await benchApp(stores, () => now);
  let renewals = 0;
  app.events.listen(({ facts }) => {
    renewals += facts.filter(({ type }) => type === 'SubscriptionRenewed').length;
  });

  /** All that falls due up to `until`, at its instant. */
  const advanceTo = async (until: Instant): Promise<void> => {
    for (;;) {
      const next = await app.deadlines.earliest();
      if (next === undefined || next > until) break;
      if (next > now) now = next;
      await sweepOnce();
    }
    now = until;
  };

  for (let number = 0; number < CUSTOMERS; number += 1) {
    await advanceTo(instant(`2021-06-${String(1 + Math.floor((number * DAYS) / CUSTOMERS)).padStart(2, '0')}T10:00:00Z`));
    await buy(number, EACH);
  }
  const [started, before] = [performance.now(), process.cpuUsage()];
  await advanceTo(UNTIL);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ renewals, seconds, cpuSeconds: (user + system) / 1e6, megabytes: (process.resourceUsage().maxRSS * 1024) / 1e6 }));
};

void run();

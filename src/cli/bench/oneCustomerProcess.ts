// One customer with so many subscriptions and so many rows of history, in the compiled app, stores in memory: the rows that calls and a midnight read and write. Arguments: subscriptions, and rows in all. Prints one line of JSON.
import { MemoryPartitionStore } from '../../adapters/memory/memoryPartitionStore';
import { customerCharges, eventPrefix } from '../../app/command/commerceKeys';
import { hasPurchasableAddOn, shelfOf } from '../../app/subscription/addOnShelf';
import { listedSubscription } from '../../app/subscription/listedSubscription';
import { getOptions } from '../../app/subscription/options';
import { listSubscriptions } from '../../app/subscription/subscriptionBook';
import { eligibilitiesOf } from '../../app/transition/transitions';
import { instant, type Instant } from '../../kernel/instant';
import { type Write } from '../../kernel/partitionStore';
import { tableNames, type Stores } from '../../wiring/wiring';
import { benchApp } from './benchApp';
import { noTally, TalliedStore } from './talliedStore';

/** Upgrades and add-ons are made for it. */
const PLAIN = 'NCM365ENTE03:0001';
/** At most as many of it as of its base. */
const ADD_ON = 'NCM365COPIL1:0001';
const AT_ONCE = 20;

const run = async (subscriptions: number, rows: number): Promise<void> => {
  const stores = Object.fromEntries(tableNames.map((name) => [name, new TalliedStore(new MemoryPartitionStore())])) as Record<keyof Stores, TalliedStore>;
  let now: Instant = instant('2021-06-18T10:00:00Z');
  const { app, partner, sweepOnce, newCustomer, order, changeSeats } = await benchApp(stores, () => now);
  const customer = await newCustomer(1);
  for (let bought = 0; bought < subscriptions - 1; bought += AT_ONCE) await order(customer, Math.min(AT_ONCE, subscriptions - 1 - bought), PLAIN);
  await order(customer, 1, ADD_ON, 'P1Y');
  const held = await listSubscriptions(app.commerce, customer);
  const [plain, addOn] = [PLAIN, ADD_ON].map((sku) => held.find(({ offer }) => sku.startsWith(`${offer.productId}:`)));
  if (held.length !== subscriptions || plain === undefined || addOn === undefined) throw new Error(`There are ${held.length} subscriptions instead of ${subscriptions}`);
  const each = Math.max(0, Math.floor(rows / subscriptions / 2));
  for (const { id } of held) {
    for (const prefix of [`${customerCharges}${id}|`, eventPrefix(id)]) {
      const [row] = (await stores.Commerce.list(customer, { prefix, limit: 1 })).rows;
      if (row === undefined) throw new Error(`Nothing at ${prefix}`);
      for (let from = 0; from < each; from += 100) {
        await stores.Commerce.commit(customer, Array.from({ length: Math.min(100, each - from) }, (_, n): Write => ({ op: 'put', key: row.key.replace('00000001', String(90_000_000 + from + n)), value: row.value })));
      }
    }
  }

  /** The second time: what is made once is made. */
  const costOf = async (work: () => Promise<unknown>): Promise<{ readonly read: number; readonly written: number }> => {
    await work();
    for (const store of Object.values(stores)) Object.assign(store.counts, noTally());
    await work();
    const counts = Object.values(stores).map((store) => store.counts);
    return { read: counts.reduce((sum, { rowsRead }) => sum + rowsRead, 0), written: counts.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0) };
  };
  const get = async (): Promise<void> => {
    const found = await listedSubscription(app, partner.tenantId, customer, plain.id);
    const shelf = await shelfOf(app, partner, plain, now);
    if (!found.ok || shelf === undefined || !hasPurchasableAddOn(shelf, plain)) throw new Error('There is no add-on to be bought');
  };
  let [plainSeats, addOnSeats] = [1, 1];
  const costs = {
    get: await costOf(get),
    options: await costOf(() => getOptions(app, partner.tenantId, customer, plain.id)),
    eligibilities: await costOf(() => eligibilitiesOf(app, partner.tenantId, customer, plain.id, 'immediate')),
    patch: await costOf(() => changeSeats(customer, plain.id, (plainSeats += 1))),
    patchOfAddOn: await costOf(() => changeSeats(customer, addOn.id, (addOnSeats += 1))),
  };
  // The second: before the first what the customer has was put on sheets, and deadlines did not know it.
  for (const at of ['2021-07-17T23:00:00Z', '2021-07-18T00:00:00Z', '2021-08-17T23:00:00Z']) {
    now = instant(at);
    await sweepOnce();
  }
  now = instant('2021-08-18T00:00:00Z');
  for (const store of Object.values(stores)) Object.assign(store.counts, noTally());
  await sweepOnce();
  const { rowsRead, rowsWritten } = stores.Commerce.counts;
  console.log(JSON.stringify({ ...costs, renewal: { read: rowsRead / subscriptions, written: rowsWritten / subscriptions } }));
};

const [subscriptions = 0, rows = 0] = process.argv.slice(2).map(Number);
void run(subscriptions, rows);

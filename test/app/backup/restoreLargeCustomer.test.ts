import { readCustomer } from '../../../src/app/customer/customerBook';
import { putOnSheets, sheetFaults } from '../../../src/app/subscription/sheets';
import { listSubscriptions } from '../../../src/app/subscription/subscriptionBook';
import { restoreCustomer } from '../../../src/app/backup/restoreCustomer';
import { type Stores } from '../../../src/wiring/wiring';
import { FaultPlan, FaultyStore, Killed } from '../../support/faultyStore';
import { outcomeOf } from '../../support/worldDesk';
import { WorldBackups } from '../../support/worldBackups';
import { copyOfStores, rowsOf } from '../../support/worldStores';
import { World } from '../../support/world';

const plain = { sku: 'NCM365ENTE03:0001', quantity: 2 };
const bought = '2026-01-10T10:00:00Z';

/** A customer with so many subscriptions, backed up, each of which has a seat more since; and carts that have changed, so that what is written of a subscription is at another place in its transaction. */
const changedSince = async (count: number) => {
  const world = await World.at(bought);
  const customer = world.customer('Zonnebloem');
  const ids: string[] = [];
  while (ids.length < count) ids.push(...(await world.buy('havn', customer, Array.from({ length: Math.min(20, count - ids.length) }, () => plain))));
  const carts = [await outcomeOf<{ readonly id: string }>(world.as('havn').createCart(customer, [plain])), await outcomeOf<{ readonly id: string }>(world.as('havn').createCart(customer, [plain]))];
  await putOnSheets(world.stores.Commerce, customer);
  await world.settle();
  const backups = new WorldBackups(() => world.now());
  const manifest = await backups.take(world.stores);
  world.sleepUntil('2026-01-11T10:00:00Z');
  for (const id of ids) await outcomeOf(world.as('havn').patch(customer, id, { quantity: 3 }));
  for (const cart of carts) await outcomeOf(world.as('havn').checkout(customer, cart.id));
  await world.settle();
  return { customer, ids, backups, manifest, stores: world.stores };
};

const restoreIn = (world: World, { backups, manifest, customer }: Awaited<ReturnType<typeof changedSince>>, commerce = world.stores.Commerce) =>
  restoreCustomer({ ...backups.ports, app: world.app, commerce, partners: world.stores.Partners, now: () => world.now(), pause: async () => undefined }, manifest, customer, () => undefined);

/** Of each subscription the versions that were told of. */
const toldOf = async (stores: Stores, id: string): Promise<readonly unknown[]> => (await rowsOf(stores.Commerce)).filter(({ key }) => key.startsWith(`event|${id}|0`)).map(({ value }) => value['version']);

test('a customer with subscriptions on several sheets is restored, and its sheets say what its rows say', async () => {
  const of = await changedSince(100);
  const world = await World.at('2026-01-12T09:00:00Z', of.stores);
  const { customer } = of;
  expect((await readCustomer(world.stores.Commerce, customer))?.value.sheets).toBe(2);
  const result = await restoreIn(world, of);
  expect(result.findings).toEqual([]);
  const held = await listSubscriptions(world.stores.Commerce, customer);
  expect(held.map(({ quantity }) => quantity)).toEqual(of.ids.map(() => 2));
  expect(await sheetFaults(world.stores.Commerce, customer)).toEqual({ wrong: [], isOpen: false, isSaid: true });
});

test('killed at any write, every version of every subscription is told of', async () => {
  const of = await changedSince(35);
  const later = '2026-01-12T09:00:00Z';
  const run = async (plan: FaultPlan, stores: Stores): Promise<World> => {
    const world = await World.at(later, stores);
    await restoreIn(world, of, new FaultyStore(world.stores.Commerce, plan)).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    return world;
  };
  const seen = new FaultPlan([]);
  await run(seen, copyOfStores(of.stores));
  expect(seen.seen('commit')).toBeGreaterThan(1);
  for (let nth = 1; nth <= seen.seen('commit'); nth += 1) {
    const world = await run(new FaultPlan([{ at: 'commit', nth, does: 'dieAfter' }]), copyOfStores(of.stores));
    await restoreIn(world, of);
    for (const id of of.ids) expect({ nth, told: await toldOf(world.stores, id), version: (await world.subscription(of.customer, id)).version }).toEqual({ nth, told: [1, 2, 3], version: 3 });
  }
});

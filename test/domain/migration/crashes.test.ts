import { httpOver } from '../../support/httpWorld';
import { rowsOf } from '../../support/worldStores';
import { World } from '../../support/world';
import { afterEachFault, everyPlace } from '../../support/worldFaults';
import { aShop, archive, bodyOf, mail } from '../subscription/kinds/traditional/shopOverHttp';

const dueAt = '2026-03-10T00:00:00.000Z';

/** What is left of it all: schedule, migration, orders, subscriptions and lines; each row less its etag. */
const left = async (world: World) =>
  (await rowsOf(world.stores.Commerce)).filter(({ key }) => /^(migration|migrationschedule|order|subscription|charge|event)\|/.test(key)).map(({ key, value }) => [key, value]);

const settled = async (world: World) => {
  await world.settle();
  expect((await rowsOf(world.stores.Commerce)).filter(({ key }) => key.startsWith('outbox|'))).toEqual([]);
  return left(world);
};

test.each(['dieBefore', 'dieAfter', 'conflict'] as const)('[MIG-6] %s at every operation of its day: it is carried out once, with all that it makes', async (does) => {
  const { world, customer, buy } = await aShop();
  const [base = ''] = await buy({ sku: mail, addonItems: [{ sku: archive }] });
  const { id } = bodyOf<{ readonly id: string }>(await httpOver(world)(`/v1/customers/${customer}/migrations/newcommerce/schedules`, { method: 'POST', body: { currentSubscriptionId: base, targetDate: '2026-03-10' } }), 201);
  await world.advanceTo('2026-03-09T23:59:59.999Z');
  const { stores } = world;
  const act = (each: World) => each.tick();
  const expected = await settled(await World.at(dueAt, stores));
  expect(expected).toContainEqual([`migrationschedule|${id}`, expect.objectContaining({ status: 'completed' })]);
  const places = await everyPlace(dueAt, stores, act, does);
  expect(places.length).toBeGreaterThan(3);
  await afterEachFault(places, dueAt, stores, act, async (again) => expect(await settled(again)).toEqual(expected));
});

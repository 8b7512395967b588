import { carryOutDue } from '../../src/app/due/carryOutDue';
import { type DueWork } from '../../src/app/due/dueWork';
import { type Checkout } from '../../src/app/order/checkoutCart';
import { type Cart } from '../../src/domain/order/state';
import { type Stores } from '../../src/wiring/wiring';
import { eventKeys, expectConverged, storedIn } from '../support/worldConverged';
import { outcomeOf, unmarked } from '../support/worldDesk';
import { Jitter, JitterStore } from '../support/worldJitter';
import { worldProcesses } from '../support/worldOrchestrations';
import { World } from '../support/world';

const standard = { sku: 'NCBUSSTAND01:0001' };
const purchase = '2021-06-18T10:00:00Z';
const due = '2021-07-18T00:00:00.000Z';
const later = '2021-07-18T09:00:00.000Z';
const seeds = Array.from({ length: 25 }, (_, index) => index * 7919 + 1);

const jittered = (seed: number) => {
  const jitter = new Jitter(seed);
  return <T extends ConstructorParameters<typeof JitterStore>[0]>(store: T) => new JitterStore(store, jitter);
};

let bought: Stores;
/** The same after the windows of the purchase have closed. */
let spokenOf: Stores;
let known: string[];
let subscriptions: readonly string[];

const zonnebloem = (world: World): string => world.customer('Zonnebloem');

const renewedOnce = async (): Promise<readonly string[]> => {
  const world = await World.at(due, spokenOf);
  await world.settle();
  await world.advanceTo(later);
  return storedIn(world);
};

beforeAll(async () => {
  const world = await World.at(purchase);
  subscriptions = await world.buy('havn', zonnebloem(world), [standard, standard]);
  await world.buy('havn', world.customer('Grachtenpand'), [standard]);
  bought = world.stores;
  const after = await World.at(purchase, bought);
  await after.advanceTo('2021-06-26T00:00:00Z');
  spokenOf = after.stores;
  known = await eventKeys(after);
});

describe('[REN-7] two hosts at once', () => {
  test.each(seeds)('two sweeps renew every term once (order %d)', async (seed) => {
    const world = await World.at(due, spokenOf, jittered(seed));
    const other = world.newProcess(jittered(seed + 1));
    await Promise.all([world.tick(), world.tick(other, worldProcesses(other))]);
    await world.settle();
    await world.advanceTo(later);
    await expectConverged(world, known);
    expect(await storedIn(world)).toEqual(await renewedOnce());
  });

  test.each(seeds)('a change at the moment of the renewal is refused or comes after it (order %d)', async (seed) => {
    const world = await World.at(due, spokenOf, jittered(seed));
    const [id = ''] = subscriptions;
    const [changed] = await Promise.all([world.as('havn').patch(zonnebloem(world), id, { quantity: 12 }), world.tick()]);
    await world.settle();
    await world.advanceTo(later);
    await expectConverged(world, known);
    const { quantity, term } = await world.subscription(zonnebloem(world), id);
    expect({ number: term.number, start: term.start }).toEqual({ number: 2, start: '2021-07-18' });
    if (changed.ok) expect(quantity).toBe(12);
    else expect([changed.error.kind, quantity]).toEqual(['RenewalInProgress', 10]);
  });
});

describe('an activity delivered twice', () => {
  const work = (world: World): DueWork => ({ partition: world.app.deadlines.partitionOf({ at: world.now(), kind: 'renewal', customerId: zonnebloem(world), subject: '' }), kind: 'renewal' });

  test('one after the other: the second finds nothing', async () => {
    const world = await World.at(due, spokenOf);
    expect(await carryOutDue(world.app, work(world))).toEqual({ completed: 2, setApart: 0, more: false });
    expect(await carryOutDue(world.app, work(world))).toEqual({ completed: 0, setApart: 0, more: false });
  });

  test.each(seeds)('at once (order %d)', async (seed) => {
    const world = await World.at(due, spokenOf, jittered(seed));
    await Promise.all([carryOutDue(world.app, work(world)), carryOutDue(world.app, work(world))]);
    await world.settle();
    await world.advanceTo(later);
    await expectConverged(world, known);
    expect(await storedIn(world)).toEqual(await renewedOnce());
  });
});

describe('two commands at once', () => {
  test.each(seeds)('[ORD-1] two checkouts of one cart buy once and answer alike (order %d)', async (seed) => {
    const world = await World.at(purchase, undefined, jittered(seed));
    const cart = await outcomeOf<Cart>(world.as('havn').createCart(zonnebloem(world), [standard]));
    const answers = await Promise.all([world.as('havn').checkout(zonnebloem(world), cart.id), world.as('havn').checkout(zonnebloem(world), cart.id)]);
    const [one, other] = await Promise.all(answers.map(async (answer) => (await outcomeOf<Checkout>(Promise.resolve(answer))).orders));
    expect(one).toEqual(other);
    const rows = await storedIn(world);
    expect(rows.filter((row) => row.startsWith('subscription|'))).toHaveLength(1);
    expect(rows.filter((row) => row.startsWith('order|'))).toHaveLength(1);
  });

  test.each(seeds)('the same request twice gets the same bytes and changes once (order %d)', async (seed) => {
    const world = await World.at(purchase, bought, jittered(seed));
    const [id = ''] = subscriptions;
    const manner = { requestId: '0f8fad5b-d9cb-469f-a165-70867728950e' };
    const send = () => world.as('havn').patch(zonnebloem(world), id, { quantity: 12 }, manner);
    const [one, other] = await Promise.all([send(), send()]);
    expect(one && unmarked(one)).toEqual(other && unmarked(other));
    expect(one?.ok).toBe(true);
    expect((await world.subscription(zonnebloem(world), id)).version).toBe(2);
    await world.advanceTo('2021-06-18T11:00:00Z');
    await expectConverged(world, known);
  });

  test.each(seeds)('two changes of one subscription are both there, one after the other (order %d)', async (seed) => {
    const world = await World.at(purchase, bought, jittered(seed));
    const other = world.newProcess(jittered(seed + 3));
    const [id = ''] = subscriptions;
    const first = world.as('havn').patch(zonnebloem(world), id, { quantity: 12 });
    const running = world.app;
    world.use(other);
    const second = world.as('havn').patch(zonnebloem(world), id, { friendlyName: 'Office' });
    world.use(running);
    expect((await Promise.all([first, second])).map(({ ok }) => ok)).toEqual([true, true]);
    expect(await world.subscription(zonnebloem(world), id)).toMatchObject({ version: 3, quantity: 12, friendlyName: 'Office' });
    await world.advanceTo('2021-06-18T11:00:00Z');
    await expectConverged(world, known);
  });
});

test('a page of one customer that catches up on more than a hundred renewals is published whole', async () => {
  const world = await World.at('2021-06-18T10:00:00Z');
  for (let carts = 0; carts < 2; carts += 1) await world.buy('havn', zonnebloem(world), Array.from({ length: 20 }, () => ({ ...standard, quantity: 1 })));
  world.happened();
  world.sleepUntil('2021-09-20T08:00:00Z');
  await world.tick();
  expect(world.happened()).toEqual(Array.from({ length: 120 }, () => 'SubscriptionRenewed'));
  await world.expectNothingDue();
});

test('more than a page due in one part of the index is carried out by one orchestration', async () => {
  const world = await World.at('2021-06-18T10:00:00Z');
  for (let carts = 0; carts < 6; carts += 1) await world.buy('havn', zonnebloem(world), Array.from({ length: 20 }, () => ({ ...standard, quantity: 1 })));
  world.happened();
  world.sleepUntil(due);
  await world.tick();
  expect(world.happened()).toEqual(Array.from({ length: 120 }, () => 'SubscriptionRenewed'));
  await world.expectNothingDue();
});

test('a subscription that cannot be renewed is set apart, tried again later, and holds up nobody', async () => {
  const world = await World.at(due, spokenOf);
  const [broken = '', whole = ''] = subscriptions;
  const key = `subscription|${broken}`;
  const row = await world.stores.Commerce.read(zonnebloem(world), key);
  await world.stores.Commerce.commit(zonnebloem(world), [{ op: 'put', key, value: { ...row?.value, cycle: 'gone' } }]);
  await world.tick();
  expect((await world.subscription(zonnebloem(world), whole)).term.number).toBe(2);
  expect(world.errors.map(({ message }) => message)).toEqual([expect.stringContaining(`renewal of ${broken} failed and is set apart`) as string, expect.stringContaining(`${key} cannot be read`) as string]);
  expect(await world.app.deadlines.earliest()).toBe('2021-07-18T00:01:00.000Z');
  await world.stores.Commerce.commit(zonnebloem(world), [{ op: 'put', key, value: row?.value ?? {} }]);
  await world.advanceTo(later);
  expect((await world.charges(zonnebloem(world), broken)).map(({ chargeStart, orderDate }) => [chargeStart, orderDate])).toEqual([
    ['2021-06-18', '2021-06-18T10:00:00.000Z'],
    ['2021-07-18', '2021-07-18T00:00:00.000Z'],
  ]);
  expect((await world.subscription(zonnebloem(world), broken)).term.startedAt).toBe('2021-07-18T00:01:00.000Z');
});

test('a subscription that conflicts for ever is set apart instead of keeping the activity busy', async () => {
  const world = await World.at(due, spokenOf, (store, table) =>
    table !== 'Commerce' ? store : { read: (p, k) => store.read(p, k), list: (p, r) => store.list(p, r), listAcross: (r) => store.listAcross(r), commit: async (_p, writes) => ({ ok: false, conflict: { key: writes[0]?.key ?? '', reason: 'changed' } }) },
  );
  await world.tick();
  expect(world.errors).toHaveLength(3);
  expect(await world.due()).toEqual([]);
});

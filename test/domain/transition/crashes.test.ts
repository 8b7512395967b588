import { FaultPlan } from '../../support/faultyStore';
import { outcomeOf, unmarked } from '../../support/worldDesk';
import { World } from '../../support/world';
import { eventKeys, expectConverged, storedIn } from '../../support/worldConverged';
import { afterEachFault, everyPlace, faultyWorld, seenByCaller, underFault } from '../../support/worldFaults';
import { Jitter, JitterStore } from '../../support/worldJitter';
import { type Stores } from '../../../src/wiring/wiring';
import { type Subscription } from '../../../src/domain/subscription/state';
import { type Transitioned } from '../../../src/domain/transition/transition';

const jittered = (seed: number) => {
  const jitter = new Jitter(seed);
  return <T extends ConstructorParameters<typeof JitterStore>[0]>(store: T) => new JitterStore(store, jitter);
};

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const premium = { ...standard, sku: 'NCBUSPREMI01:0001', quantity: 5 } as const;
const upgradedAt = '2026-06-10T10:00:00.000Z';
const soonAfter = '2026-06-10T12:00:00.000Z';
const requestId = '4be7a9a0-4d6c-4a57-8a06-0a2f3c1b5d77';

/** Ten of the lower, five of the higher, both bought on 1 June and out of their windows. */
const prepared = async () => {
  const world = await World.at('2026-06-01T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const [lower = '', higher = ''] = await world.buy('havn', customer, [standard, premium]);
  await world.advanceTo(upgradedAt);
  return { stores: world.stores, customer, lower, higher, known: await eventKeys(world) };
};

const forms = [
  ['a full upgrade', { quantity: 10 }, false],
  ['a partial upgrade', { quantity: 4 }, false],
  ['an upgrade into an existing subscription', { quantity: 4 }, true],
] as const;

describe.each(forms)('[UPG-2] [UPG-3] %s, disturbed at every operation', (_name, asked, isInto) => {
  let before: Stores;
  let known: string[];
  let send: (world: World) => ReturnType<ReturnType<World['as']>['transition']>;
  let answer: Awaited<ReturnType<typeof send>>;
  let stored: readonly string[];

  beforeAll(async () => {
    const { stores, customer, lower, higher, known: keys } = await prepared();
    [before, known] = [stores, keys];
    send = (world) => world.as('havn').transition(customer, lower, { ...asked, sku: 'NCBUSPREMI01:0001', ...(isInto && { toSubscriptionId: higher }) }, { requestId });
    const world = await World.at(upgradedAt, before);
    answer = await send(world);
    expect(answer.ok).toBe(true);
    await world.advanceTo(soonAfter);
    await expectConverged(world, known);
    stored = await storedIn(world);
  });

  test.each(['dieBefore', 'dieAfter', 'conflict', 'unavailable', 'lostAnswer'] as const)('%s: repeated with its request id it is there once, on both sides', async (does) => {
    const places = await everyPlace(upgradedAt, before, send, does);
    expect(places.length).toBeGreaterThanOrEqual(4);
    await afterEachFault(places, upgradedAt, before, send, async (world) => {
      expect(unmarked(await send(world))).toEqual(unmarked(answer));
      await world.advanceTo(soonAfter);
      await expectConverged(world, known);
      expect(await storedIn(world)).toEqual(stored);
    });
  });

  test.each(['dieBefore', 'dieAfter'] as const)('%s: never repeated, both sides changed or neither', async (does) => {
    const subscriptionsIn = (rows: readonly string[]) => rows.filter((row) => row.startsWith('subscription|') || row.startsWith('charge|') || row.startsWith('transition|'));
    const untouched = subscriptionsIn(await storedIn(await World.at(upgradedAt, before)));
    for (const fault of await everyPlace(upgradedAt, before, send, does)) {
      await underFault(fault, async () => {
        const world = await faultyWorld(upgradedAt, before, new FaultPlan([fault]));
        await seenByCaller(send(world));
        expect([untouched, subscriptionsIn(stored)]).toContainEqual(subscriptionsIn(await storedIn(world)));
        world.restart();
        await world.advanceTo(soonAfter);
        await expectConverged(world, known);
      });
    }
  });
});

test.each(Array.from({ length: 12 }, (_, index) => index * 7919 + 1))('[UPG-2] two upgrades at once of more licences than there are: one is refused, none is moved twice (order %d)', async (seed) => {
  const { stores, customer, lower, higher, known } = await prepared();
  const world = await World.at(upgradedAt, stores, jittered(seed));
  const move = { sku: 'NCBUSPREMI01:0001', quantity: 6, toSubscriptionId: higher };
  const answers = await Promise.all([world.as('havn').transition(customer, lower, move), world.as('havn').transition(customer, lower, move)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect([(await world.subscription(customer, lower)).quantity, (await world.subscription(customer, higher)).quantity]).toEqual([4, 11]);
  await world.advanceTo(soonAfter);
  await expectConverged(world, known);
});

test('[UPG-7] [REN-3] two into one over the books: what is left renews once, at its own price', async () => {
  const { stores, customer, lower, higher } = await prepared();
  const world = await World.at(upgradedAt, stores);
  const move = { sku: 'NCBUSPREMI01:0001', quantity: 10, toSubscriptionId: higher };
  const preview = await outcomeOf<Transitioned>(world.as('havn').transition(customer, lower, move, { preview: true }));
  expect(await outcomeOf<Transitioned>(world.as('havn').transition(customer, lower, move))).toEqual(preview);
  await world.advanceTo('2027-06-01T00:00:00Z');
  const [left, kept] = [await world.subscription(customer, lower), await world.subscription(customer, higher)];
  expect([left.status, kept.status, kept.quantity, kept.term.number]).toEqual(['deleted', 'active', 15, 2]);
  const seats = (subscription: Subscription) => world.charges(customer, subscription.id).then((lines) => lines.filter(({ chargeStart }) => chargeStart > '2026-06-30').map(({ quantity }) => quantity));
  expect([await seats(left), new Set(await seats(kept))]).toEqual([[], new Set([15])]);
  await world.expectNothingDue();
});

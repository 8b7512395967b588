import { windowEventKey } from '../../src/app/command/commerceKeys';
import { httpOver } from '../support/httpWorld';
import { outcomeOf } from '../support/worldDesk';
import { rowsOf } from '../support/rowsOf';
import { World } from '../support/world';
import { eventKeys, expectConverged } from '../support/worldConverged';
import { afterEachFault, everyPlace } from '../support/worldFaults';
import { type Stores } from '../../src/wiring/wiring';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10 } as const;
const purchase = '2021-06-18T10:00:00Z';

const newsOf = (world: World) =>
  world.published.flatMap(({ subject, at, facts }) => (subject.kind === 'window' ? facts.map(({ type, closesAt, quantity }) => [at, type, closesAt, quantity]) : []));

test('[SUB-3] each window is announced 24 hours before it closes and when it has closed, the purchase\'s, that of added seats and the renewal\'s', async () => {
  const world = await World.at(purchase);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  await world.advanceTo('2021-06-20T08:00:00Z');
  await outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }));
  const before = await world.subscription(customer, id);
  await world.advanceTo('2021-08-01T00:00:00Z');
  expect(newsOf(world)).toEqual([
    ['2021-06-24T10:00:00.000Z', 'WindowClosing', '2021-06-25T10:00:00.000Z', 10],
    ['2021-06-25T10:00:00.000Z', 'WindowClosed', '2021-06-25T10:00:00.000Z', 10],
    ['2021-06-26T08:00:00.000Z', 'WindowClosing', '2021-06-27T08:00:00.000Z', 2],
    ['2021-06-27T08:00:00.000Z', 'WindowClosed', '2021-06-27T08:00:00.000Z', 2],
    ['2021-07-24T00:00:00.000Z', 'WindowClosing', '2021-07-25T00:00:00.000Z', 12],
    ['2021-07-25T00:00:00.000Z', 'WindowClosed', '2021-07-25T00:00:00.000Z', 12],
  ]);
  expect((await world.subscription(customer, id)).version).toBe(before.version + 1); // the renewal's alone
  await world.expectNothingDue();
});

test('[SUB-3] a host that was down says that a window has closed, and no longer that it is closing', async () => {
  const world = await World.at(purchase);
  const [id = ''] = await world.buy('havn', world.customer('Zonnebloem'), [standard]);
  world.sleepUntil('2021-06-28T09:00:00Z');
  await world.settle();
  expect(newsOf(world)).toEqual([['2021-06-28T09:00:00.000Z', 'WindowClosed', '2021-06-25T10:00:00.000Z', 10]]);
  // One row, by when it was due: whenever it is said, it is said once.
  expect((await rowsOf(world.stores.Commerce)).map(({ key }) => key).filter((key) => key.includes('window'))).toEqual([windowEventKey(id, '2021-06-25T10:00:00.000Z', '1.1', 2)]);
});

describe.each([
  { what: 'a year with charges of its new term', line: { ...standard, termDuration: 'P1Y', billingCycle: 'monthly' }, bought: '2026-03-10T10:00:00Z', late: '2027-05-10T09:00:00Z', renewals: 1 },
  { what: 'two monthly terms', line: standard, bought: '2027-03-10T10:00:00Z', late: '2027-05-10T09:00:00Z', renewals: 2 },
] as const)('[SUB-3] [REN-7] $what, made up after an outage', ({ line, bought, late, renewals }) => {
  test('the window that the renewal opened is announced once before it closes and once when it has, and is among the deadlines meanwhile', async () => {
    const world = await World.at(bought);
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [line]);
    await world.advanceTo(line === standard ? '2027-04-01T00:00:00Z' : '2027-03-01T00:00:00Z');
    const told = newsOf(world).length;
    world.sleepUntil(late);
    await world.settle();
    const renewed = world.happened().filter((type) => type === 'SubscriptionRenewed');
    expect(renewed).toHaveLength(renewals);
    const http = httpOver(world);
    const { items } = (await http(`/nextterm/v1/deadlines?until=2027-05-18T00:00:00Z&customerId=${customer}`)).body as { items: { at: string; kind: string; quantity: number }[] };
    expect(items.filter(({ kind }) => kind === 'windowCloses')).toMatchObject([{ at: '2027-05-17T09:00:00.000Z', quantity: 10 }]);
    await world.advanceTo('2027-05-18T00:00:00Z');
    expect(newsOf(world).slice(told)).toEqual([
      ['2027-05-16T09:00:00.000Z', 'WindowClosing', '2027-05-17T09:00:00.000Z', 10],
      ['2027-05-17T09:00:00.000Z', 'WindowClosed', '2027-05-17T09:00:00.000Z', 10],
    ]);
    const seen = (await http(`/nextterm/v1/customers/${customer}/subscriptions/${id}/events?size=500`)).body as { items: { type: string; at: string }[] };
    expect(seen.items.filter(({ at }) => at > '2027-05-11').map(({ type }) => type)).toEqual(['WindowClosing', 'WindowClosed']);
    await world.expectNothingDue();
  });
});

describe('[SUB-3] an announcement, disturbed at every operation', () => {
  const due = '2021-06-24T10:00:00.000Z';
  let before: Stores;
  let known: string[];

  beforeAll(async () => {
    const world = await World.at(purchase);
    await world.buy('havn', world.customer('Zonnebloem'), [standard]);
    before = world.stores;
    known = await eventKeys(world);
  });

  test.each(['dieBefore', 'dieAfter', 'conflict', 'unavailable', 'lostAnswer', 'sentAgain'] as const)('%s: each is made once', async (does) => {
    const places = await everyPlace(due, before, (world) => world.tick(), does);
    expect(places.length).toBeGreaterThanOrEqual(3);
    await afterEachFault(places, due, before, (world) => world.tick(), async (world) => {
      await world.advanceTo('2021-06-26T00:00:00Z');
      await expectConverged(world, known);
      const stored = (await eventKeys(world)).filter((key) => key.startsWith('event|window|'));
      expect(stored).toHaveLength(2);
      expect(new Set(newsOf(world).map(([, type]) => type))).toEqual(new Set(['WindowClosing', 'WindowClosed']));
    });
  });
});

import { counted } from '../../../src/cli/scale/counted';
import { tableNames } from '../../../src/wiring/tables';
import { CountingStore, OperationCounts } from '../../support/countingStore';
import { World } from '../../support/world';
import { outcomeOf } from '../../support/worldDesk';

const monthly = { sku: 'NCM365ENTE03:0001', quantity: 1 } as const;

/** What is counted of each table that was touched: requests that read, transactions, rows written. */
const of = (counts: OperationCounts) =>
  Object.fromEntries(
    tableNames.flatMap((table) => {
      const { read, list, listAcross, commit, writes } = counts.of(table);
      return read + list + listAcross + commit === 0 ? [] : [[table, { reads: read + list + listAcross, commits: commit, rows: writes }]];
    }),
  );

const counting = (world: World): OperationCounts => {
  const counts = new OperationCounts();
  world.restart((store, table) => new CountingStore(store, table, counts));
  return counts;
};

/** A customer with so many monthly subscriptions, the night of their second renewal: as any night, but for a process that has just started. */
const night = async (subscriptions: number) => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  await world.buy('havn', customer, Array.from({ length: subscriptions }, () => monthly));
  await world.advanceTo('2026-08-09T23:00:00Z');
  const counts = counting(world);
  world.sleepUntil('2026-08-10T00:00:00Z');
  await world.settle();
  await world.app.covers.clear();
  const renewal = of(counts);
  counts.reset();
  // Each renewal opens a window of seven days: it is said that it is about to close, and that it has closed.
  await world.advanceTo('2026-08-18T00:00:00Z');
  return { renewal, windows: of(counts) };
};

test.each([1, 5, 20] as const)('what a night costs a customer with %d subscriptions is what the figures are made of', async (subscriptions) => {
  expect(await night(subscriptions)).toEqual(counted.nights[subscriptions]);
});

test('and so is a change of seats of what was met before', async () => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [monthly]);
  await outcomeOf(world.as('havn').patch(customer, id, { quantity: 2 }));
  const counts = new OperationCounts();
  world.restart((store, table) => new CountingStore(store, table, counts));
  await outcomeOf(world.as('havn').patch(customer, id, { quantity: 3 }));
  counts.reset();
  await outcomeOf(world.as('havn').patch(customer, id, { quantity: 4 }));
  await world.app.covers.clear();
  expect(of(counts)).toEqual(counted.change);
});

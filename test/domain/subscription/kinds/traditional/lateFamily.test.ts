import { World } from '../../../../support/world';
import { eventKeys, expectConverged } from '../../../../support/worldConverged';

const mail = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001';
const archive = '16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001';
const yearly = { termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const addOns = 19;

/** A base with nineteen add-ons, all billed monthly, bought in one order on 13 January 2026. */
const aFamily = async () => {
  const world = await World.at('2026-01-13T10:00:00Z');
  const since = await eventKeys(world);
  const customer = world.customer('Zonnebloem');
  const hung = Array.from({ length: addOns }, (_, index) => ({ sku: archive, id: index + 1, parentLineId: 0, quantity: index + 1, ...yearly }));
  const ids = await world.buy('havn', customer, [{ sku: mail, id: 0, ...yearly }, ...hung]);
  return { world, customer, ids, since };
};

const starts = async (world: World, customer: string, id: string): Promise<string[]> => (await world.charges(customer, id)).map(({ chargeStart }) => chargeStart);
const punctual = [...Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}-13`), '2027-01-13'];

test('[ORD-5] [REN-7] a host that was down for a year makes up what a whole family missed, as if it had been punctual', async () => {
  const { world, customer, ids, since } = await aFamily();
  world.sleepUntil('2027-01-20T00:00:00Z');
  await world.settle();
  for (const id of ids) expect(await starts(world, customer, id)).toEqual(punctual);
  for (const id of ids) expect((await world.subscription(customer, id)).term).toMatchObject({ number: 2, start: '2027-01-13', end: '2028-01-12' });
  await world.expectNothingDue();
  await expectConverged(world, since);
});

test.each([
  { does: 'dies at the first write', failing: Number.POSITIVE_INFINITY, after: 1 },
  { does: 'fails at the first write alone', failing: 1, after: 2 },
])('[ORD-5] [REN-7] base and add-ons renew together or not at all: the process $does', async ({ failing, after }) => {
  const { world, customer, ids } = await aFamily();
  await world.advanceTo('2027-01-12T12:00:00Z');
  world.sleepUntil('2027-01-13T00:05:00Z');
  let commits = 0;
  world.restart((store, table) =>
    table !== 'Commerce'
      ? store
      : new Proxy(store, {
          get: (target, member: keyof typeof store) =>
            member === 'commit'
              ? async (...args: Parameters<typeof store.commit>) => {
                  commits += 1;
                  if (commits <= failing) throw new Error('The process died');
                  return target.commit(...args);
                }
              : (target[member].bind(target) as unknown),
        }),
  );
  await world.tick();
  for (const id of ids) expect((await world.subscription(customer, id)).term.number).toBe(after);
  world.restart();
  await world.advanceTo('2027-01-13T01:00:00Z');
  for (const id of ids) expect((await world.subscription(customer, id)).term.number).toBe(2);
});

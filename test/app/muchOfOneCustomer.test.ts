import { customerCharges, eventPrefix } from '../../src/app/command/commerceKeys';
import { CountingStore, OperationCounts } from '../support/countingStore';
import { httpOver } from '../support/httpWorld';
import { World } from '../support/world';

const standard = { sku: 'NCM365ENTE03:0001' };

/** A customer of so many subscriptions, each with so many more charge lines and events than a new one has. */
const worldWith = async ({ subscriptions, history }: { subscriptions: number; history: number }) => {
  const counts = new OperationCounts();
  const world = await World.at('2021-06-18T10:00:00Z', undefined, (store, table) => new CountingStore(store, table, counts));
  const customer = world.customer('Zonnebloem');
  const ids: string[] = [];
  for (let bought = 0; bought < subscriptions; bought += 20) ids.push(...(await world.buy('havn', customer, Array.from({ length: Math.min(20, subscriptions - bought) }, () => standard))));
  const { Commerce } = world.app.stores;
  for (const id of ids) {
    for (const prefix of [`${customerCharges}${id}|`, eventPrefix(id)]) {
      const [row] = (await Commerce.list(customer, { prefix, limit: 1 })).rows;
      if (row === undefined) throw new Error(`Nothing at ${prefix}`);
      for (let from = 0; from < history; from += 100) {
        const copies = Array.from({ length: Math.min(100, history - from) }, (_, n) => ({ op: 'put' as const, key: row.key.replace('00000001', String(90_000_000 + from + n)), value: row.value }));
        await Commerce.commit(customer, copies);
      }
    }
  }
  return { world, customer, ids, counts, call: httpOver(world) };
};

/** Rows and round trips of each, in that world. */
const costs = async (size: { readonly subscriptions: number; readonly history: number }) => {
  const { world, customer, ids: [id = ''], counts, call } = await worldWith(size);
  const path = `/v1/customers/${customer}/subscriptions`;
  const of = async (work: () => Promise<{ readonly status: number }>) => {
    await work();
    counts.reset();
    expect((await work()).status).toBe(200);
    return { rows: counts.total().rows, roundTrips: counts.operations() };
  };
  const found = await call(`${path}/${id}`);
  let quantity = (found.body as { readonly quantity: number }).quantity;
  const get = await of(() => call(`${path}/${id}`));
  const list = await of(() => call(path));
  const options = await of(() => call(`/nextterm${path}/${id}/options`));
  const upgrades = await of(() => call(`${path}/${id}/transitionEligibilities?eligibilityType=immediate`));
  const patch = await of(() => call(`${path}/${id}`, { method: 'PATCH', body: { ...(found.body as object), attributes: undefined, quantity: (quantity += 1) } }));
  const midnight = async (at: string) => {
    world.sleepUntil(at);
    counts.reset();
    await world.tick();
    return { rows: counts.total().rows, roundTrips: counts.operations() };
  };
  const renewal = await midnight('2021-07-18T00:00:00Z');
  // Whoever was put on a sheet since its deadline was written was read then, once.
  await world.advanceTo('2021-08-17T12:00:00Z');
  return { get, list, options, upgrades, patch, renewal, nextRenewal: await midnight('2021-08-18T00:00:00Z') };
};

it('costs a customer with years of charges and events, over HTTP and at midnight, what it costs a new one', async () => {
  const young = await costs({ subscriptions: 20, history: 0 });
  const old = await costs({ subscriptions: 20, history: 40 });
  expect(old).toEqual(young);
  expect(young.renewal.rows).toBeGreaterThan(20);
});

it('costs a customer of 60 subscriptions for a PATCH what it costs one of 20 and one read of the sheet, and for its renewals no more each', async () => {
  const few = await costs({ subscriptions: 20, history: 0 });
  const { get, options, upgrades, ...many } = await costs({ subscriptions: 60, history: 0 });
  expect(many.patch).toEqual({ rows: few.patch.rows + 1, roundTrips: few.patch.roundTrips + 1 });
  expect(many.renewal.rows / 60).toBeLessThanOrEqual(1 + few.renewal.rows / 20);
  expect(many.nextRenewal.rows / 60).toBeLessThanOrEqual(few.nextRenewal.rows / 20);
  // Where a rule is about all that the customer holds: 20 rows in one page, or a sheet.
  expect({ get: few.get, options: few.options, upgrades: few.upgrades }).toEqual({ get: { rows: 22, roundTrips: 3 }, options: { rows: 22, roundTrips: 3 }, upgrades: { rows: 21, roundTrips: 2 } });
  expect({ get, options, upgrades }).toEqual({ get: { rows: 3, roundTrips: 3 }, options: { rows: 3, roundTrips: 3 }, upgrades: { rows: 2, roundTrips: 2 } });
});

import { availabilityIdOf } from '../../src/domain/catalogue/availabilityId';
import { instant, plusMinutes } from '../../src/kernel/instant';
import { httpOver, type Call } from '../support/httpWorld';
import { Jitter, JitterStore } from '../support/worldJitter';
import { World } from '../support/world';

const at = '2026-03-02T10:00:00.000Z';
const seeds = Array.from({ length: 12 }, (_, index) => index * 7919 + 1);

interface Found {
  readonly id: string;
  readonly status: string;
}
interface Step {
  readonly path: string;
  readonly call: Call;
}

/** A customer, what its partner has there stopped, and the call that would make some of it active. */
interface Stopped {
  readonly name: string;
  readonly as: string;
  readonly customer: string;
  readonly prepare: (http: ReturnType<typeof httpOver>, world: World, customer: string) => Promise<Step>;
  readonly refusedAfterwards: { readonly status: number; readonly code: number };
}

const patch = (path: string, status: string): Step => ({ path, call: { method: 'PATCH', body: { status } } });

const licence: Stopped = {
  name: 'a suspended subscription',
  as: 'havn',
  customer: 'Zonnebloem',
  prepare: async (http, world, customer) => {
    const [id] = await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001' }]);
    const path = `/v1/customers/${customer}/subscriptions/${id}`;
    const suspend = patch(path, 'suspended');
    await http(suspend.path, suspend.call);
    return patch(path, 'active');
  },
  refusedAfterwards: { status: 403, code: 20002 },
};

const withPlan = async (http: ReturnType<typeof httpOver>, customer: string) => {
  const catalogItemId = `DZH318Z0BPS6:0001:${availabilityIdOf('DZH318Z0BPS6', '0001', 'commercial', 'NL')}`;
  const body = { partnerOnRecordAttestationAccepted: true, lineItems: [{ lineItemNumber: 0, offerId: catalogItemId, quantity: 1 }] };
  const order = (await http(`/v1/customers/${customer}/orders`, { method: 'POST', body })).body as { lineItems: { subscriptionId: string }[] };
  const plan = order.lineItems[0]?.subscriptionId ?? '';
  const entitlements = `/v1/customers/${customer}/subscriptions/${plan}/azureEntitlements`;
  const { items } = (await http(entitlements)).body as { items: Found[] };
  const first = `${entitlements}/${items[0]?.id ?? ''}`;
  await http(`${first}/cancel`, { method: 'POST', body: { cancellationReason: 'compromise' } });
  return { entitlements, first };
};

const notFound = { status: 404, code: 60003 };

const reactivated: Stopped = {
  name: 'a cancelled Azure subscription',
  as: 'havn',
  customer: 'Zonnebloem',
  prepare: async (http, _world, customer) => ({ path: `${(await withPlan(http, customer)).first}/reactivate`, call: { method: 'POST' } }),
  refusedAfterwards: notFound,
};

const added: Stopped = {
  name: 'a further Azure subscription',
  as: 'havn',
  customer: 'Zonnebloem',
  prepare: async (http, _world, customer) => ({ path: `/nextterm${(await withPlan(http, customer)).entitlements}`, call: { method: 'POST', body: { friendlyName: 'Another' } } }),
  refusedAfterwards: notFound,
};

const older: Stopped = {
  name: 'a suspended Azure subscription of the older offer',
  as: 'nordlys',
  customer: 'Fabrikvik',
  prepare: async (http, _world, customer) => {
    const listed = (await http(`/v1/customers/${customer}/subscriptions`, { as: 'nordlys' })).body as { items: Found[] };
    const paths = listed.items.filter(({ status }) => status === 'active').map(({ id }) => `/v1/customers/${customer}/subscriptions/${id}`);
    for (const path of paths) await http(path, { ...patch(path, 'suspended').call, as: 'nordlys' });
    return patch(paths[0] ?? '', 'active');
  },
  refusedAfterwards: notFound,
};

const isDone = ({ status }: { readonly status: number }): boolean => status >= 200 && status < 300;

const begun = async ({ as, customer: name, prepare }: Stopped, jitter?: Jitter) => {
  const before = await World.at(at);
  const step = await prepare(httpOver(before), before, before.customer(name));
  // A cancelled Azure subscription is inactive by then.
  await before.advanceTo(plusMinutes(instant(at), 10));
  const world = await World.at(before.now(), before.stores, jitter && ((store) => new JitterStore(store, jitter)));
  const http = httpOver(world);
  const customer = world.customer(name);
  const takeUp = () => http(step.path, { ...step.call, as });
  const giveUp = () => http(`/v1/customers/${customer}`, { method: 'PATCH', as, body: { relationshipToPartner: 'none' } });
  return { takeUp, giveUp };
};

describe.each([licence, reactivated, added, older])('[CUS-1] $name and the end of the relationship', (stopped) => {
  test('taken up first: the customer is kept', async () => {
    const { takeUp, giveUp } = await begun(stopped);
    expect(isDone(await takeUp())).toBe(true);
    expect(await giveUp()).toMatchObject({ status: 403, body: { code: 600006 } });
  });

  test('given up first: it stays stopped', async () => {
    const { takeUp, giveUp } = await begun(stopped);
    expect(await giveUp()).toMatchObject({ status: 200 });
    const { status, code } = stopped.refusedAfterwards;
    expect(await takeUp()).toMatchObject({ status, body: { code } });
  });

  test.each(seeds)('both at once, order %i: one of them is refused', async (seed) => {
    const { takeUp, giveUp } = await begun(stopped, new Jitter(seed));
    const [taken, given] = await Promise.all([takeUp(), giveUp()]);
    const { status, code } = stopped.refusedAfterwards;
    if (given.status === 200) expect(taken).toMatchObject({ status, body: { code } });
    else expect([given, isDone(taken)]).toMatchObject([{ status: 403, body: { code: 600006 } }, true]);
  });
});

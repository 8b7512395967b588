import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const itemId = (productId: string, skuId = '0001'): string => `${productId}:${skuId}:${availabilityIdOf(productId, skuId, 'commercial', 'NL')}`;
const premium = itemId('NCBUSPREMI01');

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let lower: string;
let higher: string;
let base: string;

beforeEach(async () => {
  world = await World.at('2026-06-01T10:00:00Z');
  customer = world.customer('Zonnebloem');
  [lower = '', higher = ''] = await world.buy('havn', customer, [standard, { ...standard, sku: 'NCBUSPREMI01:0001', quantity: 5 }]);
  http = httpOver(world);
  base = `/v1/customers/${customer}/subscriptions/${lower}`;
});

const upgrade = (body: object, query = '', more: object = {}) => http(`${base}/transitions${query}`, { method: 'POST', body: { toCatalogItemId: premium, quantity: 10, transitionType: 'transition_only', ...body }, ...more });
interface Eligibility {
  readonly operationId: string;
  readonly catalogItemId: string;
}
const eligibilities = async (query = '') => (await http(`${base}/transitionEligibilities${query}`)).body as { totalCount: number; items: Eligibility[] };

test('[UPG-1] the targets, the reasons, and the operation that an upgrade will be', async () => {
  const { totalCount, items } = await eligibilities();
  expect([totalCount, items.map(({ catalogItemId }) => catalogItemId)]).toEqual([3, [premium, itemId('NCM365ENTE03'), itemId('NCM365ENTE05')]]);
  expect(items[0]).toMatchObject({
    title: 'Microsoft 365 Business Premium',
    quantity: 10,
    eligibilities: [
      { isEligible: true, transitionType: 'transition_only', errors: [] },
      { isEligible: false, transitionType: 'transition_with_license_transfer', errors: [{ code: 3, description: expect.stringContaining(higher) as string }] },
    ],
    subscriptionEligibilities: [{ isEligible: false, subscriptionId: higher, subscriptionTermDuration: 'P1Y', subscriptionBillingCycle: 'monthly', errors: [{ code: 2, description: expect.stringContaining('2026-06-08') as string }] }],
    attributes: { objectType: 'TransitionEligibility' },
  });
  expect((await eligibilities('?eligibilityType=Scheduled')).items[0]).toMatchObject({ subscriptionEligibilities: [] });
  const done = await upgrade({ quantity: 4 });
  expect(done.body).toMatchObject({ operationId: items[0]?.operationId });
});

test('[UPG-2] a partial upgrade as a client sends it, its history, and the new subscription', async () => {
  const reply = await upgrade({ Quantity: 4, quantity: undefined, TermDuration: 'p1y', BillingCycle: 'Monthly', TransitionType: 'Transition_Only', fromSubscriptionId: lower });
  expect(reply).toMatchObject({
    status: 200,
    body: { fromSubscriptionId: lower, toCatalogItemId: premium, quantity: 4, termDuration: 'P1Y', billingCycle: 'monthly', transitionType: 'transition_only', attributes: { objectType: 'Transition' } },
  });
  const { operationId, toSubscriptionId, events } = reply.body as { operationId: string; toSubscriptionId: string; events: { name: string; status: string }[] };
  expect(events.map(({ name, status }) => [name, status])).toEqual([['Conversion', 'Started'], ['Conversion', 'Completed'], ['LicenseReassignment', 'Failed']]);
  expect(await http(`/v1/customers/${customer}/subscriptions/${toSubscriptionId}`)).toMatchObject({ status: 200, body: { quantity: 4, commitmentEndDate: '2027-05-31T00:00:00Z', refundOptions: [] } });
  expect((await http(`${base}/transitions`)).body).toMatchObject({ totalCount: 1, items: [{ operationId, events }] });
  expect((await http(`${base}/transitions?operation-id=${operationId.toUpperCase()}`)).body).toMatchObject({ totalCount: 1 });
  expect((await http(`${base}/transitions?operationId=${customer}`)).body).toMatchObject({ totalCount: 0 });
});

test('[PRE-1] [PRE-2] a preview shows the lines of both sides, changes nothing, and is what the command then does', async () => {
  const before = await world.commerceRows();
  const preview = (await upgrade({ quantity: 4 }, '?preview=true')).body as { charges: { subtotal: string }[]; reversible: boolean; result: unknown };
  expect(await world.commerceRows()).toEqual(before);
  expect([preview.reversible, preview.charges.length]).toEqual([false, 2]);
  expect((await upgrade({ quantity: 4 })).body).toEqual(preview.result);
});

test('[UPG-3] into the existing one, once its window has closed', async () => {
  expect(await upgrade({ toSubscriptionId: higher })).toMatchObject({ status: 400, body: { code: 900280 } });
  await world.advanceTo('2026-06-08T10:00:00Z');
  expect(await upgrade({ toSubscriptionId: higher, termDuration: 'P1Y', billingCycle: 'Monthly' })).toMatchObject({ status: 200, body: { toSubscriptionId: higher } });
  expect((await http(base)).body).toMatchObject({ status: 'deleted' });
  expect((await http(`/v1/customers/${customer}/subscriptions/${higher}`)).body).toMatchObject({ quantity: 15 });
});

test.each<[string, object, number, number]>([
  ['a downgrade', { toCatalogItemId: itemId('NCBUSBASIC01') }, 400, 900141],
  ['the source as the target', { get toSubscriptionId() { return lower; } }, 400, 900259],
  ['an unknown target subscription', { toSubscriptionId: '5b0e6f2a-0000-4000-8000-000000000000' }, 404, 20003],
  ['a shorter term', { termDuration: 'P1M' }, 400, 900267],
  ['another term for a part', { quantity: 4, termDuration: 'P3Y', billingCycle: 'annual' }, 400, 900268],
  ['a plan that is not sold', { billingCycle: 'one_time' }, 400, 900269],
  ['more than the target may have', { quantity: 301 }, 400, 900275],
  ['none', { quantity: 0 }, 400, 800002],
  ['no target', { toCatalogItemId: undefined }, 400, 800002],
])('[UPG-1] refused and nothing changed: %s', async (_name, body, status, code) => {
  const before = await world.commerceRows();
  expect(await upgrade(body)).toMatchObject({ status, body: { code } });
  expect(await world.commerceRows()).toEqual(before);
});

test('[UPG-1] [PAR-2] [PAR-3] another partner finds no such subscription, a helpdesk agent may not, and a sales agent upgrades as it sells', async () => {
  expect(await upgrade({}, '', { as: 'nordlys' })).toMatchObject({ status: 404 });
  expect(await http(`${base}/transitions`, { as: 'nordlys' })).toMatchObject({ status: 404 });
  expect(await upgrade({}, '', { roles: ['helpdesk_agent'] })).toMatchObject({ status: 403, body: { code: 900150 } });
  expect(await upgrade({}, '', { roles: ['sales_agent'] })).toMatchObject({ status: 200 });
});

test('[UPG-1] what changed in the meantime is not changed over', async () => {
  expect(await upgrade({}, '', { headers: { 'If-Match': '"of nothing"' } })).toMatchObject({ status: 400, body: { code: 2055 } });
});

test.each(['conversions', 'upgrades'])('[UPG-1] the traditional call %s: an empty list, and a refusal that names the other', async (segment) => {
  expect(await http(`${base}/${segment}`)).toMatchObject({ status: 200, body: { totalCount: 0 } });
  expect(await http(`${base}/${segment}`, { method: 'POST', body: {} })).toMatchObject({ status: 400 });
});

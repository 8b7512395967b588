import { listSubscriptions } from '../../../src/app/subscription/subscriptionBook';
import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { httpOver, type Call } from '../../support/httpWorld';
import { outcomeOf } from '../../support/worldDesk';
import { World } from '../../support/world';
import { oresund } from '../usage/overage/oresund';

const year = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const month = { ...year, termDuration: 'P1M', quantity: 4 } as const;

interface Item {
  readonly productSku: { readonly id: string; readonly name: string; readonly skuPartNumber: string };
}

const polderWorld = async (lines: readonly object[] = [year]) => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const http = httpOver(world);
  const customer = world.customer('Tulpveld');
  const ids = await world.buy('polder', customer, lines as Parameters<World['buy']>[2]);
  world.happened();
  const call = (path: string, more: Call = {}) => http(`/v1/customers/${customer}${path}`, { as: 'polder', ...more });
  return { world, http, customer, ids, id: ids[0] ?? '', call };
};

describe('[SUB-6] the support contact of a subscription', () => {
  test('is its partner until that names a reseller, which is told, in the audit log, and the same when it is repeated', async () => {
    const { world, id, customer, call } = await polderWorld();
    const path = `/subscriptions/${id}/supportcontact`;
    const { partner } = world.as('polder');
    const [waterland] = partner.resellers;
    const links = { self: { uri: `/customers/${customer}${path}`, method: 'GET', headers: [] } };
    const attributes = { objectType: 'SupportContact' };
    expect((await call(path)).body).toEqual({ supportTenantId: partner.tenantId, supportMpnId: partner.partnerId, name: partner.name, links, attributes });
    const body = { SupportTenantId: waterland?.tenantId.toUpperCase(), SupportMpnId: waterland?.partnerId, Name: 'Waterland help', Links: links, Attributes: attributes };
    const named = { supportTenantId: waterland?.tenantId, supportMpnId: waterland?.partnerId, name: 'Waterland help', links, attributes };
    const preview = await call(`${path}?preview=true`, { method: 'PUT', body });
    expect(preview).toMatchObject({ status: 200, body: { result: named } });
    expect((await call(path)).body).toMatchObject({ name: partner.name });
    const headers = { 'MS-RequestId': '0f8fad5b-d9cb-469f-a165-70867728950e' };
    const first = await call(path, { method: 'PUT', body, headers });
    expect([first.status, first.body]).toEqual([200, named]);
    expect((await call(path, { method: 'PUT', body, headers })).text).toBe(first.text);
    expect((await call(path)).body).toEqual(named);
    expect(world.happened()).toEqual(['SupportContactChanged']);
    const { items } = (await httpOver(world)('/v1/auditrecords', { as: 'polder' })).body as { items: { operationType: string; operationStatus: string; resourceOldValue?: string; resourceNewValue?: string }[] };
    expect(items.map(({ operationType, operationStatus }) => `${operationType} ${operationStatus}`)).toEqual(['update_subscription_support_contact succeeded', 'update_subscription_support_contact succeeded']);
    const changed = items.find(({ resourceOldValue }) => resourceOldValue !== undefined);
    expect([JSON.parse(changed?.resourceOldValue ?? '{}'), JSON.parse(changed?.resourceNewValue ?? '{}')]).toMatchObject([{ name: partner.name }, { name: 'Waterland help' }]);
  });

  test('[UPG-2] goes along with licences that are upgraded apart', async () => {
    const { world, id, call } = await polderWorld();
    await call(`/subscriptions/${id}/supportcontact`, { method: 'PUT', body: { supportMpnId: '6120045' } });
    const body = { toCatalogItemId: `NCBUSPREMI01:0001:${availabilityIdOf('NCBUSPREMI01', '0001', 'commercial', 'NL')}`, quantity: 2, transitionType: 'transition_only' };
    expect((await call(`/subscriptions/${id}/transitions`, { method: 'POST', body })).status).toBe(200);
    const held = await listSubscriptions(world.app.commerce, world.customer('Tulpveld'));
    expect(held.map(({ supportContact }) => supportContact?.partnerId)).toEqual(['6120045', '6120045']);
  });

  test('[PAR-3] is nobody else, and not of another partner\'s subscription', async () => {
    const { http, id, customer, call } = await polderWorld();
    const path = `/subscriptions/${id}/supportcontact`;
    const put = (body: object, more: Call = {}) => call(path, { method: 'PUT', body, ...more });
    expect(await put({ supportMpnId: '4391507' })).toMatchObject({ status: 400, body: { code: 900154 } });
    expect(await put({ name: 'Nobody' })).toMatchObject({ status: 400, body: { code: 800002 } });
    expect(await put({ supportMpnId: 'x' })).toMatchObject({ status: 400, body: { code: 800002 } });
    expect((await http(`/v1/customers/${customer}${path}`, { as: 'havn' })).status).toBe(404);
    expect((await http(`/v1/customers/${customer}${path}`, { as: 'havn', method: 'PUT', body: { supportMpnId: '5310388' } })).status).toBe(404);
    expect((await call(path)).body).toMatchObject({ supportMpnId: '5310412' });
  });
});

describe('subscribed SKUs', () => {
  const listed = async (call: (path: string) => Promise<{ body: unknown }>, query = '') => (await call(`/subscribedskus${query}`)).body as { totalCount: number; items: readonly Item[] };

  test('are counted from the subscriptions that the partner sold: active, suspended, over', async () => {
    const { world, id, ids, call } = await polderWorld([year, month, { ...month, sku: 'NCBUSPREMI01:0001', quantity: 3 }]);
    const standard = { id: '3868b794-7f24-4988-ab3f-753f7a978802', name: 'Microsoft 365 Business Standard', skuPartNumber: 'MICROSOFT_365_BUSINESS_STANDARD', targetType: 'User', licenseGroupId: 'group1' };
    const units = (active: number, warning: number, suspended: number) => ({ availableUnits: active + warning, activeUnits: active, consumedUnits: 0, suspendedUnits: suspended, totalUnits: active + warning, warningUnits: warning });
    const attributes = { objectType: 'SubscribedSku' };
    const first = await listed(call);
    expect(first.items[1]).toEqual({ ...units(14, 0, 0), productSku: standard, servicePlans: [], capabilityStatus: 'Enabled', attributes });
    expect(first).toMatchObject({ totalCount: 2, items: [{ productSku: { skuPartNumber: 'MICROSOFT_365_BUSINESS_PREMIUM' }, activeUnits: 3 }, {}] });
    await outcomeOf(world.as('polder').patch(world.customer('Tulpveld'), id, { status: 'suspended' }));
    await outcomeOf(world.as('polder').patch(world.customer('Tulpveld'), ids[1] ?? '', { autoRenewEnabled: false }));
    expect((await listed(call)).items[1]).toMatchObject({ ...units(4, 0, 10), capabilityStatus: 'Enabled' });
    await world.advanceTo('2026-07-10T00:00:00Z');
    expect((await listed(call)).items[1]).toMatchObject({ ...units(0, 4, 10), capabilityStatus: 'Warning' });
    await outcomeOf(world.as('polder').patch(world.customer('Tulpveld'), ids[2] ?? '', { status: 'deleted' }));
    expect((await listed(call)).items.map(({ productSku }) => productSku.skuPartNumber)).toEqual(['MICROSOFT_365_BUSINESS_STANDARD']);
    expect(await listed((path) => call(path, { as: 'polder' }), '?licenseGroupIds=Group2')).toMatchObject({ totalCount: 0, items: [] });
    expect(await listed(call, '?licenseGroupIds=Group1&licenseGroupIds=Group2')).toMatchObject({ totalCount: 1 });
    expect(await listed(call, '?licenseGroupIds=group1,group2')).toMatchObject({ totalCount: 1 });
    expect(await call('/subscribedskus?licenseGroupIds=group3')).toMatchObject({ status: 400 });
  });

  test('[PAR-3] are not those that another partner sold', async () => {
    const { world, http, customer } = await polderWorld();
    const others = world.customer('Zonnebloem');
    expect(await http(`/v1/customers/${others}/subscribedskus`, { as: 'havn' })).toMatchObject({ status: 200, body: { totalCount: 0 } });
    expect((await http(`/v1/customers/${customer}/subscribedskus`, { as: 'havn' })).status).toBe(404);
  });
});

test('[MIG-1] offers have one category, which can be asked for', async () => {
  const { http, call } = await polderWorld();
  const category = { id: 'OnlineServices', name: 'Online services', rank: 0, locale: 'en-US', country: 'NL' };
  const expected = { totalCount: 1, items: [{ ...category, attributes: { objectType: 'OfferCategory' } }] };
  expect((await http('/v1/offercategories?country=NL')).body).toMatchObject(expected);
  expect((await call('/offercategories')).body).toMatchObject(expected);
  expect(await http('/v1/offercategories?country=ZZ')).toMatchObject({ status: 400, body: { code: 3000 } });
  expect((await http('/v1/offercategories')).status).toBe(400);
  const all = (await http('/v1/offers?country=NL')).body as { totalCount: number; items: { category: object }[] };
  expect(all.items[0]?.category).toEqual(category);
  expect((await http('/v1/offers?country=NL&offer_category_id=onlineservices')).body).toMatchObject({ totalCount: all.totalCount, links: { self: { uri: expect.stringContaining('offer_category_id=onlineservices') as string } } });
  expect((await http('/v1/offers?country=NL&offer_category_id=Government_Key')).body).toMatchObject({ totalCount: 0, items: [] });
});

test('[AZP-4] [SUB-6] each Azure plan of a customer has its cost of the month in one list, and its partner as support contact', async () => {
  const { world, customerId } = await oresund();
  const http = httpOver(world);
  const list = `/v1/customers/${customerId}/subscriptions/usagerecords`;
  const of = async (as: string) => ((await http(list, { as })).body as { items: { id: string; totalCost: number }[] }).items;
  const [plan] = await of('havn');
  const { partner } = world.as('havn');
  const id = plan?.id ?? '';
  const summary = (await http(`/v1/customers/${customerId}/subscriptions/${id}/usagesummary`)).body as { totalCost: number; costs: object; currencyCode: string };
  expect(plan).toMatchObject({ id, resourceId: id, name: 'Azure plan', status: 'active', totalCost: summary.totalCost, costs: summary.costs, currencyCode: summary.currencyCode, attributes: { objectType: 'SubscriptionMonthlyUsageRecord' } });
  expect((await of('nordlys')).map((each) => each.id)).not.toContain(id);
  expect(await http(list, { as: 'polder' })).toMatchObject({ status: 404 });
  const contact = `/v1/customers/${customerId}/subscriptions/${id}/supportcontact`;
  expect((await http(contact)).body).toMatchObject({ supportTenantId: partner.tenantId, supportMpnId: '5310388', name: 'Havn Cloud' });
  expect(await http(contact, { method: 'PUT', body: { supportMpnId: '5310388' } })).toMatchObject({ status: 400, body: { code: 800042 } });
});

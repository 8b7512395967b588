import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { afterEachFault, everyPlace } from '../../support/worldFaults';
import { upgradeAzure } from '../../../src/app/azurePlan/upgrade';
import { customerWrite, readCustomer } from '../../../src/app/customer/customerBook';

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
const ids = ['0d3cc282-a96a-461a-822b-9ed4a73de8bf', '3d5dd20e-7cd5-4c52-b84f-b702f3b13042'];

beforeEach(async () => {
  world = await World.at('2026-03-02T10:00:00Z');
  http = httpOver(world);
  customerId = world.customer('Fabrikvik');
});

const post = (path: string, call: Call = {}, body: object = { customerId, productFamily: 'Azure' }) => http(`/v1/${path}`, { method: 'POST', as: 'nordlys', body, ...call });

test('[AZP-3] the customer\'s subscriptions of the older offer move to the plan in one request, each with its outcome', async () => {
  expect(await post('productUpgrades/eligibility')).toMatchObject({ status: 200, body: { customerId, isEligible: true, productFamily: 'azure' } });
  const preview = await post('productUpgrades?preview=true');
  expect(preview).toMatchObject({ status: 200, body: { preview: true, result: { status: 'Completed', lineItems: [{}, {}] } } });
  const done = await post('productupgrades', {}, { CustomerId: customerId, ProductFamily: 'azure' });
  expect([done.status, done.text]).toEqual([202, '']);
  const location = done.headers['Location'] ?? '';
  const status = await post(`${location}/status`);
  expect(status).toMatchObject({ status: 200, body: { status: 'Completed', lineItems: ids.map((id) => ({ sourceProduct: { id }, status: 'Completed' })) } });
  const [plan] = ((await http(`/nextterm/v1/customers/${customerId}/azureplans`, { as: 'nordlys' })).body as { items: { id: string }[] }).items;
  const { items } = (await http(`/v1/customers/${customerId}/subscriptions/${plan?.id}/azureEntitlements`, { as: 'nordlys' })).body as { items: { id: string; friendlyName: string }[] };
  expect(items.map(({ id, friendlyName }) => [id, friendlyName])).toEqual([[ids[0], 'Production'], [ids[1], 'Test']]);
  expect(world.happened()).toEqual(['AzurePlanCreated', 'AzureOfferUpgraded']);
});

test('[AZP-3] a second request finds it completed, and it is eligible no more', async () => {
  await post('productUpgrades');
  expect(await post('productUpgrades')).toMatchObject({ status: 400, body: { code: 900110 } });
  expect(await post('productUpgrades/eligibility')).toMatchObject({ body: { isEligible: false, reason: expect.stringContaining('moved already') as string } });
});

test('[AZP-3] the older offer is gone: calling minutes set a plan up again', async () => {
  await world.buy('nordlys', customerId, [{ sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' }]);
  expect(world.happened()).not.toContain('OverageAssigned');
  await post('productUpgrades');
  await world.buy('nordlys', customerId, [{ sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' }]);
  expect(world.happened()).toContain('OverageAssigned');
});

test.each<[string, string, Call, number, number]>([
  ['a customer without the older offer', 'productUpgrades', { as: 'havn', body: { productFamily: 'Azure', get customerId() { return world.customer('Zonnebloem'); } } }, 403, 900108],
  ['another partner', 'productUpgrades', { as: 'havn' }, 404, 60003],
  ['a token without a user', 'productUpgrades', { appOnly: true }, 403, 900329],
  ['a role that may not', 'productUpgrades', { roles: ['helpdesk_agent'] }, 403, 900150],
  ['a status that nobody asked for', 'productUpgrades/5b0e6f2a-0000-4000-8000-000000000000/status', {}, 400, 900111],
])('[AZP-2] [AZP-3] refused and nothing changed: %s', async (_name, path, call, status, code) => {
  const before = await world.commerceRows();
  expect(await post(path, call)).toMatchObject({ status, body: { code } });
  expect(await world.commerceRows()).toEqual(before);
});

test('[AZP-3] [AZP-4] what was used on days before the move is on the bill of the older offer, and is not charged again', async () => {
  await post('productUpgrades');
  const used = (date: string) => ({ reportId: `used-${date}`, azureSubscriptionId: ids[0], meterId: 'a2ef72d7-353e-4ae7-90c9-b1377807694a', date, quantity: 1 });
  const reply = await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', as: 'nordlys', body: { reports: [used('2026-03-01'), used('2026-03-02')] } });
  expect((reply.body as { items: { status: string; reason?: string }[] }).items.map(({ status, reason }) => reason ?? status)).toEqual(['usedBeforeTheMove', 'accepted']);
});

test('[AZP-2] [AZP-3] without a customer agreement it is not eligible, as the request itself says', async () => {
  const stored = await readCustomer(world.stores.Commerce, customerId);
  if (stored === undefined) throw new Error('The sample has lost Fabrikvik');
  await world.stores.Commerce.commit(customerId, [customerWrite({ ...stored.value, attestations: {} }, stored.etag)]);
  expect(await post('productUpgrades')).toMatchObject({ status: 403, body: { code: 13605 } });
  expect(await post('productUpgrades/eligibility')).toMatchObject({ status: 200, body: { isEligible: false, reason: expect.stringContaining('Microsoft Customer Agreement') as string } });
});

test.each(['dieBefore', 'dieAfter', 'lostAnswer'] as const)('[AZP-3] %s at any operation: repeated under its id, all have moved once', async (does) => {
  const send = (of: World) => {
    const { partner } = of.as('nordlys');
    const request = { callerTenantId: partner.tenantId, requestId: '0f2b7d55-9a11-4d83-8a57-6de1c0f93b24', fingerprint: '' };
    return upgradeAzure(of.app, { partner, userId: 'user', preview: false, request }, customerId, { before: () => undefined, answer: () => ({ status: 202, headers: {}, body: '' }), preview: () => ({ status: 200, headers: {}, body: '' }) });
  };
  await afterEachFault(await everyPlace('2026-03-02T10:00:00Z', world.stores, send, does), '2026-03-02T10:00:00Z', world.stores, send, async (faulty) => {
    expect((await send(faulty)).ok).toBe(true);
    await faulty.advanceTo('2026-03-02T11:00:00Z');
    const rows = await faulty.commerceRows();
    expect(rows.filter(({ value }) => ids.includes(String(value['id'])) && value['type'] === 'azureSubscription')).toHaveLength(2);
    expect(rows.filter(({ value }) => value['type'] === 'legacyAzure' && value['endedAt'] !== undefined)).toHaveLength(1);
  });
});

describe('[AZP-3] an outcome for each subscription', () => {
  const older = (id: string) => `/v1/customers/${customerId}/subscriptions/${id}`;
  const setStatus = (id: string, status: string, as = 'nordlys') => http(older(id), { method: 'PATCH', as, body: { status } });
  const upgrade = async () => {
    const { headers } = await post('productUpgrades');
    return (await post(`${headers['Location'] ?? ''}/status`)).body as { status: string; lineItems: { sourceProduct: { id: string }; status: string; errorDetails?: { code: string } }[] };
  };
  const told = ({ status, lineItems }: Awaited<ReturnType<typeof upgrade>>) => [status, ...lineItems.map((line) => [line.sourceProduct.id, line.status, line.errorDetails?.code])];
  const underPlan = async () => {
    const [plan] = ((await http(`/nextterm/v1/customers/${customerId}/azureplans`, { as: 'nordlys' })).body as { items: { id: string }[] }).items;
    if (plan === undefined) return [];
    return ((await http(`/v1/customers/${customerId}/subscriptions/${plan.id}/azureEntitlements`, { as: 'nordlys' })).body as { items: { id: string }[] }).items.map(({ id }) => id);
  };

  test('a suspended one fails and the other moves; taken up again and asked for again it moves too, and the offer ends', async () => {
    expect(await setStatus(ids[1] ?? '', 'suspended')).toMatchObject({ status: 200, body: { status: 'suspended', offerId: 'MS-AZR-0145P' } });
    expect(told(await upgrade())).toEqual(['PartiallyCompleted', [ids[0], 'Completed', undefined], [ids[1], 'Failed', '900105']]);
    expect(await underPlan()).toEqual([ids[0]]);
    await world.buy('nordlys', customerId, [{ sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' }]);
    expect(world.happened()).not.toContain('OverageAssigned');

    expect(told(await upgrade())).toEqual(['PartiallyCompleted', [ids[0], 'Completed', undefined], [ids[1], 'Failed', '900105']]);
    expect(await setStatus(ids[1] ?? '', 'active')).toMatchObject({ status: 200, body: { status: 'active' } });
    expect(await post('productUpgrades/eligibility')).toMatchObject({ body: { isEligible: true } });
    expect(told(await upgrade())).toEqual(['Completed', [ids[0], 'Completed', undefined], [ids[1], 'Completed', undefined]]);
    expect(await underPlan()).toEqual(ids);
    expect(await post('productUpgrades')).toMatchObject({ status: 400, body: { code: 900110 } });
  });

  test('none can go: failed, and no plan is made for it', async () => {
    for (const id of ids) await setStatus(id, 'suspended');
    expect(told(await upgrade())).toEqual(['Failed', [ids[0], 'Failed', '900105'], [ids[1], 'Failed', '900105']]);
    expect(await underPlan()).toEqual([]);
    expect((await http(`/v1/customers/${customerId}/subscriptions`, { as: 'nordlys' })).body).toMatchObject({ items: [{ id: ids[0], status: 'suspended' }, { id: ids[1], status: 'suspended' }] });
  });

  test('those that are left are subscriptions of the customer; those that moved are not', async () => {
    const listed = async () => ((await http(`/v1/customers/${customerId}/subscriptions`, { as: 'nordlys' })).body as { items: { id: string; billingType: string }[] }).items;
    expect((await listed()).map(({ id, billingType }) => [id, billingType])).toEqual(ids.map((id) => [id, 'usage']));
    expect(await http(older(ids[0] ?? ''), { as: 'nordlys' })).toMatchObject({ status: 200, body: { entitlementId: ids[0], status: 'active' } });
    await upgrade();
    expect(await listed()).toHaveLength(1);
    expect(await http(older(ids[0] ?? ''), { as: 'nordlys' })).toMatchObject({ status: 404, body: { code: 20003 } });
    expect(await setStatus(ids[0] ?? '', 'suspended')).toMatchObject({ status: 404 });
  });

  test('[PAR-3] only its partner suspends one, and nothing else of it can be changed; what is so already is told once', async () => {
    expect(await setStatus(ids[0] ?? '', 'suspended', 'havn')).toMatchObject({ status: 404 });
    expect(await setStatus(ids[0] ?? '', 'deleted')).toMatchObject({ status: 400, body: { code: 800042 } });
    expect(await http(older(ids[0] ?? ''), { method: 'PATCH', as: 'nordlys', body: { friendlyName: 'Mine' } })).toMatchObject({ status: 400, body: { code: 800042 } });
    await setStatus(ids[0] ?? '', 'suspended');
    await setStatus(ids[0] ?? '', 'suspended');
    expect(world.happened()).toEqual(['OlderAzureSuspended']);
  });

  test('[AZP-1] while any is left a plan is not bought', async () => {
    const line = { catalogItemId: `DZH318Z0BPS6:0001:${availabilityIdOf('DZH318Z0BPS6', '0001', 'commercial', 'SE')}`, quantity: 1, billingCycle: 'one_time', id: 0 };
    const cart = await http(`/v1/customers/${customerId}/carts`, { method: 'POST', as: 'nordlys', body: { partnerOnRecordAttestationAccepted: true, lineItems: [line] } });
    expect(cart).toMatchObject({ status: 201, body: { lineItems: [{ error: { errorCode: 10006 } }] } });
    const order = { partnerOnRecordAttestationAccepted: true, lineItems: [{ lineItemNumber: 0, offerId: line.catalogItemId, quantity: 1 }] };
    expect(await http(`/v1/customers/${customerId}/orders`, { method: 'POST', as: 'nordlys', body: order })).toMatchObject({ status: 403, body: { code: 800112 } });
  });
});

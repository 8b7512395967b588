import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

const licence = { quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const security = { ...licence, sku: 'NCEMSECUR005:0001', quantity: 12 } as const;
const suite = { ...licence, sku: 'NCM365ENTE05:0001', quantity: 4 } as const;
const lower = { ...licence, sku: 'NCM365ENTE03:0001' } as const;
const suiteItem = `NCM365ENTE05:0001:${availabilityIdOf('NCM365ENTE05', '0001', 'commercial', 'NL')}`;

interface Listed {
  readonly subscriptionId: string;
  readonly quantity: number;
  readonly coveredBy: string;
  readonly operationId?: string;
  readonly supportRequestUntil: string;
}

const begin = async () => {
  const world = await World.at('2026-06-01T10:00:00Z');
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [security]);
  await world.advanceTo('2026-06-09T10:00:00Z');
  const path = `/nextterm/v1/customers/${customer}`;
  const list = async (as = 'havn') => ((await http(`${path}/redundantlicences`, { as })).body as { items: readonly Listed[] }).items;
  const file = (subscriptionId = id, reason = 'redundant_licences', query = '') => http(`${path}/subscriptions/${subscriptionId}/supportrequests${query}`, { method: 'POST', body: { reason, note: 'Both are paid' } });
  const upgrade = async (from: string, quantity: number) =>
    (await http(`/v1/customers/${customer}/subscriptions/${from}/transitions`, { method: 'POST', body: { toCatalogItemId: suiteItem, quantity, transitionType: 'transition_only' } })).body as { operationId: string; toSubscriptionId: string };
  return { world, http, customer, id, path, list, file, upgrade };
};

const until = '2026-08-09T00:00:00.000Z';

describe('[UPG-8] the published case: Enterprise Mobility + Security E5 of a customer who comes to Microsoft 365 E5', () => {
  test('by a purchase: listed and filed until two billing cycles after it, then refused by the rule', async () => {
    const { world, customer, id, list, file } = await begin();
    expect(await list()).toEqual([]);
    const [suiteId = ''] = await world.buy('havn', customer, [suite]);
    expect(await list()).toMatchObject([{ subscriptionId: id, offerName: 'Enterprise Mobility + Security E5', quantity: 4, coveredBy: suiteId, supportRequestUntil: until }]);
    await world.advanceTo('2026-08-08T23:59:59.999Z');
    expect([(await list()).length, (await file(id, 'redundant_licences', '?preview=true')).status]).toEqual([1, 200]);
    expect(await file()).toMatchObject({ status: 201, body: { status: 'filed', reason: 'redundant_licences' } });
    await world.advanceTo('2026-08-09T00:00:00.000Z');
    expect(await list()).toEqual([]);
    const before = await world.commerceRows();
    expect(await file()).toMatchObject({ status: 400, body: { code: 800042, description: expect.stringMatching(/^UPG-8: .*2026-08-09/) as string } });
    expect(await world.commerceRows()).toEqual(before);
    // Any other reason has no such limit.
    expect((await file(id, 'incorrect_purchase')).status).toBe(201);
  });

  test('by upgrades, in parts and into one that is there: once, with the last of them', async () => {
    const { world, customer, id, list, upgrade } = await begin();
    const [from = '', into = ''] = await world.buy('havn', customer, [lower, suite]);
    expect(await list()).toMatchObject([{ subscriptionId: id, quantity: 4, coveredBy: into }]);
    await world.advanceTo('2026-06-20T10:00:00Z');
    const first = await upgrade(from, 3);
    expect(await list()).toMatchObject([{ subscriptionId: id, quantity: 7, coveredBy: first.toSubscriptionId, operationId: first.operationId, supportRequestUntil: '2026-08-20T00:00:00.000Z' }]);
    await world.advanceTo('2026-08-09T00:00:00.000Z');
    expect(await list()).toMatchObject([{ quantity: 3 }]);
  });

  test('nothing is superfluous: a supported upgrade, another partner’s purchase, what covers was ended; refused by the rule', async () => {
    const { world, http, customer, id, path, list, file } = await begin();
    const [basic = '', standard = ''] = await world.buy('havn', customer, [{ ...licence, sku: 'NCBUSBASIC01:0001' }, { ...licence, sku: 'NCBUSSTAND01:0001' }]);
    await world.buy('havn', customer, [{ ...licence, sku: 'NCBUSSTAND01:0001' }]);
    expect(await list()).toEqual([]);
    await world.advanceTo('2026-06-17T10:00:00Z');
    for (const each of [basic, standard, id]) expect(await file(each)).toMatchObject({ status: 400, body: { code: 800042, description: expect.stringMatching(/^UPG-8: nothing/) as string } });
    const [suiteId = ''] = await world.buy('havn', customer, [suite]);
    expect(await list()).toHaveLength(1);
    expect((await http(`/v1/customers/${customer}/subscriptions/${suiteId}`, { method: 'PATCH', body: { status: 'deleted' } })).status).toBe(200);
    expect([await list(), (await file()).status]).toEqual([[], 400]);
    expect(await http(`${path}/redundantlicences`, { as: 'nordlys' })).toMatchObject({ status: 404 });
  });

  test('[PAR-3] what another partner sold makes nothing superfluous here', async () => {
    const world = await World.at('2026-06-01T10:00:00Z');
    const http = httpOver(world);
    const customer = world.customer('Oresund');
    await world.buy('havn', customer, [security]);
    await world.advanceTo('2026-06-09T10:00:00Z');
    await world.buy('nordlys', customer, [suite]);
    for (const as of ['havn', 'nordlys']) expect((await http(`/nextterm/v1/customers/${customer}/redundantlicences`, { as })).body).toMatchObject({ items: [] });
  });

  test('[DUE-2] a row that cannot be read is left out of the list and marked; a filing is refused for it', async () => {
    const { world, http, customer, path, list, file } = await begin();
    await world.buy('havn', customer, [suite]);
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: 'transition|x|y|z', value: { garbage: 1 } }]);
    expect(await list()).toHaveLength(1);
    expect((await http(`${path}/redundantlicences`)).headers['NextTerm-Unreadable']).toBe('1');
    expect((await file()).status).toBe(500);
    expect((await file(undefined, 'incorrect_purchase')).status).toBe(201);
  });

  test('[CAN-6] granted, it is ended, and is superfluous no longer', async () => {
    const { world, http, customer, id, path, list, file } = await begin();
    await world.buy('havn', customer, [suite]);
    const { id: requestId } = (await file()).body as { id: string };
    const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'Op', displayName: 'Op', roles: ['operator'], appOnly: false } as const;
    expect(await http(`${path}/subscriptions/${id}/supportrequests/${requestId}/grant`, { method: 'POST', caller: operator, body: {} })).toMatchObject({ status: 200, body: { status: 'granted' } });
    expect(await list()).toEqual([]);
    expect((await world.subscription(customer, id)).status).toBe('deleted');
  });
});

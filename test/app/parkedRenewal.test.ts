import { chargeKey } from '../../src/app/command/commerceKeys';
import { listParked } from '../../src/app/operations/parked';
import { releaseParked } from '../../src/app/operations/releaseParked';
import { httpOver, type Reply } from '../support/httpWorld';
import { World } from '../support/world';
import { rowsOf } from '../support/worldStores';
import { aShop, archive, mail } from '../domain/subscription/kinds/traditional/shopOverHttp';
import { ANY_ETAG } from '../../src/kernel/partitionStore';

const purchase = '2021-06-18T10:00:00.000Z';
const due = '2021-07-18T00:00:00.000Z';
const monthly = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;

const told = ({ status, headers, body }: Reply) => [status, (body as { code?: number }).code, headers['Retry-After']];
const waits = [409, 900278, '120'];
const givenUp = [400, 900280, undefined];

/** Where the line of the first renewal will be stored. */
const lineOf = (id: string): string => chargeKey(id, 2, 1);

/** Two subscriptions of a month; one cannot be renewed, as something lies in the place of its charge. */
const stuck = async () => {
  const world = await World.at(purchase);
  const customer = world.customer('Oresund');
  const [id = ''] = await world.buy('havn', customer, [monthly, monthly]);
  await world.advanceTo('2021-07-17T23:00:00Z');
  await world.stores.Commerce.commit(customer, [{ op: 'put', key: lineOf(id), value: { type: 'charge' } }]);
  const http = httpOver(world);
  const path = `/v1/customers/${customer}/subscriptions/${id}`;
  const patch = (body: object, query = '') => http(`${path}${query}`, { method: 'PATCH', body });
  const eligibility = async () => {
    const items = (await http(`/v1/customers/${customer}/transferseligibility?transferType=3`)).body as { id: string; reason?: string }[];
    return items.find((each) => each.id === id)?.reason;
  };
  return { world, customer, id, http, path, patch, eligibility };
};

describe('[REN-5] [REN-7] a renewal that was given up', () => {
  test('while it is tried again the answer is to wait, from 24 hours on that the operator has to release it', async () => {
    const { world, patch } = await stuck();
    await world.advanceTo('2021-07-18T23:59:00.000Z');
    expect(told(await patch({ quantity: 12 }))).toEqual(waits);
    await world.advanceTo('2021-07-19T02:00:00.000Z');
    expect((await listParked(world.app.directory, 10)).items).toHaveLength(1);
    for (const body of [{ quantity: 12 }, { friendlyName: 'x' }, { status: 'deleted' }, { autoRenewEnabled: false }, { status: 'suspended' }]) expect(told(await patch(body))).toEqual(givenUp);
    expect(told(await patch({ quantity: 12 }, '?preview=true'))).toEqual(givenUp);
    const { description } = (await patch({ quantity: 12 })).body as { description: string };
    expect(description).toContain(`due since ${due}, failed for a day and was given up`);
  });

  test('the options say so of each thing that waits for it, and of what happens if nobody acts', async () => {
    const { world, http, path } = await stuck();
    const options = async () => (await http(`/nextterm${path}/options`)).body as { options: { action: string; possible: boolean; reason?: { code: number } }[]; ifNobodyActs: { state: string } };
    await world.advanceTo('2021-07-18T12:00:00.000Z');
    expect(JSON.stringify(await options())).not.toContain('was given up');
    await world.advanceTo('2021-07-19T02:00:00.000Z');
    const after = await options();
    const text = JSON.stringify(after);
    expect(text).toContain('was given up');
    expect(text).not.toContain('two minutes');
    expect(text).not.toContain('read-only while');
  });

  test('[TRF-4] and so does what can be transferred, and a transfer of it', async () => {
    const { world, http, customer, id, eligibility } = await stuck();
    await world.advanceTo('2021-07-18T12:00:00.000Z');
    expect(await eligibility()).toBe('it is being renewed');
    const asked = { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 3 };
    await world.advanceTo('2021-07-19T02:00:00.000Z');
    expect(await eligibility()).toBe('its renewal failed for a day and was given up until the operator releases it');
    const made = await http(`/v1/customers/${customer}/transfers`, { method: 'POST', as: 'nordlys', body: asked });
    expect(made.status).toBe(201);
    const lineItems = [{ subscriptionId: id, productType: 'OnlineServicesNCE' }];
    const picked = await http(`/v1/customers/${customer}/transfers/${(made.body as { id: string }).id}`, { method: 'PATCH', body: { lineItems } });
    expect(picked).toMatchObject({ status: 400, body: { code: 800078, description: expect.stringContaining('until the operator releases it') as string } });
  });

  test('once it is mended and released, the call is taken', async () => {
    const { world, customer, id, patch } = await stuck();
    await world.advanceTo('2021-07-19T02:00:00.000Z');
    await world.stores.Commerce.commit(customer, [{ op: 'delete', key: lineOf(id), etag: ANY_ETAG }]);
    const [parked] = (await listParked(world.app.directory, 10)).items;
    await releaseParked(world.app, parked?.id ?? '', world.now());
    expect(told(await patch({ quantity: 12 }))).toEqual(waits);
    await world.advanceTo('2021-07-19T02:02:00.000Z');
    expect((await patch({ quantity: 12 })).status).toBe(200);
  });

  test('what was given up is not made due again by who is refused', async () => {
    const { world, patch, eligibility } = await stuck();
    await world.advanceTo('2021-07-19T02:00:00.000Z');
    const before = await rowsOf(world.stores.Deadlines);
    await patch({ quantity: 12 });
    await eligibility();
    expect((await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|renewal|'))).toEqual(before.filter(({ key }) => key.includes('|renewal|')));
  });
});

describe('[REN-7] [DUE-1] a refusal that waits for a renewal nobody will carry out puts it right', () => {
  const overlooked = async () => {
    const world = await World.at(purchase);
    const customer = world.customer('Zonnebloem');
    const [source = '', target = ''] = await world.buy('havn', customer, [{ ...monthly, termDuration: 'P1Y' }, { ...monthly, sku: 'NCBUSPREMI01:0001' }]);
    await world.advanceTo('2021-07-17T23:59:59.999Z');
    for (const { partition, key } of (await rowsOf(world.stores.Deadlines)).filter(({ key: each }) => each.includes('|renewal|'))) await world.stores.Deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    world.sleepUntil('2021-07-29T00:00:00.000Z');
    const renewals = async () => (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes(`|renewal|`) && key.endsWith(target)).length;
    return { world, customer, source, target, http: httpOver(world), renewals };
  };

  test('[TRF-4] a look at what can be transferred', async () => {
    const { http, customer, renewals } = await overlooked();
    await http(`/v1/customers/${customer}/transferseligibility?transferType=3`);
    expect(await renewals()).toBe(1);
  });

  test('[UPG-3] an upgrade into it', async () => {
    const { world, http, customer, source, target, renewals } = await overlooked();
    const body = { toCatalogItemId: await world.as('havn').item('NL', 'NCBUSPREMI01:0001'), toSubscriptionId: target, quantity: 5, transitionType: 'transition_only' };
    const path = `/v1/customers/${customer}/subscriptions/${source}/transitions`;
    await http(`${path}?preview=true`, { method: 'POST', body });
    expect(await renewals()).toBe(0);
    expect(told(await http(path, { method: 'POST', body }))).toEqual([400, 900261, undefined]);
    expect(await renewals()).toBe(1);
  });

  test('[ORD-5] a cart with an add-on to it, which is made with its error all the same', async () => {
    const { world, call } = await aShop();
    const customer = world.customer('Zonnebloem');
    const [base = ''] = await world.buy('havn', customer, [{ sku: mail, quantity: 2, termDuration: 'P1Y', billingCycle: 'annual' }]);
    await world.advanceTo('2027-01-12T23:59:59.999Z');
    const renewals = async () => (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|renewal|'));
    for (const { partition, key } of await renewals()) await world.stores.Deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    world.sleepUntil('2027-01-20T00:00:00.000Z');
    const lineItems = [{ id: 0, catalogItemId: await world.as('havn').item('NL', archive), quantity: 1, termDuration: 'P1Y', billingCycle: 'annual', provisioningContext: { ParentSubscriptionId: base } }];
    const send = () => call('carts', { method: 'POST', body: { lineItems } });
    expect(await send()).toMatchObject({ status: 201, body: { lineItems: [{ error: { errorDescription: expect.stringContaining('is being renewed since 2027-01-13') as string } }] } });
    expect(await renewals()).toMatchObject([{ key: expect.stringContaining(base) as string }]);
    await world.advanceTo('2027-01-20T00:02:00.000Z');
    expect(JSON.stringify((await send()).body)).not.toContain('being renewed');
  });
});

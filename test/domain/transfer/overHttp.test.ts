import { customerToken } from '../../neighbours/twoShops';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { type Promotion } from '../../../src/domain/catalogue/promotion';
import { type Catalogue } from '../../../src/domain/catalogue/state';
import { newCommerce, policyBook } from '../../../src/domain/policy/policy';
import { instant } from '../../../src/kernel/instant';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let ids: string[];
const tenant = (slug: string) => world.as(slug).partner.tenantId;

// Oresund Foods has relationships with both havn, who sells in SEK as nordlys does or not, and nordlys.
beforeEach(async () => {
  world = await World.at('2026-06-10T10:00:00Z');
  customer = world.customer('Oresund');
  ids = await world.buy('havn', customer, [standard, { ...standard, quantity: 3 }]);
  http = httpOver(world);
});

type Entity = Record<string, unknown> & { id: string; lineItems: Record<string, unknown>[] };
const base = () => `/v1/customers/${customer}/transfers`;
const create = (more: object = {}, call: Call = {}, query = '') =>
  http(`${base()}${query}`, { method: 'POST', as: 'nordlys', body: { sourcePartnerTenantId: tenant('havn'), sourcePartnerName: 'Havn', customerEmailId: 'it@oresundfoods.example', transferType: 5, ...more }, ...call });
const created = async (): Promise<string> => ((await create()).body as Entity).id;
const patch = (id: string, as: string, body: object, query = '') => http(`${base()}/${id}${query}`, { method: 'PATCH', as, body });
const submit = (id: string, picked: readonly string[], query = '') => patch(id, 'havn', { id, status: 'InProgress', lineItems: picked.map((subscriptionId) => ({ subscriptionId, productType: 'OnlineServicesNCE' })) }, query);
const entity = async (id: string, as: string): Promise<Entity> => (await http(`${base()}/${id}`, { as })).body as Entity;
const subscriptions = async (as: string) => ((await http(`/v1/customers/${customer}/subscriptions`, { as })).body as { items: { id: string; status: string; quantity: number }[] }).items;

test('[TRF-1] [TRF-2] the target asks, the source is told and submits, the sweep moves: complete', async () => {
  const reply = await create();
  expect(reply).toMatchObject({ status: 201, body: { status: 'Pending', transferDirection: 2, expirationTime: '2026-07-11T00:00:00.000Z', lineItems: [], partnertenantid: tenant('nordlys'), attributes: { objectType: 'TransferEntity' } } });
  const { id } = reply.body as Entity;
  expect(world.published.filter(({ subject }) => subject.kind === 'transfer').map(({ partnerId, facts }) => [partnerId, facts[0]?.type])).toEqual([[tenant('havn'), 'TransferRequested']]);
  expect(await entity(id, 'havn')).toMatchObject({ status: 'Pending', transferDirection: 1 });

  expect(await submit(id, ids)).toMatchObject({ status: 200, body: { status: 'InProgress', lineItems: [{ subscriptionId: ids[0] }, { subscriptionId: ids[1] }] } });
  expect(await entity(id, 'nordlys')).toMatchObject({ status: 'InProgress', lineItems: [] });
  await world.settle();

  const [ofSource, ofTarget] = [await entity(id, 'havn'), await entity(id, 'nordlys')];
  expect(ofSource).toMatchObject({ status: 'Complete', lineItems: [{ subscriptionId: ids[0], status: 'Complete' }, { subscriptionId: ids[1], status: 'Complete' }] });
  const moved = ofTarget.lineItems.map(({ subscriptionId }) => String(subscriptionId));
  expect(moved.some((each) => ids.includes(each) || each === '')).toBe(false);
  expect(JSON.stringify(ofSource)).not.toContain(moved[0]);
  expect((await subscriptions('havn')).map(({ status }) => status)).toEqual(['deleted', 'deleted']);
  expect((await subscriptions('nordlys')).map(({ status, quantity }) => [status, quantity]).sort()).toEqual([['active', 10], ['active', 3]].sort());
  expect(await http(`/v1/customers/${customer}/orders/${String(ofTarget.lineItems[0]?.['orderId'])}`, { as: 'nordlys' })).toMatchObject({ status: 200 });
  expect(await http(`/v1/customers/${customer}/subscriptions/${moved[0]}`, { as: 'havn' })).toMatchObject({ status: 404 });
  await world.advanceTo('2027-06-10T00:00:00Z');
  expect((await subscriptions('nordlys')).every(({ status }) => status === 'active')).toBe(true);
  await world.expectNothingDue();
});

test('[ORD-2] the order that a transfer makes says nothing of an attestation that nobody gave', async () => {
  const id = await created();
  await submit(id, [ids[0] ?? '']);
  await world.settle();
  const order = await http(`/v1/customers/${customer}/orders/${String((await entity(id, 'nordlys')).lineItems[0]?.['orderId'])}`, { as: 'nordlys' });
  expect(order).toMatchObject({ status: 200, body: { status: 'completed', lineItems: [{ quantity: 10 }] } });
  expect(order.body).not.toHaveProperty('partnerOnRecordAttestationAccepted');
});

test('[ORD-11] [TRF-2] the order that a transfer makes is for what the target is charged, from the day after on', async () => {
  const [month = ''] = await world.buy('havn', customer, [{ ...standard, termDuration: 'P1M' }]);
  await world.advanceTo('2026-06-20T10:00:00Z');
  const id = await created();
  await submit(id, [month]);
  await world.settle();
  const { subscriptionId, orderId } = (await entity(id, 'nordlys')).lineItems[0] ?? {};
  const charges = (await http(`/nextterm/v1/customers/${customer}/subscriptions/${String(subscriptionId)}/charges`, { as: 'nordlys' })).body as { items: { subtotal: string; chargeStartDate: string }[] };
  expect(charges.items).toMatchObject([{ chargeStartDate: '2026-06-21T00:00:00Z' }]);
  const order = (await http(`/v1/customers/${customer}/orders/${String(orderId)}`, { as: 'nordlys' })).body as { totalPrice: number };
  expect(order.totalPrice).toBe(Number(charges.items[0]?.subtotal));
});

test('[ORD-11] [TRF-2] also where the target is charged nothing yet, and licences are cut by the unit', async () => {
  world = await World.at('2026-06-10T10:00:00Z', undefined, undefined, { NEXTTERM_ROUNDING: 'UNIT_DOWN' });
  http = httpOver(world);
  const [years = ''] = await world.buy('havn', customer, [{ ...standard, termDuration: 'P3Y' }]);
  // The last day of its first month.
  await world.advanceTo('2026-07-09T10:00:00Z');
  const id = await created();
  await submit(id, [years]);
  await world.settle();
  const { subscriptionId, orderId } = (await entity(id, 'nordlys')).lineItems[0] ?? {};
  const order = await http(`/v1/customers/${customer}/orders/${String(orderId)}`, { as: 'nordlys' });
  await world.advanceTo('2026-07-10T00:01:00Z');
  const charges = await http(`/nextterm/v1/customers/${customer}/subscriptions/${String(subscriptionId)}/charges`, { as: 'nordlys' });
  // Thirty-five months are left of 4,054.752 for three years.
  expect([charges.body, order.body]).toMatchObject([{ items: [{ chargeType: 'cycleCharge', subtotal: '1126.30' }] }, { totalPrice: 39_420.5 }]);
});

test('[ORD-7] [CAT-4] [TRF-2] a customer that has all it may have is moved as a whole: a transfer makes nothing more', async () => {
  const { app } = world;
  const once = ({ items, ...catalogue }: Catalogue): Catalogue => ({ ...catalogue, items: new Map([...items].map(([key, item]) => [key, { ...item, sku: { ...item.sku, ownershipLimit: { count: 1, scope: 'concurrent' } } }])) });
  world.use({ ...app, policies: policyBook([{ ...newCommerce, subscriptionsPerCustomer: 2 }]), catalogueOf: async (market) => once(await app.catalogueOf(market)) });
  const id = await created();
  expect(await submit(id, ids, '?preview=true')).toMatchObject({ status: 200 });
  expect((await submit(id, ids)).status).toBe(200);
  await world.settle();
  expect(await entity(id, 'havn')).toMatchObject({ status: 'Complete' });
  expect((await subscriptions('nordlys')).map(({ status }) => status)).toEqual(['active', 'active']);
  const catalogItemId = await world.as('havn').item('SE', standard.sku);
  expect(await http(`/v1/customers/${customer}/orders`, { method: 'POST', body: { lineItems: [{ lineItemNumber: 0, offerId: catalogItemId, quantity: 1, termDuration: 'P1Y' }] } })).toMatchObject({ status: 403, body: { code: 800089 } });
});

test("[CAT-5] [TRF-2] seats of a promotion are the customer's, whoever sold them: what is left of it is bought once, also after a transfer", async () => {
  const { app } = world;
  const plan = { productId: 'NCBUSSTAND01', skuId: '0001', termDuration: 'P1Y', billingCycle: 'monthly' } as const;
  const june: Promotion = { id: 'NCBUSSTAND01:0001:PRJUNE', name: 'June', description: '10 % off', market: 'NL', segment: 'commercial', startDate: instant('2026-06-01T00:00:00Z'), endDate: instant('2026-06-30T23:59:59Z'), autoApplicable: true, requiredProducts: [{ ...plan, percentDiscount: '0.1' }], constraints: { seats: { minimum: 1, maximum: 12 } } };
  const withJune = (catalogue: Catalogue): Catalogue => ({ ...catalogue, promotions: [...catalogue.promotions, june] });
  world.use({ ...app, catalogueOf: async (market) => withJune(await app.catalogueOf(market)) });
  // Both sell in EUR.
  customer = world.customer('Grachtenpand');
  await http(`/nextterm/v1/customers/${customer}/relationships`, { as: 'polder', method: 'POST', body: {} });
  await http(`/nextterm/v1/customers/${customer}/relationships/${tenant('polder')}/accept`, { caller: customerToken(customer), method: 'POST', body: { acceptCustomerAgreement: true } });
  const [promoted = ''] = await world.buy('havn', customer, [{ ...standard, quantity: 8 }]);
  const { id } = (await create({}, { as: 'polder' })).body as Entity;
  expect((await submit(id, [promoted])).status).toBe(200);
  await world.settle();
  const { subscriptionId, orderId } = (await entity(id, 'polder')).lineItems[0] ?? {};
  const path = `/v1/customers/${customer}/subscriptions/${String(subscriptionId)}`;
  expect(await http(`/v1/customers/${customer}/orders/${String(orderId)}`, { as: 'polder' })).toMatchObject({ status: 200, body: { lineItems: [{ promotionId: june.id }] } });
  const seats = (quantity: number) => http(path, { as: 'polder', method: 'PATCH', body: { quantity } });
  expect(await http(path, { as: 'polder' })).toMatchObject({ status: 200, body: { quantity: 8, promotionId: june.id } });
  expect((await seats(13)).body).toMatchObject({ description: expect.stringContaining('promotion') as string });
  const answers = [];
  for (const quantity of [12, 9, 12, 13]) answers.push((await seats(quantity)).status);
  expect(answers).toEqual([200, 200, 200, 403]);
});

test('[TRF-3] [TRF-4] one that became unfit in between fails with its reason, the other goes: partially complete', async () => {
  const id = await created();
  await submit(id, ids);
  await http(`/v1/customers/${customer}/subscriptions/${ids[1]}`, { method: 'PATCH', body: { status: 'suspended' } });
  await world.settle();
  expect(await entity(id, 'havn')).toMatchObject({ status: 'PartiallyComplete', lineItems: [{ status: 'Complete' }, { status: 'Failed', transferError: 'it is suspended' }] });
  expect((await subscriptions('havn')).map(({ status }) => status).sort()).toEqual(['deleted', 'suspended']);
});

test('[TRF-3] none could go: failed', async () => {
  const id = await created();
  await submit(id, [ids[0] ?? '']);
  await http(`/v1/customers/${customer}/subscriptions/${ids[0]}`, { method: 'PATCH', body: { status: 'deleted' } });
  await world.settle();
  expect(await entity(id, 'nordlys')).toMatchObject({ status: 'Failed', lineItems: [{ status: 'Failed' }] });
});

describe('[TRF-1] [TRF-3] its history', () => {
  const path = (id: string) => `/nextterm/v1/customers/${customer}/transfers/${id}/events`;
  type Events = { items: { type: string; at: string; version: number; data: Record<string, unknown> }[]; links: { next?: { uri: string; headers: { key: string; value: string }[] } } };
  const history = async (id: string, as: string): Promise<Events> => (await http(path(id), { as })).body as Events;
  const facts = async (id: string, as: string) => (await history(id, as)).items.map(({ at, type, data }) => [at, { type, ...data }]);
  const by = (slug: string) => ({ partnerTenantId: tenant(slug), userId: 'user of the test' });
  const requested = () => ['2026-06-10T10:00:00.000Z', { type: 'TransferRequested', by: by('nordlys'), sourcePartnerTenantId: tenant('havn'), targetPartnerTenantId: tenant('nordlys'), expiresAt: '2026-07-11T00:00:00.000Z' }];

  test('who did what when, the same for both partners, and no subscription of either in it', async () => {
    const id = await created();
    await world.advanceTo('2026-06-11T08:00:00Z');
    await submit(id, ids);
    await http(`/v1/customers/${customer}/subscriptions/${ids[1]}`, { method: 'PATCH', body: { status: 'suspended' } });
    await world.settle();
    const at = '2026-06-11T08:00:00.000Z';
    expect(await facts(id, 'havn')).toEqual([
      requested(),
      [at, { type: 'TransferSubmitted', by: by('havn'), lines: 2 }],
      [at, { type: 'TransferLineCompleted', line: 0 }],
      [at, { type: 'TransferLineFailed', line: 1, reason: 'Suspended' }],
      [at, { type: 'TransferCompleted', status: 'PartiallyComplete' }],
    ]);
    expect(await history(id, 'nordlys')).toEqual(await history(id, 'havn'));
    expect((await history(id, 'havn')).items.map(({ version }) => version)).toEqual([1, 2, 3, 4, 4]);
    const told = JSON.stringify([await history(id, 'havn'), world.published.filter(({ subject }) => subject.kind === 'transfer')]);
    const theirs = (await entity(id, 'nordlys')).lineItems.map(({ subscriptionId }) => String(subscriptionId)).filter((each) => each !== '');
    expect(theirs).toHaveLength(1);
    for (const subscription of [...ids, ...theirs]) expect(told).not.toContain(subscription);
  });

  test.each<[string, (id: string) => Promise<unknown>, () => unknown]>([
    ['rejected', (id) => patch(id, 'havn', { status: 'reject' }), () => ['2026-06-10T10:00:00.000Z', { type: 'TransferRejected', by: by('havn') }]],
    ['withdrawn', (id) => patch(id, 'nordlys', { status: 'cancel' }), () => ['2026-06-10T10:00:00.000Z', { type: 'TransferWithdrawn', by: by('nordlys') }]],
    ['expired', () => world.advanceTo('2026-07-11T00:00:00Z').then(() => world.settle()), () => ['2026-07-11T00:00:00.000Z', { type: 'TransferExpired' }]],
  ])('%s', async (_name, end, ending) => {
    const id = await created();
    await end(id);
    expect([await facts(id, 'havn'), await facts(id, 'nordlys')]).toEqual([[requested(), ending()], [requested(), ending()]]);
  });

  test('what is refused or previewed leaves no step', async () => {
    const id = await created();
    await patch(id, 'havn', { status: 'cancel' });
    await submit(id, ids, '?preview=true');
    expect((await history(id, 'havn')).items).toHaveLength(1);
  });

  test('[PAR-3] page by page, and for its two partners alone', async () => {
    const id = await created();
    await patch(id, 'havn', { status: 'reject' });
    const first = (await http(`${path(id)}?size=1`, { as: 'nordlys' })).body as Events;
    expect(first.items.map(({ type }) => type)).toEqual(['TransferRequested']);
    const { next } = first.links;
    const second = (await http(`${path(id)}?size=1&seekOperation=Next`, { as: 'nordlys', headers: Object.fromEntries((next?.headers ?? []).map(({ key, value }) => [key, value])) })).body as Events;
    expect([second.items.map(({ type }) => type), second.links.next]).toEqual([['TransferRejected'], undefined]);
    expect(await http(path(id), { as: 'polder' })).toMatchObject({ status: 404, body: { code: 900100 } });
    expect(await http(path('0f8fad5b-d9cb-469f-a165-70867728950e'), { as: 'havn' })).toMatchObject({ status: 404, body: { code: 900100 } });
  });
});

describe('[CUS-1] [TRF-4] the target gives the customer up', () => {
  const giveUp = () => http(`/v1/customers/${customer}`, { method: 'PATCH', as: 'nordlys', body: { relationshipToPartner: 'none' } });

  test('before the source submits: refused, naming why', async () => {
    const id = await created();
    expect(await giveUp()).toMatchObject({ status: 200 });
    expect(await submit(id, ids)).toMatchObject({ status: 400, body: { code: 800078, description: expect.stringContaining('the target may not sell to the customer') as string } });
    expect(await entity(id, 'havn')).toMatchObject({ status: 'Pending' });
    expect(await http(base(), { as: 'nordlys' })).toMatchObject({ status: 200, body: [{ id }] });
  });

  test('between submission and execution: nothing moves, and each line says why', async () => {
    const id = await created();
    await submit(id, ids);
    await giveUp();
    await world.settle();
    expect(await entity(id, 'havn')).toMatchObject({ status: 'Failed', lineItems: [{ status: 'Failed', transferError: 'the target may not sell to the customer any more' }, { status: 'Failed' }] });
    expect((await subscriptions('havn')).map(({ status }) => status)).toEqual(['active', 'active']);
  });
});

test('[TRF-4] the source gives the customer up in between: what it had to suspend for that stays where it is', async () => {
  const id = await created();
  await submit(id, ids);
  for (const each of ids) await http(`/v1/customers/${customer}/subscriptions/${each}`, { method: 'PATCH', body: { status: 'suspended' } });
  expect(await http(`/v1/customers/${customer}`, { method: 'PATCH', body: { relationshipToPartner: 'none' } })).toMatchObject({ status: 200 });
  await world.settle();
  expect(await entity(id, 'havn')).toMatchObject({ status: 'Failed', lineItems: [{ transferError: 'it is suspended' }, { transferError: 'it is suspended' }] });
});

test('[TRF-1] rejected by the source, and over', async () => {
  const id = await created();
  expect(await patch(id, 'nordlys', { status: 'reject' })).toMatchObject({ status: 403, body: { code: 900150 } });
  expect(await patch(id, 'havn', { status: 'Reject' })).toMatchObject({ status: 200, body: { status: 'Reject' } });
  expect(await submit(id, ids)).toMatchObject({ status: 400, body: { code: 900102 } });
});

test('[TRF-1] withdrawn by the target, while it is pending', async () => {
  const id = await created();
  expect(await patch(id, 'havn', { status: 'Cancel' })).toMatchObject({ status: 403, body: { code: 900150 } });
  expect(await patch(id, 'nordlys', { status: 'cancel' })).toMatchObject({ status: 200, body: { status: 'Cancel' } });
  const second = await created();
  await submit(second, [ids[0] ?? '']);
  expect(await patch(second, 'nordlys', { status: 'cancel' })).toMatchObject({ status: 409, headers: { 'Retry-After': '120' }, body: { code: 900101 } });
});

test.each([
  ['1 ms before its time is over', '2026-07-10T23:59:59.999Z', 'Pending', 200],
  ['when it is over', '2026-07-11T00:00:00.000Z', 'Expired', 400],
])('[TRF-1] %s', async (_name, now, status, answer) => {
  const id = await created();
  await world.advanceTo(now);
  await world.settle();
  expect(await entity(id, 'havn')).toMatchObject({ status });
  expect((await submit(id, ids)).status).toBe(answer);
});

test('[TRF-4] what can be transferred, each with the reason where it cannot; and what is in an open transfer', async () => {
  await submit(await created(), [ids[0] ?? '']);
  const list = async (as: string) => (await http(`/v1/customers/${customer}/transferseligibility?transferType=5`, { as })).body;
  expect(await list('havn')).toEqual(expect.arrayContaining([{ id: ids[0], isEligible: false, reason: 'it is part of another transfer' }, { id: ids[1], isEligible: true }]));
  expect(await list('nordlys')).toEqual([]);
  expect(await submit(await created(), [ids[0] ?? ''])).toMatchObject({ status: 400, body: { code: 800078 } });
});

test('[PRE-1] a preview of the submission shows what the source gets back and loses, and moves nothing', async () => {
  const { product } = { product: { productId: 'NCBUSSTAND01', skuId: '0001' } };
  const subscription = (await http(`/v1/customers/${customer}/subscriptions/${ids[0]}`)).body as { links: { availability: { uri: string } } };
  const availabilityId = /availabilities\/([^?]+)/.exec(subscription.links.availability.uri)?.[1];
  await http(`/v1/customers/${customer}/subscriptions/${ids[0]}`, { method: 'PATCH', body: { scheduledNextTermInstructions: { product: { ...product, availabilityId, termDuration: 'P1Y', billingCycle: 'monthly' }, quantity: 5 } } });
  const id = await created();
  const preview = (await submit(id, ids, '?preview=true')).body as { charges: { chargeType: string; chargeStartDate: string }[]; removed: string[]; result: object };
  expect(preview).toMatchObject({ result: { status: 'InProgress' }, removed: ['scheduledNextTermInstructions'] });
  expect(preview.charges).toMatchObject([{ chargeType: 'cancelImmediate', chargeStartDate: '2026-06-11T00:00:00Z' }, { chargeType: 'cancelImmediate' }]);
  expect(await entity(id, 'havn')).toMatchObject({ status: 'Pending' });
});

test('[PRE-1] [PRE-2] [TRF-2] the preview of the submission agrees to the cent with what the source is given back; the target is charged the same days', async () => {
  const id = await created();
  const preview = (await submit(id, ids, '?preview=true')).body as { charges: Record<string, unknown>[]; reversible: boolean };
  expect(preview.reversible).toBe(false);
  await submit(id, ids);
  await world.settle();
  const lines = async (as: string, subscription: string) => ((await http(`/nextterm/v1/customers/${customer}/subscriptions/${subscription}/charges`, { as })).body as { items: Record<string, unknown>[] }).items;
  const given = (await Promise.all(ids.map((each) => lines('havn', each)))).flat().filter(({ chargeType }) => chargeType === 'cancelImmediate');
  expect(preview.charges).toEqual(given);
  const theirs = (await Promise.all((await entity(id, 'nordlys')).lineItems.map(({ subscriptionId }) => lines('nordlys', String(subscriptionId))))).flat();
  const days = (line: Record<string, unknown>) => [line['chargeStartDate'], line['chargeEndDate'], line['quantity']];
  expect(theirs.map(days)).toEqual(given.map(days));
  expect(theirs.every(({ chargeType }) => chargeType === 'new')).toBe(true);
});

test.each<[string, string, string, boolean]>([
  ['the request', 'nordlys', '', true],
  ['a withdrawal', 'nordlys', 'Cancel', false],
  ['a rejection', 'havn', 'Reject', false],
])('[PRE-1] a preview of %s: its answer, whether it can be taken back, and nothing stored or told', async (_name, as, status, reversible) => {
  const id = status === '' ? '' : await created();
  const before = await world.dump();
  const told = world.published.length;
  const reply = status === '' ? await create({}, {}, '?preview=true') : await patch(id, as, { status }, '?preview=true');
  expect(reply).toMatchObject({ status: 200, body: { preview: true, result: { status: status || 'Pending' }, charges: [], removed: [], reversible } });
  expect([await world.dump(), world.published.length]).toEqual([before, told]);
});

// Each code of the contract that a transfer of licences can meet, and the call that meets it.
describe('the errors of transfers', () => {
  const unknown = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const pick = (productType?: string, subscriptionId = ids[0]) => ({ lineItems: [{ subscriptionId, ...(productType !== undefined && { productType }) }] });

  test.each<[string, object, number, number]>([
    ['the source is who asks', { sourcePartnerTenantId: () => tenant('nordlys') }, 400, 900148],
    ['the source does not know the customer', { sourcePartnerTenantId: () => tenant('polder') }, 400, 900400],
    ['the source is nobody', { sourcePartnerTenantId: unknown }, 400, 900400],
    ['the target is somebody else', { targetPartnerTenantId: () => tenant('polder') }, 403, 900150],
    ['only what is not moved is asked for', { targetProductTypes: ['AzureSubscription', 'SaaS'] }, 400, 900400],
    ['a product type that does not exist', { targetProductTypes: ['Licences'] }, 400, 900126],
    ['no source', { sourcePartnerTenantId: undefined }, 400, 800002],
    ['no e-mail', { customerEmailId: undefined }, 400, 800002],
    ['no type', { transferType: undefined }, 400, 800002],
    ['a type of another kind of transfer', { transferType: 1 }, 400, 800002],
    ['a reseller at a target who has none', { partnerOnRecord: '4455667' }, 400, 800016],
  ])('[TRF-1] asking: %s', async (_name, member, status, code) => {
    const body = Object.fromEntries(Object.entries(member).map(([name, value]: [string, unknown]) => [name, typeof value === 'function' ? (value as () => unknown)() : value]));
    expect(await create(body)).toMatchObject({ status, body: { code } });
    expect((await http(base(), { as: 'nordlys' })).body).toEqual([]);
  });

  test('[TRF-1] what may be left out or repeated: the caller as the target, all products, a subset with licences', async () => {
    expect(await create({ targetPartnerTenantId: tenant('nordlys'), targetProductTypes: null, sourcePartnerName: undefined, transferType: 3 })).toMatchObject({ status: 201, body: { transferType: 3, sourcePartnerName: world.as('havn').partner.name } });
    expect(await create({ targetProductTypes: ['AzureSubscription', 'OnlineServicesNCE'] })).toMatchObject({ status: 201, body: { targetProductTypes: ['AzureSubscription', 'OnlineServicesNCE'] } });
  });

  test.each<[string, string, () => object, number, number]>([
    ['an Azure subscription', 'havn', () => pick('AzureSubscription'), 403, 900139],
    ['a reservation', 'havn', () => pick('AzureReservation'), 400, 900145],
    ['a savings plan', 'havn', () => pick('AzureSavingsPlan'), 400, 900145],
    ['a third party\'s SaaS', 'havn', () => pick('SaaS'), 400, 900146],
    ['software', 'havn', () => pick('Software'), 400, 800078],
    ['a product type that does not exist', 'havn', () => pick('Licences'), 400, 900126],
    ['no product type', 'havn', () => pick(), 400, 800002],
    ['a subscription of nobody', 'havn', () => pick('OnlineServicesNCE', unknown), 400, 800078],
    ['one that is named twice', 'havn', () => ({ lineItems: [...pick('OnlineServicesNCE').lineItems, ...pick('OnlineServicesNCE').lineItems] }), 400, 800078],
    ['26 of them', 'havn', () => ({ lineItems: Array.from({ length: 26 }, () => pick('OnlineServicesNCE').lineItems[0]) }), 400, 800002],
    ['nothing that could be meant', 'havn', () => ({ status: 'Complete' }), 400, 800002],
    ['the target submits', 'nordlys', () => pick('OnlineServicesNCE'), 403, 900150],
    ['somebody else submits', 'polder', () => pick('OnlineServicesNCE'), 404, 900100],
  ])('[TRF-1] [TRF-4] answering: %s', async (_name, as, body, status, code) => {
    const id = await created();
    expect(await patch(id, as, body())).toMatchObject({ status, body: { code } });
    expect(await entity(id, 'havn')).toMatchObject({ status: 'Pending', lineItems: [] });
  });

  test('[TRF-1] [PAR-2] no such transfer; and no role but the admins\'', async () => {
    expect(await http(`${base()}/${unknown}`)).toMatchObject({ status: 404, body: { code: 900100 } });
    expect(await patch(unknown, 'havn', { status: 'reject' })).toMatchObject({ status: 404, body: { code: 900100 } });
    const id = await created();
    for (const role of ['sales_agent', 'billing_admin', 'helpdesk_agent']) {
      expect(await http(`${base()}/${id}`, { method: 'PATCH', roles: [role], body: { status: 'reject' } })).toMatchObject({ status: 403, body: { code: 900150 } });
    }
    expect(await http(`${base()}/${id}`, { method: 'PATCH', roles: ['global_admin'], body: { status: 'reject' } })).toMatchObject({ status: 200 });
  });

  test('[TRF-1] what is over is not answered again', async () => {
    const ended: [string, string][] = [['havn', 'reject'], ['nordlys', 'cancel']];
    for (const [as, status] of ended) {
      const id = await created();
      await patch(id, as, { status });
      expect(await patch(id, 'nordlys', { status: 'cancel' })).toMatchObject({ status: 400, body: { code: 900102 } });
      expect(await patch(id, 'havn', { status: 'reject' })).toMatchObject({ status: 400, body: { code: 900102 } });
    }
    const id = await created();
    await submit(id, ids);
    expect(await patch(id, 'havn', { status: 'reject' })).toMatchObject({ status: 409, body: { code: 900101 } });
    expect(await submit(id, ids)).toMatchObject({ status: 409, body: { code: 900101 } });
    await world.settle();
    expect(await submit(id, ids)).toMatchObject({ status: 400, body: { code: 900102 } });
  });
});

test('[TRF-1] [CUS-1] [PAR-3] who may ask, and who sees it', async () => {
  expect(await create({ sourcePartnerTenantId: tenant('nordlys') })).toMatchObject({ status: 400, body: { code: 900148 } });
  expect(await create({ sourcePartnerTenantId: tenant('polder') })).toMatchObject({ status: 400, body: { code: 900400 } });
  expect(await create({}, { as: 'polder' })).toMatchObject({ status: 404 });
  expect(await create({ customerEmailId: 'nobody' })).toMatchObject({ status: 400, body: { code: 800002 } });
  expect(await create({}, { roles: ['sales_agent'] })).toMatchObject({ status: 403 });
  const id = await created();
  expect(await http(`${base()}/${id}`, { as: 'polder' })).toMatchObject({ status: 404, body: { code: 900100 } });
  expect(await http(base(), { as: 'polder' })).toMatchObject({ status: 404, body: { code: 60003 } });
  expect((await http(base(), { as: 'havn' })).body).toMatchObject([{ id }]);
  expect(await patch(id, 'havn', { lineItems: [] })).toMatchObject({ status: 400, body: { code: 800002 } });
});

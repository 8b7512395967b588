import { httpOver } from '../support/httpWorld';
import { importInto, worldWithOwnCatalogue } from '../support/ownCatalogue';
import { World } from '../support/world';

const e3 = 'NCM365ENTE03:0001';
const yearAtOnce = { termDuration: 'P1Y', billingCycle: 'annual' };

/** A cart of ten Microsoft 365 E3 of 28 June 2026, whose price rises on 1 July: 349.44 a year, then 384.00. */
const aCart = async (world: World, members: object = {}) => {
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const item = await world.as('havn').item('NL', e3);
  const body = { lineItems: [{ id: 4, catalogItemId: item, quantity: 10, ...yearAtOnce, ...members }] };
  const created = await http(`/v1/customers/${customer}/carts`, { method: 'POST', body });
  const { id } = created.body as { id: string };
  const path = `/v1/customers/${customer}/carts/${id}`;
  const line = (reply: { body: unknown }) => (reply.body as { lineItems: object[] }).lineItems[0];
  return { http, path, body, created, line, checkout: (query = '') => http(`${path}/checkout${query}`, { method: 'POST' }) };
};

const before = { listPrice: 349.44, discountedPrice: 349.44, proratedPrice: 349.44, price: 349.44, extendedPrice: 3494.4 };
const after = { listPrice: 384, discountedPrice: 384, proratedPrice: 384, price: 384, extendedPrice: 3840 };
const both = [{ lineItemId: 4, risen: true, currencyCode: 'EUR', shown: { pricing: before }, now: { pricing: after } }];

// |28 Jun: 3494.40 is shown---------|1 Jul 00:00: 3840.00-------
describe('[ORD-11] a cart of before the price rose', () => {
  test('is bought at what it shows, the millisecond before', async () => {
    const world = await World.at('2026-06-28T10:00:00Z');
    const { checkout, created, line } = await aCart(world);
    expect(line(created)).toMatchObject({ pricing: before });
    world.clock.moveTo('2026-06-30T23:59:59.999Z');
    const reply = await checkout();
    expect([reply.status, reply.body]).toMatchObject([201, { orders: [{ totalPrice: 3494.4 }] }]);
    expect(reply.body).not.toHaveProperty('priceChanges');
  });

  test('is refused from then on with a code of its own; nothing is stored', async () => {
    const world = await World.at('2026-06-28T10:00:00Z');
    const { checkout } = await aCart(world);
    world.clock.moveTo('2026-07-01T00:00:00.000Z');
    const stored = await world.dump(['Commerce', 'Deadlines']);
    const reply = await checkout();
    expect([reply.status, reply.body]).toMatchObject([400, { code: 990361, description: expect.stringContaining('line 4 from 3494.40 to 3840.00 EUR') as string }]);
    expect(await world.dump(['Commerce', 'Deadlines'])).toEqual(stored);
  });

  test('[PRE-1] previews with both prices, and says whether they must be accepted', async () => {
    const world = await World.at('2026-06-28T10:00:00Z');
    const { checkout } = await aCart(world);
    world.clock.moveTo('2026-07-02T10:00:00Z');
    const [plain, accepting] = [await checkout('?preview=true'), await checkout('?preview=true&acceptPrices=true')];
    expect([plain.status, plain.body]).toMatchObject([200, { preview: true, result: { priceChanges: both, acceptPrices: 'required', orders: [{ totalPrice: 3840 }] } }]);
    expect(accepting.body).toMatchObject({ result: { priceChanges: both } });
    expect((accepting.body as { result: object }).result).not.toHaveProperty('acceptPrices');
  });

  test('is bought when the call accepts the prices, and its answer tells both', async () => {
    const world = await World.at('2026-06-28T10:00:00Z');
    const { http, path, checkout, line } = await aCart(world);
    world.clock.moveTo('2026-07-02T10:00:00Z');
    const reply = await checkout('?acceptPrices=true');
    expect([reply.status, reply.body]).toMatchObject([201, { orders: [{ totalPrice: 3840 }], priceChanges: both }]);
    expect(line(await http(path))).toMatchObject({ pricing: after, priceChange: { previousPricing: before } });
  });

  test('read, it shows the price of the day and says so on the line; then it is bought at that, until the next rise', async () => {
    const world = await World.at('2026-06-28T10:00:00Z');
    const { http, path, checkout, line } = await aCart(world);
    world.clock.moveTo('2026-07-02T10:00:00Z');
    const read = await http(path);
    expect([read.status, line(read)]).toMatchObject([200, { pricing: after, priceChange: { changedAt: '2026-07-02T10:00:00.000Z', previousPricing: before } }]);
    expect((await http(path)).body).toEqual(read.body);
    expect((await checkout()).body).toMatchObject({ orders: [{ totalPrice: 3840 }] });
  });

  test('replaced, the same', async () => {
    const world = await World.at('2026-06-28T10:00:00Z');
    const { http, path, body, checkout, line } = await aCart(world);
    world.clock.moveTo('2026-07-02T10:00:00Z');
    expect(line(await http(path, { method: 'PUT', body }))).toMatchObject({ pricing: after, priceChange: { changedAt: '2026-07-02T10:00:00.000Z', previousPricing: before } });
    expect((await checkout()).status).toBe(201);
  });

  test.each(['yes', '2', ''])('acceptPrices=%s is no answer to that question', async (text) => {
    const world = await World.at('2026-06-28T10:00:00Z');
    const { checkout } = await aCart(world);
    expect((await checkout(`?acceptPrices=${text}`)).status).toBe(400);
  });
});

// |---10 % off until 30 Jun 23:59:59---|
test.each([
  { at: '2026-06-30T23:59:59.999Z', status: 201 },
  { at: '2026-07-01T00:00:00.000Z', status: 400 },
])('[CAT-5] [ORD-11] a cart with a promotion that ends: checked out at $at, $status', async ({ at, status }) => {
  const world = await worldWithOwnCatalogue('2026-06-28T10:00:00Z');
  const promotion = {
    id: 'PRSUMMER0001:0001:PRAV00000001', name: 'Summer', description: '', market: 'NL', segment: 'commercial', startDate: '2026-06-01T00:00:00.000Z', endDate: '2026-06-30T23:59:59.000Z', autoApplicable: true,
    requiredProducts: [{ productId: 'NCBUSSTAND01', skuId: '0001', termDuration: 'P1Y', billingCycle: 'annual', percentDiscount: '0.1' }], constraints: {},
  };
  await importInto(world, { extras: { products: [], unsupportedUpgrades: [], promotions: [promotion] } });
  const { http, path, created, line, checkout } = await aCart(world, { catalogItemId: await world.as('havn').item('NL', 'NCBUSSTAND01:0001') });
  const discounted = { listPrice: 120.96, discountedPrice: 108.864, extendedPrice: 1088.64 };
  expect(line(created)).toMatchObject({ promotionId: promotion.id, pricing: discounted });
  world.clock.moveTo(at);
  expect((await checkout()).status).toBe(status);
  if (status === 400) {
    const read = line(await http(path));
    expect(read).toMatchObject({ pricing: { discountedPrice: 120.96, extendedPrice: 1209.6 }, priceChange: { previousPromotionId: promotion.id, previousPricing: discounted } });
    expect(read).not.toHaveProperty('promotionId');
  }
});

describe('[ORD-2] clients that know nothing of the attestation', () => {
  test('create, read, put back and check out a cart: silence stays silence', async () => {
    const world = await World.at('2026-06-10T10:00:00Z');
    const { http, path, created, checkout } = await aCart(world);
    expect(created.body).not.toHaveProperty('partnerOnRecordAttestationAccepted');
    const read = await http(path);
    const put = await http(path, { method: 'PUT', body: { ...(read.body as object), partnerOnRecordAttestationAccepted: null } });
    expect([put.status, put.body]).toMatchObject([201, { lineItems: [{ id: 4 }] }]);
    expect(put.body).not.toHaveProperty('partnerOnRecordAttestationAccepted');
    const reply = await checkout();
    expect(reply.status).toBe(201);
    expect((reply.body as { orders: object[] }).orders[0]).not.toHaveProperty('partnerOnRecordAttestationAccepted');
  });

  test('a cart that was attested stays so when it is put back without the member', async () => {
    const world = await World.at('2026-06-10T10:00:00Z');
    const { http, path, body } = await aCart(world);
    const attested = await http(path, { method: 'PUT', body: { ...body, partnerOnRecordAttestationAccepted: true } });
    const put = await http(path, { method: 'PUT', body });
    expect([attested.body, put.body]).toMatchObject([{ partnerOnRecordAttestationAccepted: true }, { partnerOnRecordAttestationAccepted: true }]);
  });
});

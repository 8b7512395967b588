import { lineRows } from '../../../billing/lineRows';
import { importInto, worldWithOwnCatalogue } from '../../../../support/ownCatalogue';
import { httpOver, type Call, type Reply } from '../../../../support/httpWorld';
import { World } from '../../../../support/world';

/** 30 free days, then 7.68 a month or 76.80 a year. */
const insight = 'NCFJORDINS01:0001';
/** Without free days: 4.32 a month. */
const planner = 'NCKANAALPL01:0001';
const basic = 'NCBUSBASIC01:0001';

type Wire = Readonly<Record<string, unknown>>;
interface WireOrder extends Wire {
  readonly id: string;
  readonly lineItems: readonly (Wire & { readonly subscriptionId: string })[];
}
interface WireCart extends Wire {
  readonly id: string;
  readonly lineItems: readonly Wire[];
}

const bodyOf = <T>(reply: Reply, status: number): T => {
  expect([reply.status, reply.status === status ? undefined : reply.body]).toEqual([status, undefined]);
  return reply.body as T;
};

/** Havn sells to Zonnebloem, in euros, on 10 June 2026. */
const aShop = async () => {
  const world = await World.at('2026-06-10T09:00:00Z');
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const call = (path: string, asked?: Call) => http(`/v1/customers/${customer}/${path}`, asked);
  const post = (path: string, body?: unknown, members: Call = {}) => call(path, { method: 'POST', ...(body !== undefined && { body }), ...members });
  const createCart = async (sku: string, members: object) =>
    bodyOf<WireCart>(
      await post('carts', {
        partnerOnRecordAttestationAccepted: true,
        lineItems: [{ catalogItemId: await world.as('havn').item('NL', sku), quantity: 10, billingCycle: 'none', ...members }],
      }),
      201,
    );
  const checkout = async (cart: WireCart) => bodyOf<{ readonly orders: readonly WireOrder[] }>(await post(`carts/${cart.id}/checkout`), 201).orders[0] as WireOrder;
  const buy = async (sku: string, members: object) => {
    const order = await checkout(await createCart(sku, members));
    return { order, id: order.lineItems[0]?.subscriptionId ?? '' };
  };
  const own = (path: string) => http(`/nextterm/v1/customers/${customer}/${path}`);
  return { world, customer, call, own, post, createCart, checkout, buy };
};

const link = (uri: string) => ({ uri, method: 'GET', headers: [] });
const refused = ({ status, body }: Reply) => [status, (body as { readonly code: number }).code];

test('[ORD-6] the cart shows free days: no billing, price 0, and the plan they turn into', async () => {
  const { createCart } = await aShop();
  const expected = { billingCycle: 'none', termDuration: 'P1M', renewsTo: { termDuration: 'P1Y', billingCycle: 'annual' }, pricing: { listPrice: 0, discountedPrice: 0, proratedPrice: 0, price: 0, extendedPrice: 0 } };
  const asLicence = await createCart(insight, { billingCycle: 'annual', termDuration: 'P1Y' });
  const asTrial = await createCart(insight, { renewsTo: { termDuration: 'P1Y' } });
  const asTables = await createCart(insight, { renewsTo: [{ termDuration: 'P1Y' }] });
  const backAgain = await createCart(insight, expected);
  for (const { lineItems } of [asLicence, asTrial, asTables, backAgain]) {
    expect(lineItems[0]).toMatchObject(expected);
    expect(lineItems[0]).not.toHaveProperty('error');
  }
});

test('[ORD-6] a plan that is not sold is a problem of the line', async () => {
  const { createCart } = await aShop();
  const { lineItems } = await createCart(insight, { renewsTo: { termDuration: 'P3Y' } });
  expect(lineItems[0]).toMatchObject({ error: { errorCode: 10013 } });
});

test('[ORD-6] order and subscription carry the publisher\'s activation link', async () => {
  const { call, buy, customer } = await aShop();
  const { order, id } = await buy(insight, { renewsTo: { termDuration: 'P1M' } });
  const ofOrder = `orders/${order.id}/activationlinks`;
  const ofLine = `orders/${order.id}/lineitems/0/activationlinks`;
  const ofSubscription = `subscriptions/${id}/activationlinks`;
  const subscription = bodyOf<Wire>(await call(`subscriptions/${id}`), 200);
  expect(order).toMatchObject({ links: { activationLinks: link(`/customers/${customer}/${ofOrder}`) }, billingCycle: 'none', totalPrice: 0 });
  expect(order.lineItems[0]).toMatchObject({ links: { activationLinks: link(`/customers/${customer}/${ofLine}`) }, renewsTo: { termDuration: 'P1M' } });
  expect(subscription).toMatchObject({ links: { activationLinks: link(`/customers/${customer}/${ofSubscription}`) } });
  for (const path of [ofOrder, ofLine, ofSubscription]) {
    const { totalCount, items } = bodyOf<{ totalCount: number; items: readonly Wire[] }>(await call(path), 200);
    expect([totalCount, items]).toEqual([1, [{ lineItemNumber: 0, link: link(`https://fjord.example/welcome?from=marketplace&token=${id}`) }]]);
  }
});

test('[ORD-6] the activation link follows the offer, and is not made up where the offer has none', async () => {
  const world = await worldWithOwnCatalogue('2026-06-10T09:00:00Z');
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku: planner, termDuration: 'P1M', quantity: 1 }]);
  const links = async () => bodyOf<{ readonly items: readonly unknown[] }>(await http(`/v1/customers/${customer}/subscriptions/${id}/activationlinks`), 200).items;
  expect(await links()).toEqual([{ lineItemNumber: 0, link: link(`https://kanaal.example/setup?token=${id}`) }]);
  const extras = (landingPage: string) => ({ products: [{ productId: 'NCKANAALPL01', skuId: '0001', kind: 'saas', landingPage }], unsupportedUpgrades: [], promotions: [] });
  await importInto(world, { extras: extras('https://kanaal.example/new?token=theirs&lang=nl') });
  expect(await links()).toEqual([{ lineItemNumber: 0, link: link(`https://kanaal.example/new?token=${id}&lang=nl`) }]);
  await expect(importInto(world, { extras: extras('http://kanaal.example/setup') })).rejects.toThrow('must be an https address');

  // A catalogue that was imported before there was such a member.
  const rows = (await world.stores.Catalogue.list('NL', {})).rows.filter(({ value }) => (value['sku'] as { productId?: string } | undefined)?.productId === 'NCKANAALPL01');
  for (const { key, value } of rows) {
    const { landingPage: _page, ...sku } = value['sku'] as Record<string, unknown>;
    await world.stores.Catalogue.commit('NL', [{ op: 'put', key, value: { ...value, sku } }]);
  }
  world.app.catalogues.forget();
  expect(await links()).toEqual([]);
});

test('[ORD-6] a licence of new commerce has no activation link, and another partner sees none', async () => {
  const { call, buy } = await aShop();
  const { order, id } = await buy(basic, { billingCycle: 'monthly', termDuration: 'P1M' });
  expect(order['links']).not.toHaveProperty('activationLinks');
  expect(bodyOf(await call(`subscriptions/${id}/activationlinks`), 200)).toMatchObject({ totalCount: 0, items: [] });
  expect(bodyOf(await call(`orders/${order.id}/activationlinks`), 200)).toMatchObject({ totalCount: 0, items: [] });
  expect(refused(await call(`orders/${order.id}/lineitems/1/activationlinks`))).toEqual([400, 800071]);
  expect(refused(await call('orders/000000000000/activationlinks'))).toEqual([404, 20000]);
  expect(refused(await call(`orders/${order.id}/lineitems/0/activationlinks`, { as: 'nordlys' }))).toEqual([404, 20000]);
  expect(refused(await call(`subscriptions/${id}/activationlinks`, { as: 'nordlys' }))).toEqual([404, 20003]);
});

test('[ORD-6] the subscription says that its free days run, and what they cost nothing for', async () => {
  const { call, buy } = await aShop();
  const { id } = await buy(insight, { renewsTo: { termDuration: 'P1Y' } });
  expect(bodyOf(await call(`subscriptions/${id}`), 200)).toMatchObject({
    status: 'active',
    isTrial: true,
    isMicrosoftProduct: false,
    billingCycle: 'none',
    termDuration: 'P1M',
    renewalTermDuration: 'P1Y',
    autoRenewEnabled: true,
    commitmentEndDate: '2026-07-09T00:00:00Z',
    commitmentEndDateTime: '2026-07-09T23:59:59Z',
  });
});

test('[ORD-6] nothing changes before activation, which happens once', async () => {
  const { call, post, buy, world, customer } = await aShop();
  const { id } = await buy(planner, { billingCycle: 'monthly', termDuration: 'P1M' });
  const rename = () => call(`subscriptions/${id}`, { method: 'PATCH', body: { friendlyName: 'Shifts' } });
  expect(bodyOf(await call(`subscriptions/${id}/provisioningstatus`), 200)).toMatchObject({ status: 'pending', quantity: 10 });
  expect(refused(await rename())).toEqual([400, 800081]);
  expect(bodyOf(await post(`subscriptions/${id}/activate?preview=true`), 200)).toMatchObject({ preview: true, result: { subscriptionId: id, status: 'Success' }, charges: [] });
  expect(refused(await rename())).toEqual([400, 800081]);
  expect(refused(await post(`subscriptions/${id}/activate`, undefined, { as: 'nordlys' }))).toEqual([404, 20003]);

  const requestId = { 'MS-RequestId': '7b0f0e9e-3d1c-4a53-9d0e-2f4f5a6b7c8d' };
  expect(bodyOf(await post(`subscriptions/${id}/activate`, undefined, { headers: requestId }), 200)).toEqual({ subscriptionId: id, status: 'Success' });
  expect(bodyOf(await post(`subscriptions/${id}/activate`, undefined, { headers: requestId }), 200)).toEqual({ subscriptionId: id, status: 'Success' });
  expect(refused(await post(`subscriptions/${id}/activate`))).toEqual([400, 800041]);
  expect(bodyOf(await rename(), 200)).toMatchObject({ friendlyName: 'Shifts' });
  expect(bodyOf(await call(`subscriptions/${id}/provisioningstatus`), 200)).toMatchObject({ status: 'success' });
  expect((await world.charges(customer, id)).map(({ chargeType }) => chargeType)).toEqual(['new']);
  expect(world.happened()).toEqual(['OrderPlaced', 'SubscriptionPurchased', 'SubscriptionActivated', 'SubscriptionRenamed']);
});

describe('never activated', () => {
  const patch = async ({ call }: Awaited<ReturnType<typeof aShop>>, id: string, body: object, query = '') => call(`subscriptions/${id}${query}`, { method: 'PATCH', body });

  test('[CAN-4] it can be cancelled in its window, as options and preview say, and all of it comes back', async () => {
    const shop = await aShop();
    const { id } = await shop.buy(planner, { billingCycle: 'monthly', termDuration: 'P1M' });
    const { items } = bodyOf<{ items: readonly { action: string; possible: boolean }[] }>(await shop.own(`subscriptions/${id}/options`), 200);
    expect(items.filter(({ possible }) => possible).map(({ action }) => action)).toEqual(['cancel', 'turnAutoRenewOff']);
    expect(bodyOf(await patch(shop, id, { status: 'deleted' }, '?preview=true'), 200)).toMatchObject({ charges: [{ subtotal: '-43.20' }] });
    await shop.world.advanceTo('2026-06-11T08:59:59.999Z');
    expect(bodyOf(await patch(shop, id, { status: 'deleted' }), 200)).toMatchObject({ status: 'deleted', autoRenewEnabled: false });
    expect(lineRows(await shop.world.charges(shop.customer, id)).map((row) => row.at(-1))).toEqual(['43.20', '-43.20']);
    expect(refused(await shop.post(`subscriptions/${id}/activate`))).toEqual([400, 2011]);
  });

  test('[CAN-4] after its window it ends with its term and is charged no more', async () => {
    const shop = await aShop();
    const { id } = await shop.buy(planner, { billingCycle: 'monthly', termDuration: 'P1M' });
    await shop.world.advanceTo('2026-06-11T09:00:00.000Z');
    expect(bodyOf(await patch(shop, id, { status: 'deleted' }), 200)).toMatchObject({ status: 'active', autoRenewEnabled: false });
    await shop.world.advanceTo('2026-08-01T00:00:00Z');
    expect(bodyOf(await shop.call(`subscriptions/${id}`), 200)).toMatchObject({ status: 'expired' });
    expect(lineRows(await shop.world.charges(shop.customer, id)).map((row) => row.at(-1))).toEqual(['43.20']);
  });

  test('[CAN-4] [ORD-6] its auto-renew can be switched off; other members stay refused', async () => {
    const shop = await aShop();
    const { id } = await shop.buy(insight, { renewsTo: { termDuration: 'P1M' } });
    expect(refused(await patch(shop, id, { autoRenewEnabled: false, quantity: 12 }))).toEqual([400, 800081]);
    expect(refused(await patch(shop, id, { status: 'suspended' }))).toEqual([400, 800081]);
    expect(bodyOf(await patch(shop, id, { autoRenewEnabled: false }), 200)).toMatchObject({ autoRenewEnabled: false });
    await shop.world.advanceTo('2026-07-10T00:00:00.000Z');
    expect(lineRows(await shop.world.charges(shop.customer, id)).map((row) => row.at(-1))).toEqual(['0.00']);
  });
});

test('[ORD-6] a licence of new commerce is not activated', async () => {
  const { post, buy } = await aShop();
  const { id } = await buy(basic, { billingCycle: 'monthly', termDuration: 'P1M' });
  expect(refused(await post(`subscriptions/${id}/activate`))).toEqual([400, 800042]);
});

// |--10 Jun free days----------9 Jul--|10 Jul 00:00 paid, 7.68 a licence--9 Aug--|10 Aug renewed|
test('[ORD-6] after thirty free days it turns paid, by the same process that renews, and renews on that schedule (E7)', async () => {
  const { world, customer, call, buy } = await aShop();
  const { id } = await buy(insight, { renewsTo: { termDuration: 'P1M' } });
  world.happened();
  await world.advanceTo('2026-07-09T23:59:59.999Z');
  expect(lineRows(await world.charges(customer, id))).toEqual([['new', '2026-06-10', '2026-07-09', '0', 10, '0.00']]);
  expect(world.happened()).toEqual([]);

  await world.advanceTo('2026-07-10T00:00:00.000Z');
  expect(world.happened()).toEqual(['FreeTrialTurnedPaid', 'SubscriptionRenewed']);
  expect(bodyOf(await call(`subscriptions/${id}`), 200)).toMatchObject({
    isTrial: false,
    billingCycle: 'monthly',
    termDuration: 'P1M',
    renewalTermDuration: '',
    commitmentEndDate: '2026-08-09T00:00:00Z',
  });
  await world.advanceTo('2026-08-10T00:00:00.000Z');
  expect(lineRows(await world.charges(customer, id))).toEqual([
    ['new', '2026-06-10', '2026-07-09', '0', 10, '0.00'],
    ['renew', '2026-07-10', '2026-08-09', '7.68', 10, '76.80'],
    ['renew', '2026-08-10', '2026-09-09', '7.68', 10, '76.80'],
  ]);
  await world.expectNothingDue();
});

test('[ORD-6] an offer without free days is charged from its purchase (E8)', async () => {
  const { world, customer, buy, call } = await aShop();
  const { id } = await buy(planner, { billingCycle: 'monthly', termDuration: 'P1M' });
  expect(lineRows(await world.charges(customer, id))).toEqual([['new', '2026-06-10', '2026-07-09', '4.32', 10, '43.20']]);
  expect(bodyOf(await call(`subscriptions/${id}`), 200)).toMatchObject({
    isTrial: false,
    cancellationAllowedUntilDate: '2026-06-11T09:00:00.000Z',
    refundOptions: [{ type: 'Full', expiresAt: '2026-06-11T09:00:00.000Z' }],
  });
});

test('[ORD-6] an order without a cart has the same free days', async () => {
  const { world, post } = await aShop();
  const order = bodyOf<WireOrder>(
    await post('orders', { billingCycle: 'monthly', partnerOnRecordAttestationAccepted: true, lineItems: [{ lineItemNumber: 0, offerId: await world.as('havn').item('NL', insight), quantity: 1, termDuration: 'P1M' }] }),
    201,
  );
  expect(order).toMatchObject({ billingCycle: 'none', totalPrice: 0, lineItems: [{ renewsTo: { termDuration: 'P1M', billingCycle: 'monthly' } }] });
});

describe('an order is not cancelled through the order', () => {
  const cases = async (sku: string, members: object) => {
    const shop = await aShop();
    const { order, id } = await shop.buy(sku, members);
    const read = bodyOf<WireOrder>(await shop.call(`orders/${order.id}`), 200);
    const before = await shop.world.commerceRows();
    const patch = (body: object, members: Call = {}) => shop.call(`orders/${order.id}`, { method: 'PATCH', body, ...members });
    const ways = [{ status: 'cancelled' }, { id: order.id, status: 'Cancelled', lineItems: [{ lineItemNumber: 0, offerId: read.lineItems[0]?.['offerId'] }] }, { ...read, status: 'canceled' }];
    const replies = await Promise.all(ways.map((body) => patch(body)));
    expect(replies.map(({ text }) => text.includes(id))).toEqual([true, true, true]);
    expect(refused(await patch({ status: 'cancelled', lineItems: [{ lineItemNumber: 1 }] }))).toEqual([400, 800071]);
    expect(refused(await patch({ status: 'cancelled' }, { as: 'nordlys' }))).toEqual([404, 60003]);
    expect(refused(await shop.call('orders/000000000000', { method: 'PATCH', body: { status: 'cancelled' } }))).toEqual([404, 20000]);
    expect(await shop.world.commerceRows()).toEqual(before);
    return replies.map(refused);
  };

  test('[CAN-4] SaaS: 403 / 800077, named without lines, with lines as documented, or as it was read', async () => {
    expect(await cases(planner, { billingCycle: 'monthly', termDuration: 'P1M' })).toEqual([[403, 800077], [403, 800077], [403, 800077]]);
  });

  test('[CAN-1] licences: 400 / 800063', async () => {
    expect(await cases(basic, { billingCycle: 'monthly', termDuration: 'P1M' })).toEqual([[400, 800063], [400, 800063], [400, 800063]]);
  });
});

import { eventKeys, expectConverged } from '../../../../support/worldConverged';
import { aShop, archive, basic, bodyOf, mail, refused, type Wire, type WireCart, type WireOrder } from './shopOverHttp';

/** An order of a base with two licences at 3.04 a month, and another one of an add-on to it with two at 2.24; bought on 13 January 2026. */
const twoOrders = async () => {
  const shop = await aShop();
  const since = await eventKeys(shop.world);
  const [first] = await shop.checkout(await shop.createCart({ sku: mail }));
  const base = first?.lineItems[0]?.subscriptionId ?? '';
  const second = bodyOf<WireOrder>(await shop.order({ parentSubscriptionId: base }), 201);
  const addOn = second.lineItems[0]?.subscriptionId ?? '';
  const orderOf = async (id: string) => bodyOf<WireOrder>(await shop.call(`orders/${id}`), 200);
  const patchOrder = (id: string, body: object, query = '') => shop.call(`orders/${id}${query}`, { method: 'PATCH', body });
  const charged = async (id: string) => (await shop.linesOf(id)).map(([type, from, to, , quantity, amount]) => [type, from, to, quantity, amount]);
  return { ...shop, since, base, addOn, first: first?.id ?? '', second: second.id, orderOf, patchOrder, charged };
};

// |--13 Jan monthly----20 Feb--|20 Feb annual ........ 19 Feb 2027--|20 Feb 2027 renews
test('[MIG-3] billed annually from today on: what is left of the month comes back, twelve months begin, with the add-on of another order', async () => {
  const { world, since, base, addOn, first, second, orderOf, patchOrder, charged, call } = await twoOrders();
  await world.advanceTo('2026-02-20T09:00:00Z');
  const { charges } = bodyOf<{ charges: readonly Wire[] }>(await patchOrder(first, { billingCycle: 'annual' }, '?preview=true'), 200);
  expect((await orderOf(first))['billingCycle']).toBe('monthly');
  world.happened();
  const read = await orderOf(first);
  expect(bodyOf<WireOrder>(await patchOrder(first, { ...read, billingCycle: 'annual' }), 200)).toMatchObject({ id: first, billingCycle: 'annual', totalPrice: 72.96 });
  expect(world.happened()).toEqual(['OrderBillingCycleChanged', 'OrderBillingCycleChanged', 'BillingCycleChanged', 'TermRestarted', 'BillingCycleChanged', 'TermRestarted']);
  expect(await orderOf(second)).toMatchObject({ billingCycle: 'annual', totalPrice: 53.76 });
  expect((await charged(base)).slice(2)).toEqual([['Cycle Instance Prorate', '2026-02-20', '2026-03-12', 2, '-4.56'], ['Prorate fees when purchase', '2026-02-20', '2027-02-19', 2, '72.96']]);
  expect((await charged(addOn)).slice(2)).toEqual([['Cycle Instance Prorate', '2026-02-20', '2026-03-12', 2, '-3.36'], ['Prorate fees when purchase', '2026-02-20', '2027-02-19', 2, '53.76']]);
  expect(charges.map(({ subtotal }) => subtotal)).toEqual(['-4.56', '72.96', '-3.36', '53.76']);
  for (const id of [base, addOn]) expect(bodyOf(await call(`subscriptions/${id}`), 200)).toMatchObject({ billingCycle: 'annual', commitmentEndDate: '2027-02-19T00:00:00Z', cancellationAllowedUntilDate: '2027-02-19T23:59:59Z' });
  await world.advanceTo('2027-02-19T23:59:59.999Z');
  expect((await charged(base)).length).toBe(4);
  await world.advanceTo('2027-02-20T00:00:00.000Z');
  for (const id of [base, addOn]) expect((await charged(id)).at(-1)?.slice(0, 3)).toEqual(['Prorate fee when renew', '2027-02-20', '2028-02-19']);
  await world.expectNothingDue();
  await expectConverged(world, since);
});

test('[MIG-3] back to monthly, after a change of seats: what was charged from that day on comes back', async () => {
  const { world, base, first, patchOrder, charged, call } = await twoOrders();
  await patchOrder(first, { billingCycle: 'annual' });
  await world.advanceTo('2026-02-01T09:00:00Z');
  bodyOf(await call(`subscriptions/${base}`, { method: 'PATCH', body: { quantity: 3 } }), 200);
  await world.advanceTo('2026-03-01T09:00:00Z');
  expect(bodyOf<WireOrder>(await patchOrder(first, { billingCycle: 'monthly' }), 200)).toMatchObject({ billingCycle: 'monthly', totalPrice: 109.44, lineItems: [{ quantity: 3 }] });
  expect((await charged(base)).slice(-2)).toEqual([['Cycle Instance Prorate', '2026-03-01', '2027-01-12', 3, '-95.40'], ['Cycle fee', '2026-03-01', '2026-03-31', 3, '9.12']]);
});

test('[MIG-3] as it is billed already nothing changes', async () => {
  const { world, first, patchOrder, orderOf } = await twoOrders();
  const stored = async () => (await world.commerceRows()).filter(({ key }) => !key.startsWith('receipt')).map(({ key, value }) => ({ key, value }));
  const before = await stored();
  const read = await orderOf(first);
  expect(bodyOf(await patchOrder(first, { billingCycle: 'monthly' }), 200)).toEqual(read);
  expect(await stored()).toEqual(before);
});

test('[MIG-3] refused by its code, and nothing stored', async () => {
  const { world, base, first, second, patchOrder, checkout, createCart, call } = await twoOrders();
  const [licences] = await checkout(await createCart({ sku: basic }));
  const before = await world.dump();
  expect(refused(await patchOrder(first, { billingCycle: 'triennial' }))).toEqual([400, 6001]);
  expect(refused(await patchOrder(second, { billingCycle: 'annual' }))).toEqual([400, 800072]);
  expect(refused(await patchOrder(licences?.id ?? '', { billingCycle: 'annual' }))).toEqual([400, 800042]);
  expect(refused(await patchOrder(first, { billingCycle: 'annual', lineItems: [{ subscriptionId: base, quantity: 7 }] }))).toEqual([400, 800042]);
  expect(refused(await patchOrder('000000000000', { billingCycle: 'annual' }))).toEqual([404, 20000]);
  expect(await world.dump()).toEqual(before);
  bodyOf(await call(`subscriptions/${base}`, { method: 'PATCH', body: { status: 'suspended' } }), 200);
  expect(refused(await patchOrder(first, { billingCycle: 'annual' }))).toEqual([400, 6000]);
});

test('[MIG-3] an add-on that has ended holds nothing back, nor what was bought in one order with it', async () => {
  const { world, base, first, call, orderOf, patchOrder } = await twoOrders();
  const lineOf = async (lineItemNumber: number, sku: string, members: object = {}) => ({ lineItemNumber, offerId: await world.as('havn').item('NL', sku), quantity: 1, termDuration: 'P1Y', ...members });
  const mixed = bodyOf<WireOrder>(await call('orders', { method: 'POST', body: { billingCycle: 'monthly', lineItems: [await lineOf(0, archive, { parentSubscriptionId: base }), await lineOf(1, mail)] } }), 201);
  expect(refused(await patchOrder(first, { billingCycle: 'annual' }))).toEqual([400, 800072]);
  bodyOf(await call(`subscriptions/${mixed.lineItems[0]?.subscriptionId ?? ''}`, { method: 'PATCH', body: { status: 'deleted' } }), 200);
  expect(bodyOf(await patchOrder(first, { billingCycle: 'annual' }), 200)).toMatchObject({ billingCycle: 'annual' });
  expect(await orderOf(mixed.id)).toEqual(mixed);
});

test.each([
  ['1 ms before its term is over', '2027-01-12T23:59:59.999Z', [200, undefined]],
  ['while its renewal is due', '2027-01-13T00:00:00.000Z', [409, 900278]],
])('[MIG-3] [REN-5] %s', async (_name, now, expected) => {
  const { world, first, patchOrder } = await twoOrders();
  await world.advanceTo('2027-01-12T12:00:00Z');
  world.sleepUntil(now);
  expect(refused(await patchOrder(first, { billingCycle: 'annual' }))).toEqual(expected);
});

test.each([
  ['read again', true],
  ['not read again', false],
])('[MIG-3] [ORD-1] an add-on in a cart whose base is billed otherwise since, %s, gets an order of its own', async (_name, isRead) => {
  const { base, first, patchOrder, orderOf, createCart, call } = await twoOrders();
  const { id } = await createCart({ sku: mail }, { sku: archive, provisioningContext: { ParentSubscriptionId: base } });
  const cartNow = async () => bodyOf<WireCart>(await call(`carts/${id}`), 200).lineItems.map(({ billingCycle, orderGroup }) => [billingCycle, orderGroup]);
  bodyOf(await patchOrder(first, { billingCycle: 'annual' }), 200);
  if (isRead) expect(await cartNow()).toEqual([['monthly', 'OMS-0'], ['annual', 'OMS-0']]);
  const checkout = async () => bodyOf<{ readonly orders: readonly WireOrder[] }>(await call(`carts/${id}/checkout${isRead ? '' : '?acceptPrices=true'}`, { method: 'POST' }), 201).orders;
  const orders = await checkout();
  expect(orders).toMatchObject([{ billingCycle: 'monthly', totalPrice: 72.96, lineItems: [{ lineItemNumber: 0 }] }, { billingCycle: 'annual', totalPrice: 53.76, lineItems: [{ lineItemNumber: 0, parentSubscriptionId: base }] }]);
  expect(await checkout()).toEqual(orders);
  expect(await cartNow()).toEqual([['monthly', 'OMS-0'], ['annual', 'OMS-0-annual']]);
  // Each order is changed for itself, what hangs on the base with that.
  const [own = '', hung = ''] = orders.map((each) => each.id);
  bodyOf(await patchOrder(own, { billingCycle: 'annual' }), 200);
  bodyOf(await patchOrder(first, { billingCycle: 'monthly' }), 200);
  expect([await orderOf(own), await orderOf(hung)]).toMatchObject([{ billingCycle: 'annual' }, { billingCycle: 'monthly' }]);
});

test('[ORD-1] [MIG-3] an order without a cart has one billing cycle: an add-on whose base is billed by the year is none with what is billed by the month', async () => {
  const { world, base, first, patchOrder, call } = await twoOrders();
  bodyOf(await patchOrder(first, { billingCycle: 'annual' }), 200);
  const lineOf = async (lineItemNumber: number, sku: string, members: object = {}) => ({ lineItemNumber, offerId: await world.as('havn').item('NL', sku), quantity: 1, termDuration: 'P1Y', ...members });
  const lineItems = [await lineOf(0, mail), await lineOf(1, archive, { parentSubscriptionId: base })];
  const order = async (billingCycle: string) => call('orders', { method: 'POST', body: { billingCycle, lineItems } });
  const before = await world.dump();
  expect(refused(await order('monthly'))).toEqual([400, 900269]);
  expect(await world.dump()).toEqual(before);
  expect(bodyOf(await order('annual'), 201)).toMatchObject({ billingCycle: 'annual', lineItems: [{}, { parentSubscriptionId: base }] });
});

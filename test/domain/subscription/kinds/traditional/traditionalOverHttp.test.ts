import { ANY_ETAG } from '../../../../../src/kernel/partitionStore';
import { aShop, archive, basic, bodyOf, mail, refused, type AskedLine, type Wire, type WireOrder } from './shopOverHttp';

test('[MIG-1] listed beside new commerce, and marked: no seven-day window', async () => {
  const { call, buy, linesOf } = await aShop();
  const [traditional = '', licence] = await buy({ sku: mail }, { sku: basic });
  const { items } = bodyOf<{ items: readonly Wire[] }>(await call('subscriptions'), 200);
  const marks = new Map(items.map((item) => [item['id'], [item['offerId'], (item['productType'] as Wire)['id'], item['unitType']]]));
  expect(marks.get(traditional)).toEqual(['fd4c746a-2194-4aff-9ee6-f5d3712cf123', 'OnlineServices', 'License(s)']);
  expect(marks.get(licence)).toEqual([expect.stringMatching(/^NCBUSBASIC01:0001:/), 'OnlineServicesNCE', 'Licenses']);
  const shown = items.find(({ id }) => id === traditional);
  expect(shown).toMatchObject({ commitmentEndDate: '2027-01-12T00:00:00Z', cancellationAllowedUntilDate: '2027-01-12T23:59:59Z', refundOptions: [], hasPurchasableAddons: true });
  expect(shown).not.toHaveProperty('refundableQuantity');
  expect(shown).not.toHaveProperty('parentSubscriptionId');
  expect(await linesOf(traditional)).toEqual([['Cycle fee', '2026-01-13', '2026-02-12', '3.04', 2, '6.08']]);
});

test('[MIG-1] traditional lines are an order of their own', async () => {
  const { createCart, checkout } = await aShop();
  const cart = await createCart({ sku: mail }, { sku: basic }, { sku: mail, billingCycle: 'annual' }, { sku: basic, billingCycle: 'annual' });
  expect(cart.lineItems.map(({ orderGroup }) => orderGroup)).toEqual(['OMS-0', '0', 'OMS-1', '1']);
  expect((await checkout(cart)).map(({ lineItems }) => lineItems.length)).toEqual([1, 1, 1, 1]);
});

test('[MIG-1] nothing of new commerce can be bought to end with it', async () => {
  const { buy, createCart } = await aShop();
  await buy({ sku: mail });
  expect((await createCart({ sku: basic, customTermEndDate: '2027-01-12' })).lineItems[0]).toMatchObject({ error: { errorCode: 10017 } });
});

test('[ORD-5] add-ons bought with their base: nested in its line, with its dates', async () => {
  const { call, createCart, checkout, linesOf, customer } = await aShop();
  const cart = await createCart({ sku: basic }, { sku: mail, addonItems: [{ sku: archive, quantity: 1 }] });
  expect(cart.lineItems).toMatchObject([{ id: 0 }, { id: 1, orderGroup: 'OMS-0', addonItems: [{ id: 2, orderGroup: 'OMS-0', pricing: { price: 2.24, extendedPrice: 26.88 } }] }]);
  const orders = await checkout(cart);
  const [baseLine, addOnLine] = orders[1]?.lineItems ?? [];
  const base = baseLine?.subscriptionId ?? '';
  const addOn = addOnLine?.subscriptionId ?? '';
  expect(addOnLine).toMatchObject({ parentSubscriptionId: base, offerId: '16dc8dad-2af2-45bb-ae80-aba6a21254a5' });
  expect(await linesOf(addOn)).toEqual([['Cycle fee', '2026-01-13', '2026-02-12', '2.24', 1, '2.24']]);
  const { items } = bodyOf<{ items: readonly Wire[] }>(await call(`subscriptions/${base}/addons`), 200);
  expect(items).toMatchObject([
    { id: addOn, parentSubscriptionId: base, commitmentEndDate: '2027-01-12T00:00:00Z', hasPurchasableAddons: false, links: { parentSubscription: { uri: `/customers/${customer}/subscriptions/${base}` } } },
  ]);
  expect(bodyOf(await call(`subscriptions/${addOn}/addons`), 200)).toMatchObject({ totalCount: 0 });
  expect(refused(await call(`subscriptions/${base}/addons`, { as: 'nordlys' }))).toEqual([404, 20003]);
});

// |--13 Jan base----1 Feb add-on----12 Feb--|13 Feb both 'Cycle fee' ...... 12 Jan 2027|13 Jan both renew
test('[ORD-5] an add-on bought later is prorated by the day, charged with its base, and renewed with it', async () => {
  const { world, buy, createCart, checkout, linesOf } = await aShop();
  const [base = ''] = await buy({ sku: mail });
  await world.advanceTo('2026-02-01T09:00:00Z');
  const cart = await createCart({ sku: archive, billingCycle: 'annual', provisioningContext: { ParentSubscriptionId: base.toUpperCase() } });
  // 12 of 31 days, and eleven whole months of 4.48: 1.73 + 49.28.
  expect(cart.lineItems).toMatchObject([{ billingCycle: 'monthly', termDuration: 'P1Y', provisioningContext: { ParentSubscriptionId: base }, pricing: { listPrice: 2.24, extendedPrice: 51.01 } }]);
  const addOn = (await checkout(cart))[0]?.lineItems[0]?.subscriptionId ?? '';
  expect(await linesOf(addOn)).toEqual([['Prorate fees when purchase', '2026-02-01', '2026-02-12', '0.86709677419354838709', 2, '1.73']]);

  await world.advanceTo('2026-02-13T00:00:00Z');
  for (const id of [base, addOn]) expect((await linesOf(id)).map(([type, start]) => [type, start]).at(-1)).toEqual(['Cycle fee', '2026-02-13']);
  await world.advanceTo('2027-01-12T23:59:59.999Z');
  const before = [(await linesOf(base)).length, (await linesOf(addOn)).length];
  expect(before).toEqual([12, 12]);
  world.happened();
  await world.advanceTo('2027-01-13T00:00:00Z');
  expect(world.happened()).toEqual(['SubscriptionRenewed', 'SubscriptionRenewed']);
  expect([(await linesOf(base)).at(-1), (await linesOf(addOn)).at(-1)]).toEqual([
    ['Prorate fee when renew', '2027-01-13', '2027-02-12', '3.04', 2, '6.08'],
    ['Prorate fee when renew', '2027-01-13', '2027-02-12', '2.24', 2, '4.48'],
  ]);
  await world.advanceTo('2027-02-13T00:00:00Z');
  for (const id of [base, addOn]) expect((await linesOf(id)).map(([type, start]) => [type, start]).at(-1)).toEqual(['Cycle fee', '2027-02-13']);
  await world.expectNothingDue();
});

test('[ORD-5] a base that is not renewed takes its add-ons with it', async () => {
  const { world, call, buy, createCart } = await aShop();
  const [base = '', addOn = ''] = await buy({ sku: mail, billingCycle: 'annual', addonItems: [{ sku: archive, billingCycle: 'annual' }] });
  bodyOf(await call(`subscriptions/${base}`, { method: 'PATCH', body: { autoRenewEnabled: false } }), 200);
  world.happened();
  await world.advanceTo('2027-01-13T00:00:00Z');
  expect(world.happened()).toEqual(['SubscriptionExpired', 'SubscriptionExpired']);
  for (const id of [base, addOn]) expect(bodyOf(await call(`subscriptions/${id}`), 200)).toMatchObject({ status: 'expired' });
  expect(bodyOf(await call(`subscriptions/${base}/addons`), 200)).toMatchObject({ totalCount: 1 });
  await world.expectNothingDue();

  const late = await createCart({ sku: archive, provisioningContext: { ParentSubscriptionId: base } });
  expect(late.lineItems).toMatchObject([{ error: { errorCode: 27009 } }]);
  expect(refused(await call(`carts/${late.id}/checkout`, { method: 'POST' }))).toEqual([400, 800009]);
});

describe('[ORD-5] without an active base of its own an add-on is not sold', () => {
  const nobody = '9c1d0f5e-0000-4000-8000-000000000000';

  test('in a cart', async () => {
    const { buy, createCart } = await aShop();
    const [base = '', licence = '', addOn = ''] = await buy({ sku: mail, addonItems: [{ sku: archive }] }, { sku: basic }).then(([first, second, third]) => [first, third, second]);
    const errorOf = async (...lines: readonly AskedLine[]) => {
      const line = (await createCart(...lines)).lineItems.at(-1);
      const shown = ((line?.['addonItems'] as readonly Wire[] | undefined)?.[0] ?? line)?.['error'] as { readonly errorCode: number } | undefined;
      return shown?.errorCode;
    };
    const named = (ParentSubscriptionId: string): AskedLine => ({ sku: archive, provisioningContext: { ParentSubscriptionId } });
    expect(await errorOf({ sku: archive })).toBe(400041);
    expect(await errorOf(named(nobody))).toBe(10007);
    expect(await errorOf(named(licence))).toBe(10007);
    expect(await errorOf(named(addOn))).toBe(800029);
    expect(await errorOf({ sku: basic, addonItems: [{ sku: archive }] })).toBe(800029);
    expect(await errorOf({ sku: mail, quantity: 10_001, addonItems: [{ sku: archive }] })).toBe(400041);
    expect(await errorOf(named(base))).toBeUndefined();
  });

  test('in an order', async () => {
    const { buy, order } = await aShop();
    const [base = '', addOn = ''] = await buy({ sku: mail, addonItems: [{ sku: archive }] });
    expect(refused(await order({}))).toEqual([400, 400041]);
    expect(refused(await order({ parentSubscriptionId: nobody }))).toEqual([404, 20003]);
    expect(refused(await order({ parentSubscriptionId: addOn }))).toEqual([400, 800029]);
    expect(bodyOf<WireOrder>(await order({ parentSubscriptionId: base }), 201).lineItems).toMatchObject([{ parentSubscriptionId: base }]);
  });

  test('nor of another partner, nor when the base has ended', async () => {
    const { world, call, buy, order } = await aShop();
    const [base = ''] = await buy({ sku: mail });
    bodyOf(await call(`subscriptions/${base}`, { method: 'PATCH', body: { autoRenewEnabled: false } }), 200);
    await world.advanceTo('2027-01-12T23:59:59.999Z');
    bodyOf(await order({ parentSubscriptionId: base }), 201);
    await world.advanceTo('2027-01-13T00:00:00Z');
    expect(refused(await order({ parentSubscriptionId: base }))).toEqual([409, 27009]);
  });
});

test('[ORD-5] several add-ons of one order hang on a base in one change of it', async () => {
  const { world, customer, buy, call } = await aShop();
  const [base = ''] = await buy({ sku: mail });
  const bought = await buy(...[1, 2, 3].map((quantity) => ({ sku: archive, quantity, provisioningContext: { ParentSubscriptionId: base } })));
  const held = await world.subscription(customer, base);
  expect([held.version, held.addOnIds]).toEqual([2, bought]);
  expect(bodyOf(await call(`subscriptions/${base}/addons`), 200)).toMatchObject({ totalCount: 3 });
});

test('[ORD-5] of twenty add-ons one that has ended makes room for another, in the cart and in an order', async () => {
  const { world, customer, buy, call, createCart, order } = await aShop();
  const [base = ''] = await buy({ sku: mail });
  const hung = { sku: archive, quantity: 1, provisioningContext: { ParentSubscriptionId: base } };
  const bought = [...(await buy(...Array.from({ length: 10 }, () => hung))), ...(await buy(...Array.from({ length: 10 }, () => hung)))];
  expect((await createCart(hung)).lineItems).toMatchObject([{ error: { errorCode: 10002 } }]);
  expect(refused(await order({ parentSubscriptionId: base }))).toEqual([400, 900419]);
  for (const id of bought.slice(0, 2)) bodyOf(await call(`subscriptions/${id}`, { method: 'PATCH', body: { status: 'deleted' } }), 200);
  const placed = bodyOf<WireOrder>(await order({ parentSubscriptionId: base }), 201);
  expect((await createCart(hung, hung)).lineItems.map(({ error }) => error !== undefined)).toEqual([false, true]);
  const [last] = await buy(hung);
  expect((await world.subscription(customer, base)).addOnIds).toEqual([...bought.slice(2), placed.lineItems[0]?.subscriptionId, last]);
  expect(refused(await order({ parentSubscriptionId: base }))).toEqual([400, 900419]);
});

test('[ORD-5] [DUE-2] an add-on whose row cannot be read, or is missing, takes the others out of no list: it is marked, and raised', async () => {
  const { world, customer, buy, call } = await aShop();
  const [base = ''] = await buy({ sku: mail });
  const [damaged = '', missing = '', kept = ''] = await buy(...[1, 2, 3].map((quantity) => ({ sku: archive, quantity, provisioningContext: { ParentSubscriptionId: base } })));
  const { partnerId } = await world.subscription(customer, damaged);
  await world.stores.Commerce.commit(customer, [{ op: 'put', key: `subscription|${damaged}`, value: { partnerId, garbage: true } }, { op: 'delete', key: `subscription|${missing}`, etag: ANY_ETAG }]);
  const reply = await call(`subscriptions/${base}/addons`);
  const { items, unreadable } = bodyOf<{ items: readonly Wire[]; unreadable: readonly object[] }>(reply, 200);
  expect([items.map(({ id }) => id), reply.headers['NextTerm-Unreadable']]).toEqual([[kept], '2']);
  expect(unreadable).toEqual([damaged, missing].map((id) => ({ kind: 'subscription', id })));
  expect(world.errors.map(({ message }) => message)).toContainEqual(expect.stringContaining(`subscription|${missing} cannot be read: it is missing`));
});

test('[ORD-5] [PRE-2] a preview of the checkout shows what it will charge', async () => {
  const { world, buy, createCart, call, linesOf, checkout } = await aShop();
  const [base = ''] = await buy({ sku: mail });
  await world.advanceTo('2026-02-01T09:00:00Z');
  const cart = await createCart({ sku: archive, provisioningContext: { ParentSubscriptionId: base } });
  const preview = bodyOf<{ charges: readonly Wire[] }>(await call(`carts/${cart.id}/checkout?preview=true`, { method: 'POST' }), 200);
  const [order] = await checkout(cart);
  const [line] = await linesOf(order?.lineItems[0]?.subscriptionId ?? '');
  expect(preview.charges.map(({ chargeType, subtotal }) => [chargeType, subtotal])).toEqual([[line?.[0], line?.[5]]]);
});

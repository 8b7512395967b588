import { aShop, basic, bodyOf, once, refused, server, sql, suse, year, type Wire, type WireOrder } from './shop';

const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;

const idOf = (order: WireOrder, line = 0): string => order.lineItems[line]?.subscriptionId ?? '';

describe('[ORD-9] software for a term', () => {
  test('is bought through a cart, charged once for the term, and shown', async () => {
    const { call, createCart, subscription, charges } = await aShop();
    const cart = await createCart({ sku: server, ...year });
    expect(cart.lineItems[0]).toMatchObject({ termDuration: 'P1Y', billingCycle: 'one_time', pricing: { listPrice: 316.2, extendedPrice: 3162 } });
    const { orders } = bodyOf<{ readonly orders: readonly WireOrder[] }>(await call(`carts/${cart.id}/checkout`, { method: 'POST' }), 201);
    const id = orders[0]?.lineItems[0]?.subscriptionId ?? '';
    expect(await charges(id)).toEqual(['new 2026-06-10…2027-06-09 × 10 = 3162.00']);
    const shown = await subscription(id);
    expect(shown).toMatchObject({
      productType: { id: 'Software', displayName: 'Software' },
      termDuration: 'P1Y',
      billingCycle: 'one_time',
      autoRenewEnabled: true,
      commitmentEndDate: '2027-06-09T00:00:00Z',
      cancellationAllowedUntilDate: '2026-06-17T09:00:00.000Z',
      refundOptions: [{ type: 'Partial', expiresAt: '2026-06-17T09:00:00.000Z' }],
      actions: ['edit', 'cancel'],
    });
    expect(shown).not.toHaveProperty('refundableQuantity');
  });

  test.each([['more', 11], ['fewer', 9]])('its number is not changed within a term: %s', async (_name, quantity) => {
    const { world, order, patch } = await aShop();
    const id = idOf(await order({ sku: server, ...year }));
    const before = await world.commerceRows();
    expect(refused(await patch(id, { quantity }))).toEqual([400, 800095]);
    expect(await world.commerceRows()).toEqual(before);
  });

  test('[ORD-8] it is not cut short', async () => {
    const { createCart } = await aShop();
    const cart = await createCart({ sku: server, ...year, customTermEndDate: '2026-12-31T00:00:00Z' });
    expect(cart.lineItems[0]).toMatchObject({ error: { errorCode: 10016 } });
  });

  test.each([
    ['on the day of the purchase the whole price comes back', '2026-06-10T23:59:59.999Z', 'cancelImmediate 2026-06-10…2027-06-09 × 10 = -3162.00'],
    ['the day after a day has been used, within 24 hours too', '2026-06-11T08:00:00.000Z', 'cancelImmediate 2026-06-11…2027-06-09 × 10 = -3153.33'],
    ['the millisecond before seven days', '2026-06-17T08:59:59.999Z', 'cancelImmediate 2026-06-17…2027-06-09 × 10 = -3101.35'],
  ])('cancelled through the subscription: %s', async (_name, at, line) => {
    const { world, order, patch, charges, subscription } = await aShop();
    const id = idOf(await order({ sku: server, ...year }));
    await world.advanceTo(at);
    bodyOf(await patch(id, { status: 'deleted' }));
    expect((await charges(id)).at(-1)).toBe(line);
    expect(await subscription(id)).toMatchObject({ status: 'deleted' });
  });

  test('after seven days it is refused both ways, and says when the next window opens', async () => {
    const { world, order, patch, patchOrder } = await aShop();
    const bought = await order({ sku: server, ...year });
    await world.advanceTo('2026-06-17T09:00:00.000Z');
    const before = await world.commerceRows();
    const replies = [await patch(idOf(bought), { status: 'deleted' }), await patchOrder(bought.id)];
    expect(replies.map(refused)).toEqual([[400, 900117], [400, 900117]]);
    expect(replies.map(({ text }) => [text.includes('7 days'), text.includes('2027-06-10')])).toEqual([[true, true], [true, true]]);
    expect(await world.commerceRows()).toEqual(before);
  });

  test('it renews at the price of the day, opens its window again, and is cancelled in it through the order', async () => {
    const { world, order, patchOrder, charges, subscription } = await aShop();
    const bought = await order({ sku: server, ...year });
    const id = idOf(bought);
    await world.advanceTo('2027-06-10T06:00:00.000Z');
    expect(await charges(id)).toEqual(['new 2026-06-10…2027-06-09 × 10 = 3162.00', 'renew 2027-06-10…2028-06-09 × 10 = 3162.00']);
    expect(await subscription(id)).toMatchObject({ commitmentEndDate: '2028-06-09T00:00:00Z', status: 'active' });
    await world.advanceTo('2027-06-12T06:00:00.000Z');
    const cancelled = bodyOf<WireOrder>(await patchOrder(bought.id));
    expect(cancelled).toMatchObject({ status: 'cancelled', totalPrice: 0, lineItems: [{ quantity: 0 }] });
    expect((await charges(id)).at(-1)).toBe('cancelImmediate 2027-06-12…2028-06-09 × 10 = -3144.72');
  });

  test('another next term can be planned', async () => {
    const { world, order, patch, charges } = await aShop();
    const bought = await order({ sku: server, ...year });
    const [productId, skuId, availabilityId] = String(bought.lineItems[0]?.['offerId']).split(':');
    bodyOf(await patch(idOf(bought), { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, termDuration: 'P3Y', billingCycle: 'one_time' }, quantity: 4 } }));
    await world.advanceTo('2027-06-10T06:00:00.000Z');
    expect((await charges(idOf(bought))).at(-1)).toBe('renew 2027-06-10…2030-06-09 × 4 = 3794.40');
  });

  test('options say so beforehand', async () => {
    const { order, own } = await aShop();
    const id = idOf(await order({ sku: server, ...year }));
    const { items } = bodyOf<{ readonly items: readonly Wire[] }>(await own(`subscriptions/${id}/options`));
    const said = Object.fromEntries(items.map(({ action, possible, rule }) => [String(action), [possible, rule]]));
    expect(said).toMatchObject({ addSeats: [false, 'ORD-9'], reduceSeats: [false, 'ORD-9'], cancel: [true, 'ORD-9'], planNextTerm: [true, 'SCH-1'] });
  });
});

describe('[ORD-9] perpetual software', () => {
  test('has no term, is charged once, and never ends', async () => {
    const { world, call, own, order, subscription, charges, createCart } = await aShop();
    const cart = await createCart({ sku: sql, ...once });
    expect(cart.lineItems[0]).toMatchObject({ billingCycle: 'one_time', pricing: { price: 3060, extendedPrice: 30_600 } });
    expect(cart.lineItems[0]).not.toHaveProperty('termDuration');
    const bought = await order({ sku: sql, ...once });
    expect(bought).toMatchObject({ billingCycle: 'one_time', totalPrice: 30_600, lineItems: [{ friendlyName: 'SQL Server Standard - 2 Core License Pack' }] });
    expect(bought.lineItems[0]).not.toHaveProperty('termDuration');
    const id = idOf(bought);
    const shown = await subscription(id);
    expect(shown).toMatchObject({ autoRenewEnabled: false, commitmentEndDate: '9999-12-10T00:00:00Z', billingCycle: 'one_time', cancellationAllowedUntilDate: '2026-07-10T09:00:00.000Z', actions: ['edit'], refundOptions: [{ type: 'Full', expiresAt: '2026-07-10T09:00:00.000Z' }] });
    expect(shown).not.toHaveProperty('termDuration');
    expect(await charges(id)).toEqual(['new 2026-06-10… × 10 = 30600.00']);
    await world.advanceTo('2036-06-10T09:00:00.000Z');
    expect(await charges(id)).toHaveLength(1);
    expect(await subscription(id)).toMatchObject({ status: 'active' });
    const options = bodyOf<Wire & { readonly items: readonly Wire[] }>(await own(`subscriptions/${id}/options`));
    expect(options.items.filter((each) => 'until' in each)).toEqual([]);
    expect(options).not.toHaveProperty('ifNobodyActs');
    expect(bodyOf(await call(`subscriptions/${id}`, { method: 'PATCH', body: { ...shown, friendlyName: 'Ledger database' } }))).toMatchObject({ friendlyName: 'Ledger database' });
  });

  test('of what is ahead only its window is listed', async () => {
    const { http, order } = await aShop();
    const id = idOf(await order({ sku: sql, ...once }));
    const { items } = bodyOf<{ readonly items: readonly Wire[] }>(await http('/nextterm/v1/deadlines?until=9998-12-31'));
    expect(items.filter((each) => JSON.stringify(each).includes(id)).map(({ kind }) => kind)).toEqual(['windowCloses', 'cancellationEnds']);
  });

  test.each([
    ['more', { quantity: 11 }, 800095],
    ['fewer', { quantity: 9 }, 800095],
    ['suspended', { status: 'suspended' }, 800042],
    ['cancelled here', { status: 'deleted' }, 800062],
    ['renewed', { autoRenewEnabled: true }, 800093],
    ['for a term', { termDuration: 'P1Y' }, 800122],
    ['billed otherwise', { billingCycle: 'annual' }, 2054],
  ])('cannot be %s', async (_name, body, code) => {
    const { world, order, patch } = await aShop();
    const id = idOf(await order({ sku: sql, ...once }));
    const before = await world.commerceRows();
    expect(refused(await patch(id, body))).toEqual([400, code]);
    expect(await world.commerceRows()).toEqual(before);
  });

  test('nothing is planned for it', async () => {
    const { order, patch } = await aShop();
    const bought = await order({ sku: sql, ...once });
    const [productId, skuId, availabilityId] = String(bought.lineItems[0]?.['offerId']).split(':');
    expect(refused(await patch(idOf(bought), { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, ...year }, quantity: 4 } }))).toEqual([400, 800042]);
  });

  test.each([['P1Y', 'one_time'], [undefined, 'annual'], [undefined, 'monthly']])('is not sold for the term %s billed %s', async (termDuration, billingCycle) => {
    const { createCart } = await aShop();
    const cart = await createCart({ sku: sql, billingCycle, ...(termDuration !== undefined && { termDuration }) });
    expect(cart.lineItems[0]).toMatchObject({ error: { errorCode: 10013 } });
  });

  test('the millisecond before 30 days it is cancelled through its order, with all that was paid', async () => {
    const { world, order, patchOrder, charges, subscription } = await aShop();
    const bought = await order({ sku: sql, ...once });
    await world.advanceTo('2026-07-10T08:59:59.999Z');
    expect(bodyOf(await patchOrder(bought.id))).toMatchObject({ status: 'cancelled', lineItems: [{ quantity: 0 }] });
    expect(await charges(idOf(bought))).toEqual(['new 2026-06-10… × 10 = 30600.00', 'cancelImmediate 2026-06-10… × 10 = -30600.00']);
    expect(await subscription(idOf(bought))).toMatchObject({ status: 'deleted' });
  });

  test('after 30 days it is refused, and says so', async () => {
    const { world, order, patchOrder } = await aShop();
    const bought = await order({ sku: sql, ...once });
    await world.advanceTo('2026-07-10T09:00:00.000Z');
    const before = await world.commerceRows();
    const reply = await patchOrder(bought.id);
    expect(refused(reply)).toEqual([400, 900117]);
    expect([reply.text.includes('30 days'), reply.text.includes('next one')]).toEqual([true, false]);
    expect(await world.commerceRows()).toEqual(before);
  });

  test('[BIL-4] its reconciliation line has no end and no term: members that are absent, and blank in the file', async () => {
    const { http, order } = await aShop();
    const id = idOf(await order({ sku: sql, ...once }));
    const path = '/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=current';
    const items = bodyOf<{ readonly items: readonly Wire[] }>(await http(path)).items.filter(({ subscriptionId }) => subscriptionId === id);
    expect(items).toEqual([expect.objectContaining({ chargeStartDate: '2026-06-10T00:00:00Z', termAndBillingCycle: '', subtotal: 30_600 })]);
    expect(Object.keys(items[0] ?? {}).filter((name) => name === 'chargeEndDate' || name === 'subscriptionEndDate')).toEqual([]);
    const [heading = '', row = ''] = (await http(path, { headers: { accept: 'text/csv' } })).text.split('\r\n');
    const fields = row.split(',');
    const inFile = (name: string) => fields[heading.split(',').indexOf(name)];
    expect([inFile('ChargeStartDate'), inFile('ChargeEndDate'), inFile('SubscriptionStartDate'), inFile('SubscriptionEndDate')]).toEqual(['6/10/2026', '', '6/10/2026', '']);
  });
});

describe('[ORD-9] what its distribution forbids to cancel', () => {
  test('has no window, and is cancelled neither way', async () => {
    const { world, order, patch, patchOrder, subscription } = await aShop();
    const bought = await order({ sku: suse, ...year });
    const shown = await subscription(idOf(bought));
    expect(shown).toMatchObject({ actions: ['edit'], refundOptions: [] });
    expect(shown).not.toHaveProperty('cancellationAllowedUntilDate');
    const before = await world.commerceRows();
    expect([refused(await patch(idOf(bought), { status: 'deleted' })), refused(await patchOrder(bought.id))]).toEqual([[400, 800061], [400, 800061]]);
    expect(await world.commerceRows()).toEqual(before);
    await world.advanceTo('2027-06-10T06:00:00.000Z');
    expect(refused(await patchOrder(bought.id))).toEqual([400, 800061]);
  });
});

describe('[ORD-9] an order is cancelled', () => {
  test('line by line: what is left keeps the order completed', async () => {
    const { world, order, patchOrder, subscription, call, charges } = await aShop();
    const bought = await order({ sku: sql, ...once }, { sku: server, ...year, quantity: 2 });
    const asked = { id: bought.id, status: 'cancelled', lineItems: [{ lineItemNumber: 0, offerId: bought.lineItems[0]?.['offerId'], quantity: 10 }] };
    const first = bodyOf<WireOrder>(await patchOrder(bought.id, asked));
    expect([first['status'], first['totalPrice'], first.lineItems.map(({ quantity }) => quantity)]).toEqual(['completed', 632.4, [0, 2]]);
    expect(bodyOf(await call(`orders/${bought.id}`))).toEqual(first);
    expect(JSON.stringify(await world.commerceRows())).toContain(JSON.stringify({ type: 'OrderCancelled', status: 'completed', lineItemNumbers: [0], subscriptionIds: [idOf(bought, 0)] }));
    expect([await subscription(idOf(bought, 0)), await subscription(idOf(bought, 1))]).toMatchObject([{ status: 'deleted' }, { status: 'active' }]);
    const second = bodyOf<WireOrder>(await patchOrder(bought.id));
    expect([second['status'], second.lineItems.map(({ quantity }) => quantity)]).toEqual(['cancelled', [0, 0]]);
    expect(await charges(idOf(bought, 0))).toHaveLength(2);
    expect(bodyOf(await patchOrder(bought.id))).toEqual(second);
  });

  test('by the subscription of a line where no number names it; never another line than the one that is named', async () => {
    const { world, order, patchOrder, subscription } = await aShop();
    const bought = await order({ sku: sql, ...once }, { sku: server, ...year });
    const asked = (line: object) => patchOrder(bought.id, { status: 'cancelled', lineItems: [line] });
    const before = await world.commerceRows();
    for (const line of [{ lineItemNumber: 0, subscriptionId: idOf(bought, 1) }, { subscriptionId: '5b0e6f2a-37d1-4a4b-9f57-6f4f0a8f1c33' }]) expect(refused(await asked(line))).toEqual([400, 800042]);
    expect(await world.commerceRows()).toEqual(before);
    expect(bodyOf<WireOrder>(await asked({ subscriptionId: idOf(bought, 1).toUpperCase() })).lineItems.map(({ quantity }) => quantity)).toEqual([10, 0]);
    expect([await subscription(idOf(bought, 0)), await subscription(idOf(bought, 1))]).toMatchObject([{ status: 'active' }, { status: 'deleted' }]);
  });

  test('a line whose subscription was cancelled before becomes 0 as well', async () => {
    const { order, patch, patchOrder, charges } = await aShop();
    const bought = await order({ sku: server, ...year });
    bodyOf(await patch(idOf(bought), { status: 'deleted' }));
    expect(bodyOf(await patchOrder(bought.id))).toMatchObject({ status: 'cancelled', lineItems: [{ quantity: 0 }] });
    expect(await charges(idOf(bought))).toHaveLength(2);
  });

  test('all of it or nothing', async () => {
    const { world, order, patchOrder } = await aShop();
    const bought = await order({ sku: sql, ...once }, { sku: suse, ...year });
    const before = await world.commerceRows();
    expect(refused(await patchOrder(bought.id))).toEqual([400, 800061]);
    expect(await world.commerceRows()).toEqual(before);
  });

  test.each([
    ['a licence', { sku: basic, termDuration: 'P1M', billingCycle: 'monthly' }, [400, 800063]],
    ['a trial', { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' }, [403, 800019]],
  ])('not %s', async (_name, asked, code) => {
    const { order, patchOrder } = await aShop();
    expect(refused(await patchOrder((await order(asked)).id))).toEqual(code);
  });

  test.each([
    ['a part of a line', { lineItemNumber: 0, quantity: 3 }, [400, 800042]],
    ['another offer', { lineItemNumber: 0, offerId: 'NCSQLSTAND01:0001:XXXXXXXXXXXX' }, [400, 800042]],
    ['a line that there is not', { lineItemNumber: 1 }, [400, 800071]],
  ])('not %s', async (_name, line, code) => {
    const { world, order, patchOrder } = await aShop();
    const bought = await order({ sku: sql, ...once });
    const before = await world.commerceRows();
    expect(refused(await patchOrder(bought.id, { status: 'cancelled', lineItems: [line] }))).toEqual(code);
    expect(await world.commerceRows()).toEqual(before);
  });

  test('by admin agents alone', async () => {
    const { order, patchOrder } = await aShop();
    const bought = await order({ sku: sql, ...once });
    expect(await Promise.all([['sales_agent'], ['global_admin']].map(async (roles) => (await patchOrder(bought.id, undefined, { roles })).status))).toEqual([403, 403]);
    bodyOf(await patchOrder(bought.id));
  });

  test('[PRE-1] a preview shows it and changes nothing', async () => {
    const { world, http, customer, order } = await aShop();
    const bought = await order({ sku: sql, ...once });
    const before = await world.commerceRows();
    const shown = bodyOf(await http(`/v1/customers/${customer}/orders/${bought.id}?preview=true`, { method: 'PATCH', body: { status: 'cancelled' } }));
    expect(JSON.stringify(shown)).toContain('-30600.00');
    expect(await world.commerceRows()).toEqual(before);
  });
});

test('[ORD-9] entitlements list software that is held, and say what is not here', async () => {
  const { call, order, patchOrder } = await aShop();
  const perpetual = await order({ sku: sql, ...once });
  const licence = await order({ sku: basic, termDuration: 'P1M', billingCycle: 'monthly' });
  const term = await order({ sku: server, ...year, quantity: 2 });
  const list = async (query: string) => bodyOf<{ readonly items: readonly Wire[] }>(await call(`entitlements${query}`)).items;
  const shared = { includedEntitlements: [], entitledArtifacts: [], entitlementType: 'software', notProvided: ['productKeys', 'downloadLinks'], attributes: { objectType: 'Entitlement' } };
  const forGood = { ...shared, referenceOrder: { id: perpetual.id, lineItemId: '0', alternateId: perpetual.id }, productId: 'NCSQLSTAND01', skuId: '0001', quantity: 10, quantityDetails: [{ quantity: 10, status: 'active' }] };
  const forYear = { ...shared, referenceOrder: { id: term.id, lineItemId: '0', alternateId: term.id }, productId: 'NCWINSRVSUB1', skuId: '0001', quantity: 2, quantityDetails: [{ quantity: 2, status: 'active' }] };
  const sorted = (items: readonly Wire[]) => [...items].sort((a, b) => String(a['productId']).localeCompare(String(b['productId'])));
  expect(sorted(await list(''))).toEqual([forGood, forYear]);
  expect(sorted(await list('?entitlementType=software&showExpiry=true'))).toEqual([forGood, { ...forYear, expiryDate: '2027-06-09T23:59:59Z' }]);
  expect(await list('?entitlementType=reservedInstance')).toEqual([]);
  expect(refused(await call('entitlements', { as: 'nordlys' }))).toEqual([404, 60003]);
  expect((await call('entitlements?entitlementType=keys')).status).toBe(400);
  expect(licence.lineItems).toHaveLength(1);
  bodyOf(await patchOrder(perpetual.id));
  expect((await list('')).map(({ productId }) => productId)).toEqual(['NCWINSRVSUB1']);
});

test('[ORD-9] the catalogue shows perpetual software with one term without a duration, and how it is given back', async () => {
  const { call } = await aShop();
  const shown = async (product: string) => bodyOf<{ readonly items: readonly { readonly terms: readonly Wire[] }[] }>(await call(`products/${product}/skus/0001/availabilities`)).items[0]?.terms ?? [];
  const [term, ...others] = await shown('NCSQLSTAND01');
  expect([others, term]).toEqual([[], expect.objectContaining({ billingCycle: 'OneTime', renewalOptions: [], cancellationPolicies: [{ refundOptions: [{ sequenceId: 0, type: 'Full', expiresAfter: 'P30D' }] }] })]);
  expect(term).not.toHaveProperty('duration');
  expect((await shown('NCSUSELINUX1')).map(({ cancellationPolicies }) => cancellationPolicies)).toEqual([[]]);
});

test('[CAN-6] the problem order of perpetual software, outside its window, gives all of it back unless the operator says otherwise', async () => {
  const { world, http, customer, order, charges } = await aShop();
  const id = idOf(await order({ sku: sql, ...once }));
  await world.advanceTo('2026-09-10T09:00:00.000Z');
  const path = `/nextterm/v1/customers/${customer}/subscriptions/${id}/supportrequests`;
  const filed = bodyOf<{ readonly id: string }>(await http(path, { method: 'POST', body: { reason: 'technical_issue' } }), 201);
  bodyOf(await http(`${path}/${filed.id}/grant`, { method: 'POST', caller: operator, body: {} }));
  expect((await charges(id)).at(-1)).toBe('cancelImmediate 2026-06-10… × 10 = -30600.00');
});

test('[SUB-8] the file of subscriptions says of perpetual software neither that it renews nor that it will not', async () => {
  const { call, order } = await aShop();
  const forGood = idOf(await order({ sku: sql, ...once }));
  const forYear = idOf(await order({ sku: server, ...year }));
  const { text } = await call('subscriptions', { headers: { Accept: 'text/csv' } });
  const row = (id: string): string => text.split(/\r?\n/).find((line) => line.includes(id)) ?? '';
  expect([row(forGood), row(forYear)]).toEqual([
    `"${forGood}","SQL Server Standard - 2 Core License Pack","10","active","one_time","none",""`,
    `"${forYear}","Windows Server Standard - 8 Core License Pack - 1 year","10","active, auto-renew on, renews 2027-06-10","one_time","none",""`,
  ]);
});

test.each([['for a term', { sku: server, ...year }], ['perpetual', { sku: sql, ...once }]])('[ORD-9] software %s is not upgraded within a term', async (_name, asked) => {
  const { world, call, order } = await aShop();
  const id = idOf(await order(asked));
  const body = { toCatalogItemId: await world.as('havn').item('NL', basic), quantity: 10, transitionType: 'transition_only', termDuration: 'P1Y', billingCycle: 'annual' };
  expect(refused(await call(`subscriptions/${id}/transitions`, { method: 'POST', body }))).toEqual([403, 900263]);
});

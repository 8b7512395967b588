import { calendarDate } from '../../../../../src/kernel/calendarDate';
import { operatorToken, customerToken } from '../../../usage/overage/oresund';
import { invoiced } from '../../../invoice/invoicedWorld';
import { importInto, worldWithOwnCatalogue } from '../../../../support/ownCatalogue';
import { afterEachFault, everyPlace } from '../../../../support/worldFaults';
import { aShop, azurePlan, bodyOf, monthly, refused, signal, statuses, withSignal, yearly, type Wire } from './shop';

interface Options {
  readonly items: readonly { readonly action: string; readonly possible: boolean; readonly rule: string }[];
}

describe('[ORD-10] buying metered SaaS', () => {
  test('it is bought without seats, charged for its plan, and shown as billed by use', async () => {
    const { call, subscription, charges, id } = await withSignal();
    const shown = await subscription(id);
    expect(shown).toMatchObject({
      billingType: 'usage',
      unitType: 'none',
      quantity: 1,
      productType: { id: 'SaaS', displayName: 'SaaS' },
      status: 'active',
      termDuration: 'P1M',
      billingCycle: 'monthly',
      autoRenewEnabled: true,
      isMicrosoftProduct: false,
      cancellationAllowedUntilDate: '2026-03-03T10:00:00.000Z',
      refundOptions: [{ type: 'Full', expiresAt: '2026-03-03T10:00:00.000Z' }],
      links: { activationLinks: expect.anything() as object },
    });
    expect(shown).not.toHaveProperty('refundableQuantity');
    expect(bodyOf<{ items: readonly Wire[] }>(await call('subscriptions')).items.map(({ offerName, billingType }) => [offerName, billingType])).toContainEqual(['Fjordlys Signal', 'usage']);
    expect(await charges(id)).toEqual(['new 1 40.00 EUR']);
  });

  test('[SUB-8] the export of subscriptions names no number of licences', async () => {
    const { call, id } = await withSignal();
    const row = (await call('subscriptions', { headers: { Accept: 'text/csv' } })).text.split('\r\n').find((line) => line.includes(id));
    expect(row).toBe(`"${id}","Fjordlys Signal","","active, auto-renew on, renews 2026-04-02","monthly","none",""`);
  });

  test.each([0, 2])('a quantity of %i is refused', async (quantity) => {
    const { world, buy, order } = await aShop();
    await buy(azurePlan, { billingCycle: 'one_time' });
    const before = await world.commerceRows();
    expect(refused(await order(signal, monthly, quantity))).toEqual([400, 900275]);
    expect(await world.commerceRows()).toEqual(before);
  });

  test('a customer may have several: there are no seats that a pool could run out of', async () => {
    const { order, id } = await withSignal();
    const second = bodyOf<{ lineItems: readonly { subscriptionId: string }[] }>(await order(signal, yearly), 201);
    expect(second.lineItems[0]?.subscriptionId).not.toBe(id);
  });

  test('without an Azure plan of the partner it is refused, on the line of a cart, and said beforehand', async () => {
    const { world, customer, http, call, order } = await aShop();
    const product = signal.split(':')[0] ?? '';
    const inventory = async () => bodyOf<readonly { isRestricted: boolean; restrictions: readonly { reasonCode: string }[] }[]>(await http('/v1/extensions/product/checkInventory?country=NL', { method: 'POST', body: { targetItems: [{ productId: product }], inventoryContext: { customerId: customer } } }));
    const purchasable = async () => bodyOf<{ items: readonly { isPurchasable: boolean }[] }>(await call(`products/${product}/skus/0001/availabilities`)).items.map(({ isPurchasable }) => isPurchasable);
    const inMarket = async () => bodyOf<{ items: readonly { isPurchasable: boolean }[] }>(await http(`/v1/products/${product}/skus/0001/availabilities?country=NL`)).items.map(({ isPurchasable }) => isPurchasable);
    expect(refused(await order(signal, monthly))).toEqual([400, 900128]);
    const cart = bodyOf<{ lineItems: readonly Wire[] }>(await call('carts', { method: 'POST', body: { lineItems: [{ catalogItemId: await world.as('havn').item('NL', signal), quantity: 1, ...monthly }] } }), 201);
    expect(cart.lineItems[0]).toMatchObject({ error: { errorDescription: expect.stringContaining('needs an Azure plan') as string } });
    expect(await inventory()).toMatchObject([{ isRestricted: true, restrictions: [{ reasonCode: 'AzurePlanMissing' }] }]);
    expect([await purchasable(), await inMarket()]).toEqual([[false], [true]]);
    bodyOf(await order(azurePlan, { billingCycle: 'one_time' }), 201);
    expect(await inventory()).toMatchObject([{ isRestricted: false }]);
    expect(await purchasable()).toEqual([true]);
    bodyOf(await order(signal, monthly), 201);
  });

  test('a plan without an active Azure subscription is not enough', async () => {
    const { buy, own, call, order } = await aShop();
    const plan = await buy(azurePlan, { billingCycle: 'one_time' });
    const { items } = bodyOf<{ items: readonly { id: string }[] }>(await call(`subscriptions/${plan}/azureEntitlements`));
    bodyOf(await call(`subscriptions/${plan}/azureEntitlements/${items[0]?.id ?? ''}/cancel`, { method: 'POST', body: { cancellationReason: 'compromise' } }));
    expect(refused(await order(signal, monthly))).toEqual([400, 900129]);
    bodyOf(await own(`subscriptions/${plan}/azureEntitlements`, { method: 'POST', body: { friendlyName: 'Another' } }), 201);
    bodyOf(await order(signal, monthly), 201);
  });

  test('[CAT-1] the catalogue marks it as billed by use, and shows its dimensions', async () => {
    const { http } = await aShop();
    const product = signal.split(':')[0] ?? '';
    expect(bodyOf<{ items: readonly { id: string }[] }>(await http('/v1/products?country=NL&targetView=MarketplaceSaaS&billingType=usage')).items.map(({ id }) => id)).toEqual([product]);
    expect(bodyOf(await http(`/v1/products/${product}/skus/0001?country=NL`))).toMatchObject({
      minimumQuantity: 1,
      maximumQuantity: 1,
      dynamicAttributes: { billingType: 'usage', dimensions: [{ id: 'messages', unitOfMeasure: '1 Message', currency: 'USD', tiers: [{ fromUnits: '0', unitPrice: '0' }, { fromUnits: '1000', unitPrice: '0.02' }] }, { id: 'reports' }] },
    });
  });

  test('[AZP-4] its dimensions are no meters of Azure: neither its price list nor its rate card has them, and no Azure subscription uses them', async () => {
    const { http, call, report, id } = await withSignal();
    const sheet = (await http("/v1.0/sales/pricesheets(Market='NL',PricesheetView='azure_consumption')/$value")).text;
    expect([sheet.includes('Log ingestion'), sheet.includes('Messages sent')]).toEqual([true, false]);
    expect(JSON.stringify(bodyOf(await http('/v1/ratecards/azure?currency=USD&region=NL')))).not.toContain('Messages sent');
    const plan = bodyOf<{ items: readonly { id: string; offerId: string }[] }>(await call('subscriptions')).items.find(({ offerId }) => offerId.startsWith('DZH'))?.id ?? '';
    const [azure] = bodyOf<{ items: readonly { id: string }[] }>(await call(`subscriptions/${plan}/azureEntitlements`)).items;
    expect(statuses(await report([{ reportId: 'a', azureSubscriptionId: azure?.id, meterId: 'messages', date: '2026-03-02', quantity: 1 }, { reportId: 'b', subscriptionId: id, meterId: 'a2ef72d7-353e-4ae7-90c9-b1377807694a', date: '2026-03-02', quantity: 1 }]))).toEqual(['meterUnknown', 'meterUnknown']);
  });
});

describe('[ORD-10] what is done to metered SaaS', () => {
  test.each([2, 3])('its quantity is not changed: %i', async (quantity) => {
    const { world, patch, id } = await withSignal();
    const before = await world.commerceRows();
    expect(refused(await patch(id, { quantity }))).toEqual([403, 800027]);
    expect(await world.commerceRows()).toEqual(before);
    expect((await patch(id, { quantity: 1, friendlyName: 'Signal' })).status).toBe(200);
  });

  test('[PRE-3] options name the rule that forbids seats, and what can be done', async () => {
    const { own, id } = await withSignal();
    const { items } = bodyOf<Options>(await own(`subscriptions/${id}/options`));
    const said = new Map(items.map(({ action, possible, rule }) => [action, [possible, rule]]));
    expect([said.get('addSeats'), said.get('reduceSeats'), said.get('cancel'), said.get('suspend')?.[0]]).toEqual([[false, 'ORD-10'], [false, 'ORD-10'], [true, 'CAN-4'], true]);
    expect(said.get('upgrade')).toBeUndefined();
  });

  test('it is neither upgraded, nor transferred, nor cancelled through its order', async () => {
    const { world, call, subscription, id } = await withSignal();
    expect(bodyOf(await call(`subscriptions/${id}/transitionEligibilities?eligibilityType=immediate`))).toMatchObject({ items: [] });
    expect(refused(await call(`subscriptions/${id}/transitions`, { method: 'POST', body: { toCatalogItemId: await world.as('havn').item('NL', 'NCBUSSTAND01:0001'), quantity: 1, transitionType: 'transition_only' } }))).toEqual([403, 900263]);
    const { orderId } = await subscription(id);
    expect(refused(await call(`orders/${String(orderId)}`, { method: 'PATCH', body: { status: 'cancelled' } }))).toEqual([403, 800077]);
    expect((await subscription(id))['status']).toBe('active');
    expect((await call('transferseligibility?transferType=3')).body).toContainEqual(expect.objectContaining({ id, isEligible: false }));
  });

  test.each([
    ['CAN-4', 'a millisecond before 24 hours', monthly, '2026-03-03T09:59:59.999Z', 'deleted', ['new 1 40.00 EUR', 'cancelImmediate 1 -40.00 EUR']],
    ['CAN-4', 'after 24 hours', monthly, '2026-03-03T10:00:00.000Z', 'active', ['new 1 40.00 EUR']],
    ['CAN-5', 'a millisecond before 14 days', yearly, '2026-03-16T09:59:59.999Z', 'deleted', ['new 1 400.00 EUR', 'cancelImmediate 1 -400.00 EUR']],
    ['CAN-5', 'after 14 days', yearly, '2026-03-16T10:00:00.000Z', 'active', ['new 1 400.00 EUR']],
  ] as const)('[%s] cancelled %s', async (_rule, _when, plan, at, status, lines) => {
    const { world, patch, subscription, charges, id } = await withSignal(plan);
    await world.advanceTo(at);
    expect((await patch(id, { status: 'deleted' })).status).toBe(200);
    expect(await subscription(id)).toMatchObject({ status, autoRenewEnabled: false });
    expect(await charges(id)).toEqual(lines);
  });

  test('[SUS-1] [REN-3] suspended and resumed; renewed on its plan with the same quantity', async () => {
    const { world, patch, subscription, charges, id } = await withSignal();
    bodyOf(await patch(id, { status: 'suspended' }));
    expect(await subscription(id)).toMatchObject({ status: 'suspended', autoRenewEnabled: false });
    bodyOf(await patch(id, { status: 'active' }));
    bodyOf(await patch(id, { autoRenewEnabled: true }));
    await world.advanceTo('2026-04-02T01:00:00.000Z');
    expect(await subscription(id)).toMatchObject({ status: 'active', quantity: 1, commitmentEndDate: '2026-05-01T00:00:00Z' });
    expect(await charges(id)).toEqual(['new 1 40.00 EUR', 'renew 1 40.00 EUR']);
  });
});

describe('[ORD-10] what is used of metered SaaS', () => {
  test('line by line: what is wrong is refused with its reason, the rest counts, once', async () => {
    const { customer, report, used, own, id } = await withSignal();
    expect(
      statuses(
        await report([
          used(id, 'a', 'messages', 1500),
          used(id, 'b', 'MESSAGES', '0.5'),
          used(id, 'c', 'faxes', 1),
          used(id, 'd', 'messages', -1),
          used(id, 'e', 'messages', 1, '2026-03-01'),
          used(id, 'f', 'messages', 1, '2026-03-03'),
          used(id, 'g', 'messages', 1, 'today'),
          used(customer, 'h', 'messages', 1),
          used(id, 'a', 'messages', 1500),
          used(id, 'a', 'messages', 1),
        ]),
      ),
    ).toEqual(['accepted', 'accepted', 'meterUnknown', 'quantityInvalid', 'subscriptionNotInUse', 'dateInFuture', 'dateInvalid', 'subscriptionUnknown', 'duplicate', 'reportIdReused']);
    expect(statuses(await report([used(id, 'a', 'messages', '1500.0')]))).toEqual(['duplicate']);
    const to = (query: string) => own(`usage?subscriptionId=${id}${query}`);
    expect(bodyOf(await to(''))).toMatchObject({ items: [{ subscriptionId: id, meterId: 'messages', pricingCurrency: 'USD', pricingPreTaxTotal: '10.01', tiers: [{ quantity: '1000', subtotal: '0.00' }, { quantity: '500.5', subtotal: '10.01' }] }] });
    expect(refused(await to('&service=PhoneServices'))).toEqual([400, 800002]);
    expect(bodyOf(await own('usage/azure'))).toMatchObject({ totalCount: 0 });
  });

  test('[PAR-3] each partner reports and reads its own; the operator all; the customer without prices', async () => {
    const { customer, report, used, own, id } = await withSignal(monthly, undefined, { name: 'Oresund', country: 'SE' });
    const path = `usage?subscriptionId=${id}`;
    expect(statuses(await report([used(id, 'a', 'reports', 1)], { as: 'nordlys' }))).toEqual(['subscriptionUnknown']);
    expect(statuses(await report([used(id, 'a', 'reports', 4)], { caller: operatorToken }))).toEqual(['accepted']);
    expect(refused(await own(path, { as: 'nordlys' }))).toEqual([404, 20003]);
    const [seen] = bodyOf<{ items: readonly Wire[] }>(await own(path, { caller: customerToken(customer) })).items;
    expect(seen).toEqual({ subscriptionId: id, meterId: 'reports', name: 'Reports', unit: '1 Report', days: [{ usageDate: '2026-03-02', quantity: '4' }], attributes: { objectType: 'MeterUsage' } });
  });

  test('before it is activated nothing is used', async () => {
    const { buy, activate, report, used } = await aShop();
    await buy(azurePlan, { billingCycle: 'one_time' });
    const id = await buy(signal, monthly);
    expect(statuses(await report([used(id, 'a', 'messages', 1)]))).toEqual(['subscriptionNotActivated']);
    await activate(id);
    expect(statuses(await report([used(id, 'a', 'messages', 1)]))).toEqual(['accepted']);
  });

  test('a seat-based subscription is not charged by use', async () => {
    const { buy, report, used } = await withSignal();
    const seats = await buy('NCBUSSTAND01:0001', monthly);
    expect(statuses(await report([used(seats, 'a', 'messages', 1)]))).toEqual(['subscriptionUnknown']);
  });

  test.each([
    ['suspended', { status: 'suspended' }],
    ['cancelled in its window', { status: 'deleted' }],
  ])('once it is %s, late reports to that day count and none after it', async (_name, change) => {
    const { world, patch, report, used, charges, id } = await withSignal(yearly);
    await world.advanceTo('2026-03-10T12:00:00.000Z');
    bodyOf(await patch(id, change));
    await world.advanceTo('2026-03-12T12:00:00.000Z');
    expect(statuses(await report([used(id, 'a', 'reports', 8, '2026-03-10'), used(id, 'b', 'reports', 8, '2026-03-11')]))).toEqual(['accepted', 'subscriptionNotInUse']);
    await world.advanceTo('2026-04-06T00:10:00.000Z');
    expect((await charges(id)).at(-1)).toBe('usage reports 8 2.00 USD');
  });

  test('when its term ends without another, its last day counts and the next does not', async () => {
    const { world, patch, subscription, report, used, id } = await withSignal();
    bodyOf(await patch(id, { autoRenewEnabled: false }));
    await world.advanceTo('2026-04-03T12:00:00.000Z');
    expect((await subscription(id))['status']).toBe('expired');
    expect(statuses(await report([used(id, 'a', 'reports', 1, '2026-04-01'), used(id, 'b', 'reports', 1, '2026-04-02')]))).toEqual(['accepted', 'subscriptionNotInUse']);
  });

  test('[PRE-1] a preview says what would become of each line, and keeps none', async () => {
    const { world, report, used, id } = await withSignal();
    const before = await world.dump();
    expect(bodyOf(await report([used(id, 'a', 'messages', 1), used(id, 'b', 'faxes', 1)], {}, '?preview=true'))).toMatchObject({ preview: true, result: { accepted: 1, refused: 1 } });
    expect(await world.dump()).toEqual(before);
  });
});

describe('[ORD-10] the closing of a month', () => {
  const march = async (plan: object = monthly) => {
    const shop = await withSignal(plan);
    const { report, used, id } = shop;
    expect(statuses(await report([used(id, 'a', 'messages', 1500), used(id, 'b', 'reports', 3)]))).toEqual(['accepted', 'accepted']);
    return shop;
  };

  test('takes late reports until it closes, and then charges each dimension and tier once', async () => {
    const { world, report, used, charges, own, id } = await march();
    await world.advanceTo('2026-04-05T23:59:59.999Z');
    expect(statuses(await report([used(id, 'c', 'reports', 1, '2026-03-31')]))).toEqual(['accepted']);
    expect(await charges(id)).toEqual(['new 1 40.00 EUR', 'renew 1 40.00 EUR']);
    world.happened();
    await world.advanceTo('2026-04-06T00:00:00.000Z');
    expect(statuses(await report([used(id, 'd', 'reports', 1, '2026-03-31')]))).toEqual(['monthClosed']);
    expect(await charges(id)).toEqual(['new 1 40.00 EUR', 'renew 1 40.00 EUR', 'usage messages 1000 0.00 USD', 'usage messages 500 10.00 USD', 'usage reports 4 1.00 USD']);
    expect(world.happened()).toEqual(['SaasUsageCharged']);
    expect(bodyOf(await own('usage/azure/charges'))).toMatchObject({ totalCount: 0 });
    await world.expectNothingDue();
  });

  test.each([1, 2, 3])('its charges in pages of %i, each once and in order', async (size) => {
    const { world, own, id } = await march();
    await world.advanceTo('2026-04-06T00:10:00.000Z');
    const found: unknown[] = [];
    let next: { uri: string; headers: readonly { value: string }[] } | undefined = { uri: `subscriptions/${id}/charges?size=${size}`, headers: [] };
    while (next !== undefined) {
      const page: { items: readonly Wire[]; links: { next?: typeof next } } = bodyOf(await own(next.uri, next.headers[0] && { headers: { 'MS-ContinuationToken': next.headers[0].value } }));
      expect(page.items.length).toBeLessThanOrEqual(size);
      found.push(...page.items);
      next = page.links.next && { ...page.links.next, uri: page.links.next.uri.slice(page.links.next.uri.indexOf('subscriptions/')) };
    }
    expect(found).toEqual(bodyOf<{ items: readonly Wire[] }>(await own(`subscriptions/${id}/charges`)).items);
    expect(found).toHaveLength(5);
  });

  test('[BIL-2] [BIL-4] its lines are on the invoice of their day, in the reconciliation, and count in what is spent', async () => {
    const { world, http, call, customer, id } = await march();
    expect(bodyOf(await call('usagesummary'))).toMatchObject({ totalCost: 10.75 });
    const open = bodyOf<{ items: readonly Wire[] }>(await http('/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=usagelineitems&currencycode=USD&period=current')).items;
    expect(open.filter(({ subscriptionId }) => subscriptionId === id)).toMatchObject([
      { meterName: 'Messages sent', productId: 'NCFJORDSIG01', skuId: '0001', publisherName: 'Fjordlys Analytics AS', meterCategory: 'SaaS', quantity: 1000, entitlementId: '' },
      { meterName: 'Messages sent', quantity: 500 },
      { meterName: 'Reports', quantity: 3, rateOfPartnerEarnedCredit: 0 },
    ]);
    await world.advanceTo('2026-04-07T00:00:00.000Z');
    const ids = await invoiced(world, calendarDate('2026-03-01'));
    const lines = (await Promise.all(ids.map(async (invoice) => bodyOf<{ items: readonly Wire[] }>(await http(`/v1/invoices/${invoice}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`)).items))).flat();
    expect(lines.filter((line) => line['subscriptionId'] === id && line['meterDescription'] !== '').map(({ meterDescription, quantity, subtotal, currency, productName, customerId }) => [meterDescription, quantity, subtotal, currency, productName, customerId])).toEqual([
      ['Messages sent', 1000, 0, 'USD', 'Fjordlys Signal', customer],
      ['Messages sent', 500, 10, 'USD', 'Fjordlys Signal', customer],
      ['Reports', 3, 0.75, 'USD', 'Fjordlys Signal', customer],
    ]);
  });

  test('[BIL-4] the daily usage behind them is that of the invoice which has them, and unbilled no more', async () => {
    const { world, http, buy, activate, report, used, id } = await march();
    const other = await buy(signal, monthly);
    await activate(other);
    await report([used(other, 'e', 'reports', 2, '2026-03-02')]);
    await world.advanceTo('2026-04-07T00:00:00.000Z');
    const dailyAt = async (path: string) => bodyOf<{ items: readonly Wire[] }>(await http(path)).items.map(({ subscriptionId, meterName, quantity, invoiceNumber }) => [subscriptionId === id, meterName, quantity, invoiceNumber]);
    const unbilled = '/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=usagelineitems&currencycode=USD&period=previous';
    expect(await dailyAt(unbilled)).toHaveLength(4);
    const ids = await invoiced(world, calendarDate('2026-03-01'));
    const billed = (await Promise.all(ids.map((invoice) => dailyAt(`/v1/invoices/${invoice}/lineitems?provider=onetime&invoicelineitemtype=usagelineitems`)))).flat();
    const number = billed[0]?.[3];
    expect(ids).toContain(number);
    expect(billed).toEqual(expect.arrayContaining([
      [true, 'Messages sent', 1000, number],
      [true, 'Messages sent', 500, number],
      [true, 'Reports', 3, number],
      [false, 'Reports', 2, number],
    ]));
    expect(billed).toHaveLength(4);
    expect(await dailyAt(unbilled)).toEqual([]);
  });

  test.each(['dieBefore', 'dieAfter', 'conflict', 'lostAnswer', 'unavailable'] as const)('%s at any operation: the lines are there once', async (does) => {
    const { world } = await march(yearly);
    await world.advanceTo('2026-04-05T23:00:00.000Z');
    const due = '2026-04-06T00:00:00.000Z';
    await afterEachFault(await everyPlace(due, world.stores, (of) => of.tick(), does), due, world.stores, (faulty) => faulty.tick(), async (faulty) => {
      await faulty.advanceTo('2026-04-06T09:00:00.000Z');
      expect((await faulty.commerceRows()).filter(({ value }) => value['type'] === 'saasCharge').map(({ value }) => value['subtotal'])).toEqual(['0.00', '10.00', '0.75']);
      expect(faulty.published.filter(({ facts }) => facts.some(({ type }) => type === 'SaasUsageCharged')).length).toBeGreaterThanOrEqual(1);
    });
  });

  test.each(['dieBefore', 'dieAfter'] as const)('%s while it is bought: it is there once or not at all, with its charge', async (does) => {
    const shop = await aShop();
    await shop.buy(azurePlan, { billingCycle: 'one_time' });
    const at = '2026-03-02T11:00:00.000Z';
    const buying = async (world: typeof shop.world) => void (await world.buy('havn', shop.customer, [{ sku: signal, quantity: 1, ...monthly }]));
    await afterEachFault(await everyPlace(at, shop.world.stores, buying, does), at, shop.world.stores, buying, async (faulty) => {
      const rows = await faulty.commerceRows();
      const bought = rows.filter(({ value }) => value['kind'] === 'meteredSaas' && value['type'] === 'subscription');
      const charged = rows.filter(({ value }) => value['type'] === 'charge');
      expect([bought.length, charged.length]).toEqual(bought.length === 0 ? [0, 0] : [1, 1]);
    });
  });
});

describe('[ORD-10] importing metered SaaS', () => {
  test('[UPG-1] an offer with seats is not upgraded to it, whatever the list of targets says', async () => {
    const world = await worldWithOwnCatalogue('2026-03-02T10:00:00.000Z');
    const { call, buy, activate, subscription } = await withSignal(monthly, world);
    await importInto(world, { extras: { products: [{ productId: 'NCKANAALPL01', skuId: '0001', kind: 'saas', upgradeTargets: [signal] }], unsupportedUpgrades: [], promotions: [] } });
    const planner = await buy('NCKANAALPL01:0001', monthly);
    await activate(planner);
    expect(bodyOf(await call(`subscriptions/${planner}/transitionEligibilities?eligibilityType=immediate`))).toMatchObject({ items: [] });
    expect(refused(await call(`subscriptions/${planner}/transitions`, { method: 'POST', body: { toCatalogItemId: await world.as('havn').item('NL', signal), quantity: 1, transitionType: 'transition_only' } }))).toEqual([400, 900141]);
    expect(await subscription(planner)).toMatchObject({ offerName: 'Kanaal Planner Standard', billingType: 'license' });
  });

  const offer = { productId: 'NCFJORDSIG01', skuId: '0001', kind: 'saas', meters: [{ meterId: 'messages', name: 'Messages', unit: '1 Message', currency: 'USD', earnsCredit: false, tiers: [{ fromUnits: '0', unitPrice: '0.05' }] }] };
  const extras = (product: object) => ({ extras: { products: [product], unsupportedUpgrades: [], promotions: [] } });

  test.each([
    ['free days', { freeTrialDays: 30 }, 'metered SaaS has no free days'],
    ['seats', { maximumQuantity: 50 }, 'metered SaaS has no seats'],
    ['earned credit', { meters: [{ ...offer.meters[0], earnsCredit: true }] }, 'dimensions of SaaS earn no credit'],
  ])('with %s is refused', async (_name, members, says) => {
    const world = await worldWithOwnCatalogue('2026-03-02T10:00:00.000Z');
    await expect(importInto(world, extras({ ...offer, ...members }))).rejects.toThrow(says);
  });

  test('a new price counts from its day on; what was rated for good stays', async () => {
    const world = await worldWithOwnCatalogue('2026-03-02T10:00:00.000Z');
    const { report, used, charges, id } = await withSignal(yearly, world);
    await world.advanceTo('2026-03-21T10:00:00.000Z');
    await importInto(world, extras({ ...offer, meters: [{ ...offer.meters[0], meterId: 'reports', name: 'Reports', unit: '1 Report', tiers: [{ fromUnits: '0', unitPrice: '1' }], effectiveFrom: '2026-03-20' }] }));
    await report([used(id, 'a', 'reports', 1, '2026-03-19'), used(id, 'b', 'reports', 1, '2026-03-20')]);
    await world.advanceTo('2026-04-06T00:10:00.000Z');
    expect((await charges(id)).slice(1).toSorted()).toEqual(['usage reports 1 0.25 USD', 'usage reports 1 1.00 USD']);
  });
});

import { calendarDate } from '../../../src/kernel/calendarDate';
import { httpOver } from '../../support/httpWorld';
import { importInto, sheetText, worldWithOwnCatalogue, type SheetFields } from '../../support/ownCatalogue';
import { advanceInvoicing, booksOf, cents, centsOf, invoicingOf, type Item } from '../../support/partnerBooks';
import { operatorToken, oresund } from '../usage/overage/oresund';

/** The published examples, bought over HTTP, their months invoiced, and read from the invoices. */

const standard = 'NCBUSSTAND01:0001';
const premium = 'NCBUSPREMI01:0001';
const mail = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001';

interface Line {
  readonly sku: string;
  readonly quantity?: number;
  readonly [member: string]: unknown;
}

/** Rows of a price sheet for a SKU of the sample, in euros for NL, from before all examples. */
const priced = (sku: string, title: string, termDuration: string, billingPlan: string, unitPrice: string, more: SheetFields = {}): SheetFields => {
  const [ProductId = '', SkuId = ''] = sku.split(':');
  return { ProductTitle: title, SkuTitle: title, ProductId, SkuId, TermDuration: termDuration, BillingPlan: billingPlan, UnitPrice: unitPrice, EffectiveStartDate: '6/1/2017 12:00:00 AM', EffectiveEndDate: '12/31/9999 12:00:00 AM', ...more };
};

const aShop = async (at: string, { prices = [], extras, settings = {} }: { readonly prices?: readonly SheetFields[]; readonly extras?: unknown; readonly settings?: Readonly<Record<string, string>> } = {}) => {
  const world = await worldWithOwnCatalogue(at, settings);
  if (prices.length > 0 || extras !== undefined) await importInto(world, { ...(prices.length > 0 && { sheet: sheetText(...prices) }), ...(extras !== undefined && { extras }) });
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const books = booksOf(http, 'havn');
  const send = async (method: string, path: string, body?: object) => {
    const reply = await http(`/v1/customers/${customer}/${path}`, { method, ...(body !== undefined && { body }) });
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
    return reply.body;
  };
  const cart = async (lines: readonly Line[]) => {
    const lineItems = await Promise.all(lines.map(async ({ sku, ...line }, id) => ({ id, quantity: 10, termDuration: 'P1M', billingCycle: 'monthly', ...line, catalogItemId: await world.as('havn').item('NL', sku) })));
    return (await send('POST', 'carts', { partnerOnRecordAttestationAccepted: true, lineItems })) as { readonly id: string; readonly lineItems: readonly Item[] };
  };
  const buy = async (...lines: readonly Line[]) => {
    const { orders } = (await send('POST', `carts/${(await cart(lines)).id}/checkout`)) as { readonly orders: readonly { readonly lineItems: readonly { readonly subscriptionId: string }[] }[] };
    return orders.flatMap(({ lineItems }) => lineItems.map(({ subscriptionId }) => subscriptionId));
  };
  const patch = (id: string, body: object) => send('PATCH', `subscriptions/${id}`, body);
  const upgrade = async (id: string, sku: string, body: object) => send('POST', `subscriptions/${id}/transitions`, { toCatalogItemId: await world.as('havn').item('NL', sku), transitionType: 'transition_only', ...body });
  /** All months up to this one are invoiced. */
  const invoicedThrough = (month: string) => advanceInvoicing(world, invoicingOf(calendarDate(month)));
  const invoices = async () => {
    const all = await books.invoices();
    return Promise.all(all.map(async (invoice) => ({ ...invoice, month: invoice.billingPeriodStartDate.slice(0, 7), lines: await books.lines(invoice) })));
  };
  return { world, http, customer, books, cart, buy, patch, upgrade, invoicedThrough, invoices };
};
type Shop = Awaited<ReturnType<typeof aShop>>;

const day = (value: unknown): string => String(value).slice(0, 10);
/** As the examples print a line: type, first and last day, effective unit price, quantity, amount. */
const row = (line: Item): unknown[] => [line['chargeType'], day(line['chargeStartDate']), day(line['chargeEndDate']), line['effectiveUnitPrice'], line['billableQuantity'], line['subtotal']];

/** The invoices of these months, which add up, with what the examples print of their lines. */
const printed = async ({ invoices }: Pick<Shop, 'invoices'>): Promise<Record<string, unknown[][]>> => {
  const all = await invoices();
  for (const { lines, lineItemCount, subtotal, taxTotal, totalCharges } of all) {
    expect([lines.length, centsOf(lines, 'subtotal'), centsOf(lines, 'taxTotal'), centsOf(lines, 'totalForCustomer')]).toEqual([lineItemCount, cents(subtotal), cents(taxTotal), cents(totalCharges)]);
  }
  return Object.fromEntries(all.map(({ month, currencyCode, lines }) => [currencyCode === 'EUR' ? month : `${month} ${currencyCode}`, lines.map(row)]));
};
const totals = async ({ invoices }: Pick<Shop, 'invoices'>) => (await invoices()).map(({ month, totalCharges }) => [month, totalCharges]);

describe('[BIL-1] [BIL-2] billing examples of licences, on their invoices', () => {
  test('E1: by the month, renewed; a year by the month; a year at once', async () => {
    const monthly = await aShop('2021-06-18T10:00:00.000Z');
    await monthly.buy({ sku: standard });
    await monthly.invoicedThrough('2021-07-01');
    expect(await printed(monthly)).toEqual({ '2021-06': [['new', '2021-06-18', '2021-07-17', 10.08, 10, 100.8]], '2021-07': [['renew', '2021-07-18', '2021-08-17', 10.08, 10, 100.8]] });

    const year = await aShop('2021-06-18T10:00:00.000Z');
    const [id = ''] = await year.buy({ sku: standard, termDuration: 'P1Y' });
    await year.patch(id, { autoRenewEnabled: false });
    await year.invoicedThrough('2022-08-01');
    const lines = await printed(year);
    expect([lines['2021-06'], lines['2021-07']]).toEqual([[['new', '2021-06-18', '2021-07-17', 10.08, 10, 100.8]], [['cycleCharge', '2021-07-18', '2021-08-17', 10.08, 10, 100.8]]]);
    // §13.8: twelve lines, each on the invoice of its month, and none after the term.
    expect(await totals(year)).toEqual(Array.from({ length: 12 }, (_, nth) => [`${nth < 7 ? 2021 : 2022}-${String(((nth + 5) % 12) + 1).padStart(2, '0')}`, 100.8]));

    const upfront = await aShop('2021-06-18T10:00:00.000Z');
    await upfront.buy({ sku: standard, termDuration: 'P1Y', billingCycle: 'annual' });
    await upfront.invoicedThrough('2022-05-01');
    expect(await printed(upfront)).toEqual({ '2021-06': [['new', '2021-06-18', '2022-06-17', 120.96, 10, 1209.6]] });
    expect((await upfront.invoices())[0]?.lines).toMatchObject([{ billingFrequency: '', subscriptionStartDate: '2021-06-18T00:00:00Z', subscriptionEndDate: '2022-06-17T00:00:00Z' }]);
  });

  test.each([
    ['28', '2022', 5.04],
    ['29', '2024', 4.866],
  ])('[BIL-3] E2: a cycle from 21 February has %s days; what is added on 7 March is charged to its end', async (_days, year, price) => {
    const shop = await aShop(`${year}-02-21T10:00:00.000Z`);
    const [id = ''] = await shop.buy({ sku: standard, termDuration: 'P1Y' });
    await shop.world.advanceTo(`${year}-03-07T10:00:00.000Z`);
    await shop.patch(id, { quantity: 20 });
    await shop.invoicedThrough(`${year}-03-01`);
    const { [`${year}-02`]: first, [`${year}-03`]: second = [] } = await printed(shop);
    expect(first).toEqual([['new', `${year}-02-21`, `${year}-03-20`, 10.08, 10, 100.8]]);
    expect(second.map(([type, from, to, unit, quantity]) => [type, from, to, Math.round(Number(unit) * 1000) / 1000, quantity])).toEqual([
      ['addQuantity', `${year}-03-07`, `${year}-03-20`, -price, 10],
      ['addQuantity', `${year}-03-07`, `${year}-03-20`, price, 20],
      ['cycleCharge', `${year}-03-21`, `${year}-04-20`, 10.08, 20],
    ]);
  });

  test('[BIL-3] E3: two seats more on 20 June, LINE_DOWN', async () => {
    const shop = await aShop('2021-06-18T10:00:00.000Z', { settings: { NEXTTERM_ROUNDING: 'LINE_DOWN' } });
    const [id = ''] = await shop.buy({ sku: standard });
    await shop.world.advanceTo('2021-06-20T10:00:00.000Z');
    await shop.patch(id, { quantity: 12 });
    await shop.invoicedThrough('2021-06-01');
    expect(await printed(shop)).toEqual({
      '2021-06': [
        ['new', '2021-06-18', '2021-07-17', 10.08, 10, 100.8],
        ['addQuantity', '2021-06-20', '2021-07-17', -9.408, 10, -94.08],
        ['addQuantity', '2021-06-20', '2021-07-17', 9.408, 12, 112.89],
      ],
    });
    expect(await totals(shop)).toEqual([['2021-06', 119.61]]);
  });

  test.each([
    ['UNIT_DOWN', -94.2, 6.6],
    ['LINE_DOWN', -94.29, 6.51],
  ])('[SUB-5] [BIL-5] E4: cancelled on the third day, %s', async (rounding, back, total) => {
    const shop = await aShop('2021-07-15T10:00:00.000Z', { settings: { NEXTTERM_ROUNDING: rounding } });
    const [id = ''] = await shop.buy({ sku: standard });
    await shop.world.advanceTo('2021-07-17T10:00:00.000Z');
    await shop.patch(id, { status: 'deleted' });
    await shop.invoicedThrough('2021-08-01');
    // The price is stored as it is, 10.08 × 29 ÷ 31; the example prints it cut.
    expect(await printed(shop)).toEqual({ '2021-07': [['new', '2021-07-15', '2021-08-14', 10.08, 10, 100.8], ['cancelImmediate', '2021-07-17', '2021-08-14', expect.closeTo(-9.4297, 4), 10, back]] });
    expect(await totals(shop)).toEqual([['2021-07', total]]);
  });

  test.each([
    ['UNIT_DOWN', -2316, 1476, 2184],
    ['LINE_DOWN', -2318.4, 1478.9, 2184.5],
  ])('[UPG-4] [BIL-5] E5: all seats upgraded after a week, %s', async (rounding, back, charged, total) => {
    const shop = await aShop('2021-06-18T10:00:00.000Z', { settings: { NEXTTERM_ROUNDING: rounding }, prices: [priced(premium, 'Microsoft 365 Business Premium', 'P1M', 'Monthly', '6.43', { EffectiveStartDate: '6/1/2021 12:00:00 AM' })] });
    const [id = ''] = await shop.buy({ sku: standard, quantity: 300 });
    await shop.world.advanceTo('2021-06-25T10:00:00.000Z');
    await shop.upgrade(id, premium, { quantity: 300 });
    await shop.invoicedThrough('2021-06-01');
    const span = ['2021-06-25', '2021-07-17'];
    expect(await printed(shop)).toEqual({
      '2021-06': [
        ['new', '2021-06-18', '2021-07-17', 10.08, 300, 3024],
        ['convert', ...span, expect.closeTo(-7.728, 4), 300, back],
        ['convert', ...span, expect.closeTo(4.9297, 4), 300, charged],
      ],
    });
    const [{ lines = [] } = {}] = await shop.invoices();
    expect(lines.map(({ productId }) => productId)).toEqual(['NCBUSSTAND01', 'NCBUSSTAND01', 'NCBUSPREMI01']);
    expect(lines.map(({ subscriptionId }) => subscriptionId)).toEqual([id, id, id]);
    expect(lines[1]?.['referenceId']).toBe(lines[2]?.['referenceId']);
    expect(lines[0]?.['referenceId']).not.toBe(lines[1]?.['referenceId']);
    expect(await totals(shop)).toEqual([['2021-06', total]]);
  });

  test('[TRI-4] E6: a trial turned paid on its first day: zero, zero and the price', async () => {
    const shop = await aShop('2021-06-25T10:00:00.000Z', { prices: [priced(premium, 'Microsoft 365 Business Premium', 'P1Y', 'Monthly', '631.32', { EffectiveStartDate: '6/1/2021 12:00:00 AM' })] });
    const [id = ''] = await shop.buy({ sku: 'NCBUSPREMI01:0002', quantity: 25, billingCycle: 'none' });
    await shop.upgrade(id, premium, { quantity: 25, termDuration: 'P1Y', billingCycle: 'monthly' });
    await shop.invoicedThrough('2021-06-01');
    const span = ['2021-06-25', '2021-07-24'];
    expect(await printed(shop)).toEqual({ '2021-06': [['new', ...span, 0, 25, 0], ['convert', ...span, 0, 25, 0], ['convert', ...span, 52.61, 25, 1315.25]] });
    const [{ lines = [] } = {}] = await shop.invoices();
    expect(lines.map(({ productQualifiers }) => productQualifiers)).toEqual(['["Trial"]', '["Trial"]', '[]']);
    expect(await totals(shop)).toEqual([['2021-06', 1315.25]]);
  });

  test('E9: from annual to monthly at the second year of three', async () => {
    const title = 'Microsoft 365 Business Premium';
    const from = { EffectiveStartDate: '6/1/2021 12:00:00 AM' };
    const shop = await aShop('2021-09-20T10:00:00.000Z', { prices: [priced(premium, title, 'P3Y', 'Annual', '750', from), priced(premium, title, 'P3Y', 'Monthly', '720', from)] });
    const [id = ''] = await shop.buy({ sku: premium, termDuration: 'P3Y', billingCycle: 'annual' });
    await shop.world.advanceTo('2022-03-01T10:00:00.000Z');
    const [productId, skuId, availabilityId] = (await shop.world.as('havn').item('NL', premium)).split(':');
    await shop.patch(id, { nextChargeInstructions: { product: { productId, skuId, availabilityId, termDuration: 'P3Y', billingCycle: 'monthly' } } });
    await shop.invoicedThrough('2022-09-01');
    expect(await printed(shop)).toEqual({ '2021-09': [['new', '2021-09-20', '2022-09-19', 250, 10, 2500]], '2022-09': [['changeBillingPlan', '2022-09-20', '2022-10-19', 20, 10, 200]] });
    const lines = (await shop.invoices()).flatMap((invoice) => invoice.lines);
    expect(lines.map(({ billingFrequency, subscriptionStartDate, subscriptionEndDate }) => [billingFrequency, day(subscriptionStartDate), day(subscriptionEndDate)])).toEqual([['Annual', '2021-09-20', '2024-09-19'], ['Monthly', '2021-09-20', '2024-09-19']]);
  });

  test.each([
    ['2021-01-31', '2021-02-27', '2021-02-28'],
    ['2021-05-31', '2021-06-29', '2021-06-30'],
    ['2021-07-31', '2021-08-30', '2021-08-31'],
  ])('E10: by the month from %s to %s, renewed on %s', async (start, end, renews) => {
    const shop = await aShop(`${start}T10:00:00.000Z`);
    await shop.buy({ sku: standard });
    await shop.invoicedThrough(`${renews.slice(0, 7)}-01`);
    const { [start.slice(0, 7)]: first, [renews.slice(0, 7)]: second } = await printed(shop);
    expect(first).toEqual([['new', start, end, 10.08, 10, 100.8]]);
    expect(second?.[0]?.slice(0, 2)).toEqual(['renew', renews]);
  });

  test('E11: a year by the month from 31 January: one line on each invoice', async () => {
    const shop = await aShop('2021-01-31T10:00:00.000Z');
    await shop.buy({ sku: standard, termDuration: 'P1Y' });
    await shop.invoicedThrough('2021-12-01');
    const starts = ['01-31', '02-28', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-31'];
    const ends = ['2021-02-27', '2021-03-30', '2021-04-29', '2021-05-30', '2021-06-29', '2021-07-30', '2021-08-30', '2021-09-29', '2021-10-30', '2021-11-29', '2021-12-30', '2022-01-30'];
    expect(await printed(shop)).toEqual(Object.fromEntries(starts.map((start, nth) => [`2021-${start.slice(0, 2)}`, [[nth === 0 ? 'new' : 'cycleCharge', `2021-${start}`, ends[nth], 10.08, 10, 100.8]]])));
  });

  test.each([
    ['three years to the end of a year that runs', 'P3Y', 'triennial', '2022-07-01', '2024-10-01', '2024-10-02', '2027-10-01'],
    ['a year to the end of a month', 'P1Y', 'annual', '2022-07-15', '2023-06-30', '2023-07-01', '2024-06-30'],
    ['a month to its last day', 'P1M', 'monthly', '2022-07-15', '2022-07-31', '2022-08-01', '2022-08-31'],
  ])('[ORD-8] E12: %s: the first term is short, the next is whole', async (_name, termDuration, billingCycle, start, end, next, nextEnd) => {
    const shop = await aShop(`${termDuration === 'P3Y' ? '2021-10-02' : start}T10:00:00.000Z`);
    if (termDuration === 'P3Y') await shop.buy({ sku: 'NCBUSBASIC01:0001', termDuration: 'P1Y', billingCycle: 'annual' });
    await shop.world.advanceTo(`${start}T10:00:00.000Z`);
    const [id = ''] = await shop.buy({ sku: standard, termDuration, billingCycle, customTermEndDate: `${end}T00:00:00Z` });
    await shop.invoicedThrough(`${next.slice(0, 7)}-01`);
    const lines = (await shop.invoices()).flatMap((invoice) => invoice.lines.map((line) => ({ ...line, month: invoice.month }))).filter(({ subscriptionId }: Item) => subscriptionId === id);
    expect(lines.map((line: Item) => [line['month'], line['chargeType'], day(line['chargeStartDate']), day(line['chargeEndDate']), day(line['subscriptionEndDate'])])).toEqual([
      [start.slice(0, 7), 'new', start, end, end],
      [next.slice(0, 7), 'renew', next, nextEnd, nextEnd],
    ]);
  });

  test('[CAT-5] E13: ten percent off 16 by a promotion, fifty seats', async () => {
    const promotion = {
      id: 'PRWERKPLEK01:0001:PRVOORJAAR01', name: 'Spring', description: '10 % off', market: 'NL', segment: 'commercial', startDate: '2021-05-01T00:00:00.000Z', endDate: '2021-05-31T23:59:59.000Z', autoApplicable: true,
      requiredProducts: [{ productId: 'NCBUSPREMI01', skuId: '0001', termDuration: 'P1Y', billingCycle: 'monthly', percentDiscount: '0.1' }], constraints: {},
    };
    const shop = await aShop('2021-05-20T10:00:00.000Z', { prices: [priced(premium, 'Microsoft 365 Business Premium', 'P1Y', 'Monthly', '192', { EffectiveStartDate: '5/1/2021 12:00:00 AM' })], extras: { products: [], unsupportedUpgrades: [], promotions: [promotion] } });
    await shop.buy({ sku: premium, quantity: 50, termDuration: 'P1Y' });
    await shop.invoicedThrough('2021-05-01');
    expect(await printed(shop)).toEqual({ '2021-05': [['new', '2021-05-20', '2021-06-19', 14.4, 50, 720]] });
    expect((await shop.invoices())[0]?.lines).toMatchObject([{ unitPrice: 16, promotionId: promotion.id, priceAdjustmentDescription: '["10% promotional discount"]', subscriptionEndDate: '2022-05-19T00:00:00Z' }]);
  });

  test('[BIL-5] E17: tax of 10 % by the line is 2.01, and so it is on the invoice', async () => {
    const basic = 'NCBUSBASIC01:0001';
    const from = { EffectiveStartDate: '6/1/2021 12:00:00 AM' };
    const prices = [priced(premium, 'Microsoft 365 Business Premium', 'P1M', 'Monthly', '9.75', from), priced(basic, 'Microsoft 365 Business Basic', 'P1M', 'Monthly', '10.25', from)];
    const shop = await aShop('2021-06-18T10:00:00.000Z', { prices, settings: { NEXTTERM_TAX_PERCENT: 'NL=10' } });
    await shop.buy({ sku: premium, quantity: 1 }, { sku: basic, quantity: 1 });
    await shop.invoicedThrough('2021-06-01');
    const [invoice] = await shop.invoices();
    expect(invoice?.lines.map(({ subtotal, taxTotal, totalForCustomer }) => [subtotal, taxTotal, totalForCustomer]).toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([[10.25, 1.03, 11.28], [9.75, 0.98, 10.73]].toReversed());
    expect(invoice).toMatchObject({ subtotal: 20, taxTotal: 2.01, totalCharges: 22.01 });
  });

  test('E18: one seat for a month costs in the cart what its invoice comes to', async () => {
    const shop = await aShop('2021-06-18T10:00:00.000Z', { prices: [priced(premium, 'Microsoft 365 Business Premium', 'P1M', 'Monthly', '36.48', { EffectiveStartDate: '6/1/2021 12:00:00 AM' })] });
    const line = { sku: premium, quantity: 1 };
    expect((await shop.cart([line])).lineItems).toMatchObject([{ pricing: { listPrice: 36.48, discountedPrice: 36.48, proratedPrice: 36.48, price: 36.48, extendedPrice: 36.48 } }]);
    await shop.buy(line);
    await shop.invoicedThrough('2021-06-01');
    expect(await printed(shop)).toEqual({ '2021-06': [['new', '2021-06-18', '2021-07-17', 36.48, 1, 36.48]] });
    expect(await totals(shop)).toEqual([['2021-06', 36.48]]);
  });
});

describe('[CAN-4] [ORD-6] billing examples of SaaS, on their invoices', () => {
  const everywhere = { Publisher: 'Fjord Analytics AS' };

  test('E7: thirty free days, then two a month', async () => {
    const insight = 'NCFJORDINS01:0001';
    const shop = await aShop('2021-06-10T10:00:00.000Z', { prices: [priced(insight, 'Fjord Insights', 'P1M', 'Monthly', '2', { ...everywhere, EffectiveStartDate: '6/1/2021 12:00:00 AM' })] });
    await shop.buy({ sku: insight, quantity: 1, billingCycle: 'none', renewsTo: { termDuration: 'P1M' } });
    await shop.invoicedThrough('2021-07-01');
    expect(await printed(shop)).toEqual({ '2021-06': [['new', '2021-06-10', '2021-07-09', 0, 1, 0]], '2021-07': [['renew', '2021-07-10', '2021-08-09', 2, 1, 2]] });
    expect(await totals(shop)).toEqual([['2021-06', 0], ['2021-07', 2]]);
  });

  const planner = 'NCKANAALPL01:0001';
  const bought = async (at: string) => {
    const shop = await aShop(at, { prices: [priced(planner, 'Kanaal Planner', 'P1M', 'Monthly', '1', { ...everywhere, EffectiveStartDate: '6/1/2021 12:00:00 AM' })] });
    const [id = ''] = await shop.buy({ sku: planner });
    return { ...shop, id };
  };

  test('E8: bought and cancelled on one day comes to nothing', async () => {
    const shop = await bought('2021-06-10T10:00:00.000Z');
    await shop.patch(shop.id, { status: 'deleted' });
    await shop.invoicedThrough('2021-07-01');
    expect(await printed(shop)).toEqual({ '2021-06': [['new', '2021-06-10', '2021-07-09', 1, 10, 10], ['cancelImmediate', '2021-06-10', '2021-07-09', -1, 10, -10]] });
    expect(await totals(shop)).toEqual([['2021-06', 0]]);
  });

  test('a full credit after midnight of the last day of the month is on the next invoice, a credit note', async () => {
    const shop = await bought('2021-06-30T20:00:00.000Z');
    await shop.world.advanceTo('2021-07-01T19:59:59.999Z');
    await shop.patch(shop.id, { status: 'deleted' });
    await shop.invoicedThrough('2021-07-01');
    expect((await printed(shop))['2021-07']).toEqual([['cancelImmediate', '2021-06-30', '2021-07-29', -1, 10, -10]]);
    expect((await shop.invoices()).map(({ month, documentType, totalCharges }) => [month, documentType, totalCharges])).toEqual([['2021-06', 'invoice', 10], ['2021-07', 'credit_note', -10]]);
  });

  test('[CAN-5] a full credit of a year, on the fourteenth day, is on the next invoice', async () => {
    const shop = await aShop('2021-06-20T10:00:00.000Z');
    const [id = ''] = await shop.buy({ sku: planner, termDuration: 'P1Y', billingCycle: 'annual' });
    await shop.world.advanceTo('2021-07-04T09:59:59.999Z');
    await shop.patch(id, { status: 'deleted' });
    await shop.invoicedThrough('2021-07-01');
    expect((await shop.invoices()).map(({ month, documentType, totalCharges }) => [month, documentType, totalCharges])).toEqual([['2021-06', 'invoice', 432], ['2021-07', 'credit_note', -432]]);
  });
});

describe('[MIG-1] billing examples of traditional licences, on their invoices', () => {
  const at = async (cycle: string) => {
    const prices = ['monthly', 'annual'].map((billingCycle) => ({ market: 'NL', currency: 'EUR', segment: 'commercial', termDuration: 'P1Y', billingCycle, unitPrice: '48.00', erpPrice: '60.00' }));
    const product = { productId: mail.split(':')[0], skuId: '0001', kind: 'traditional', title: 'Exchange Online (Plan 1)', publisherName: 'Microsoft Corporation', maximumQuantity: 10000, prices };
    const shop = await aShop('2018-01-13T10:00:00.000Z', { extras: { products: [product], unsupportedUpgrades: [], promotions: [] } });
    const [id = ''] = await shop.buy({ sku: mail, quantity: 1, termDuration: 'P1Y', billingCycle: cycle });
    await shop.world.advanceTo('2018-02-01T10:00:00.000Z');
    return { ...shop, id };
  };

  test('T1: a second seat from 1 February: the cycle as charged, its days before, its days after; then both', async () => {
    const shop = await at('monthly');
    await shop.patch(shop.id, { quantity: 2 });
    await shop.invoicedThrough('2018-02-01');
    expect(await printed(shop)).toEqual({
      '2018-01': [['Cycle fee', '2018-01-13', '2018-02-12', 4, 1, 4]],
      '2018-02': [
        ['Cycle Instance Prorate', '2018-01-13', '2018-02-12', -4, 1, -4],
        ['Cycle Instance Prorate', '2018-01-13', '2018-01-31', expect.closeTo(2.4516, 4), 1, 2.45],
        ['Cycle Instance Prorate', '2018-02-01', '2018-02-12', expect.closeTo(1.5484, 4), 2, 3.1],
        ['Cycle fee', '2018-02-13', '2018-03-12', 4, 2, 8],
      ],
    });
    expect(await totals(shop)).toEqual([['2018-01', 4], ['2018-02', 9.55]]);
  });

  test('[MIG-2] T2: suspended on 1 February, all of the cycle comes back', async () => {
    const shop = await at('monthly');
    await shop.patch(shop.id, { status: 'suspended' });
    await shop.invoicedThrough('2018-03-01');
    expect(await printed(shop)).toEqual({ '2018-01': [['Cycle fee', '2018-01-13', '2018-02-12', 4, 1, 4]], '2018-02': [['Cancel fee', '2018-01-13', '2018-02-12', -4, 1, -4]] });
    expect((await shop.invoices()).map(({ documentType }) => documentType)).toEqual(['invoice', 'credit_note']);
  });

  test('T3: a year at once, a second seat from 1 February', async () => {
    const shop = await at('annual');
    await shop.patch(shop.id, { quantity: 2 });
    await shop.invoicedThrough('2018-02-01');
    expect(await printed(shop)).toEqual({
      '2018-01': [['Prorate fees when purchase', '2018-01-13', '2019-01-12', 48, 1, 48]],
      '2018-02': [
        ['Cycle Instance Prorate', '2018-01-13', '2019-01-12', -48, 1, -48],
        ['Cycle Instance Prorate', '2018-01-13', '2018-01-31', 2.47, 1, 2.47],
        ['Cycle Instance Prorate', '2018-02-01', '2019-01-12', 44.98, 2, 89.96],
      ],
    });
  });
});

describe('[AZP-4] [OVG-7] billing examples of usage, on their invoices', () => {
  const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';
  const ingestion = '08f1aab1-9c6f-4607-a741-931e75357d63';

  const used = async (extras?: unknown, sheet?: string) => {
    const start = '2026-08-01T10:00:00.000Z';
    const world = await worldWithOwnCatalogue(start);
    if (extras !== undefined || sheet !== undefined) await importInto(world, { extras, ...(sheet !== undefined && { sheet }) });
    const made = await oresund(start, world);
    const http = httpOver(world);
    const books = booksOf(http, 'havn');
    const report = async (...reports: readonly object[]) => {
      const { body } = await http(`/nextterm/v1/customers/${made.customerId}/usage`, { method: 'POST', caller: operatorToken, body: { reports } });
      expect((body as { items: { status: string }[] }).items.map(({ status }) => status)).toEqual(reports.map(() => 'accepted'));
    };
    const reading = (meterId: string, date: string, quantity: string) => ({ reportId: `${meterId}-${date}`, azureSubscriptionId: made.azureOfHavn, meterId, date, quantity });
    const usageOf = async (month: string) => {
      await advanceInvoicing(world, invoicingOf(calendarDate(month)));
      return Promise.all((await books.invoices()).map(async (invoice) => ({ ...invoice, lines: (await books.lines(invoice)).filter(({ unitType }) => unitType !== ''), daily: await books.lines(invoice, 'usage_line_items') })));
    };
    return { ...made, http, report, reading, usageOf };
  };
  const ofMeter = (invoices: Awaited<ReturnType<Awaited<ReturnType<typeof used>>['usageOf']>>, meter: string) => invoices.flatMap(({ lines }) => lines).filter(({ availabilityId }) => availabilityId === meter);

  test.each([
    [[['2026-08-03', '29']], 29, 21.39, 0.737586206896552],
    [[['2026-08-03', '29'], ['2026-08-25', '526.950039']], 555.950039, 410.17, 0.737782122900436],
  ] as const)('E14: hours of a machine with earned credit, %j', async (days, quantity, cost, price) => {
    const { world, report, reading, usageOf } = await used();
    for (const [date, amount] of days) {
      await world.advanceTo(`${date}T12:00:00.000Z`);
      await report(reading(hours, date, amount));
    }
    const invoices = await usageOf('2026-08-01');
    expect(ofMeter(invoices, hours)).toMatchObject([{ billableQuantity: quantity, subtotal: cost, unitPrice: 0.868, effectiveUnitPrice: expect.closeTo(price, 12) as number, currency: 'USD' }]);
  });

  test('E15: five units are free, 32 cost 2.5415 each: within a cent of the printed 81.33', async () => {
    const { world, report, reading, usageOf } = await used();
    await world.advanceTo('2026-08-03T12:00:00.000Z');
    await report(reading(ingestion, '2026-08-03', '37'));
    const lines = ofMeter(await usageOf('2026-08-01'), ingestion);
    expect(lines.map(({ unitPrice, billableQuantity, subtotal }) => [unitPrice, billableQuantity, subtotal])).toEqual([[0, 5, 0], [2.99, 32, 81.32]]);
    expect(Math.abs(centsOf(lines, 'subtotal') - 8133)).toBeLessThanOrEqual(1);
  });

  test('[BIL-1] E16: a plan of 10 with 100 minutes, of which 150 are used at 0.10: two lines, 15.00 together', async () => {
    const plan = { productId: 'NCTEAMSPHON1', skuId: '0001', kind: 'licence', overage: { service: 'PhoneServices', minutesPerLicence: 10, minutePrices: [{ market: 'SE', currency: 'EUR', unitPrice: '0.10' }] } };
    const sheet = sheetText({ ProductTitle: 'Teams Phone', SkuTitle: 'Teams Phone', ProductId: 'NCTEAMSPHON1', Market: 'SE', TermDuration: 'P1Y', BillingPlan: 'Monthly', UnitPrice: '12', EffectiveStartDate: '8/1/2026 12:00:00 AM', EffectiveEndDate: '12/31/9999 12:00:00 AM', Tags: 'License;IncludeOverage' });
    const { world, report, usageOf, ofHavn, http, customerId, ofNordlys } = await used({ products: [plan], unsupportedUpgrades: [], promotions: [] }, sheet);
    // Ten licences of one euro with ten minutes each; those of the other partner would bring more.
    expect((await http(`/v1/customers/${customerId}/subscriptions/${ofNordlys}`, { as: 'nordlys', method: 'PATCH', body: { status: 'deleted' } })).status).toBe(200);
    await world.advanceTo('2026-08-10T12:00:00.000Z');
    await report({ reportId: 'calls', service: 'PhoneServices', userId: 'u@oresundfoods.example', date: '2026-08-10', minutes: 150 });
    const [invoice] = (await usageOf('2026-08-01')).filter(({ currencyCode }) => currencyCode === 'EUR');
    expect(invoice).toMatchObject({ lineItemCount: 2, totalCharges: 15 });
    expect(invoice?.lines).toMatchObject([{ billableQuantity: 50, unitPrice: 0.1, subtotal: 5, productQualifiers: '["Overage"]' }]);
    expect(invoice?.lines[0]?.['subscriptionId']).not.toBe(ofHavn);
    expect(invoice?.daily).toMatchObject([{ quantity: 50, billingPreTaxTotal: 5 }]);
  });

  test('E21: the daily row behind an invoice is not rounded, its line is', async () => {
    const meter = { meterId: hours, name: 'Virtual Machines D4 v5', unit: '1 Hour', currency: 'USD', earnsCredit: false, tiers: [{ fromUnits: '0', unitPrice: '0.0209496384791679' }] };
    const { world, report, reading, usageOf } = await used({ products: [{ productId: 'DZH318Z0BPS6', skuId: '0001', kind: 'azure_plan', meters: [meter] }], unsupportedUpgrades: [], promotions: [] });
    await world.advanceTo('2026-08-03T12:00:00.000Z');
    await report(reading(hours, '2026-08-03', '23.200004'));
    const invoices = await usageOf('2026-08-01');
    expect(ofMeter(invoices, hours)).toMatchObject([{ subtotal: 0.48 }]);
    expect(invoices.flatMap(({ daily }) => daily)).toMatchObject([{ quantity: 23.200004, unitPrice: 0.0209496384791679, billingPreTaxTotal: 0.486031696515249, pcToBCExchangeRate: 1 }]);
  });
});

import { operatorToken, oresund } from '../usage/overage/oresund';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';

const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';
const ingestion = '08f1aab1-9c6f-4607-a741-931e75357d63';
const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;

let world: World;
let http: ReturnType<typeof httpOver>;

type Item = Record<string, unknown>;
interface Page {
  readonly items: readonly Item[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

const path = (type: string, currency: string, more = '') => `/v1/invoices/unbilled/lineitems?provider=OneTime&invoicelineitemtype=${type}&currencycode=${currency}${more}`;
const get = (type: string, currency: string, more = '', call: Call = {}) => http(path(type, currency, more), call);
const billing = async (currency: string, more = '', call: Call = {}) => ((await get('billinglineitems', currency, more, call)).body as Page).items;
const daily = async (currency: string, more = '', call: Call = {}) => ((await get('usagelineitems', currency, more, call)).body as Page).items;

/** All pages of some size. */
const allPages = async (type: string, currency: string, size: number, more = ''): Promise<Item[]> => {
  const items: Item[] = [];
  let next: Page['links']['next'] = { uri: path(type, currency, `${more}&size=${size}`).slice(3), headers: [] };
  while (next !== undefined) {
    const page = (await http(`/v1${next.uri}`, { headers: Object.fromEntries(next.headers.map(({ key, value }) => [key, value])) })).body as Page;
    expect(page.items.length).toBeLessThanOrEqual(size);
    items.push(...page.items);
    next = page.links.next;
  }
  return items;
};

const begin = async (at: string) => {
  world = await World.at(at);
  http = httpOver(world);
};

describe('[BIL-4] licences that are not invoiced yet', () => {
  test('billing examples E1 and E3 as lines of the file: every member', async () => {
    await begin('2021-06-18T10:00:00.000Z');
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [standard]);
    await world.advanceTo('2021-06-20T10:00:00.000Z');
    await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity: 12 } });
    const items = await billing('EUR');
    expect(items.map(({ chargeType, effectiveUnitPrice, billableQuantity, subtotal, chargeStartDate, chargeEndDate }) => [chargeType, effectiveUnitPrice, billableQuantity, subtotal, chargeStartDate, chargeEndDate])).toEqual([
      ['new', 10.08, 10, 100.8, '2021-06-18T00:00:00Z', '2021-07-17T00:00:00Z'],
      ['addQuantity', -9.408, 10, -94.08, '2021-06-20T00:00:00Z', '2021-07-17T00:00:00Z'],
      ['addQuantity', 9.408, 12, 112.89, '2021-06-20T00:00:00Z', '2021-07-17T00:00:00Z'],
    ]);
    const { partner } = world.as('havn');
    expect(items[0]).toEqual({
      partnerId: partner.tenantId,
      customerId: customer,
      customerName: 'Zonnebloem Installaties',
      customerDomainName: 'zonnebloeminstallaties.onmicrosoft.com',
      customerCountry: 'NL',
      invoiceNumber: '',
      mpnId: partner.partnerId,
      resellerMpnId: '0',
      orderId: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
      orderDate: '2021-06-18T10:00:00.000Z',
      productId: 'NCBUSSTAND01',
      skuId: '0001',
      availabilityId: expect.any(String) as string,
      skuName: 'Microsoft 365 Business Standard',
      productName: 'Microsoft 365 Business Standard',
      chargeType: 'new',
      unitPrice: 10.08,
      quantity: 10,
      sign: 1,
      subtotal: 100.8,
      taxTotal: 0,
      totalForCustomer: 100.8,
      currency: 'EUR',
      priceAdjustmentDescription: '[]',
      publisherName: 'Microsoft Corporation',
      publisherId: '',
      subscriptionDescription: expect.any(String) as string,
      subscriptionId: id,
      chargeStartDate: '2021-06-18T00:00:00Z',
      chargeEndDate: '2021-07-17T00:00:00Z',
      termAndBillingCycle: 'One-Month commitment for monthly billing',
      effectiveUnitPrice: 10.08,
      unitType: '',
      alternateId: items[0]?.['orderId'],
      billableQuantity: 10,
      billingFrequency: '',
      pricingCurrency: 'EUR',
      pcToBCExchangeRate: 1,
      pcToBCExchangeRateDate: '2021-07-17T00:00:00Z',
      meterDescription: '',
      reservationOrderId: '',
      creditReasonCode: '',
      subscriptionStartDate: '2021-06-18T00:00:00Z',
      subscriptionEndDate: '2021-07-17T00:00:00Z',
      referenceId: expect.any(String) as string,
      productQualifiers: '[]',
      promotionId: '',
      entitlementId: '',
      entitlementDescription: '',
      discountDetails: '',
      invoiceLineItemType: 'billing_line_items',
      billingProvider: 'one_time',
      attributes: { objectType: 'OneTimeInvoiceLineItem' },
    });
  });

  test('by the calendar month of the event, in one currency, and the caller’s own alone', async () => {
    await begin('2021-06-18T10:00:00.000Z');
    await world.buy('havn', world.customer('Zonnebloem'), [standard]);
    await world.advanceTo('2021-06-30T23:59:59.999Z');
    expect([(await billing('EUR')).length, (await billing('EUR', '&period=previous')).length, (await billing('SEK')).length]).toEqual([1, 0, 0]);
    await world.advanceTo('2021-07-01T00:00:00.000Z');
    expect([(await billing('EUR')).length, (await billing('EUR', '&period=previous')).length]).toEqual([0, 1]);
    expect(await billing('EUR', '&period=previous', { as: 'nordlys' })).toEqual([]);
    await world.advanceTo('2021-07-18T00:00:00.000Z');
    expect((await billing('EUR')).map(({ chargeType }) => chargeType)).toEqual(['renew']);
  });

  test('a year billed monthly is named so; a customer that was given up stays in the books', async () => {
    await begin('2021-06-18T10:00:00.000Z');
    const customer = world.customer('Tulpveld');
    const [id = ''] = await world.buy('polder', customer, [{ ...standard, termDuration: 'P1Y' }]);
    expect(await billing('EUR', '', { as: 'polder' })).toMatchObject([{ billingFrequency: 'Monthly', termAndBillingCycle: 'One-Year commitment for monthly billing' }]);
    await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', as: 'polder', body: { status: 'deleted' } });
    expect((await http(`/v1/customers/${customer}`, { method: 'PATCH', as: 'polder', body: { relationshipToPartner: 'none' } })).status).toBe(200);
    expect((await billing('EUR', '', { as: 'polder' })).map(({ chargeType }) => chargeType)).toEqual(['new', 'cancelImmediate']);
  });

  test.each([1, 2, 3, 7])('in pages of %i over many customers: none twice, none missing', async (size) => {
    await begin('2021-06-18T10:00:00.000Z');
    for (const name of ['Zonnebloem', 'Grachtenpand', 'Oresund']) await world.buy('havn', world.customer(name), [standard, { ...standard, quantity: 2 }]);
    const whole = await billing('EUR');
    expect(whole).toHaveLength(6);
    expect(await allPages('billinglineitems', 'EUR', size)).toEqual(whole);
    expect(whole.map(({ customerId }) => customerId)).toEqual(whole.map(({ customerId }) => customerId).toSorted());
  });

  test('what is not sound is refused', async () => {
    await begin('2021-06-18T10:00:00.000Z');
    const sound = 'provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR';
    const unsound = ['provider=office&invoicelineitemtype=billinglineitems&currencycode=EUR', 'provider=onetime&invoicelineitemtype=lines&currencycode=EUR', 'provider=onetime&invoicelineitemtype=billinglineitems', `${sound}O`, `${sound}&period=next`, `${sound}&size=-1`, `${sound}&seekOperation=Next`, `${sound}&taxpercent=-1`];
    for (const query of unsound) expect((await http(`/v1/invoices/unbilled/lineitems?${query}`)).status).toBe(400);
    expect((await http(`/v1/invoices/unbilled/lineitems?${sound}&size=2001`)).status).toBe(200);
    for (const [role, status] of [['billing_admin', 200], ['admin_agent', 200], ['global_admin', 200], ['sales_agent', 403], ['helpdesk_agent', 403]] as const) {
      expect((await http(`/v1/invoices/unbilled/lineitems?${sound}`, { roles: [role] })).status).toBe(status);
    }
  });

  test('of all providers: the same lines, and so its next page', async () => {
    await begin('2021-06-18T10:00:00.000Z');
    await world.buy('havn', world.customer('Zonnebloem'), [standard, { ...standard, friendlyName: 'second' }]);
    const all = '/v1/invoices/unbilled/lineitems?provider=all&invoicelineitemtype=billinglineitems&currencycode=EUR';
    const whole = (await http(all)).body as Page;
    expect([whole.items.length, whole.items]).toEqual([2, await billing('EUR')]);
    const first = (await http(`${all}&size=1`)).body as Page;
    expect(first.links.next?.uri).toContain('provider=all&');
    const headers = Object.fromEntries((first.links.next?.headers ?? []).map(({ key, value }) => [key, value]));
    const second = (await http(`/v1${first.links.next?.uri}`, { headers })).body as Page;
    expect([...first.items, ...second.items]).toEqual(whole.items);
  });

  test('taxed on request: each line by itself', async () => {
    await begin('2021-06-18T10:00:00.000Z');
    await world.buy('havn', world.customer('Zonnebloem'), [standard]);
    expect(await billing('EUR', '&taxPercent=21')).toMatchObject([{ subtotal: 100.8, taxTotal: 21.17, totalForCustomer: 121.97 }]);
  });

  test('as a file: the published headings once over all pages, American dates, exact decimals, nothing that a spreadsheet would run', async () => {
    await begin('2021-06-18T10:00:00.000Z');
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [standard]);
    await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { friendlyName: '=cmd("calc"), A1' } });
    await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity: 12 } });
    const csv = { Accept: 'text/csv' };
    const whole = await get('billinglineitems', 'EUR', '', { headers: csv });
    expect(whole).toMatchObject({ status: 200, headers: { 'Content-Type': 'text/csv; charset=utf-8' } });
    const [header = '', first = '', renamed = ''] = whole.text.split('\r\n');
    expect(header.split(',').slice(0, 12)).toEqual(['PartnerId', 'CustomerId', 'CustomerName', 'CustomerDomainName', 'CustomerCountry', 'InvoiceNumber', 'MpnId', 'ResellerMpnId', 'OrderId', 'OrderDate', 'ProductId', 'SkuId']);
    expect(first).toContain(',6/18/2021,');
    // A line keeps the name that the subscription had when it was charged.
    expect(first).toContain(',Microsoft 365 Business Standard,' + id);
    expect(renamed).toContain(`,"'=cmd(""calc""), A1",${id}`);
    expect(whole.text).toContain(',-100.80,');
    const one = await get('billinglineitems', 'EUR', '&size=1', { headers: csv });
    const rest = await get('billinglineitems', 'EUR', '&size=1&seekOperation=Next', { headers: { ...csv, 'MS-ContinuationToken': one.headers['MS-ContinuationToken'] ?? '' } });
    expect(rest.text).not.toContain('PartnerId');
    expect(whole.text.startsWith(one.text + rest.text)).toBe(true);
  });
});

describe('[AZP-4] [OVG-7] [BIL-4] usage in the reconciliation lines', () => {
  let customerId: string;
  let azureOfHavn: string;

  beforeEach(async () => {
    ({ world, customerId, azureOfHavn } = await oresund());
    http = httpOver(world);
  });

  const reported = (reports: readonly object[]) => http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', caller: operatorToken, body: { reports } });
  const reading = (reportId: string, meterId: string, quantity: string, date = '2026-03-02') => ({ reportId, azureSubscriptionId: azureOfHavn, meterId, date, quantity });
  /** Of two users, whose days are none too long. */
  const calls = (reportId: string, minutes: number, date = '2026-03-02') =>
    [Math.floor(minutes / 2), Math.ceil(minutes / 2)].map((part, user) => ({ reportId: `${reportId}${user}`, service: 'PhoneServices', userId: `user${user}@oresundfoods.example`, date, minutes: part }));
  const usageOnly = (items: readonly Item[]) => items.filter(({ unitType }) => unitType !== '');

  test('billing examples E14 and E15: a line for each meter and tier, rows by the day; the same before and after the month closes', async () => {
    await world.advanceTo('2026-03-03T10:00:00.000Z');
    await reported([reading('a', hours, '29', '2026-03-03'), reading('b', ingestion, '37', '2026-03-03')]);
    const open = usageOnly(await billing('USD'));
    const month = ['Azure plan', '2026-03-01T00:00:00Z', '2026-03-31T00:00:00Z', ''];
    expect(open.map((item) => ['unitPrice', 'billableQuantity', 'subtotal', 'subscriptionDescription', 'chargeStartDate', 'chargeEndDate', 'termAndBillingCycle'].map((name) => item[name]))).toEqual(
      expect.arrayContaining([[0.868, 29, 21.39, ...month], [0, 5, 0, ...month], [2.99, 32, 81.32, ...month]]),
    );
    expect(open).toHaveLength(3);
    expect(open.find(({ unitPrice }) => unitPrice === 0.868)).toMatchObject({ priceAdjustmentDescription: '["15.0% Partner earned credit for services managed"]', entitlementId: azureOfHavn });
    const rows = await daily('USD');
    expect(rows.find(({ unitPrice }) => unitPrice === 0.868)).toMatchObject({
      usageDate: '2026-03-03T00:00:00Z',
      quantity: 29,
      effectiveUnitPrice: 0.7378,
      billingPreTaxTotal: 21.3962,
      pricingPreTaxTotal: 21.3962,
      rateOfPartnerEarnedCredit: 0.15,
      hasPartnerEarnedCredit: true,
      creditType: 'Partner Earned Credit Applied',
      entitlementId: azureOfHavn,
      invoiceLineItemType: 'usage_line_items',
      attributes: { objectType: 'DailyRatedUsageLineItem' },
    });
    await world.advanceTo('2026-04-06T00:10:00.000Z');
    const closed = usageOnly(await billing('USD', '&period=previous'));
    const amounts = (items: readonly Item[]) => items.map(({ unitPrice, billableQuantity, subtotal, referenceId }) => [unitPrice, billableQuantity, subtotal, referenceId]);
    expect(amounts(closed)).toEqual(amounts(open));
    expect(await daily('USD', '&period=previous')).toEqual(rows);
    expect(usageOnly(await billing('USD'))).toEqual([]);
  });

  test('the unrounded rows of a meter add up to its lines, by less than a cent for each', async () => {
    await world.advanceTo('2026-03-20T10:00:00.000Z');
    await reported([3, 7, 11, 19].map((day) => reading(`day${day}`, hours, `${day}.3337`, `2026-03-${String(day).padStart(2, '0')}`)));
    const sum = (items: readonly Item[], member: string) => items.reduce((total, item) => total + Number(item[member]), 0);
    expect(await daily('USD')).toHaveLength(4);
    const difference = sum(await daily('USD'), 'billingPreTaxTotal') - sum(usageOnly(await billing('USD')), 'subtotal');
    expect(difference).toBeGreaterThanOrEqual(0);
    expect(difference).toBeLessThan(0.01);
  });

  test('only rows with earned credit, or without', async () => {
    await world.advanceTo('2026-03-03T10:00:00.000Z');
    await reported([reading('a', hours, '1', '2026-03-03'), reading('b', 'f7a5d63a-6eea-48f7-a130-15514e295972', '37', '2026-03-02')]);
    const [credited, not] = [await daily('USD', '&hasPartnerEarnedCredit=true'), await daily('USD', '&hasPartnerEarnedCredit=false')];
    expect([credited.length > 0, not.length > 0, credited.length + not.length]).toEqual([true, true, (await daily('USD')).length]);
    expect(credited.every(({ hasPartnerEarnedCredit }) => hasPartnerEarnedCredit === true)).toBe(true);
    expect(not.every(({ rateOfPartnerEarnedCredit }) => rateOfPartnerEarnedCredit === 0)).toBe(true);
  });

  test('[OVG-1] the 120th minute of a licence is included, the 121st is overage: a line of its own, marked, with the assigned subscription, without discount or credit', async () => {
    await reported(calls('a', 2400));
    expect(usageOnly(await billing('EUR'))).toEqual([]);
    await reported(calls('b', 1));
    expect(usageOnly(await billing('EUR'))).toMatchObject([{ billableQuantity: 1, unitPrice: 0.1, effectiveUnitPrice: 0.1, subtotal: 0.1, productQualifiers: '["Overage"]', entitlementId: azureOfHavn, priceAdjustmentDescription: '[]', subscriptionDescription: 'Azure plan' }]);
    expect(await daily('EUR')).toMatchObject([{ usageDate: '2026-03-02T00:00:00Z', quantity: 1, billingPreTaxTotal: 0.1, meterCategory: 'Overage', rateOfPartnerEarnedCredit: 0, creditType: 'Credit Not Applied', entitlementId: azureOfHavn }]);
    expect(usageOnly(await billing('SEK', '', { as: 'nordlys' }))).toEqual([]);
    await world.advanceTo('2026-04-06T00:10:00.000Z');
    expect(usageOnly(await billing('EUR', '&period=previous'))).toMatchObject([{ billableQuantity: 1, subtotal: 0.1, orderDate: '2026-04-06T00:00:00.000Z' }]);
  });

  test('[BIL-1] billing example E16: the licence and the usage are two lines', async () => {
    await reported(calls('a', 2450));
    const items = await billing('EUR');
    const [licence, usage] = [items.find(({ unitType }) => unitType === ''), usageOnly(items)[0]];
    expect([licence?.['chargeType'], usage?.['billableQuantity'], usage?.['subtotal']]).toEqual(['new', 50, 5]);
    expect(licence?.['subscriptionId']).not.toBe(usage?.['subscriptionId']);
  });

  test.each([1, 2, 3])('in pages of %i: licences, then usage, each once', async (size) => {
    await world.advanceTo('2026-03-03T10:00:00.000Z');
    await reported([reading('a', hours, '29', '2026-03-02'), reading('b', ingestion, '37', '2026-03-03'), reading('c', hours, '5', '2026-03-03'), ...calls('d', 2600)]);
    const simple = ({ orderDate: _, ...item }: Item) => item;
    for (const currency of ['USD', 'EUR']) {
      const whole = await billing(currency);
      expect(whole.length).toBeGreaterThan(1);
      expect((await allPages('billinglineitems', currency, size)).map(simple)).toEqual(whole.map(simple));
      expect(await allPages('usagelineitems', currency, size)).toEqual(await daily(currency));
    }
  });
});

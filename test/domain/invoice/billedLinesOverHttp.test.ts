import { setExchangeRates } from '../../../src/app/exchangeRates';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { operatorToken, oresund } from '../usage/overage/oresund';
import { invoiced, invoicedJune } from './invoicedWorld';

type Http = ReturnType<typeof httpOver>;
type Item = Record<string, unknown>;
interface Page {
  readonly items: readonly Item[];
  readonly links: { readonly self: { readonly uri: string }; readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

let world: World;
let http: Http;

const path = (type = 'billinglineitems', more = '', id = 'G000000001') => `/v1/invoices/${id}/lineitems?provider=onetime&invoicelineitemtype=${type}${more}`;
const unbilledPath = (type: string, currency: string, period = 'previous') => `/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=${type}&currencycode=${currency}&period=${period}`;
const page = async (from: string, call?: Call) => (await http(from, call)).body as Page;
const next = ({ links }: Page): { uri: string; headers: Record<string, string> } | undefined => links.next && { uri: `/v1${links.next.uri}`, headers: Object.fromEntries(links.next.headers.map(({ key, value }) => [key, value])) };
const allPages = async (from: string): Promise<Item[]> => {
  const items: Item[] = [];
  for (let at: ReturnType<typeof next> = { uri: from, headers: {} }; at !== undefined; ) {
    const each: Page = await page(at.uri, { headers: at.headers });
    items.push(...each.items);
    at = next(each);
  }
  return items;
};
const cents = (items: readonly Item[], member: string): number => items.reduce((sum, item) => sum + Math.round(Number(item[member]) * 100), 0);
const refused = (description: string) => ({ status: 400, body: { code: 800002, description: expect.stringContaining(description) as string } });

describe('[BIL-4] [BIL-2] the lines of an invoice', () => {
  let customer: string;
  beforeEach(async () => {
    ({ world, http, customer } = await invoicedJune());
  });

  test('have its number and their tax, and add up to it', async () => {
    const { items } = await page(path());
    const invoice = (await http('/v1/invoices/G000000001')).body as Item;
    expect(items.map((item) => ['invoiceNumber', 'chargeType', 'subtotal', 'taxTotal', 'totalForCustomer'].map((name) => item[name]))).toEqual([
      ['G000000001', 'new', 100.8, 21.17, 121.97],
      ['G000000001', 'addQuantity', -94.08, -19.76, -113.84],
      ['G000000001', 'addQuantity', 112.89, 23.71, 136.6],
    ]);
    expect([cents(items, 'subtotal'), cents(items, 'taxTotal'), cents(items, 'totalForCustomer'), items.length]).toEqual(['subtotal', 'taxTotal', 'totalCharges'].map((name) => Math.round(Number(invoice[name]) * 100)).concat(Number(invoice['lineItemCount'])));
    expect(items[0]).toMatchObject({ customerId: customer, invoiceLineItemType: 'billing_line_items', billingProvider: 'one_time', attributes: { objectType: 'OneTimeInvoiceLineItem' } });
    expect((await page(unbilledPath('billinglineitems', 'EUR'))).items).toEqual([]);
  });

  test('are the same by the links of the invoice, with an application\'s token, and years later', async () => {
    const { items } = await page(path());
    const { invoiceDetails } = (await http('/v1/invoices/G000000001')).body as { invoiceDetails: { links: { self: { uri: string } } }[] };
    const links = invoiceDetails.map(({ links: { self } }) => `/v1${self.uri}`);
    expect((await page(links[0] ?? '')).items).toEqual(items);
    expect((await http(links[1] ?? '')).body).toMatchObject({ totalCount: 0, items: [] });
    expect((await page(path(), { appOnly: true })).items).toEqual(items);
    await world.advanceTo('2023-07-07T00:00:00.000Z');
    expect((await page(path())).items).toEqual(items);
    expect((await page(path('billinglineitems', '', 'OneTime-g000000001'))).items).toEqual(items);
  });

  test('as a file: the columns of unbilled lines in their order, each page without a second heading', async () => {
    const csv = { Accept: 'text/csv' };
    const whole = await http(path(), { headers: csv });
    expect(whole.headers['Content-Type']).toContain('text/csv');
    const [heading = '', ...rows] = whole.text.trim().split('\r\n');
    expect(heading).toBe((await http(unbilledPath('billinglineitems', 'EUR', 'current'), { headers: csv })).text.split('\r\n')[0]);
    expect(heading.split(',').slice(0, 6)).toEqual(['PartnerId', 'CustomerId', 'CustomerName', 'CustomerDomainName', 'CustomerCountry', 'InvoiceNumber']);
    expect(rows.map((row) => row.split(',')[5])).toEqual(['G000000001', 'G000000001', 'G000000001']);
    const first = await http(path('billinglineitems', '&size=2'), { headers: csv });
    const rest = await http(path('billinglineitems', '&seekOperation=Next'), { headers: { ...csv, 'MS-ContinuationToken': first.headers['MS-ContinuationToken'] ?? '' } });
    expect(first.text + rest.text).toBe(whole.text);
  });

  test.each([1, 2])('in pages of %i, each once; a token is good for its own list alone', async (size) => {
    expect(await allPages(path('billinglineitems', `&size=${size}`))).toEqual((await page(path())).items);
    await world.advanceTo('2021-08-07T00:00:00.000Z');
    expect(await invoiced(world, calendarDate('2021-07-01'))).toEqual(['G000000002']);
    const { headers = {} } = next(await page(path('billinglineitems', `&size=${size}`))) ?? {};
    expect((await page(path('billinglineitems', '&seekOperation=Next'), { headers })).items).not.toEqual([]);
    for (const other of [path('billinglineitems', '', 'G000000002'), path('usagelineitems'), path('billinglineitems', '&currencycode=EUR'), unbilledPath('billinglineitems', 'EUR', 'current')]) {
      expect(await http(`${other}&seekOperation=Next`, { headers })).toMatchObject(refused('not a token of this collection'));
    }
  });

  test('what is of other lines is refused, never ignored', async () => {
    expect(await http(path('billinglineitems', '&period=current'))).toMatchObject(refused('period'));
    expect(await http(path('billinglineitems', '&taxPercent=25'))).toMatchObject(refused('taxPercent'));
    expect(await http(path('billinglineitems', '&hasPartnerEarnedCredit=true'))).toMatchObject(refused('hasPartnerEarnedCredit'));
    expect(await http(path('billinglineitems', '&currencycode=SEK'))).toMatchObject(refused('is in EUR, not in SEK'));
    expect((await page(path('billinglineitems', '&currencycode=eur'))).items).toHaveLength(3);
    expect(await http(`${unbilledPath('billinglineitems', 'EUR', 'current')}&hasPartnerEarnedCredit=true`)).toMatchObject(refused('hasPartnerEarnedCredit'));
    expect(await http(`${unbilledPath('usagelineitems', 'EUR', 'current')}&taxPercent=25`)).toMatchObject(refused('taxPercent'));
    for (const wrong of ['/v1/invoices/G000000001/lineitems?provider=office&invoicelineitemtype=billinglineitems', '/v1/invoices/G000000001/lineitems/OneTime/None', '/v1/invoices/G000000001/lineitems/Azure/BillingLineItems']) {
      expect(await http(wrong)).toMatchObject({ status: 400, body: { code: 900126 } });
    }
    expect(await http('/v1/invoices/G000000001/lineitems')).toMatchObject({ status: 400, body: { code: 800002 } });
  });

  test('another partner\'s, and those of a month that is not invoiced yet, are of no invoice', async () => {
    expect(await http(path(), { as: 'polder' })).toMatchObject({ status: 404, body: { code: 1000, description: 'There is no invoice G000000001.' } });
    expect(await http(path('billinglineitems', '', 'G000000002'))).toMatchObject({ status: 404, body: { code: 1000 } });
    expect(await http('/v1/invoices/unbilled/lineitems/OneTime/BillingLineItems')).toMatchObject({ status: 404 });
  });
});

describe('[AZP-4] [OVG-7] [BIL-4] the usage behind an invoice', () => {
  const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';
  const used = async (settings: Readonly<Record<string, string>> = {}) => {
    const made = await oresund('2026-03-02T10:00:00.000Z', await World.at('2026-03-02T10:00:00.000Z', undefined, undefined, settings));
    ({ world } = made);
    http = httpOver(world);
    await world.advanceTo('2026-03-03T10:00:00.000Z');
    const reading = { reportId: 'a', azureSubscriptionId: made.azureOfHavn, meterId: hours, date: '2026-03-03', quantity: '29' };
    const calls = [0, 1].map((user) => ({ reportId: `b${user}`, service: 'PhoneServices', userId: `user${user}@oresundfoods.example`, date: '2026-03-02', minutes: 1210 }));
    expect((await http(`/nextterm/v1/customers/${made.customerId}/usage`, { method: 'POST', caller: operatorToken, body: { reports: [reading, ...calls] } })).status).toBe(200);
  };

  test('a row a day, by the invoice of its lines, with its number; unbilled before and not after', async () => {
    await used();
    await world.advanceTo('2026-04-07T00:00:00.000Z');
    const currencies = ['EUR', 'USD'];
    const before = await Promise.all(currencies.map(async (currency) => (await page(unbilledPath('usagelineitems', currency))).items));
    expect(before.map(({ length }) => length)).toEqual([1, 1]);
    const ids = await invoiced(world, calendarDate('2026-03-01'));
    expect(ids).toEqual(['G000000001', 'G000000002']);
    const billed = await Promise.all(ids.map(async (id) => (await page(path('usagelineitems', '', id))).items));
    expect(billed).toEqual(before.map((items, index) => items.map((item) => ({ ...item, invoiceNumber: ids[index] }))));
    expect(billed.flat().map(({ meterCategory, usageDate }) => [meterCategory, usageDate])).toEqual([['Overage', '2026-03-02T00:00:00Z'], ['Azure', '2026-03-03T00:00:00Z']]);
    for (const currency of currencies) expect((await page(unbilledPath('usagelineitems', currency))).items).toEqual([]);
    expect((await page(path('usagelineitems', '&hasPartnerEarnedCredit=true', 'G000000002'))).items).toEqual(billed[1]);
    expect((await page(path('usagelineitems', '&hasPartnerEarnedCredit=false', 'G000000002'))).items).toEqual([]);
    expect((await http(path('usagelineitems', '', 'G000000002'), { headers: { Accept: 'text/csv' } })).text.split('\r\n')[1]).toContain('G000000002');
    expect(await allPages(path('usagelineitems', '&size=1', 'G000000002'))).toEqual(billed[1]);
  });

  test('what closes after its month was invoiced is behind the next invoice, and unbilled until then', async () => {
    await used({ NEXTTERM_INVOICE_DAY: '2' });
    await world.advanceTo('2026-04-02T00:00:00.000Z');
    expect(await invoiced(world, calendarDate('2026-03-01'))).toEqual(['G000000001']);
    expect((await page(path('usagelineitems'))).items).toEqual([]);
    await world.advanceTo('2026-04-07T00:00:00.000Z');
    expect((await page(unbilledPath('usagelineitems', 'EUR'))).items).toHaveLength(1);
    await world.advanceTo('2026-05-02T00:00:00.000Z');
    const april = await invoiced(world, calendarDate('2026-04-01'));
    const rows = (await Promise.all(april.map(async (id) => (await page(path('usagelineitems', '', id))).items))).flat();
    expect(rows.map(({ invoiceNumber, meterCategory, usageDate }) => [invoiceNumber, meterCategory, usageDate])).toEqual([['G000000002', 'Overage', '2026-03-02T00:00:00Z'], ['G000000003', 'Azure', '2026-03-03T00:00:00Z']]);
  });

  test('is billed at the rate that its lines are billed at, where one was set only after the month was closed', async () => {
    await used();
    await world.advanceTo('2026-04-06T12:00:00.000Z');
    await setExchangeRates(world.stores.Catalogue, [{ from: 'USD', to: 'EUR', month: calendarDate('2026-03-01'), rate: '0.9' }]);
    await world.advanceTo('2026-04-07T00:00:00.000Z');
    expect(await invoiced(world, calendarDate('2026-03-01'))).toEqual(['G000000001']);
    const [, metered] = (await page(path('usagelineitems'))).items.toSorted((a, b) => Number(a['billingPreTaxTotal']) - Number(b['billingPreTaxTotal']));
    // 29 × 0.868 × 0.85 = 21.3962 in dollars.
    expect(metered).toMatchObject({ billingCurrency: 'EUR', pcToBCExchangeRate: 0.9, pricingCurrency: 'USD', pricingPreTaxTotal: 21.3962, billingPreTaxTotal: 19.25658 });
  });
});

import { calendarDate } from '../../../src/kernel/calendarDate';
import { httpOver, type Call } from '../../support/httpWorld';
import { type World } from '../../support/world';
import { commandTables } from '../../support/worldStores';
import { operatorToken, oresund } from '../usage/overage/oresund';
import { invoiced } from './invoicedWorld';

type Http = ReturnType<typeof httpOver>;
interface Page {
  readonly items: readonly object[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const lines = (id = 'G000000001', more = '', type = 'billinglineitems') => `/v1/invoices/${id}/lineitems?provider=onetime&invoicelineitemtype=${type}${more}`;
const byPath = (id = 'G000000001', more = '') => `/v1/invoices/OneTime-${id}/lineitems/OneTime/BillingLineItems${more}`;
const unbilled = (period: string, more = '', type = 'billinglineitems', currency = 'EUR') => `/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=${type}&currencycode=${currency}&period=${period}${more}`;

let world: World;
let http: Http;

/** March: Havn sold several, Polder one; each has an invoice of its own, both G000000001. April runs, with lines of either. */
const twoPartners = async () => {
  ({ world } = await oresund());
  http = httpOver(world);
  for (const name of ['Zonnebloem', 'Grachtenpand']) await world.buy('havn', world.customer(name), [standard, { ...standard, quantity: 3 }]);
  await world.buy('polder', world.customer('Tulpveld'), [standard, { ...standard, quantity: 5 }]);
  await world.advanceTo('2026-04-07T00:00:00.000Z');
  for (const slug of ['havn', 'polder']) expect(await invoiced(world, calendarDate('2026-03-01'), slug)).toEqual(['G000000001']);
};

const tokenOf = async (path: string, call: Call = {}): Promise<Record<string, string>> => {
  const { links } = (await http(path, call)).body as Page;
  if (links.next === undefined) throw new Error(`${path} has one page`);
  return Object.fromEntries(links.next.headers.map(({ key, value }) => [key, value]));
};

/** The answer's status and code; nothing was stored by it. */
const refusalOf = async (path: string, call: Call = {}): Promise<readonly unknown[]> => {
  const before = await world.dump(commandTables);
  const { status, body } = await http(path, call);
  expect(await world.dump(commandTables)).toEqual(before);
  const { code, description } = body as { readonly code: unknown; readonly description: string };
  expect(description.length).toBeGreaterThan(10);
  return [status, code];
};

describe('[BIL-2] [BIL-4] what is asked for wrongly is refused with a stable code, and changes nothing', () => {
  beforeEach(twoPartners);

  test.each([
    ['the invoice', '/v1/invoices/G000000002'],
    ['its lines', lines('G000000002')],
    ['its daily usage', lines('G000000002', '', 'usagelineitems')],
  ])('a month that has not closed has no invoice: %s', async (_what, path) => {
    expect(await refusalOf(path)).toEqual([404, 1000]);
    // Once it has, it has.
    await world.advanceTo('2026-05-07T00:00:00.000Z');
    expect(await invoiced(world, calendarDate('2026-04-01'))).toContain('G000000002');
    expect((await http(path)).status).toBe(200);
  });

  test.each(['2026-04', '2026-05'])('usage of a month that has not closed, %s, was charged to nobody yet', async (month) => {
    const customer = world.customer('Oresund');
    for (const list of ['usage/charges', 'usage/azure/charges']) {
      expect(await http(`/nextterm/v1/customers/${customer}/${list}?month=${month}`)).toMatchObject({ status: 200, body: { items: [] } });
      expect(await refusalOf(`/nextterm/v1/customers/${customer}/${list}?month=${month}-01`)).toEqual([400, 800002]);
    }
  });

  test('another partner\'s invoice is none, and the same number is one\'s own', async () => {
    await world.advanceTo('2026-05-07T00:00:00.000Z');
    expect(await invoiced(world, calendarDate('2026-04-01'))).toEqual(['G000000002']);
    for (const path of ['/v1/invoices/G000000002', lines('G000000002'), byPath('G000000002'), lines('G000000002', '', 'usagelineitems')]) {
      expect((await http(path)).status).toBe(200);
      expect(await refusalOf(path, { as: 'polder' })).toEqual([404, 1000]);
      expect(await refusalOf(path, { as: 'nordlys' })).toEqual([404, 1000]);
      expect(await refusalOf(path, { caller: operatorToken })).toEqual([403, 900150]);
    }
    const own = (await http(lines(), { as: 'polder' })).body as { readonly items: readonly { readonly partnerId: string }[] };
    expect(own.items.map(({ partnerId }) => partnerId)).toEqual(own.items.map(() => world.as('polder').partner.tenantId));
    expect(own.items.length).toBe(2);
  });

  test('the page token of another list: of other lines, another period, currency, invoice, filter or partner, of what is no line, or of nothing', async () => {
    const own = await tokenOf(lines('G000000001', '&size=2'));
    const customers = await tokenOf('/v1/customers?size=1');
    await world.advanceTo('2026-04-20T00:00:00.000Z');
    const current = await tokenOf(unbilled('current', '&size=1'));
    await world.advanceTo('2026-05-07T00:00:00.000Z');
    await invoiced(world, calendarDate('2026-04-01'));
    const seek = '&seekOperation=Next';
    const refusals: [string, Record<string, string>, string?][] = [
      [lines('G000000002', seek), own],
      [lines('G000000001', seek, 'usagelineitems'), own],
      [lines('G000000001', `&currencycode=EUR${seek}`), own],
      [unbilled('current', seek), own],
      [unbilled('previous', seek), own],
      [unbilled('previous', seek), current],
      [unbilled('current', seek, 'billinglineitems', 'USD'), current],
      [unbilled('current', seek, 'usagelineitems'), current],
      [lines('G000000001', seek), current],
      [lines('G000000001', seek), customers],
      [unbilled('current', seek), customers],
      ['/v1/invoices?size=1', own],
      [lines('G000000001', seek), own, 'polder'],
      [unbilled('current', seek), current, 'polder'],
      [lines('G000000001', seek), { 'MS-ContinuationToken': 'of nothing' }],
      [lines('G000000001', seek), { 'MS-ContinuationToken': `${own['MS-ContinuationToken']?.slice(0, -3) ?? ''}abc` }],
      [lines('G000000001', seek), {}],
    ];
    for (const [path, headers, as = 'havn'] of refusals) expect([path, as, await refusalOf(path, { headers, as })]).toEqual([path, as, [400, 800002]]);
    // In its own list it is good, as JSON and as the file.
    expect((await http(lines('G000000001', seek), { headers: own })).status).toBe(200);
    expect((await http(lines('G000000001', seek), { headers: { ...own, Accept: 'text/csv' } })).status).toBe(200);
  });
});

describe('[BIL-4] a filter of another kind is refused, never ignored, and changes nothing', () => {
  beforeAll(twoPartners);

  test.each([
    ['a period of an invoice', lines('G000000001', '&period=current'), 800002],
    ['a tax of an invoice', lines('G000000001', '&taxPercent=25'), 800002],
    ['another currency than the invoice\'s', lines('G000000001', '&currencycode=SEK'), 800002],
    ['no currency at all', lines('G000000001', '&currencycode=euro'), 800002],
    ['earned credit of billing lines', lines('G000000001', '&hasPartnerEarnedCredit=true'), 800002],
    ['earned credit of open billing lines', unbilled('current', '&hasPartnerEarnedCredit=false'), 800002],
    ['tax of daily usage', unbilled('current', '&taxPercent=25', 'usagelineitems'), 800002],
    ['a period that is none', unbilled('next'), 900126],
    ['a month in place of a period', unbilled('2026-03'), 900126],
    ['another provider', '/v1/invoices/unbilled/lineitems?provider=office&invoicelineitemtype=billinglineitems&currencycode=EUR', 900126],
    ['another provider by the path', '/v1/invoices/G000000001/lineitems/Azure/BillingLineItems', 900126],
    ['another type', lines('G000000001', '', 'dailyratedusagelineitems'), 900126],
    ['less than none in a page', lines('G000000001', '&size=-1'), 800002],
  ])('%s', async (_what, path, code) => {
    const [status, given] = await refusalOf(path);
    expect([path, status, given]).toEqual([path, 400, code]);
  });
});

import { calendarDate } from '../../../src/kernel/calendarDate';
import { type httpOver } from '../../support/httpWorld';
import { type World } from '../../support/world';
import { invoiced, invoicedJune } from './invoicedWorld';

type Http = ReturnType<typeof httpOver>;
interface List {
  readonly totalCount: number;
  readonly items: readonly { readonly id: string; readonly totalCharges: number }[];
  readonly links: { readonly next?: { readonly uri: string } };
}

let world: World;
let http: Http;

beforeEach(async () => {
  ({ world, http } = await invoicedJune());
});

const list = async (query = '') => (await http(`/v1/invoices${query}`)).body as List;
const months = ['2021-07-01', '2021-08-01', '2021-09-01', '2021-10-01'].map((day) => calendarDate(day));
/** June to October, one invoice each: the subscription renews every month. */
const fiveMonths = async () => {
  await world.advanceTo('2021-11-07T00:00:00.000Z');
  for (const month of months) await invoiced(world, month);
};
const linesLink = (type: string) => ({ links: { self: { uri: `/invoices/OneTime-G000000001/lineitems/OneTime/${type}`, method: 'GET', headers: [] } }, attributes: { objectType: 'InvoiceDetail' } });

describe('[BIL-2] invoices over HTTP', () => {
  test('an invoice says its period, its sums with tax, and where its lines are', async () => {
    const { status, body } = await http('/v1/invoices/G000000001');
    expect([status, body]).toEqual([
      200,
      {
        id: 'G000000001',
        invoiceDate: '2021-07-07T00:00:00.000Z',
        billingPeriodStartDate: '2021-06-01T00:00:00Z',
        billingPeriodEndDate: '2021-06-30T00:00:00Z',
        dueDate: '2021-09-05T00:00:00Z',
        subtotal: 119.61,
        taxTotal: 25.12,
        totalCharges: 144.73,
        paidAmount: 0,
        pdfDownloadLink: '/invoices/G000000001/documents/statement',
        currencyCode: 'EUR',
        currencySymbol: '€',
        lineItemCount: 3,
        taxReceipts: [],
        invoiceDetails: [
          { invoiceLineItemType: 'billing_line_items', billingProvider: 'one_time', ...linesLink('BillingLineItems') },
          { invoiceLineItemType: 'usage_line_items', billingProvider: 'one_time', ...linesLink('UsageLineItems') },
        ],
        amendments: [],
        documentType: 'invoice',
        invoiceType: 'OneTime',
        status: 'active',
        links: { self: { uri: '/invoices/G000000001', method: 'GET', headers: [] } },
        attributes: { objectType: 'Invoice' },
      },
    ]);
    const { pdfDownloadLink: _ofOneReadById, ...listed } = body as { pdfDownloadLink: string };
    expect((await list()).items).toEqual([listed]);
  });

  test('another partner\'s is one that there is none of, and so is a number that was not given', async () => {
    const missing = { code: 1000, description: 'There is no invoice G000000001.' };
    expect(await http('/v1/invoices/G000000001', { as: 'polder' })).toMatchObject({ status: 404, body: missing });
    expect(await http('/v1/invoices/G000000002')).toMatchObject({ status: 404, body: { code: 1000 } });
    expect(await http('/v1/invoices/g000000001')).toMatchObject({ status: 200, body: { id: 'G000000001' } });
    expect((await http('/v1/invoices', { as: 'polder' })).body).toMatchObject({ totalCount: 0, items: [] });
  });

  test('the list is paged by size and offset, the oldest first, each once, and ends', async () => {
    await fiveMonths();
    const ids = ['G000000001', 'G000000002', 'G000000003', 'G000000004', 'G000000005'];
    expect((await list()).items.map(({ id }) => id)).toEqual(ids);
    expect((await list('?size=0')).items).toHaveLength(5);
    const found: string[][] = [];
    for (let next: string | undefined = '/invoices?size=2&offset=0'; next !== undefined; ) {
      const page: List = (await http(`/v1${next}`)).body as List;
      expect(page.totalCount).toBe(page.items.length);
      found.push(page.items.map(({ id }) => id));
      next = page.links.next?.uri;
    }
    expect(found.filter((page) => page.length > 0)).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    expect((await list('?offset=5')).items).toEqual([]);
    expect((await list('?offset=4')).items).toHaveLength(1);
  });

  test('a wrong size or offset, or the token of a list that is paged otherwise, is refused', async () => {
    for (const query of ['?size=-1', '?size=1.5', '?offset=-1', '?offset=x', '?offset=1000000000']) expect([query, (await http(`/v1/invoices${query}`)).status]).toEqual([query, 400]);
    expect(await http('/v1/invoices', { headers: { 'MS-ContinuationToken': 'abc' } })).toMatchObject({ status: 400, body: { code: 800002, description: expect.stringContaining('size and offset') as string } });
  });

  test('a row that cannot be read is left out of the list and said, and what is owed is not told without it', async () => {
    const tenant = world.as('havn').partner.tenantId;
    await world.stores.Invoices.commit(tenant, [{ op: 'put', key: 'invoice|G000000001', value: { type: 'invoice', id: 1 } }]);
    const reply = await http('/v1/invoices');
    expect([reply.status, (reply.body as List).items, reply.headers['NextTerm-Unreadable']]).toEqual([200, [], '1']);
    expect(await http('/v1/invoices/summaries')).toMatchObject({ status: 500, body: { code: 800094 } });
  });

  test('what is owed, in the partner\'s currency, with when it was invoiced first and last', async () => {
    await fiveMonths();
    const summary = {
      balanceAmount: Math.round(100 * (await list()).items.reduce((sum, { totalCharges }) => sum + totalCharges, 0)) / 100,
      currencyCode: 'EUR',
      currencySymbol: '€',
      accountingDate: '2021-11-07T00:00:00.000Z',
      firstInvoiceCreationDate: '2021-07-07T00:00:00.000Z',
      lastPaymentDate: '0001-01-01T00:00:00',
      lastPaymentAmount: 0,
      latestInvoiceDate: '2021-11-07T00:00:00.000Z',
    };
    const whole = { ...summary, details: [{ invoiceType: 'OneTime', summary }], links: { self: { uri: '/invoices/summary', method: 'GET', headers: [] } }, attributes: { objectType: 'InvoiceSummary' } };
    expect(summary.balanceAmount).toBeGreaterThan(144.73);
    expect((await http('/v1/invoices/summary')).body).toEqual(whole);
    expect((await http('/v1/invoices/summaries')).body).toMatchObject({ totalCount: 1, items: [whole] });
    expect((await http('/v1/invoices/summary', { as: 'polder' })).body).toMatchObject({ balanceAmount: 0, firstInvoiceCreationDate: '0001-01-01T00:00:00', latestInvoiceDate: '0001-01-01T00:00:00' });
  });

  test.each(['/v1/invoices', '/v1/invoices/G000000001', '/v1/invoices/summary', '/v1/invoices/summaries'])('[PAR-2] %s is for users, and for those who account', async (path) => {
    expect(await http(path, { appOnly: true })).toMatchObject({ status: 403, body: { code: 900329 } });
    expect(await http(path, { roles: ['sales_agent'] })).toMatchObject({ status: 403, body: { code: 900150 } });
    expect((await http(path, { roles: ['billing_admin'] })).status).toBe(200);
  });
});

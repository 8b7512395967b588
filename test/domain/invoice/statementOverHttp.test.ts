import { calendarDate } from '../../../src/kernel/calendarDate';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { rowsOf } from '../../support/worldStores';
import { invoiced, invoicedJune } from './invoicedWorld';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const STATEMENT = '/v1/invoices/G000000001/documents/statement';
const html = { headers: { Accept: 'text/html' } };

describe('[BIL-2] the statement of an invoice over HTTP', () => {
  test('is a PDF to be saved, the same bytes today and in a year, also after a restart', async () => {
    const { world, http } = await invoicedJune();
    const { status, headers, bytes = new Uint8Array() } = await http(STATEMENT);
    expect([status, headers]).toMatchObject([200, { 'Content-Type': 'application/pdf', 'Content-Disposition': 'attachment; filename=Invoice_G000000001.pdf', Vary: 'Accept' }]);
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-');
    world.sleepUntil('2022-07-07T00:00:00.000Z');
    world.restart();
    expect(Buffer.compare((await http(STATEMENT)).bytes ?? new Uint8Array(), bytes)).toBe(0);
    for (const Accept of ['*/*', 'application/json', 'application/pdf, text/html']) expect([Accept, (await http(STATEMENT, { headers: { Accept } })).headers['Content-Type']]).toEqual([Accept, 'application/pdf']);
  });

  test('is a page where one is asked for, with what the invoice comes to', async () => {
    const { http } = await invoicedJune({ NEXTTERM_TAX_PERCENT: 'NL=21,DK=25,NO=25,SE=25', NEXTTERM_INVOICE_ISSUER: 'Øresund <A/S>; Kalvebod Brygge 1' });
    const { status, headers, text } = await http('/v1/invoices/onetime-g000000001/documents/statement', html);
    expect([status, headers]).toMatchObject([200, { 'Content-Type': 'text/html; charset=utf-8', 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': expect.stringContaining("default-src 'none'") as string }]);
    for (const part of ['Øresund &lt;A/S&gt;', 'Kalvebod Brygge 1', 'Zonnebloem Installaties', '-94.08', '112.89', '119.61', '25.12', 'Total, due by 2021-09-05</td><td class="number">144.73 EUR']) expect(text).toContain(part);
  });

  test('only an invoice that is read by its id says where it is', async () => {
    const { http } = await invoicedJune();
    expect((await http('/v1/invoices/G000000001')).body).toMatchObject({ pdfDownloadLink: '/invoices/G000000001/documents/statement' });
    expect(JSON.stringify((await http('/v1/invoices')).body)).not.toContain('pdfDownloadLink');
  });

  test('another partner’s is one that there is none of; it is for users who account', async () => {
    const { http } = await invoicedJune();
    expect(await http(STATEMENT, { as: 'polder' })).toMatchObject({ status: 404, body: { code: 1000 } });
    expect(await http('/v1/invoices/G000000002/documents/statement')).toMatchObject({ status: 404, body: { code: 1000 } });
    expect(await http(STATEMENT, { appOnly: true })).toMatchObject({ status: 403, body: { code: 900329 } });
    expect(await http(STATEMENT, { roles: ['sales_agent'] })).toMatchObject({ status: 403, body: { code: 900150 } });
  });

  test('[DUE-2] a line that is lost or damaged is no statement that is wrong', async () => {
    const { world, http } = await invoicedJune();
    const row = (await rowsOf(world.stores.Ledger)).find(({ key }) => key.startsWith('line|'));
    if (row === undefined) throw new Error('There is no line');
    await world.stores.Ledger.commit(row.partition, [{ op: 'delete', key: row.key, etag: ANY_ETAG }]);
    expect(await http(STATEMENT)).toMatchObject({ status: 500, body: { code: 800094, description: expect.stringContaining('has 3 lines, and the ledger has 2') as string } });
    await world.stores.Ledger.commit(row.partition, [{ op: 'put', key: row.key, value: { type: 'ledgerLine' } }]);
    expect(await http(STATEMENT, html)).toMatchObject({ status: 500, body: { code: 800094, description: expect.stringContaining('cannot be read') as string } });
    await world.stores.Ledger.commit(row.partition, [{ op: 'put', key: row.key, value: row.value }]);
    expect((await http(STATEMENT)).status).toBe(200);
  });

  test('more lines than a statement is made from show the totals alone, and read none', async () => {
    const { world, http } = await invoicedJune();
    const partner = world.as('havn').partner.tenantId;
    const row = await world.stores.Invoices.read(partner, 'invoice|G000000001');
    await world.stores.Invoices.commit(partner, [{ op: 'put', key: 'invoice|G000000001', value: { ...row?.value, lines: 100_001 } }]);
    const { text } = await http(STATEMENT, html);
    expect(text).toContain('only its totals are');
    expect(text).not.toContain('Zonnebloem');
    await world.stores.Invoices.commit(partner, [{ op: 'put', key: 'invoice|G000000001', value: { ...row?.value, lines: 100_000 } }]);
    expect(await http(STATEMENT, html)).toMatchObject({ status: 500, body: { code: 800094 } });
  });

  test('who issues, and where the partner sits, is kept as it was when the month was begun', async () => {
    const world = await World.at('2021-06-18T10:00:00.000Z', undefined, undefined, { NEXTTERM_INVOICE_ISSUER: 'Before AB;Stockholm' });
    const { partner } = world.as('havn');
    await world.stores.Partners.commit('partners', [{ op: 'put', key: `tenant|${partner.tenantId}`, value: { ...(await world.stores.Partners.read('partners', `tenant|${partner.tenantId}`))?.value, address: ['Havenstraat 12'] } }]);
    await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' }]);
    await world.advanceTo('2021-07-07T00:00:00.000Z');
    world.restart();
    await invoiced(world, calendarDate('2021-06-01'));
    await world.stores.Partners.commit('partners', [{ op: 'put', key: `tenant|${partner.tenantId}`, value: { ...partner } }]);
    const later = await World.at('2021-08-01T00:00:00.000Z', world.stores, undefined, { NEXTTERM_INVOICE_ISSUER: 'After AB' });
    const { text } = await httpOver(later)(STATEMENT, html);
    expect([text.includes('Before AB'), text.includes('Havenstraat 12'), text.includes('After AB')]).toEqual([true, true, false]);
  });
});

describe('receipts and estimates', () => {
  test('[BIL-2] no receipts are issued, and a call for one says so', async () => {
    const { http } = await invoicedJune();
    const call = '/v1/invoices/G000000001/receipts/123456/documents/statement';
    expect(await http(call)).toMatchObject({ status: 404, body: { code: 1000, description: expect.stringContaining('no tax receipts are issued here') as string } });
    expect(await http(call, { as: 'polder' })).toMatchObject({ status: 404, body: { description: 'There is no invoice G000000001.' } });
  });

  test('[BIL-4] four links lead to what is on no invoice, in the currency that is asked for', async () => {
    const { world, http } = await invoicedJune();
    const { status, body } = await http('/v1/invoices/estimates/links?currencycode=eur', { appOnly: true });
    const { items } = body as { items: { type: string; period: string; link: { uri: string } }[] };
    expect([status, items.map(({ type, period }) => `${type} ${period}`)]).toEqual([200, ['daily_rated_usage Current', 'daily_rated_usage Previous', 'non_consumption Current', 'non_consumption Previous']]);
    expect(items[2]?.link).toEqual({ uri: '/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=current&size=2000', method: 'GET', headers: [] });
    await world.advanceTo('2021-07-18T00:00:00.000Z');
    const found = await Promise.all(items.map(async ({ link }) => ((await http(`/v1${link.uri}`)).body as { items: unknown[] }).items.length));
    expect(found).toEqual([0, 0, 1, 0]);
    for (const query of ['', '?currencycode=euro']) expect([query, (await http(`/v1/invoices/estimates/links${query}`)).status]).toEqual([query, 400]);
  });
});

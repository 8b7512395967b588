import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { httpOver, type Reply } from '../../support/httpWorld';
import { World } from '../../support/world';
import { rowsOf } from '../../support/worldStores';
import { copyLines, invoiced, invoicedJune, standard } from './invoicedWorld';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

type Http = ReturnType<typeof httpOver>;
type Item = Record<string, unknown>;

const billed = '/v1/invoices/G000000001/lineitems/OneTime/BillingLineItems';
const usage = '/v1/invoices/G000000001/lineitems/OneTime/UsageLineItems';
const unbilled = (type = 'billinglineitems') => `/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=${type}&currencycode=EUR`;
const csv = { Accept: 'text/csv' };
const zipped = { ...csv, 'Accept-Encoding': 'gzip' };
const json = { Accept: 'application/x-ndjson' };

const limit = (world: World, wholeFile: Partial<World['app']['exporting']['wholeFile']>): void => {
  const { app } = world;
  world.use({ ...app, exporting: { ...app.exporting, wholeFile: { ...app.exporting.wholeFile, ...wholeFile } } });
};

const tooLarge = (exportAt: string) => ({ status: 400, body: { code: 800042, description: expect.stringContaining(`Ask for its export: POST /v1.0/reports/partners/billing/${exportAt}/export.`) as string } });
const rowsIn = (text: string): Record<string, string>[] => parse(text, { columns: true });
const itemsOf = (reply: Reply): Item[] => (reply.body as { items: Item[] }).items;

/** The file as it comes in pages of a size. */
const inPages = async (http: Http, path: string, size: number): Promise<string> => {
  const sized = `${path}${path.includes('?') ? '&' : '?'}size=${size}`;
  let page = await http(sized, { headers: csv });
  let text = page.text;
  for (let token = page.headers['MS-ContinuationToken']; token !== undefined; token = page.headers['MS-ContinuationToken']) {
    page = await http(`${sized}&seekOperation=Next`, { headers: { ...csv, 'MS-ContinuationToken': token } });
    text += page.text;
  }
  return text;
};

/** Havn sold ten seats on 18 June, of which the ledger has so many lines. */
const juneOf = async (lines: number, also?: Parameters<typeof copyLines>[2]) => {
  const world = await World.at('2021-06-18T10:00:00.000Z');
  await world.buy('havn', world.customer('Zonnebloem'), [standard]);
  await copyLines(world, lines, also);
  return { world, http: httpOver(world) };
};

describe('[BIL-4] the reconciliation file is answered whole', () => {
  test('however many pages of lines there are, unbilled or of an invoice, plain or compressed', async () => {
    const { world, http } = await juneOf(2001);
    const open = await http(unbilled(), { headers: csv });
    expect([open.status, open.headers['Content-Type'], open.headers['Content-Encoding'], open.headers['MS-ContinuationToken']]).toEqual([200, 'text/csv; charset=utf-8', undefined, undefined]);
    expect(new Set(rowsIn(open.text).map(({ ReferenceId }) => ReferenceId)).size).toBe(2001);
    expect(await inPages(http, unbilled(), 2000)).toBe(open.text);
    await world.advanceTo('2021-07-07T00:00:00.000Z');
    await invoiced(world, calendarDate('2021-06-01'));
    const file = await http(billed, { headers: csv });
    expect(rowsIn(file.text).map(({ ReferenceId, InvoiceNumber }) => [ReferenceId, InvoiceNumber])).toEqual(rowsIn(open.text).map(({ ReferenceId }) => [ReferenceId, 'G000000001']));
    const small = await http(billed, { headers: zipped });
    expect([small.status, small.headers['Content-Encoding'], small.headers['Vary']]).toEqual([200, 'gzip', 'Accept, Accept-Encoding']);
    expect(gunzipSync(small.bytes ?? '').toString('utf8')).toBe(file.text);
    expect((await http(billed, { headers: csv, as: 'polder' })).status).toBe(404);
  });

  test('as a JSON object on each line: the items of the collection', async () => {
    const { http } = await invoicedJune();
    const file = await http(billed, { headers: json });
    expect([file.status, file.headers['Content-Type'], file.text.endsWith('\n')]).toEqual([200, 'application/x-ndjson; charset=utf-8', true]);
    expect(file.text.trim().split('\n').map((line) => JSON.parse(line) as Item)).toEqual(itemsOf(await http(billed)));
    expect(gunzipSync((await http(billed, { headers: { ...json, 'Accept-Encoding': 'gzip' } })).bytes ?? '').toString('utf8')).toBe(file.text);
    expect((await http(`${billed}?size=1`, { headers: json })).text).toBe(`${file.text.split('\n')[0]}\n`);
  });

  test('with no lines it is its heading; of no line as JSON nothing', async () => {
    const { http } = await invoicedJune();
    const empty = await http(usage, { headers: csv });
    expect([empty.status, empty.text.split('\r\n').length, empty.text.startsWith('PartnerId,PartnerName,')]).toEqual([200, 2, true]);
    expect(await http(usage, { headers: json })).toMatchObject({ status: 200, text: '' });
  });

  test('up to its limit of lines; one more is refused, with the export in its place, and never a part of it', async () => {
    const { world, http } = await invoicedJune();
    await world.buy('havn', world.customer('Zonnebloem'), [standard]);
    await copyLines(world, 1);
    limit(world, { lines: 3 });
    for (const headers of [csv, zipped, json]) expect(await http(billed, { headers })).toMatchObject({ status: 200 });
    limit(world, { lines: 2 });
    for (const headers of [csv, zipped, json]) expect(await http(billed, { headers })).toMatchObject(tooLarge('reconciliation/billed'));
    limit(world, { lines: 1 });
    expect((await http(unbilled(), { headers: csv })).text.split('\r\n')).toHaveLength(3);
    limit(world, { lines: 0 });
    expect(await http(unbilled(), { headers: csv })).toMatchObject(tooLarge('reconciliation/unbilled'));
    // In pages it is had as before.
    expect(rowsIn(await inPages(http, billed, 1))).toHaveLength(3);
    expect(itemsOf(await http(billed))).toHaveLength(3);
  });

  test('up to its limit of bytes as they are sent, so that compressed more of it fits', async () => {
    const { world, http } = await juneOf(50);
    const plain = Buffer.byteLength((await http(unbilled(), { headers: csv })).text);
    const packed = (await http(unbilled(), { headers: zipped })).bytes?.byteLength ?? 0;
    expect(packed).toBeLessThan(plain / 10);
    limit(world, { bytes: plain });
    expect((await http(unbilled(), { headers: csv })).status).toBe(200);
    limit(world, { bytes: plain - 1 });
    expect(await http(unbilled(), { headers: csv })).toMatchObject({ ...tooLarge('reconciliation/unbilled'), body: { description: expect.stringContaining('With Accept-Encoding: gzip more lines') as string } });
    limit(world, { bytes: packed });
    expect((await http(unbilled(), { headers: zipped })).status).toBe(200);
    limit(world, { bytes: packed - 1 });
    expect(await http(unbilled(), { headers: zipped })).toMatchObject({ status: 400, body: { code: 800042, description: expect.not.stringContaining('gzip') as string } });
  });

  test('[BIL-2] an invoice of which the ledger lost a line has no file', async () => {
    const { world, http } = await invoicedJune();
    const [row] = (await rowsOf(world.stores.Ledger)).filter(({ key }) => key.startsWith('line|'));
    await world.stores.Ledger.commit(row?.partition ?? '', [{ op: 'delete', key: row?.key ?? '', etag: ANY_ETAG }]);
    for (const headers of [csv, zipped, json]) expect(await http(billed, { headers })).toMatchObject({ status: 500, body: { code: 800094, description: expect.stringContaining('has 3 lines, and the ledger has 2') as string } });
  });

  test('[DUE-2] says how many lines it could not read, each once', async () => {
    const { world, http } = await juneOf(3);
    const [, row] = (await rowsOf(world.stores.Ledger)).filter(({ key }) => key.startsWith('line|'));
    await world.stores.Ledger.commit(row?.partition ?? '', [{ op: 'update', key: row?.key ?? '', etag: row?.etag ?? '', value: { ...row?.value, item: 'lost' } }]);
    const file = await http(unbilled(), { headers: zipped });
    expect([file.status, file.headers['NextTerm-Unreadable'], rowsIn(gunzipSync(file.bytes ?? '').toString('utf8')).length]).toEqual([200, '1', 2]);
  });

  test('the statement of a month is a file in the same way, which no export has', async () => {
    const { world, http } = await invoicedJune();
    const path = '/nextterm/v1/statements/2021-06';
    const file = await http(path, { headers: csv });
    expect(rowsIn(file.text)).toHaveLength(2);
    limit(world, { lines: 2 });
    expect((await http(path, { headers: csv })).text).toBe(file.text);
    limit(world, { lines: 1 });
    expect(await http(path, { headers: csv })).toMatchObject({ status: 400, body: { code: 800042, description: expect.not.stringContaining('export') as string } });
    limit(world, { lines: 2 });
    expect((await http(path, { headers: json })).text.trim().split('\n').map((line) => JSON.parse(line) as Item)).toEqual(itemsOf(await http(path)));
  });
});

describe('[BIL-4] a file for spreadsheets', () => {
  test('begins with a byte-order mark where that is asked for: three bytes, in front of the heading, once', async () => {
    const { http } = await invoicedJune();
    const plain = await http(billed, { headers: csv });
    expect(plain.text.startsWith('PartnerId')).toBe(true);
    const marked = await http(`${billed}?byteOrderMark=true`, { headers: csv });
    expect([...Buffer.from(marked.text).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(marked.text.slice(1)).toBe(plain.text);
    expect(gunzipSync((await http(`${billed}?byteOrderMark=true`, { headers: zipped })).bytes ?? '').toString('utf8')).toBe(marked.text);
    expect(await inPages(http, `${billed}?byteOrderMark=true`, 1)).toBe(marked.text);
    expect((await http(`${billed}?byteOrderMark=false`, { headers: csv })).text).toBe(plain.text);
    for (const path of [unbilled(), unbilled('usagelineitems'), '/nextterm/v1/statements/2021-06?']) expect((await http(`${path}&byteOrderMark=true`, { headers: csv })).text.charCodeAt(0)).toBe(0xfeff);
  });

  test.each([[{}], [json]])('a mark of what is no CSV is refused: %j', async (headers) => {
    const { http } = await invoicedJune();
    expect(await http(`${billed}?byteOrderMark=true`, { headers })).toMatchObject({ status: 400, body: { code: 800002, description: expect.stringContaining('Accept: text/csv') as string } });
    expect((await http(`${billed}?byteOrderMark=false`, { headers })).status).toBe(200);
  });

  test('texts that would be formulas stay texts, commas, quotes and line breaks are read back, and negative amounts stay numbers', async () => {
    const names = ['=HYPERLINK("http://x","y")', '+31 20', '-2+3', '@SUM(A1)', '\tx', '\rx', 'a, "b"\r\nc', 'Zürich 日本', "'x"];
    const { http } = await juneOf(names.length + 1, (copy) => ({ subscriptionDescription: names[copy - 1], subtotal: '-94.08', unitPrice: '-0.000000001', effectiveUnitPrice: '-9.408' }));
    for (const path of [unbilled(), `${unbilled()}&byteOrderMark=true`]) {
      const rows: Record<string, string>[] = parse((await http(path, { headers: csv })).text, { columns: true, bom: true, relax_quotes: false });
      expect(rows.map(({ SubscriptionDescription }) => SubscriptionDescription).sort()).toEqual(['Microsoft 365 Business Standard', ...names.map((name, index) => (index < 6 ? `'${name}` : name))].sort());
      expect(new Set(rows.map(({ Subtotal, Total, UnitPrice, EffectiveUnitPrice }) => [Subtotal, Total, UnitPrice, EffectiveUnitPrice].join(' ')))).toEqual(new Set(['100.80 100.80 10.08 10.08', '-94.08 -94.08 -0.000000001 -9.408']));
    }
    expect(itemsOf(await http(unbilled())).map(({ subscriptionDescription }) => subscriptionDescription).sort()).toEqual(['Microsoft 365 Business Standard', ...names].sort());
  });
});

import { gunzipSync } from 'node:zlib';
import { derivedGuid } from '../../../src/app/command/ids';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { invoiced, invoicedJune, standard } from '../../domain/invoice/invoicedWorld';
import { httpOver, type Call, type Reply } from '../../support/httpWorld';
import { World } from '../../support/world';

const ROOT = '/v1.0/reports/partners/billing';
type Http = (path: string, call?: Call) => Promise<Reply>;

interface Manifest {
  readonly id: string;
  readonly eTag: string;
  readonly rootDirectory: string;
  readonly sasToken: string;
  readonly blobCount: number;
  readonly blobs: readonly { readonly name: string; readonly partitionValue: string; readonly sizeInBytes: number; readonly itemCount: number }[];
}
interface Operation {
  readonly id: string;
  readonly status: string;
  readonly progress: object;
  readonly error?: object;
  readonly resourceLocation?: Manifest;
}

const ask = (http: Http, path: string, body: object, headers: Readonly<Record<string, string>> = {}) => http(`${ROOT}/${path}/export`, { method: 'POST', body, headers });
const operationAt = async (http: Http, location = ''): Promise<Operation> => (await http(location)).body as Operation;

/** Asks, lets the sweep do it, and reads what it wrote. */
const exported = async (world: World, http: Http, path: string, body: object) => {
  const { status, headers } = await ask(http, path, body);
  expect(status).toBe(202);
  await world.settle();
  const operation = await operationAt(http, headers['Location']);
  const texts = (operation.resourceLocation?.blobs ?? []).map(({ name }) => gunzipSync(world.files.read(operation.id, name) ?? '').toString('utf8'));
  return { operation, manifest: operation.resourceLocation, text: texts.join(''), location: headers['Location'] ?? '' };
};

const jsonLines = (text: string): Record<string, unknown>[] => text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
const june = { invoiceId: 'G000000001' };

describe('[BIL-4] an export of an invoice', () => {
  test('is asked for, is told to run, and succeeds with a manifest whose parts are the invoice’s lines', async () => {
    const { world, http } = await invoicedJune();
    const asked = await ask(http, 'reconciliation/billed', { ...june, attributeSet: 'full' });
    expect([asked.status, asked.text, asked.headers['Retry-After']]).toEqual([202, '', '10']);
    const location = asked.headers['Location'] ?? '';
    expect(location).toMatch(/^\/v1\.0\/reports\/partners\/billing\/operations\/[0-9a-f-]{36}$/);
    const waiting = await http(location);
    expect([waiting.status, waiting.headers['Retry-After'], waiting.body]).toEqual([
      200,
      '10',
      { '@odata.type': '#microsoft.graph.partners.billing.runningOperation', id: location.slice(-36), status: 'notStarted', createdDateTime: '2021-07-07T00:00:00.000Z', lastActionDateTime: '2021-07-07T00:00:00.000Z', progress: { itemCount: 0, blobCount: 0 } },
    ]);
    await world.settle();
    const done = await http(location);
    expect(done.headers['Retry-After']).toBeUndefined();
    const operation = done.body as Operation;
    expect(operation).toMatchObject({ '@odata.type': '#microsoft.graph.partners.billing.exportSuccessOperation', status: 'succeeded', progress: { itemCount: 3, blobCount: 1 }, 'resourceLocation@odata.navigationLink': `${ROOT}/manifests/${operation.id}` });
    const manifest = (await http(`${ROOT}/manifests/${operation.id}`)).body as Manifest;
    expect(operation.resourceLocation).toEqual(manifest);
    expect(manifest).toEqual({
      id: operation.id,
      schemaVersion: '1',
      dataFormat: 'compressedJSON',
      createdDateTime: '2021-07-07T00:00:00.000Z',
      expirationDateTime: '2021-07-14T00:00:00.000Z',
      eTag: expect.stringMatching(/^[\w-]{16}$/) as string,
      partnerTenantId: world.as('havn').partner.tenantId,
      rootDirectory: `memory://exports/export-${operation.id}`,
      sasToken: 'hours=24',
      partitionType: 'Default',
      blobCount: 1,
      blobs: [{ name: expect.stringMatching(/^part-00001-[0-9a-f]{16}\.json\.gz$/) as string, partitionValue: '1', sizeInBytes: expect.any(Number) as number, itemCount: 3 }],
    });
    const [blob] = manifest.blobs;
    const content = world.files.read(operation.id, blob?.name ?? '');
    expect(content?.byteLength).toBe(blob?.sizeInBytes);
    const listed = (await http('/v1/invoices/G000000001/lineitems/OneTime/BillingLineItems')).body as { items: Record<string, unknown>[] };
    const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
    const lines = jsonLines(gunzipSync(content ?? '').toString('utf8'));
    expect(lines.map(({ InvoiceNumber, Subtotal, TaxTotal, ChargeType }) => [InvoiceNumber, Subtotal, TaxTotal, ChargeType])).toEqual(listed.items.map(({ invoiceNumber, subtotal, taxTotal, chargeType }) => [invoiceNumber, subtotal, taxTotal, chargeType]));
    expect(lines[0]).toMatchObject(Object.fromEntries(['customerId', 'orderDate', 'chargeStartDate', 'priceAdjustmentDescription', 'unitPrice', 'subscriptionId'].map((name) => [pascal(name), listed.items[0]?.[name]])));
    await world.expectNothingDue();
  });

  test('as CSV is the reconciliation file itself', async () => {
    const { world, http } = await invoicedJune();
    const { text, manifest } = await exported(world, http, 'reconciliation/billed', { ...june, dataFormat: 'compressedCSV' });
    expect(text).toBe((await http('/v1/invoices/G000000001/lineitems/OneTime/BillingLineItems', { headers: { Accept: 'text/csv' } })).text);
    expect(manifest?.blobs[0]?.name).toMatch(/\.csv\.gz$/);
  });

  test('as CSV for a spreadsheet has in each part a byte-order mark in front of the heading, once; a mark of JSON is refused', async () => {
    const { world, http } = await invoicedJune();
    const plain = (await exported(world, http, 'reconciliation/billed', { ...june, dataFormat: 'compressedCSV', byteOrderMark: false })).text;
    const [heading = '', ...rows] = plain.split(/(?<=\r\n)/);
    world.use({ ...world.app, exporting: { ...world.app.exporting, linesOfAPart: 2 } });
    const { operation } = await exported(world, http, 'reconciliation/billed', { ...june, dataFormat: 'compressedCSV', byteOrderMark: true });
    const parts = (operation.resourceLocation?.blobs ?? []).map(({ name }) => gunzipSync(world.files.read(operation.id, name) ?? ''));
    expect(parts.map((part) => [...part.subarray(0, 3)])).toEqual([[0xef, 0xbb, 0xbf], [0xef, 0xbb, 0xbf]]);
    expect(parts.map((part) => part.subarray(3).toString('utf8'))).toEqual([`${heading}${rows.slice(0, 2).join('')}`, `${heading}${rows[2] ?? ''}`]);
    for (const body of [{ ...june, byteOrderMark: true }, { ...june, dataFormat: 'compressedJSON', byteOrderMark: true }]) expect(await ask(http, 'reconciliation/billed', body)).toMatchObject({ status: 400, body: { code: 800002, description: expect.stringContaining('compressedCSV') as string } });
  });

  test('sent again under the same request id is the same export; with another body it is refused; without an id it is another', async () => {
    const { world, http } = await invoicedJune();
    const headers = { 'MS-RequestId': '5d0a3a80-4d3a-4c1b-9f6e-0a4f2b7f0001' };
    const first = await ask(http, 'reconciliation/billed', june, headers);
    await world.settle();
    const again = await ask(http, 'reconciliation/billed', june, headers);
    expect([again.status, again.headers['Location']]).toEqual([202, first.headers['Location']]);
    expect(await world.due()).toEqual([]);
    const other = await ask(http, 'reconciliation/billed', { ...june, dataFormat: 'compressedCSV' }, headers);
    expect([other.status, other.body]).toMatchObject([400, { code: 800002 }]);
    expect((await ask(http, 'reconciliation/billed', june)).headers['Location']).not.toBe(first.headers['Location']);
  });

  test('of another partner, or of nobody, is not there, in the same words', async () => {
    const { world, http } = await invoicedJune();
    const { operation, location } = await exported(world, http, 'reconciliation/billed', june);
    const unknown = derivedGuid('nobody');
    for (const what of ['operations', 'manifests']) {
      const foreign = await http(`${ROOT}/${what}/${operation.id}`, { as: 'polder' });
      const nobody = await http(`${ROOT}/${what}/${unknown}`, { as: 'polder' });
      expect([foreign.status, foreign.text.replaceAll(operation.id, '')]).toEqual([404, nobody.text.replaceAll(unknown, '')]);
    }
    expect((await http(location)).status).toBe(200);
    expect((await ask((path, call) => http(path, { ...call, as: 'polder' }), 'reconciliation/billed', june)).status).toBe(404);
  });

  test('is gone when its days are over, with its files: 410, and after a month 404', async () => {
    const { world, http } = await invoicedJune({ NEXTTERM_EXPORT_DAYS: '2' });
    const { operation, location } = await exported(world, http, 'reconciliation/billed', june);
    await world.advanceTo('2021-07-08T23:59:59.999Z');
    expect((await operationAt(http, location)).resourceLocation?.sasToken).toBe('hours=1');
    world.sleepUntil('2021-07-09T00:00:00.000Z');
    expect((await http(location)).status).toBe(410);
    await world.settle();
    expect(world.files.names(operation.id)).toEqual([]);
    expect([(await http(location)).body, (await http(`${ROOT}/manifests/${operation.id}`)).status]).toMatchObject([{ code: 1000, description: expect.stringContaining('ask for it again') as string }, 410]);
    await world.advanceTo('2021-08-07T23:59:59.999Z');
    expect((await http(location)).status).toBe(410);
    await world.advanceTo('2021-08-08T00:00:00.000Z');
    expect((await http(location)).status).toBe(404);
    expect(world.errors).toEqual([]);
  });

  test('that holds nothing has failed, as published, and has no manifest', async () => {
    const { world, http } = await invoicedJune();
    const { operation } = await exported(world, http, 'usage/billed', june);
    expect(operation).toMatchObject({ '@odata.type': '#microsoft.graph.partners.billing.failedOperation', status: 'failed', error: { code: '5000', message: 'No data available' } });
    expect((await http(`${ROOT}/manifests/${operation.id}`)).status).toBe(404);
    await world.expectNothingDue();
  });
});

describe('[BIL-4] an export of unbilled lines', () => {
  test('has those of the running month or of the last, in one currency, without a number and without tax', async () => {
    const world = await World.at('2021-06-18T10:00:00.000Z');
    const http = httpOver(world);
    await world.buy('havn', world.customer('Zonnebloem'), [standard]);
    const current = await exported(world, http, 'reconciliation/unbilled', { currencyCode: 'eur', billingPeriod: 'current' });
    expect(jsonLines(current.text)).toMatchObject([{ InvoiceNumber: '', TaxTotal: 0, Subtotal: 100.8, Currency: 'EUR' }]);
    expect((await exported(world, http, 'reconciliation/unbilled', { currencyCode: 'USD', billingPeriod: 'current' })).operation.status).toBe('failed');
    expect((await exported(world, http, 'usage/unbilled', { currencyCode: 'EUR', billingPeriod: 'current' })).operation).toMatchObject({ status: 'failed', error: { code: '5000' } });
    await world.advanceTo('2021-07-02T00:00:00.000Z');
    expect(jsonLines((await exported(world, http, 'reconciliation/unbilled', { currencyCode: 'EUR', billingPeriod: 'last' })).text)).toHaveLength(1);
  });

  test('fails where the month is invoiced while it is written, rather than be a part', async () => {
    const world = await World.at('2021-06-18T10:00:00.000Z');
    const http = httpOver(world);
    await world.buy('havn', world.customer('Zonnebloem'), [standard]);
    await world.advanceTo('2021-07-07T00:00:00.000Z');
    const { headers } = await ask(http, 'reconciliation/unbilled', { currencyCode: 'EUR', billingPeriod: 'last' });
    const list = world.app.ledgerRows.listAcross.bind(world.app.ledgerRows);
    let invoicing: Promise<unknown> | undefined;
    const spy = jest.spyOn(world.app.ledgerRows, 'listAcross').mockImplementation(async (...asked) => {
      if (invoicing === undefined) {
        invoicing = Promise.resolve();
        await invoiced(world, calendarDate('2021-06-01'));
      }
      return list(...asked);
    });
    await world.settle();
    spy.mockRestore();
    expect(await operationAt(http, headers['Location'])).toMatchObject({ status: 'failed', error: { code: '5001' } });
  });
});

test.each([
  ['reconciliation/billed', {}],
  ['reconciliation/billed', { invoiceId: 'x y' }],
  ['reconciliation/billed', { ...june, attributeSet: 'some' }],
  ['reconciliation/billed', { ...june, dataFormat: 'parquet' }],
  ['reconciliation/unbilled', { currencyCode: 'EUR' }],
  ['reconciliation/unbilled', { currencyCode: 'EURO', billingPeriod: 'current' }],
  ['usage/unbilled', { currencyCode: 'EUR', billingPeriod: 'previous' }],
])('[BIL-4] nothing is stored of a request that is wrong: %s %j', async (path, body) => {
  const world = await World.at('2021-06-18T10:00:00.000Z');
  const http = httpOver(world);
  const before = await world.dump();
  expect((await ask(http, path, body)).status).toBe(400);
  expect(await world.dump()).toEqual(before);
});

test('[BIL-4] the basic set of usage has the published names alone; that of reconciliation lines, which is not published, all', async () => {
  const { exportedLines } = jest.requireActual<typeof import('../../../src/adapters/http/resources/exportedLines')>('../../../src/adapters/http/resources/exportedLines');
  const usage = exportedLines.usage({ attributeSet: 'basic', dataFormat: 'compressedCSV' }).heading.trim().split(',');
  expect(usage).toHaveLength(30);
  expect(usage).toEqual(expect.arrayContaining(['PartnerName', 'BenefitOrderId', 'ResourceURI', 'UsageDate']));
  expect(usage).not.toContain('MeterName');
  const lines = exportedLines.reconciliation;
  expect(lines({ attributeSet: 'basic', dataFormat: 'compressedCSV' }).heading).toBe(lines({ attributeSet: 'full', dataFormat: 'compressedCSV' }).heading);
});

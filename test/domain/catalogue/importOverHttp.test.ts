import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Caller } from '../../../src/adapters/http/caller';
import { failed } from '../../support/expectRefused';
import { httpOver, type Call, type Reply } from '../../support/httpWorld';
import { World } from '../../support/world';
import { copyOf, rowsOf } from '../../support/worldStores';

const imports = '/nextterm/v1/operations/imports';
const FIRST = '00000000-1111-4222-8333-444444444444';
const SECOND = '00000000-1111-4222-8333-555555555555';
const operator: Caller = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'op', displayName: 'Op', roles: ['operator'], appOnly: false };
const sheet = readFileSync(join(__dirname, '../../../sample/price-sheet-nl.csv'), 'utf8');
const [header = '', ...rows] = sheet.split(/\r?\n/);
/** The first rows of the sample, for another market. */
const ofGermany = [header, ...rows.slice(0, 40).map((row) => row.replaceAll(/\bNL\b/g, 'DE'))].join('\n');
const filed = (name: string, kind: string, text: string) => ({ name, kind, content: gzipSync(text).toString('base64') });

let world: World;
let http: (path: string, call?: Call) => Promise<Reply>;
const ask = (path: string, method: string, body?: unknown): Promise<Reply> => http(path, { method, caller: operator, ...(body !== undefined && { body }) });

beforeEach(async () => {
  const { stores } = await World.at('2026-03-02T10:00:00.000Z');
  world = await World.at('2026-03-02T10:00:00.000Z', { ...stores, Catalogue: copyOf(stores.Catalogue) });
  http = httpOver(world);
});

test('[CAT-2] the operator sends a price sheet, packed or not: its market is sold in at once; sent again under its id nothing more happens, and the log has it', async () => {
  const body = { files: [filed('de.csv', 'price_sheet', ofGermany)] };
  const done = await ask(`${imports}/${FIRST}`, 'PUT', body);
  expect(done).toMatchObject({ status: 200, body: { id: FIRST, importedDate: '2026-03-02T10:00:00.000Z', files: ['de.csv'], markets: [{ country: 'DE', priceLines: 40 }] } });
  expect((await world.app.markets()).has('DE')).toBe(true);
  expect(await ask('/nextterm/v1/operations/markets/DE', 'GET')).toMatchObject({ status: 200, body: { priceLines: 40 } });
  const before = await rowsOf(world.stores.Catalogue);
  expect((await ask(`${imports}/${FIRST}`, 'PUT', body)).body).toEqual(done.body);
  expect(await rowsOf(world.stores.Catalogue)).toEqual(before);
  expect(await ask(`${imports}/${FIRST}`, 'PUT', { files: [filed('other.csv', 'price_sheet', ofGermany)] })).toMatchObject({ status: 409, body: failed(800042, `${FIRST} is the id of another import.`) });
  const plain = { files: [{ name: 'plain.csv', kind: 'price_sheet', content: Buffer.from(ofGermany).toString('base64') }] };
  expect(await ask(`${imports}/${SECOND}`, 'PUT', plain)).toMatchObject({ status: 200, body: { markets: [{ country: 'DE', priceLines: 40 }] } });
  expect((await ask(`${imports}/${FIRST}`, 'GET')).body).toEqual(done.body);
  expect(await ask(imports, 'GET')).toMatchObject({ body: { items: [{ id: FIRST }, { id: SECOND }] } });
  const { items } = (await ask('/v1/auditrecords?startDate=2026-03-01', 'GET')).body as { items: { operationType: string; operationStatus: string }[] };
  expect(items.map(({ operationType, operationStatus }) => [operationType, operationStatus])).toEqual(['succeeded', 'succeeded', 'failed', 'succeeded'].map((status) => ['import_catalogue', status]));
});

test('[CAT-3] rows of an offer matrix that nothing has a price for are told, now and later', async () => {
  const [matrixHeader = '', first = ''] = readFileSync(join(__dirname, '../../../sample/offer-matrix.csv'), 'utf8').split(/\r?\n/);
  const [, productId = ''] = first.split(',').map((field) => field.replaceAll('"', ''));
  const strangers = Array.from({ length: 21 }, (_, index) => first.replace(productId, `NCNOWHERE${String(index).padStart(3, '0')}`));
  const done = await ask(`${imports}/${FIRST}`, 'PUT', { files: [filed('matrix.csv', 'offer_matrix', [matrixHeader, first, ...strangers].join('\n'))] });
  expect(done).toMatchObject({ status: 200, body: { leftOut: { count: 21 } } });
  const { leftOut } = done.body as { readonly leftOut: { readonly first: readonly unknown[] } };
  expect([leftOut.first.length, leftOut.first[0]]).toEqual([20, { file: 'matrix.csv', line: 3, sku: 'NCNOWHERE000:0001' }]);
  expect((await ask(`${imports}/${FIRST}`, 'GET')).body).toEqual(done.body);
});

test('[CAT-2] what cannot be read is named, and nothing of it is in force', async () => {
  const before = await rowsOf(world.stores.Catalogue);
  const refused = async (files: unknown, answer: unknown, status = 400): Promise<void> => {
    const reply = await ask(`${imports}/${FIRST}`, 'PUT', { files });
    expect([reply.status, reply.body]).toEqual([status, answer]);
  };
  await refused([filed('de.csv', 'price_sheet', [header, (rows[0] ?? '').replace(/P1[MY]/, 'P9Y')].join('\n'))], failed(3000, expect.stringMatching(/^Nothing was imported: 1 problem\. de\.csv, line 2, TermDuration: "P9Y" is not one of/)));
  await refused([{ name: 'x.csv', kind: 'price_sheet', content: 'H4sIAAAA' }, { name: 'y.json', kind: 'extras', content: Buffer.from('{').toString('base64') }], failed(800002, 'The input is not valid. x.csv: is neither text in UTF-8 nor gzip of it; y.json: is no JSON.'));
  await refused([{ name: 'cut.csv', kind: 'price_sheet', content: gzipSync(ofGermany).subarray(0, -20).toString('base64') }, { name: 'latin.csv', kind: 'price_sheet', content: Buffer.from('Caf\u00e9', 'latin1').toString('base64') }], failed(800002, 'The input is not valid. cut.csv: is neither text in UTF-8 nor gzip of it; latin.csv: is neither text in UTF-8 nor gzip of it.'));
  await refused([filed('bomb.csv', 'price_sheet', ' '.repeat(16 * 1024 * 1024 + 1))], failed(800002, 'The input is not valid. bomb.csv: all files together hold more than 16777216 bytes: import it straight into storage.'));
  await refused([{ name: 'x.csv', kind: 'sheet', content: '?' }], failed(800002, expect.stringMatching(/kind.*content: must be base64/s)));
  await refused([], failed(800002, expect.anything()));
  expect(await rowsOf(world.stores.Catalogue)).toEqual(before);
  expect(await ask(`${imports}/${FIRST}`, 'GET')).toMatchObject({ status: 404, body: failed(1000, `Nothing was imported under ${FIRST}.`) });
});

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { httpOver } from '../support/httpWorld';
import { temporaryFolder } from '../support/temporaryFolder';
import { typed } from '../support/typedLine';
import { World } from '../support/world';

const folder = temporaryFolder();
const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;

let world: World;
let server: Server;
let url: string;
let customer: string;
let ids: readonly string[];
/** So many calls that carry out or take back are answered; then the server is gone. */
let answers = Infinity;
let files = 0;

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const { url: path = '', method = 'GET', headers } = request;
    textOf(request)
      .then(async (body) => {
        const reply = await httpOver(world)(path, { method, headers: headers as Record<string, string>, ...(body !== '' && { body }) });
        if (method === 'POST' && !path.includes('preview=true')) answers -= 1;
        // It was carried out, and nobody hears of it.
        if (answers < 0) return void request.socket.destroy();
        return void response.writeHead(reply.status, reply.headers).end(reply.bytes ?? reply.text);
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['NEXTTERM_TOKEN'] = 'given';
});
beforeEach(async () => {
  answers = Infinity;
  world = await World.at('2026-06-10T10:00:00Z');
  customer = world.customer('Zonnebloem');
  ids = await world.buy('havn', customer, [standard, { ...standard, sku: 'NCBUSBASIC01:0001' }]);
});
afterAll(async () => {
  delete process.env['NEXTTERM_TOKEN'];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const renewals = (args: readonly string[], agrees?: boolean) => typed(['renewals', ...args, '--url', url], { cwd: folder, ...(agrees !== undefined && { confirm: async () => agrees }) });
const HEADING = 'CustomerId,SubscriptionId,PlanTag,AtTermEnd,Quantity,CatalogItemId,TermDuration,BillingCycle,CustomTermEndDate';
const named = (): string => `plan-${(files += 1)}.csv`;

type Row = Record<string, string>;
const rowsOf = (file: string): Row[] => parse(readFileSync(join(folder, file), 'utf8'), { columns: true });
/** As a spreadsheet of another country saves it: a mark in front, semicolons, CR LF, columns in another order and one more. */
const save = (file: string, rows: readonly Row[], columns: readonly string[] = Object.keys(rows[0] ?? {})): void =>
  writeFileSync(join(folder, file), `\uFEFF${[columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) => cells.map((cell) => (/[;"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';')).join('\r\n')}\r\n`);
/** A plan of both, in the order in which they were bought. */
const planned = async (): Promise<{ readonly file: string; readonly one: Row; readonly two: Row }> => {
  const file = named();
  expect(await renewals(['plan', '--csv', '--within', '31d', '--out', file])).toMatchObject({ code: 0, stderr: '' });
  const [one = {}, two = {}] = ids.map((id) => rowsOf(file).find((row) => row['SubscriptionId'] === id));
  return { file, one, two };
};
const quantityPlanned = async (id: string | undefined): Promise<number | undefined> => (await world.subscription(customer, id ?? '')).scheduledChange?.quantity;

test('[BLK-1] plan: a table, JSON, and a file that is whole or not there and is not written over', async () => {
  const table = (await renewals(['plan', '--within', '31d'])).stdout.trim().split('\n').map((line) => line.trim().split(/ {2,}/));
  expect(table[0]).toEqual(['Term ends', 'What', 'Customer', 'Subscription', 'Product', 'Seats', 'Becomes', 'For']);
  expect(table.slice(2).map((row) => [row[0], row[1], row[4], row[5], row[7]]).toSorted((a, b) => ((a[2] ?? '') < (b[2] ?? '') ? -1 : 1))).toEqual([
    ['2026-07-09', 'renewal', 'Microsoft 365 Business Basic', '10', '53.8 EUR'],
    ['2026-07-09', 'renewal', 'Microsoft 365 Business Standard', '10', '100.8 EUR'],
  ]);
  expect(await renewals(['plan', '--until', '2026-07-10'])).toMatchObject({ code: 0, stdout: 'No term ends before 2026-07-10T00:00:00.000Z.\n' });
  expect(JSON.parse((await renewals(['plan', '--within', '31d', '--customer', customer, '--json'])).stdout)).toHaveLength(2);
  const file = named();
  expect(await renewals(['plan', '--csv', '--within', '31d', '--out', file])).toEqual({ code: 0, stdout: `${join(folder, file)}  2 lines, terms that end before 2026-07-11T10:00:00.000Z\n`, stderr: '' });
  expect(rowsOf(file)).toHaveLength(2);
  writeFileSync(join(folder, file), 'edited');
  expect(await renewals(['plan', '--csv', '--out', file])).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already, and may have been edited') as string });
  expect(readFileSync(join(folder, file), 'utf8')).toBe('edited');
  expect(JSON.parse((await renewals(['plan', '--csv', '--within', '31d', '--out', file, '--force', '--json'])).stdout)).toMatchObject({ lines: 2 });
});

test('[BLK-2] [BLK-3] edited in a spreadsheet: previewed to the cent, asked, carried out with receipts, and taken back', async () => {
  const { file, one, two } = await planned();
  const whole = join(folder, file);
  save(file, [{ ...one, Quantity: '12', Note: 'as agreed; mail' }, { ...two, AtTermEnd: 'CANCEL', Quantity: '' }, { ...two, SubscriptionId: customer, Quantity: '3' }, { ...two, Quantity: 'many' }, { ...two, PlanTag: '' }], ['Note', 'PlanTag', 'Quantity', 'AtTermEnd', 'SubscriptionId', 'CustomerName', 'OfferName', 'CustomerId', 'CatalogItemId', 'BillingCycle', 'TermDuration', 'CustomTermEndDate']);
  const shown = await renewals(['apply', file], false);
  expect(shown.code).toBe(1);
  expect(shown.stdout.trim().split('\n')).toEqual([
    `${whole}:2: Zonnebloem Installaties, Microsoft 365 Business Standard: would apply: seats 10 → 12`,
    '  renewal 2026-07-10: 120.96 EUR',
    '    renew 2026-07-10 to 2026-08-09: 10.08 x 12 = 120.96 EUR',
    `${whole}:3: Zonnebloem Installaties, Microsoft 365 Business Basic: would apply: at the end renew → cancel`,
    '  expiry 2026-07-10: expired',
    '2 would apply, 3 refused',
  ]);
  const refused = [`${whole}:4: There is no subscription ${customer}. (20003)`, `${whole}:5: The input is not valid. Quantity: expected number, received string. (800002)`, `${whole}:6: PlanTag: is empty`];
  expect(shown.stderr.trim().split('\n')).toEqual([`${whole}:1: not read, as a plan has no such column: Note`, ...refused, 'Nothing was changed.']);
  expect([await quantityPlanned(ids[0]), existsSync(`${whole}.receipts.ndjson`)]).toEqual([undefined, false]);
  expect((await renewals(['apply', file])).stderr).toContain('Nothing was changed: --yes carries it out');
  expect((await renewals(['apply', file, '--preview'])).code).toBe(1);

  const done = await renewals(['apply', file], true);
  expect(done.stderr.split('not read, as a plan')).toHaveLength(2);
  expect([done.code, done.stdout.trim().split('\n').slice(-3)]).toEqual([1, [expect.stringContaining(':2: Zonnebloem Installaties, Microsoft 365 Business Standard: applied: seats 10 → 12'), expect.stringContaining('applied: at the end renew → cancel'), '2 applied']]);
  expect([await quantityPlanned(ids[0]), (await world.subscription(customer, ids[1] ?? '')).autoRenew]).toEqual([12, false]);
  const receipts = readFileSync(`${whole}.receipts.ndjson`, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { readonly line: number; readonly status: string; readonly requestId: string });
  expect(receipts.map(({ line, status }) => [line, status])).toEqual([[2, 'applied'], [3, 'applied']]);
  expect(world.published.flatMap(({ cause }) => cause?.requestId ?? [])).toEqual(expect.arrayContaining(receipts.map(({ requestId }) => requestId)));

  const undone = await renewals(['undo', file, '--yes', '--json']);
  expect([undone.code, JSON.parse(undone.stdout)]).toEqual([1, { items: [{ line: 2, status: 'taken_back' }, { line: 3, status: 'taken_back' }, { line: 5, status: 'refused' }, { line: 6, status: 'refused' }].map((item) => expect.objectContaining(item) as unknown), counts: { taken_back: 2, not_applied: 1, refused: 2 } }]);
  expect([await quantityPlanned(ids[0]), (await world.subscription(customer, ids[1] ?? '')).autoRenew]).toEqual([undefined, true]);
});

test('[BLK-2] killed after the server had carried out a part: the same command goes on, and each line is carried out once; a line that was deleted is left alone', async () => {
  const more = await world.buy('havn', world.customer('Oresund'), Array.from({ length: 20 }, () => ({ ...standard, quantity: 1 })));
  const { file } = await planned();
  const rows = rowsOf(file);
  expect(rows).toHaveLength(22);
  // A hundred lines and four, of which most were touched by nobody.
  save(file, [...Array.from({ length: 83 }, () => rows[0] ?? {}), ...rows.slice(1).map((row) => ({ ...row, Quantity: '2' }))]);
  answers = 1;
  const broken = await renewals(['apply', file, '--yes']);
  expect([broken.code, broken.stderr.startsWith('Nothing answers at')]).toEqual([1, true]);
  answers = Infinity;
  const rest = await renewals(['apply', file, '--yes']);
  expect([rest.code, rest.stderr, rest.stdout.trim().split('\n').at(-1)]).toEqual([0, '', '83 unchanged, 21 applied before']);
  const versions = await Promise.all(rows.slice(1).map(async (row) => (await world.subscription(row['CustomerId'] ?? '', row['SubscriptionId'] ?? '')).version));
  expect(new Set(versions)).toEqual(new Set([2]));
  expect(more).toHaveLength(20);
});

test.each([
  [['plan', 'x.csv'], 2, 'renewals plan takes no file: --out says where it goes.'],
  [['plan', '--within', '30d', '--until', '2027-01-01'], 2, '--within or --until, not both.'],
  [['plan', '--yes'], 2, 'renewals plan takes no --yes.'],
  [['plan', '--out', 'x.csv'], 2, '--out and --force are of a file: say --csv.'],
  [['plan', '--customer', 'me'], 2, '--customer must be the id of a customer, not "me".'],
  [['apply'], 2, 'Which file is to be carried out?'],
  [['undo'], 2, 'Which file is to be taken back?'],
  [['redo', 'x'], 2, 'There is no action redo: plan, apply, undo.'],
  [[], 2, 'plan, apply or undo?'],
  [['apply', 'x.csv', '--csv'], 2, 'renewals apply takes no --csv.'],
  [['apply', 'x.csv', '--preview', '--yes'], 2, '--preview or --yes, not both.'],
  [['apply', 'x.csv', '--json'], 2, '--json asks nothing: say --preview or --yes.'],
  [['apply', 'none.csv', '--yes'], 1, `${join(folder, 'none.csv')} cannot be read`],
])('%j: exit code %i and a sentence', async (args, code, sentence) => {
  const line = await renewals(args);
  expect([line.code, line.stderr.startsWith(sentence)]).toEqual([code, true]);
});

test.each([
  ['', 'is empty.'],
  ['a,b\n1,2\n', ':1: there is no column CustomerId, SubscriptionId, PlanTag: it is no plan, or no longer one.'],
  ['CustomerId,SubscriptionId,PlanTag,Quantity,quantity\n1,2,3,4,5\n', ':1: the column Quantity is there twice.'],
  [`${HEADING.replace('Quantity', 'Seats')}\n1,2,3,renew,5,6,P1M,monthly,\n`, ':1: there is no column Quantity: what was edited in it, under another heading, would not be read.'],
  ['CustomerId,SubscriptionId,PlanTag\n1,2,3\n', ':1: there is no column AtTermEnd, Quantity, CatalogItemId, TermDuration, BillingCycle, CustomTermEndDate: '],
  [`${HEADING}\n1,2\n\n,,\n1,2,3,4\n`, ':2: it has 2 columns, the heading 9'],
  [`${HEADING}\r\n1,2\n1,2,3,4,,,,,,5\r\n`, ':3: it has 10 columns, the heading 9'],
])('[BLK-2] %j is no plan, and nothing is asked of the server', async (text, sentence) => {
  const file = named();
  writeFileSync(join(folder, file), text);
  answers = 0;
  const line = await renewals(['apply', file, '--yes']);
  expect([line.code, line.stderr]).toEqual([1, expect.stringContaining(sentence)]);
});

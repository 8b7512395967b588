import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporaryFolder';
import { typed } from '../support/typedLine';

const folder = temporaryFolder();
const [ONE, TWO] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

interface Taken {
  readonly customer: string;
  readonly ids: readonly unknown[];
}

let server: Server;
let url: string;
let taken: Taken[] = [];
/** So many calls are answered; then the server is gone. */
let answers = Infinity;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      answers -= 1;
      if (answers < 0) return void request.socket.destroy();
      const answer = (status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      const customer = /customers\/([^/]+)\/usage/.exec(request.url ?? '')?.[1] ?? '';
      if (customer === 'nobody') return answer(404, { code: 20002, description: 'There is no such customer.', data: [], source: 'NextTerm' });
      const { reports } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly reports: readonly { readonly reportId?: string; readonly minutes?: unknown }[] };
      taken.push({ customer, ids: reports.map(({ reportId, minutes }) => `${reportId}:${typeof minutes}`) });
      return answer(200, { items: reports.map(({ reportId = '' }) => (reportId.startsWith('bad') ? { status: 'refused', description: 'minutes must be a whole number' } : { status: reportId.startsWith('old') ? 'duplicate' : 'accepted' })) });
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['NEXTTERM_TOKEN'] = 'given';
});
beforeEach(() => {
  taken = [];
  answers = Infinity;
});
afterAll(async () => {
  delete process.env['NEXTTERM_TOKEN'];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const imported = (file: string, ...flags: string[]) => typed(['usage', 'import', file, '--url', url, ...flags]);

test('[OVG-6] a CSV goes in by customer; lines that are refused are named with their number, the rest is taken; exit code 1', async () => {
  const file = join(folder, 'calls.csv');
  writeFileSync(file, `customerId,reportId,service,userId,date,minutes\n${ONE},a,PhoneServices,u,2026-03-01,12\n${ONE},old1,PhoneServices,u,2026-03-01,3\n${TWO},bad1,PhoneServices,u,2026-03-01,x\nnobody,c,PhoneServices,u,2026-03-01,1\n`);
  const { code, stdout, stderr } = await imported(file);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '1 accepted, 1 known already, 2 refused\n' });
  expect(stderr.trim().split('\n')).toEqual([`${file}:4: minutes must be a whole number`, `${file}:5: There is no such customer. (404 / 20002)`]);
  expect(taken).toEqual([{ customer: ONE, ids: ['a:number', 'old1:number'] }, { customer: TWO, ids: ['bad1:string'] }]);
  expect(existsSync(`${file}.progress`)).toBe(false);
});

test('[OVG-6] JSON lines of one customer, a thousand at a call; broken off, the same command goes on behind what was answered', async () => {
  const file = join(folder, 'readings.ndjson');
  writeFileSync(file, Array.from({ length: 2_500 }, (_, index) => JSON.stringify({ reportId: `r${index}`, date: '2026-03-01' })).join('\n'));
  answers = 2;
  const broken = await imported(file, '--customer', ONE);
  expect([broken.code, broken.stderr.startsWith('Nothing answers at')]).toEqual([1, true]);
  expect(JSON.parse(readFileSync(`${file}.progress`, 'utf8'))).toMatchObject({ server: url, line: 2_000 });
  answers = Infinity;
  const rest = await imported(file, '--customer', ONE);
  expect(rest).toEqual({ code: 0, stdout: 'Goes on behind line 2000.\n500 accepted, 0 known already, 0 refused\n', stderr: '' });
  expect(taken.map(({ ids }) => ids.length)).toEqual([1_000, 1_000, 500]);
});

test('[OVG-6] lines that were refused before an import broke off still count once it has gone on: exit code 1; with --json they are named as it breaks off', async () => {
  const file = join(folder, 'refused.ndjson');
  const lines = Array.from({ length: 1_500 }, (_, index) => JSON.stringify({ reportId: `${index === 7 ? 'bad' : 'r'}${index}` }));
  writeFileSync(file, lines.join('\n'));
  answers = 1;
  const broken = await imported(file, '--customer', ONE, '--json');
  expect([broken.code, broken.stdout, broken.stderr.split('\n')[0]]).toEqual([1, '', `${file}:8: minutes must be a whole number`]);
  answers = Infinity;
  expect(await imported(file, '--customer', ONE)).toEqual({ code: 1, stdout: 'Goes on behind line 1000; 1 before it was refused.\n500 accepted, 0 known already, 0 refused, and 1 before\n', stderr: '' });
  expect(existsSync(`${file}.progress`)).toBe(false);
});

test('a line that names no customer, or is no object, is refused by itself; --json says all in one value', async () => {
  const file = join(folder, 'odd.jsonl');
  writeFileSync(file, `{"reportId":"a"}\n[1]\n{"customerId":"${ONE}","reportId":"b"}\n`);
  const { code, stdout } = await imported(file, '--json');
  expect([code, JSON.parse(stdout)]).toEqual([1, { accepted: 1, duplicate: 0, refused: 2, faults: [1, 2].map((line) => ({ line, why: 'it names no customerId, and --customer none' })) }]);
});

test('[OVG-6] a line with more cells than the heading is refused and not cut: of 10,5 nobody is charged 10; columns have any letter case, lines any end, cells semicolons', async () => {
  const file = join(folder, 'readings.csv');
  writeFileSync(file, `CustomerId,ReportId,Quantity,Date\r\n${ONE},a,10,2026-03-01\n${ONE},b,10,5,2026-03-01\n${ONE},c,11,2026-03-01,,\r\n`);
  const { code, stdout, stderr } = await imported(file);
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '2 accepted, 0 known already, 1 refused\n', stderr: `${file}:3: it has 5 columns, the heading 4\n` });
  writeFileSync(file, `customerId;reportId;quantity;date\n${ONE};d;10,5;2026-03-01\n`);
  expect(await imported(file)).toMatchObject({ code: 0 });
  expect(taken.flatMap(({ ids }) => ids)).toEqual(['a:undefined', 'c:undefined', 'd:undefined']);
  writeFileSync(file, `customerId,reportId,minutes,Minutes\n${ONE},e,1,2\n`);
  expect(await imported(file)).toMatchObject({ code: 1, stderr: `${file} cannot be read: the column minutes is there twice\n` });
});

test.each([
  [['usage'], 2, 'import FILE?'],
  [['usage', 'import'], 2, 'Which file is to be imported?'],
  [['usage', 'import', 'x.csv', '--customer', 'me'], 2, '--customer must be the id of a customer, not "me".'],
  [['usage', 'import', 'not-there.csv'], 1, '/home/me/not-there.csv cannot be read: '],
])('%j: exit code %i and a sentence', async (args, code, sentence) => {
  const line = await typed([...args, '--url', url]);
  expect([line.code, line.stderr.startsWith(sentence)]).toEqual([code, true]);
});

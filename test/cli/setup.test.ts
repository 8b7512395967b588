import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Caller } from '../../src/adapters/http/caller';
import { httpOver, type Call, type Reply } from '../support/httpWorld';
import { typed } from '../support/typedLine';
import { World } from '../support/world';
import { copyOf, rowsOf } from '../support/worldStores';

const KADE = '5a1c2f3e-0b4d-4c6e-8f70-91a2b3c4d5e6';
const SLUIS = '6b2d3f4e-1c5e-4d7f-9a81-a2b3c4d5e6f7';
const kade = { tenantId: KADE, kind: 'indirect_provider', name: 'Kade', partnerId: '5400001', country: 'NL', currency: 'EUR', domains: ['kade.example'] };
const sluis = { tenantId: SLUIS, kind: 'indirect_reseller', name: 'Sluis', partnerId: '6400001', country: 'NL', agreementSigned: true, providers: ['5400001'] };
const rate = { from: 'USD', to: 'EUR', month: '2026-03', rate: '0.9215' };
const operator: Caller = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'op', displayName: 'Op', roles: ['operator'], appOnly: false };

let folder: string;
let server: Server;
let url: string;
let caller: Caller;
let http: (path: string, call?: Call) => Promise<Reply>;
let world: World;

const textOf = async (stream: AsyncIterable<unknown>): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-'));
  process.env['NEXTTERM_TOKEN'] = 'given';
  server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const body = await textOf(request);
      const reply = await http(request.url ?? '', { method: request.method ?? 'GET', caller, headers: request.headers as Record<string, string>, ...(body !== '' && { body }) });
      response.writeHead(reply.status, reply.headers).end(reply.text);
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  delete process.env['NEXTTERM_TOKEN'];
  await new Promise((done) => server.close(done));
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  world = await World.at('2026-03-02T10:00:00.000Z');
  http = httpOver(world);
  caller = operator;
});

const filed = async (content: unknown): Promise<string> => {
  const file = join(folder, 'setup.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const setup = async (...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> => {
  const { code, stdout, stderr } = await typed(['setup', ...args, '--url', url]);
  return { code, out: stdout.trim().split('\n'), err: stderr.trim().split('\n') };
};

test('[PAR-4] nextterm setup apply makes what a file says, resellers after their providers; applied again nothing changes, and what is shown can be applied', async () => {
  const file = await filed({ partners: [sluis, kade], exchangeRates: [rate] });
  expect(await setup('apply', file)).toEqual({ code: 0, out: ['made       partner 5400001  Kade', 'made       partner 6400001  Sluis', 'set        1 exchange rate'], err: [''] });
  const before = await rowsOf(world.stores.Partners);
  expect((await setup('apply', file)).out.slice(0, 2)).toEqual(['unchanged  partner 5400001  Kade', 'unchanged  partner 6400001  Sluis']);
  const shown = await setup('show');
  const { partners, exchangeRates } = JSON.parse(shown.out.join('\n')) as { partners: object[]; exchangeRates: object[] };
  expect([partners.length, exchangeRates, partners.find((partner) => 'tenantId' in partner && partner.tenantId === SLUIS)]).toEqual([13, [rate], { ...sluis, domains: [], currency: 'EUR', programmeStatus: 'active', slug: 'reseller6400001' }]);
  const again = await setup('apply', await filed(shown.out.join('\n')));
  expect([again.code, again.out.filter((line) => line.startsWith('unchanged')).length, await rowsOf(world.stores.Partners)]).toEqual([0, 13, before]);
  expect(await setup('apply', await filed({ partners: [{ ...sluis, agreementSigned: false }] }))).toMatchObject({ code: 0, out: ['changed    partner 6400001  Sluis'] });
});

test('[PAR-4] what is shown can be applied to another installation, and goes on to hold with a reseller more', async () => {
  await setup('apply', await filed({ partners: [kade, sluis] }));
  const { partners } = JSON.parse((await setup('show')).out.join('\n')) as { partners: { tenantId: string }[] };
  const shown = partners.filter(({ tenantId }) => [KADE, SLUIS].includes(tenantId));
  world = await World.at('2026-03-02T10:00:00.000Z');
  http = httpOver(world);
  expect(await setup('apply', await filed({ partners: shown }))).toMatchObject({ code: 0, out: ['made       partner 5400001  Kade', 'made       partner 6400001  Sluis'] });
  const file = await filed({ partners: [...shown, { ...sluis, tenantId: '7c3e4f5e-2d6f-4e80-8b92-b3c4d5e6f708', name: 'Gracht', partnerId: '6400002' }] });
  expect((await setup('apply', file)).out.at(-1)).toBe('made       partner 6400002  Gracht');
  expect(await setup('apply', file)).toMatchObject({ code: 0, out: ['unchanged  partner 5400001  Kade', 'unchanged  partner 6400001  Sluis', 'unchanged  partner 6400002  Gracht'] });
});

test('[DUE-2] a file of what there is that is short of a partner says so, and ends with exit code 1', async () => {
  await setup('apply', await filed({ partners: [kade] }));
  const row = (await rowsOf(world.stores.Partners)).find(({ value }) => (value as { partnerId?: string }).partnerId === '5400001');
  await world.stores.Partners.commit(row?.partition ?? '', [{ op: 'put', key: row?.key ?? '', value: { ...row?.value, country: 7 } }]);
  const shown = await setup('show');
  expect([shown.code, JSON.stringify(JSON.parse(shown.out.join('\n'))).includes(KADE), shown.err]).toEqual([1, false, [expect.stringContaining('1 row could not be read')]]);
});

test('[PAR-4] every mistake of a file is named by its place, and nothing of it is done; what the server refuses is told, and the rest is done', async () => {
  const before = await world.dump();
  const wrong = await setup('apply', await filed({ partners: [{ ...kade, kind: 'reseller', adress: [] }, { ...sluis, providers: undefined }], exchangeRates: [{ ...rate, rate: 'much' }], markets: [] }));
  expect(wrong).toEqual({
    code: 1,
    out: [''],
    err: [
      expect.stringContaining('setup.json: partners[0].kind: Invalid option'),
      'setup.json: partners[0]: Unrecognized key: "adress"',
      'setup.json: partners[1].providers: must name a provider of an indirect_reseller',
      'setup.json: exchangeRates[0].rate: must be a positive decimal, "0.9215" say',
      'setup.json: Unrecognized key: "markets"',
      'Nothing was set up: 5 problems.',
    ],
  });
  expect(await world.dump()).toEqual(before);
  const taken = { ...kade, tenantId: SLUIS, partnerId: '5310388', domains: [] };
  expect(await setup('apply', await filed({ partners: [taken, kade] }))).toMatchObject({ code: 1, out: ['made       partner 5400001  Kade'], err: [expect.stringMatching(/^refused {4}partner 5310388 {2}Kade: partnerId: 5310388 is that of the partner .* \(409 \/ 800042\)$/), '1 of 2 refused; the rest holds.'] });
  expect(await setup('remove', world.as('havn').partner.tenantId)).toMatchObject({ code: 1, err: [expect.stringContaining('it has customers')] });
  expect(await setup('remove', KADE)).toMatchObject({ code: 0, out: [`removed    partner ${KADE}`] });
});

test('[CAT-2] nextterm import --url sends a sheet to the server, which sells it at once; what is wrong with it is named before anything is sent', async () => {
  world = await World.at('2026-03-02T10:00:00.000Z', { ...world.stores, Catalogue: copyOf(world.stores.Catalogue) });
  http = httpOver(world);
  const [header = '', ...rows] = (await readFile(join(__dirname, '../../sample/price-sheet-nl.csv'), 'utf8')).split(/\r?\n/);
  const file = join(folder, 'de.csv');
  await writeFile(file, [header, ...rows.slice(0, 40).map((row) => row.replaceAll(/\bNL\b/g, 'DE'))].join('\n'));
  expect(await typed(['import', '--price-sheet', file, '--url', url])).toEqual({ code: 0, stdout: expect.stringMatching(/^DE: \d+ SKUs with 40 price lines are in force\nImported: 40 price lines in 1 markets\n$/) as string, stderr: '' });
  expect((await world.app.markets()).has('DE')).toBe(true);
  await writeFile(file, [header, 'short'].join('\n'));
  const before = await world.dump();
  expect(await typed(['import', '--price-sheet', file, '--url', url])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('de.csv, line 2: has 1 fields where the header has') as string });
  expect(await world.dump()).toEqual(before);
  expect(await typed(['import', '--price-sheet', file, '--url', url, '--data', 'x'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--data and --url name two places') as string });
});

test('[PAR-4] it shows markets and policies; who is no operator, and a line that makes no sense, is told', async () => {
  expect((await setup('markets')).out.map((line) => line.slice(0, 12))).toEqual(['NL  imported', 'SE  imported', 'US  imported']);
  expect(JSON.parse((await setup('policies')).out.join('\n'))).toMatchObject([{ name: 'new-commerce', status: 'in_force' }, { status: 'kept' }]);
  caller = { ...operator, roles: [] };
  expect(await setup('apply', await filed({ partners: [kade] }))).toMatchObject({ code: 1, err: [expect.stringMatching(/was refused with 403: .*operations\.manage/)] });
  for (const [args, sentence] of [[[], 'One of apply, show, remove, markets, policies?'], [['mend'], 'There is no action mend: apply, show, remove, markets, policies.'], [['apply'], 'apply needs a FILE.'], [['show', 'x'], 'Unexpected argument "x".']] as const) {
    const { code, err } = await setup(...args);
    expect([code, err[0], err[2]]).toEqual([2, sentence, 'Usage: nextterm setup [flags] apply FILE|show|remove TENANT|markets|policies']);
  }
});

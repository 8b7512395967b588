import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Caller } from '../../src/adapters/http/caller';
import { ANY_ETAG } from '../../src/kernel/partitionStore';
import { httpOver } from '../support/httpWorld';
import { temporaryFolder } from '../support/temporaryFolder';
import { typed } from '../support/typedLine';
import { World } from '../support/world';

const folder = temporaryFolder();
const NOW = '2026-03-02T10:00:00.000Z';

let world: World;
let server: Server;
let url: string;
let busy = 0;
/** Slug of the partner whose the tokens are. */
let signedIn = 'havn';

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** A local server as far as the command line sees one: the real routes over a world in memory, one partner's tokens, a clock. */
beforeAll(async () => {
  world = await World.at(NOW);
  const http = httpOver(world);
  server = createServer((request, response) => {
    const { partner } = world.as(signedIn);
    const caller = (token: string): Caller => ({ tenantId: partner.tenantId, kind: 'partner', partner, userId: 'u', displayName: 'Ilse Kuiper', roles: ['admin_agent'], appOnly: token !== 'user' });
    const { url: path = '', method = 'GET', headers } = request;
    const answer = (status: number, body: unknown, more: Record<string, string> = {}): void => void response.writeHead(status, { 'content-type': 'application/json', ...more }).end(JSON.stringify(body));
    const token = /^Bearer (user|app|given)$/.exec(headers.authorization ?? '')?.[1];
    textOf(request)
      .then(async (body) => {
        if (path === '/local/state') return answer(200, { clients: [{ clientId: 'havn-admin_agent', tenantId: partner.tenantId, role: 'admin_agent' }] });
        if (path.endsWith('/oauth2/v2.0/token')) return answer(200, body.includes('refresh_token=') ? { access_token: 'user' } : { access_token: 'app', refresh_token: 'r' });
        if (path === '/local/clock' && method === 'GET') return answer(200, { now: NOW, virtual: true });
        if (path === '/local/clock/next') return answer(200, { now: NOW, items: [{ at: '2026-03-03T00:00:00.000Z', kind: 'renewal', customerId: 'c1', subject: 's1', href: '/v1/customers/c1/subscriptions/s1' }, { at: '2026-03-07T00:00:00.000Z', kind: 'invoiceRun' }], moveTo: '2026-03-03T00:00:00.000Z' });
        if (path === '/local/clock') return answer(200, { from: NOW, to: (JSON.parse(body) as { advanceTo: string }).advanceTo, happened: [{ at: '2026-03-03T00:00:00.000Z', what: 'renewal', subject: 's1', outcome: 'completed' }] });
        if (token === undefined) return answer(401, { code: 400, description: 'Access denied', data: [], source: 'NextTerm' });
        if (busy > 0) {
          busy -= 1;
          return answer(429, { statusCode: 429, message: 'Rate limit is exceeded. Try again in 0 seconds.' }, { 'retry-after': '0' });
        }
        const reply = await http(path, { method, caller: caller(token), headers: headers as Record<string, string>, ...(body !== '' && { body }) });
        return void response.writeHead(reply.status, reply.headers).end(reply.bytes ?? reply.text);
      })
      .catch((error: unknown) => answer(500, { fault: String(error) }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['NEXTTERM_PROFILES'] = join(folder, 'profiles.json');
});
afterAll(async () => {
  delete process.env['NEXTTERM_PROFILES'];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
afterEach(() => {
  signedIn = 'havn';
  delete process.env['NEXTTERM_TOKEN'];
});

const lines = (text: string): string[] => text.trim().split('\n').map((line) => line.trim());

test('nextterm login keeps a profile that only its owner reads; whoami says who that is, logout forgets it', async () => {
  // From somewhere else, and readable by everybody.
  writeFileSync(join(folder, 'profiles.json'), '{ "profiles": {} }');
  chmodSync(join(folder, 'profiles.json'), 0o644);
  const signedIn = await typed(['login', '--url', url, '--profile', 'shop']);
  expect(signedIn).toMatchObject({ code: 0, stderr: '' });
  expect(signedIn.stdout).toContain(`Signed in to ${url}: Ilse Kuiper of Havn Cloud, as admin_agent. Kept as shop in `);
  expect(statSync(join(folder, 'profiles.json')).mode & 0o077).toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith('profiles.json.'))).toEqual([]);
  expect(JSON.parse(readFileSync(join(folder, 'profiles.json'), 'utf8'))).toEqual({ profiles: { shop: { signIn: 'local', url, tenantId: world.as('havn').partner.tenantId, clientId: 'havn-admin_agent' } } });
  const who = await typed(['whoami', '--profile', 'shop', '--json']);
  expect(JSON.parse(who.stdout)).toMatchObject({ server: url, kind: 'partner', appOnly: false, roles: ['admin_agent'], now: NOW, partner: { name: 'Havn Cloud' } });
  expect(await typed(['whoami', '--profile', 'shop', '--url', 'http://127.0.0.1:1'])).toMatchObject({ code: 1, stderr: expect.stringContaining('its token goes nowhere else') as string });
  expect(await typed(['logout', '--profile', 'shop'])).toMatchObject({ code: 0, stdout: 'shop is forgotten.\n' });
  expect(await typed(['whoami', '--profile', 'shop'])).toEqual({ code: 1, stdout: '', stderr: 'There is no profile shop: nextterm login makes one.\n' });
});

test('a token of one’s own goes first; one that the server does not take is said so, and what it is busy with is asked again', async () => {
  process.env['NEXTTERM_TOKEN'] = 'given';
  busy = 2;
  const who = await typed(['whoami', '--url', url]);
  expect([who.code, lines(who.stdout)[0]]).toEqual([0, `${url}: Ilse Kuiper of Havn Cloud, as admin_agent, without a user`]);
  process.env['NEXTTERM_TOKEN'] = 'old';
  expect(await typed(['customers', '--url', url])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('does not take the token: sign in again') as string });
});

test('customers, subscriptions and what comes, over all of them, as tables and as JSON', async () => {
  const customers = JSON.parse((await typed(['customers', '--url', url, '--json'])).stdout) as { readonly id: string; readonly companyProfile: { readonly companyName: string } }[];
  const [first] = customers;
  const { id: customerId = '', companyProfile } = first ?? {};
  const named = await typed(['customers', '--url', url, '--named', (companyProfile?.companyName ?? '').slice(0, 4)]);
  expect(named.stdout).toContain(customerId);

  const http = httpOver(world);
  const availabilities = (await http('/v1/products/NCBUSSTAND01/skus/0001/availabilities?country=NL')).body as { readonly items: readonly { readonly catalogItemId: string }[] };
  const order = (termDuration: string) => ({ partnerOnRecordAttestationAccepted: true, lineItems: [{ offerId: availabilities.items[0]?.catalogItemId, quantity: 3, termDuration, billingCycle: 'monthly' }] });
  const owner = customers.find(({ companyProfile: { companyName } }) => companyName.startsWith('Zonnebloem'))?.id ?? '';
  for (const term of ['P1M', 'P1Y']) expect((await http(`/v1/customers/${owner}/orders`, { method: 'POST', body: order(term) })).status).toBe(201);

  const all = lines((await typed(['subscriptions', 'list', '--url', url])).stdout);
  const [heads, , ...rows] = all.map((line) => line.split(/ {2,}/));
  expect(heads).toEqual(['Customer', 'Subscription', 'Product', 'Seats', 'Status', 'Cycle', 'Term ends', 'Renews']);
  expect(rows.map((row) => row.slice(2).join(' ')).toSorted()).toEqual(['2026-04-01', '2027-03-01'].map((end) => `Microsoft 365 Business Standard 3 active monthly ${end} yes`));
  const soon = JSON.parse((await typed(['subscriptions', 'list', '--renewing-within', '31d', '--url', url, '--json'])).stdout) as { readonly termDuration: string }[];
  expect(soon.map(({ termDuration }) => termDuration)).toEqual(['P1M']);
  expect(await typed(['subscriptions', 'list', '--renewing-within', '2d', '--url', url])).toMatchObject({ code: 0, stdout: 'None renews before 2026-03-04T10:00:00.000Z.\n' });

  const windows = lines((await typed(['windows', '--closing-within', '7d', '--url', url])).stdout);
  expect(windows.slice(2).map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([]);
  const closing = lines((await typed(['windows', '--closing-within', '8d', '--url', url])).stdout);
  expect(closing.slice(2).map((line) => line.split(/ {2,}/)).map(([at, customer, , , seats, back]) => [at, customer?.split(' ')[0], seats, back])).toEqual([
    ['2026-03-09 10:00', 'Zonnebloem', '3', '30.24 EUR'],
    ['2026-03-09 10:00', 'Zonnebloem', '3', '30.24 EUR'],
  ]);
  const renewals = JSON.parse((await typed(['deadlines', '--until', '2026-05-01', '--kind', 'renewal', '--charges', '--url', url, '--json'])).stdout) as { readonly at: string; readonly brings: { readonly amount: string } }[];
  expect(renewals.map(({ at, brings }) => [at, brings.amount])).toEqual([['2026-04-02T00:00:00.000Z', '30.24']]);
});

test('nextterm forecast prints what the coming months charge, as a table, JSON and CSV', async () => {
  const told = await typed(['forecast', '--months', '3', '--url', url]);
  expect([told.code, told.stderr]).toEqual([0, '']);
  const rows = lines(told.stdout).map((line) => line.split(/ {2,}/));
  expect(rows[0]?.[0]).toMatch(/^\d+ customers, 2 subscriptions, as of 2026-03-02T10:00:00.000Z$/);
  expect(rows.slice(2, 3)).toEqual([['Month', 'Renewals', 'Cycles', 'Trials', 'Planned', 'Extended', 'Amount', 'Without plans', 'Currency']]);
  expect(rows.slice(4, 8)).toEqual([['2026-03', '0.00', '0.00', 'EUR'], ['2026-04', '30.24', '30.24', '60.48', '60.48', 'EUR'], ['2026-05', '30.24', '30.24', '60.48', '60.48', 'EUR'], ['Total', '120.96', '120.96', 'EUR']]);
  expect(rows.at(-1)).toEqual(['Nor is what nobody knows: azure usage, metered usage, overage, transfers, tax.']);
  expect(await typed(['forecast', '--months', '2', '--csv', '--url', url])).toEqual({
    code: 0,
    stderr: '',
    stdout: 'Month,Currency,What,Lines,Amount,LinesWithoutPlans,AmountWithoutPlans\r\n2026-04,EUR,renewal,1,30.24,1,30.24\r\n2026-04,EUR,cycleCharge,1,30.24,1,30.24\n',
  });
  const owner = world.customer('Zonnebloem');
  expect(JSON.parse((await typed(['forecast', '--months', '2', '--customer', owner, '--json', '--url', url])).stdout)).toMatchObject({
    customers: 1,
    items: [{ month: '2026-03', amount: '0.00', happenings: [] }, { month: '2026-04', amount: '60.48', happenings: [{ what: 'renewal', amount: '30.24' }, { what: 'cycleCharge', amount: '30.24' }] }],
    renewals: [{ date: '2026-04-02', lines: 1, amount: '30.24' }],
    unknown: [],
  });
  expect(await typed(['forecast', '--customer', '16c1799c-7d5a-42a5-a37e-cd6dfda05b5a', '--url', url])).toMatchObject({ code: 1, stdout: '', stderr: 'There is no customer 16c1799c-7d5a-42a5-a37e-cd6dfda05b5a. (404 / 60003)\n' });
  for (const wrong of [['--months', '0'], ['--months', '37'], ['--months', 'many'], ['--csv', '--json']]) expect([wrong, (await typed(['forecast', ...wrong, '--url', url])).code]).toEqual([wrong, 2]);
});

test('[DUE-2] a list, a file or a sum that is short of a row says so, and ends with exit code 1', async () => {
  const owner = world.customer('Zonnebloem');
  const stray = 'subscription|0f8fad5b-d9cb-469f-a165-70867728950e';
  await world.stores.Commerce.commit(owner, [{ op: 'put', key: stray, value: {} }]);
  const missing = '1 row could not be read and is missing here. The operator has been told (GET /nextterm/v1/operations/unreadable).\n';
  const listed = await typed(['subscriptions', 'list', '--url', url, '--json']);
  expect([listed.code, listed.stderr, (JSON.parse(listed.stdout) as unknown[]).length]).toEqual([1, missing, 2]);
  expect(await typed(['forecast', '--months', '2', '--csv', '--url', url])).toMatchObject({ code: 1, stderr: expect.stringContaining('could not be read') as string });
  const file = join(folder, 'short.csv');
  const plan = await typed(['renewals', 'plan', '--within', '60d', '--csv', '--out', file, '--url', url]);
  expect([plan.code, plan.stdout, plan.stderr]).toEqual([1, expect.stringContaining(`${file}  1 line`), expect.stringContaining('could not be read')]);
  await world.stores.Commerce.commit(owner, [{ op: 'delete', key: stray, etag: ANY_ETAG }]);
  expect(await typed(['subscriptions', 'list', '--url', url])).toMatchObject({ code: 0, stderr: '' });
});

test('charges export writes a file once it is whole', async () => {
  const file = join(folder, 'out', 'charges.csv');
  expect(await typed(['charges', 'export', '--out', file, '--url', url])).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(file, 'utf8').split('\n')[0]).toContain('SubscriptionId');
  process.env['NEXTTERM_TOKEN'] = 'old';
  expect((await typed(['charges', 'export', '--out', join(folder, 'none.csv'), '--url', url])).code).toBe(1);
  expect([existsSync(join(folder, 'none.csv')), existsSync(join(folder, 'none.csv.part'))]).toEqual([false, false]);
});

test('[BIL-4] charges export is in the currency of the partner who signs in, unless another is asked for', async () => {
  signedIn = 'nordlys';
  const http = httpOver(world);
  const offered = (await http('/v1/products/NCBUSSTAND01/skus/0001/availabilities?country=SE', { as: 'nordlys' })).body as { readonly items: readonly { readonly catalogItemId: string }[] };
  const body = { partnerOnRecordAttestationAccepted: true, lineItems: [{ offerId: offered.items[0]?.catalogItemId, quantity: 3, termDuration: 'P1M', billingCycle: 'monthly' }] };
  expect((await http(`/v1/customers/${world.customer('Björkhagen')}/orders`, { as: 'nordlys', method: 'POST', body })).status).toBe(201);
  const own = join(folder, 'charges-current-SEK.csv');
  expect(await typed(['charges', 'export', '--url', url], { cwd: folder })).toMatchObject({ code: 0, stdout: expect.stringContaining(own) as string, stderr: '' });
  expect(lines(readFileSync(own, 'utf8')).slice(1)).toEqual([expect.stringContaining('SEK')]);
  expect(await typed(['charges', 'export', '--currency', 'usd', '--url', url], { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
  expect(lines(readFileSync(join(folder, 'charges-current-USD.csv'), 'utf8'))).toHaveLength(1);
});

test('invoices are listed and downloaded, here none', async () => {
  expect(await typed(['invoices', 'list', '--url', url])).toEqual({ code: 0, stdout: 'There are no invoices.\n', stderr: '' });
  expect(await typed(['invoices', 'download', '--month', '2026-02', '--out', join(folder, 'invoices'), '--url', url])).toEqual({ code: 0, stdout: 'There are no invoices of 2026-02.\n', stderr: '' });
});

test('the clock of a local server is shown, and moved by a span or to a day', async () => {
  expect(await typed(['clock', '--url', url])).toEqual({ code: 0, stdout: `It is ${NOW}.\n`, stderr: '' });
  const moved = await typed(['clock', '--advance', '2d', '--url', url]);
  expect([moved.code, ...lines(moved.stdout)]).toEqual([0, `From ${NOW} to 2026-03-04T10:00:00.000Z.`, 'At (UTC)           What      Subject   Outcome', '────────────────   ───────   ───────   ─────────', '2026-03-03 00:00   renewal   s1        completed']);
  expect((await typed(['clock', '--to', '2026-04-01', '--url', url, '--json'])).stdout).toContain('"to": "2026-04-01T00:00:00.000Z"');
  const next = await typed(['clock', '--next', '--url', url]);
  expect([next.code, ...lines(next.stdout).slice(2).map((line) => line.split(/ {2,}/))]).toEqual([0, ['2026-03-03 00:00', 'renewal', 'c1', 's1'], ['2026-03-07 00:00', 'invoiceRun']]);
  expect((await typed(['clock', '--to', 'next', '--url', url])).stdout).toContain(`From ${NOW} to 2026-03-03T00:00:00.000Z.`);
});

test.each([
  [['subscriptions'], 'list?'],
  [['subscriptions', 'delete'], 'There is no action delete: list.'],
  [['subscriptions', 'list', '--renewing-within', 'soon'], '--renewing-within must be a span such as 48h, 30d, 3m or P1Y, not "soon".'],
  [['windows', '--closing-within', '0h'], '--closing-within must be a span'],
  [['deadlines', '--kind', 'renewals'], 'There is no kind renewals: '],
  [['deadlines', '--until', 'yesterday'], '--until must be a span such as 30d, a day or an instant, not "yesterday".'],
  [['charges', 'export', '--period', 'next'], '--period must be current or previous, not "next".'],
  [['invoices', 'download', '--month', '2026-13'], '--month must be a month such as 2026-11, not "2026-13".'],
  [['clock', '--advance', '1d', '--to', '2026-04-01'], '--advance or --to, not both.'],
  [['clock', '--next', '--to', 'next'], '--next shows what comes and moves nothing'],
  [['login', '--profile', 'a b'], '--profile must be a name of letters and digits, not "a b".'],
])('%j: exit code 2 and a sentence', async (args, sentence) => {
  const asked = args[0] === 'login' || args.includes('--url') ? args : [...args, '--url', url];
  const { code, stderr } = await typed(asked);
  expect([code, stderr.startsWith(sentence)]).toEqual([2, true]);
});

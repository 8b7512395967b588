import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runSmoke, type SmokeWish } from '../../src/cli/smoke/runSmoke';
import { temporaryFolder } from '../support/temporaryFolder';
import { typed } from '../support/typedLine';

const folder = temporaryFolder();

type Answer = readonly [status: number, body: unknown];

const caller = { tenantId: 't', kind: 'partner', displayName: 'Ada', appOnly: false, roles: ['admin_agent'], permissions: [], now: '2026-11-29T00:00:00Z' };
const partner = { name: 'Havn Cloud', partnerId: '1', kind: 'direct_bill', country: 'NL', currency: 'EUR' };
const line = { catalogItemId: 'P:0001:A' };

/** A server that is well, and what it answers by method and path; whoever has no token gets 401. */
const WELL: Readonly<Record<string, Answer>> = {
  'GET /nextterm/v1/health': [200, { healthy: true, dependencies: [], wrongSettings: [] }],
  'GET /nextterm/v1/whoami': [200, { ...caller, partner }],
  'GET /v1/customers': [200, { items: [{ id: 'c1', companyProfile: { companyName: 'Duinzicht' } }, { id: 'c2', companyProfile: { companyName: 'Lindehof' } }] }],
  'GET /v1/customers/c1/products': [200, { items: [{ id: 'P' }] }],
  'GET /v1/customers/c2/products': [200, { items: [{ id: 'P' }] }],
  'GET /v1/customers/c1/products/P/skus': [200, { items: [{ id: '0001' }] }],
  'GET /v1/customers/c2/products/P/skus': [200, { items: [{ id: '0001' }] }],
  'GET /v1/customers/c1/products/P/skus/0001/availabilities': [200, { items: [{ catalogItemId: 'P:0001:X', isPurchasable: false, terms: [] }, { ...line, isPurchasable: true, terms: [{ duration: 'P1M', billingCycle: 'Monthly' }] }] }],
  'GET /v1/customers/c2/products/P/skus/0001/availabilities': [200, { items: [{ ...line, isPurchasable: true, terms: [{ duration: 'P1M', billingCycle: 'Monthly' }] }] }],
  'POST /v1/customers/c1/carts': [200, { preview: true, result: { lineItems: [line] } }],
  'POST /v1/customers/c2/carts': [200, { preview: true, result: { lineItems: [line] } }],
};

let server: Server;
let url = '';
let answers: Readonly<Record<string, Answer>> = WELL;
let open = false;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const call = `${request.method} ${path}`;
    asked.push(`${call}${query === '' ? '' : `?${query}`}`);
    const isAnonymous = request.headers.authorization === undefined && path.startsWith('/v1/');
    const [status, body] = isAnonymous && !open ? [401, { code: 400, description: 'no token' }] : (answers[call] ?? [404, { code: 404, description: `no ${call}` }]);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(() => {
  [answers, open] = [WELL, false];
  asked.length = 0;
  process.env['NEXTTERM_TOKEN'] = 'a-token';
});
afterEach(() => {
  delete process.env['NEXTTERM_TOKEN'];
  delete process.env['NEXTTERM_PROFILES'];
});

/** @returns the exit code and the states of the steps, in order */
const smoke = async (wish: Partial<SmokeWish> = {}) => {
  const lines: string[] = [];
  let waited = 0;
  const code = await runSmoke({ url, waitMinutes: 0, json: true, ...wish }, { cwd: '/', print: (text) => lines.push(text), complain: (text) => lines.push(text) }, async (seconds) => {
    waited += seconds;
    if (waited === 30) answers = WELL;
  });
  const { steps } = JSON.parse(lines.join('\n')) as { readonly steps: readonly { readonly step: string; readonly state: string; readonly says: string }[] };
  return { code, waited, states: Object.fromEntries(steps.map(({ step, state }) => [step, state])), says: Object.fromEntries(steps.map(({ step, says }) => [step, says])) };
};

test('a server that is well: a line for each step, exit code 0, and nothing is written', async () => {
  const { code, stdout } = await typed(['smoke', '--url', url]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: [
      `passed     health            ${url} is well`,
      'passed     without a token   who shows no token is answered 401',
      'passed     sign-in           Ada of Havn Cloud, as admin_agent',
      'passed     cart preview      one P:0001:A (P1M, monthly) for Duinzicht, without an error',
      '4 passed, 0 failed, 0 not tried',
      '',
    ].join('\n'),
  });
  expect(asked.filter((call) => !call.startsWith('GET '))).toEqual(['POST /v1/customers/c1/carts?preview=true']);
});

test('a server that is not well, by what it says, and nothing more is tried', async () => {
  answers = { 'GET /nextterm/v1/health': [503, { healthy: false, dependencies: [], wrongSettings: [{ setting: 'NEXTTERM_STORAGE', problem: 'is missing' }] }] };
  const { code, states, says } = await smoke();
  expect({ code, states, says: says['health'] }).toEqual({ code: 1, states: { health: 'failed' }, says: `${url} is not well (503): NEXTTERM_STORAGE is missing` });
  answers = { 'GET /nextterm/v1/health': [200, '<html>'] };
  expect((await smoke()).says['health']).toMatch(/answers 200, and not as NextTerm does/);
  const away = await typed(['smoke', '--url', 'http://127.0.0.1:1']);
  expect(away.code).toBe(1);
  expect(away.stdout).toContain('FAILED     health            Nothing answers at http://127.0.0.1:1');
});

test('it waits for health as long as it is told, and no longer', async () => {
  answers = { ...WELL, 'GET /nextterm/v1/health': [503, 'starting'] };
  expect(await smoke({ waitMinutes: 1 })).toMatchObject({ code: 0, waited: 30, states: { health: 'passed', 'cart preview': 'passed' } });
  answers = { ...WELL, 'GET /nextterm/v1/health': [503, 'starting'] };
  expect(await smoke({ waitMinutes: 0 })).toMatchObject({ code: 1, waited: 0 });
});

test('a part that somebody should look at is named, and no reason to take a release back', async () => {
  answers = { ...WELL, 'GET /nextterm/v1/health': [200, { healthy: true, status: 'degraded', parts: [{ name: 'storage', state: 'up' }, { name: 'parked', state: 'degraded' }], wrongSettings: [] }] };
  expect(await smoke()).toMatchObject({ code: 0, says: { health: `${url} answers, and somebody should look at: parked` } });
});

test('a server that lets everybody in fails', async () => {
  open = true;
  expect(await smoke()).toMatchObject({ code: 1, says: { 'without a token': 'who shows no token is answered 200, not 401' } });
});

test('a token that is not taken fails; none at all is not tried, and fails only where all is asked for', async () => {
  answers = { ...WELL, 'GET /nextterm/v1/whoami': [401, { code: 400, description: 'expired' }] };
  expect(await smoke()).toMatchObject({ code: 1, states: { 'sign-in': 'failed', 'cart preview': 'not tried' } });
  delete process.env['NEXTTERM_TOKEN'];
  expect(await smoke()).toMatchObject({ code: 0, states: { health: 'passed', 'without a token': 'passed', 'sign-in': 'not tried', 'cart preview': 'not tried' } });
  expect(await smoke({ all: true })).toMatchObject({ code: 1 });
});

test.each([{ flags: ['--profile', 'live'] }, { flags: [] }])('the server is that of the profile that is named, or kept as default: $flags; its health too', async ({ flags }) => {
  delete process.env['NEXTTERM_TOKEN'];
  const profile = { signIn: 'local', url, tenantId: 't', clientId: 'havn-admin_agent' };
  const file = join(folder, 'profiles.json');
  process.env['NEXTTERM_PROFILES'] = file;
  writeFileSync(file, JSON.stringify({ profiles: { live: profile, default: profile } }));
  answers = { ...WELL, 'POST /t/oauth2/v2.0/token': [200, { access_token: 'a', refresh_token: 'r' }] };
  const { code, stdout } = await typed(['smoke', ...flags]);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/\n4 passed, 0 failed, 0 not tried\n$/)]);
  expect(stdout).toContain(`${url} is well`);
  answers = { 'GET /nextterm/v1/health': [200, { status: 'degraded', parts: [], wrongSettings: [] }] };
  expect(await typed(['health', ...flags])).toMatchObject({ code: 1, stdout: expect.stringContaining(`${url} is degraded.`) as string });
});

test('the preview: not for the operator, not without customers; of another customer where the first is refused', async () => {
  answers = { ...WELL, 'GET /nextterm/v1/whoami': [200, { ...caller, kind: 'operator' }] };
  expect((await smoke()).says['cart preview']).toBe('only a partner buys: sign in as one');
  answers = { ...WELL, 'GET /v1/customers': [200, { items: [] }] };
  expect(await smoke()).toMatchObject({ code: 0, says: { 'cart preview': 'the partner has no customer yet' } });
  answers = { ...WELL, 'POST /v1/customers/c1/carts': [403, { code: 13605, description: 'The agreement is not confirmed.' }] };
  expect((await smoke()).says['cart preview']).toBe('one P:0001:A (P1M, monthly) for Lindehof, without an error');
  answers = { ...answers, 'POST /v1/customers/c2/carts': [403, { code: 13605, description: 'The agreement is not confirmed.' }] };
  expect(await smoke()).toMatchObject({ code: 0, states: { 'cart preview': 'not tried' }, says: { 'cart preview': 'of Lindehof: The agreement is not confirmed. (403 / 13605)' } });
});

test('a line that is shown as purchasable and has an error, and a server that fails, are failures', async () => {
  answers = { ...WELL, 'POST /v1/customers/c1/carts': [200, { preview: true, result: { lineItems: [{ ...line, error: { errorDescription: 'replaced' } }] } }] };
  expect(await smoke()).toMatchObject({ code: 1, says: { 'cart preview': 'P:0001:A for Duinzicht, shown as purchasable: replaced' } });
  answers = { ...WELL, 'POST /v1/customers/c1/carts': [500, { code: 999, description: 'It failed.' }] };
  expect(await smoke()).toMatchObject({ code: 1, says: { 'cart preview': 'It failed. (500 / 999)' } });
});

test.each(['x', '-1', '61', '1.5'])('--wait %s: a usage problem', async (minutes) => {
  const { code, stderr } = await typed(['smoke', '--wait', minutes]);
  expect(code).toBe(2);
  expect(stderr).toContain('--wait takes whole minutes, 0 to 60.');
});

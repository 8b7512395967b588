import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bodyOf, Client, signInAs } from '../support/client';
import { Sandbox, StartedProcess, START_MS } from '../support/sandbox';

const CLOCK = '2021-06-18T10:00:00Z';

/** Sends text as it stands. @returns the status, and the body as JSON, once the server has closed or all of the body is there. */
const raw = (url: string, text: string): Promise<{ status: number; body: unknown }> =>
  new Promise((resolve, reject) => {
    let came = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    const look = (): void => {
      const length = Number(/content-length: (\d+)/i.exec(came)?.[1]);
      const start = came.indexOf('\r\n\r\n') + 4;
      if (start < 4) return;
      // What functions answer comes in one chunk.
      const chunk = /^[\da-f]+\r\n([^]*)\r\n0\r\n\r\n$/i.exec(came.slice(start))?.[1];
      const text = Number.isNaN(length) ? chunk : Buffer.byteLength(came.slice(start)) < length ? undefined : came.slice(start);
      if (text === undefined) return;
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(came)?.[1]), body: JSON.parse(text) });
    };
    socket.on('data', (chunk) => {
      came += chunk.toString('utf8');
      look();
    });
    socket.on('error', reject);
  });

describe('the edges of a running server', () => {
  let sandbox: Sandbox;
  let token: string;
  beforeAll(async () => {
    sandbox = await Sandbox.start(CLOCK);
    const { partners } = bodyOf<{ partners: { slug: string; tenantId: string }[] }>(await new Client(sandbox.url).get('/local/state'), 200);
    const tenant = partners.find(({ slug }) => slug === 'havn')?.tenantId ?? '';
    const form = new URLSearchParams({ client_id: 'havn-admin_agent', client_secret: 'any', scope: 'any', grant_type: 'client_credentials' });
    token = ((await (await fetch(`${sandbox.url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: form })).json()) as { access_token: string }).access_token;
  }, START_MS);
  afterAll(() => sandbox.remove());

  const head = (line: string, ...headers: string[]): string => [`${line} HTTP/1.1`, 'host: 127.0.0.1', ...headers, '', ''].join('\r\n');

  test.each([
    ['TRACE /v1/customers', 405, 800042],
    ['TRACE /v1/nothing', 404, 1000],
    // It names a host and no path: what stands at the root answers it.
    ['CONNECT example.com:443', 405, 800042],
    ['GET /v1/a%0Ab', 404, 1000],
    ['GET /v1/a%00b', 404, 1000],
    ['GET /v1/customers/%00', 400, 900118],
    ['GET /v1/customers/a%0Ab', 400, 900118],
  ])('%s: refused in the contract’s form, after the same checks as any path', async (line, status, code) => {
    const shape = { description: expect.any(String) as string, data: [], source: 'NextTerm' };
    expect(await raw(sandbox.url, head(line))).toEqual({ status: 401, body: { code: 400, ...shape } });
    expect(await raw(sandbox.url, head(line, `authorization: Bearer ${token}`))).toEqual({ status, body: { code, ...shape } });
  });

  test('a body is waited for only where its caller is known, and then holds up neither the clock nor another call', async () => {
    const post = (authorization: string): string => head('POST /v1/customers', `authorization: Bearer ${authorization}`, 'content-type: application/json', 'content-length: 100');
    // None of the hundred bytes ever comes.
    expect(await raw(sandbox.url, post('stranger'))).toMatchObject({ status: 401, body: { code: 400 } });
    const slow = connect(Number(new URL(sandbox.url).port), '127.0.0.1', () => slow.write(`${post(token)}{`));
    await new Promise((resolve) => slow.once('ready', resolve));
    const client = new Client(sandbox.url);
    expect(bodyOf(await client.post('/local/clock', { advance: 'PT1H' }), 200)).toMatchObject({ to: '2021-06-18T11:00:00.000Z' });
    expect((await (await signInAs(sandbox.url, 'havn-admin_agent')).get('/v1/customers')).status).toBe(200);
    slow.destroy();
  });

  test('clients that never pause hold up no move of the clock, and are all answered', async () => {
    const havn = await signInAs(sandbox.url, 'havn-admin_agent');
    let going = true;
    const statuses = new Set<number>();
    const hammer = async (): Promise<void> => {
      while (going) statuses.add((await havn.get('/v1/customers')).status);
    };
    const clients = Array.from({ length: 8 }, hammer);
    expect(bodyOf(await new Client(sandbox.url).post('/local/clock', { advance: 'P40D' }), 200)).toMatchObject({ to: '2021-07-28T11:00:00.000Z' });
    going = false;
    await Promise.all(clients);
    expect([...statuses]).toEqual([200]);
  });

  test.each([
    ['Origin', ['origin: https://evil.example']],
    ['Host', ['host: evil.example']],
  ])('a page of the web cannot move the clock: %s', async (header, headers) => {
    const request = ['POST /local/clock HTTP/1.1', ...(header === 'Host' ? [] : ['host: 127.0.0.1']), ...headers, 'content-length: 15', '', '{"advance":"P1D'].join('\r\n');
    expect(await raw(sandbox.url, request)).toEqual({
      status: 403,
      body: { code: 'NotOfThisMachine', description: `The header ${header} names another place than this machine: only its own programs are served here.`, data: [], source: 'NextTerm local runtime' },
    });
  });

  test('with storage gone, the clock stands and says so; nothing is lost of where it was', async () => {
    const client = new Client(sandbox.url);
    const { now } = bodyOf<{ now: string }>(await client.get('/local/clock'), 200);
    process.kill(sandbox.azuritePid, 'SIGKILL');
    const reply = await client.post('/local/clock', { advance: 'P1M' });
    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('5');
    expect(reply.body).toMatchObject({ code: 'StorageUnavailable', description: expect.stringContaining(`The clock stands at ${now} and goes no further: storage cannot be reached`) as string });
    expect(bodyOf(await client.get('/local/clock'), 200)).toEqual({ now, virtual: true });
  });
});

test('wrong settings stop the start, all named at once', async () => {
  const env = { NEXTTERM_ROUNDING: 'up', NEXTTERM_PATCH: 'merge' };
  const { code, stderr } = await StartedProcess.spawn({ flags: ['--port', '0', '--memory', '--no-sample'], env }).ended;
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^Settings are missing or wrong[^\n]*\n {2}NEXTTERM_PATCH: [^\n]*\n {2}NEXTTERM_ROUNDING: [^\n]*\n$/) as string });
});

test('a used data folder whose store was emptied: refused, and restored from the copy of the last clean stop', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nextterm-scenario-'));
  const start = (...flags: string[]): StartedProcess => StartedProcess.spawn({ flags: ['--port', '0', '--data', folder, ...flags] });
  try {
    const first = start('--clock', CLOCK);
    const [, url = ''] = await first.printed(/^NextTerm is ready: (\S+)$/m);
    const made = await (await signInAs(url, 'havn-admin_agent')).get('/v1/customers');
    bodyOf(await new Client(url).post('/local/clock', { advance: 'P3D' }), 200);
    expect(await first.stop('SIGTERM')).toMatchObject({ code: 0, stderr: '' });

    const tables = join(folder, 'storage', '__azurite_db_table__.json');
    writeFileSync(tables, '');
    const refused = await start().ended;
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(new RegExp(`^The data folder ${folder} is damaged: ${tables} is empty\\. It is left as it is\\. Add --restore to go back to the copy of \\S+Z, --fresh to wipe it, or choose another with --data\\.\\n$`)) as string });
    expect(readFileSync(tables, 'utf8')).toBe('');

    const restored = start('--restore');
    const [, again = ''] = await restored.printed(/^NextTerm is ready: (\S+)$/m);
    expect(bodyOf(await new Client(again).get('/local/clock'), 200)).toMatchObject({ now: '2021-06-21T10:00:00.000Z' });
    const customers = await (await signInAs(again, 'havn-admin_agent')).get('/v1/customers');
    expect((customers.body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual((made.body as { items: { id: string }[] }).items.map(({ id }) => id));
    const ended = await restored.stop('SIGTERM');
    expect(ended.stdout).toMatch(/^Restored the copy of \S+Z\. What was there is kept in .*replaced-/m);
    expect(existsSync(join(folder, 'last-good', 'complete.json'))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, START_MS);

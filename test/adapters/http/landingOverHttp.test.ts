import { createHash } from 'node:crypto';
import { type LocalSide, showLocally } from '../../../src/adapters/http/landing/localSide';
import { prefersPage } from '../../../src/adapters/http/preference';
import { httpOver, type Reply } from '../../support/httpWorld';
import { World } from '../../support/world';
import { testEnvironment } from '../../support/worldConfig';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const TODAY = '{"name":"NextTerm","health":"/nextterm/v1/health","contract":"/v1","ownOperations":"/nextterm/v1","description":"/openapi.json","documentation":"/docs"}';
const CLOCK = Symbol.for('functions-localhost.clock');

const side: LocalSide = {
  clockMoves: true,
  roles: ['admin_agent', 'sales_agent'],
  partners: [
    { name: 'Nordlys & Söner <IT>', isReseller: false, tenantId: 'f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d', domain: 'nordlys.example', slug: 'nordlys' },
    { name: 'Waterland ICT', isReseller: true, tenantId: '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e', domain: 'waterland.example', slug: 'waterland' },
  ],
  morePartners: 3,
  requests: [{ at: '2026-03-02T10:00:00.000Z', method: 'PATCH', path: '/v1/customers/"><script>', status: 400, code: 800090, milliseconds: 12, requestId: '0aa9567a-6309-4732-9293-b09e40cd6671' }],
};

describe('what whoever opens the server finds', () => {
  let at: (headers: Readonly<Record<string, string>>, method?: string) => Promise<Reply>;
  const before = { ...process.env };
  let takeBack: () => void;

  beforeAll(async () => {
    Object.assign(process.env, testEnvironment);
    const http = httpOver(await World.at('2026-03-02T10:00:00Z'));
    at = (headers, method = 'GET') => http('/', { headers, method, authorization: null });
  });
  beforeEach(() => {
    takeBack = showLocally(async () => side);
    (globalThis as Record<symbol, unknown>)[CLOCK] = { virtual: true, now: () => Date.parse('2026-03-02T10:00:05.678Z'), hintTimer: () => undefined };
  });
  afterEach(() => {
    takeBack();
    delete (globalThis as Record<symbol, unknown>)[CLOCK];
  });
  afterAll(() => {
    process.env = before;
  });

  test.each([{}, { accept: '*/*' }, { accept: 'application/json' }, { accept: 'application/json, text/plain, */*' }, { accept: 'text/html;q=0.5, application/json' }, { accept: 'text/csv' }])('a program (%p) gets the JSON that it always got', async (headers) => {
    const answer = await at({ host: 'localhost:7071', ...headers });
    expect([answer.status, answer.text, answer.headers['Content-Type'], answer.headers['Vary']]).toEqual([200, TODAY, 'application/json; charset=utf-8', 'Accept']);
  });

  test('a browser gets a page without script: clock, who signs in, last requests, and relative links to what is served', async () => {
    const { status, text, headers } = await at({ accept: BROWSER, host: '127.0.0.1:7071' });
    expect([status, headers['Content-Type'], headers['Vary'], headers['Cache-Control']]).toEqual([200, 'text/html; charset=utf-8', 'Accept', 'no-store']);
    const style = /<style>(.*)<\/style>/s.exec(text)?.[1] ?? '';
    expect(headers['Content-Security-Policy']).toBe(`default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`);
    expect(text).toMatch(/<time class="now" datetime="2026-03-02T10:00:05\.678Z">Monday,? 2 March 2026, 10:00:05 UTC<\/time>/);
    expect(text).toContain('npx nextterm clock --advance 2d');
    expect(text).toContain('<th scope="row">Nordlys &amp; Söner &lt;IT&gt;</th>');
    expect(text).toContain('<code>waterland-{role}</code>');
    expect(text).toContain('3 more are not shown.');
    expect(text).toContain('/v1/customers/&quot;&gt;&lt;script&gt;');
    expect(text).toContain('<td>400 / 800090</td><td class="number">12 ms</td><td class="id"><code>0aa9567a-6309-4732-9293-b09e40cd6671</code></td>');
    expect(text).not.toMatch(/<script| style=| on\w+=/);
    expect([...text.matchAll(/ href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['data:,', 'console/', 'docs', 'openapi.json', 'openapi.yaml', 'nextterm/v1/health', 'local/state', 'local/clock', 'local/requests', 'local/identities']);
  });

  test('HEAD says how long the page is, and sends nothing of it', async () => {
    const headers = { accept: BROWSER, host: 'localhost:7071' };
    const page = await at(headers);
    const head = await at(headers, 'HEAD');
    expect([head.status, head.text, head.headers['Content-Type'], head.headers['Content-Length']]).toEqual([200, '', 'text/html; charset=utf-8', String(Buffer.byteLength(page.text))]);
  });

  test.each([{ host: 'rebound.example:7071' }, { host: '127.0.0.1.rebound.example' }, {}])('nothing of this machine is shown where it is known by another name: %p', async (headers) => {
    const { status, text } = await at({ accept: BROWSER, ...headers });
    expect([status, text.includes('2026-03-02T10:00:05.678Z')]).toEqual([200, true]);
    for (const own of ['Nordlys', 'Last requests', 'local/', 'clock --advance']) expect(text).not.toContain(own);
  });

  test('on Azure, where nobody tells of a machine, the page has places and the time', async () => {
    takeBack();
    delete (globalThis as Record<symbol, unknown>)[CLOCK];
    const { status, text } = await at({ accept: BROWSER, host: 'localhost' });
    expect(status).toBe(200);
    expect(text).toMatch(/<time class="now" datetime="\d{4}-\d\d-\d\dT/);
    for (const own of ['Who can sign in', 'Last requests', 'local/']) expect(text).not.toContain(own);
  });

  test('a clock that nobody moves is said to be the machine’s; without partners and requests the page says so', async () => {
    takeBack();
    takeBack = showLocally(async () => ({ ...side, clockMoves: false, partners: [], morePartners: 0, requests: [] }));
    const { text } = await at({ accept: BROWSER, host: '[::1]:7071' });
    for (const said of ['this machine’s own, which nobody moves', 'There are no partners.', 'None yet.']) expect(text).toContain(said);
    expect(text).not.toContain('<table>');
  });

  test('while settings are wrong it says no more than any other route', async () => {
    const { NEXTTERM_STORAGE } = process.env;
    process.env['NEXTTERM_STORAGE'] = '';
    const { status, text } = await at({ accept: BROWSER, host: 'localhost:7071' });
    process.env['NEXTTERM_STORAGE'] = NEXTTERM_STORAGE;
    expect(status).toBe(503);
    expect(text).not.toContain('<html');
  });
});

test.each([
  [BROWSER, true],
  ['text/html', true],
  ['TEXT/HTML ; Q=0.9, application/json;q=0.8', true],
  ['text/*', true],
  ['text/html;q=0.8, application/json;q=0.8', false],
  ['text/html;q=0, */*', false],
  ['text/html;q=x', false],
  ['text/html;q=2', false],
  ['application/*;q=0.9, text/html;q=0.8', false],
  ['*/*', false],
  ['', false],
  [undefined, false],
])('Accept: %p likes a page better: %p', (accept, expected) => {
  expect(prefersPage(accept)).toBe(expected);
});

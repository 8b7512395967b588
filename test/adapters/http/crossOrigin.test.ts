import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPOSED, isOrigin, LOOPBACK, preflightAnswer, readableByPage } from '../../../src/adapters/http/crossOrigin';
import { createRouter } from '../../../src/adapters/http/router';
import { createTestApp } from './support/testApp';

const PORTAL = 'https://portal.example';
const from = (origin: string | undefined, method = 'GET', also: Record<string, string> = {}) => {
  const sent: Readonly<Record<string, string>> = { ...(origin !== undefined && { origin }), ...also };
  return { method, headers: { get: (name: string) => sent[name.toLowerCase()] ?? null } };
};
const granted = (origin: string, allowed: readonly string[]): string | undefined =>
  (readableByPage({ status: 200, headers: {} }, from(origin), allowed).headers as Record<string, string>)['Access-Control-Allow-Origin'];

describe('[REQ-3] whose pages may read answers', () => {
  it.each([
    { origin: 'http://localhost:5173', allowed: [LOOPBACK], may: true },
    { origin: 'https://127.0.0.1', allowed: [LOOPBACK], may: true },
    { origin: 'http://[::1]:8080', allowed: [LOOPBACK], may: true },
    { origin: 'http://localhost.evil.example', allowed: [LOOPBACK], may: false },
    { origin: 'http://127.0.0.1.evil.example', allowed: [LOOPBACK], may: false },
    { origin: PORTAL, allowed: [LOOPBACK], may: false },
    { origin: PORTAL, allowed: [LOOPBACK, PORTAL], may: true },
    { origin: 'https://portal.example:8443', allowed: [PORTAL], may: false },
    { origin: 'http://portal.example', allowed: [PORTAL], may: false },
    { origin: 'null', allowed: [LOOPBACK, PORTAL], may: false },
    { origin: 'http://localhost:5173', allowed: [], may: false },
  ])('$origin of $allowed: $may', ({ origin, allowed, may }) => {
    expect(granted(origin, allowed)).toBe(may ? origin : undefined);
  });

  it.each(['https://portal.example', 'http://localhost:5173'])('%s is an origin', (text) => expect(isOrigin(text)).toBe(true));
  it.each(['*', 'null', 'https://portal.example/', 'https://Portal.example', 'portal.example', 'file:///x', ''])('"%s" is none', (text) => expect(isOrigin(text)).toBe(false));
});

test('[REQ-3] an answer varies by origin where any is allowed, beside what it varies by anyway, and shows pages what callers need', () => {
  const answer = { status: 200, headers: { Vary: 'Accept', ETag: '"1"' } };
  expect(readableByPage(answer, from(undefined), [PORTAL])).toEqual({ status: 200, headers: { ETag: '"1"', Vary: 'Accept, Origin' } });
  expect(readableByPage(answer, from(PORTAL), [])).toBe(answer);
  const { headers } = readableByPage(answer, from(PORTAL), [PORTAL]);
  expect(headers).toEqual({ ETag: '"1"', Vary: 'Accept, Origin', 'Access-Control-Allow-Origin': PORTAL, 'Access-Control-Expose-Headers': expect.stringMatching(/\bETag\b.*\bMS-ContinuationToken\b.*\bMS-RequestId\b.*\bRetry-After\b/) as string });
});

test('[REQ-3] every header of ours that an answer can have is shown to pages', () => {
  const own = /NextTerm-[A-Z][\w-]+/g;
  // Said by callers, and by the installation to others.
  const sent = ['NextTerm-Patch', 'NextTerm-Webhooks'];
  const files = ['adapters/http', 'app'].flatMap((folder) => readdirSync(join(__dirname, '../../../src', folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join(__dirname, '../../../src', folder, file)));
  const named = new Set(files.flatMap((file) => readFileSync(file, 'utf8').match(own) ?? []));
  expect([...named].filter((name) => !EXPOSED.includes(name) && !sent.includes(name))).toEqual([]);
  expect(named.size).toBeGreaterThan(5);
});

describe('[REQ-3] the question before a call', () => {
  const asking = { 'access-control-request-method': 'PATCH' };

  it.each([
    { name: 'of another origin', request: from('https://evil.example', 'OPTIONS', asking) },
    { name: 'without an origin', request: from(undefined, 'OPTIONS', asking) },
    { name: 'without a method', request: from(PORTAL, 'OPTIONS') },
    { name: 'that is a call', request: from(PORTAL, 'PATCH', asking) },
  ])('$name is none', ({ request }) => expect(preflightAnswer(request, [PORTAL])).toBeUndefined());

  it('is answered over HTTP without a token, at any path, for what published clients send; then the call itself can be read', async () => {
    const app = await createTestApp({ allowedOrigins: [PORTAL] });
    app.route({ name: 'getThing', method: 'GET', path: '/v1/thing', permission: 'subscriptions.read', handle: async () => ({ ok: true, value: { status: 200, body: {} } }) });
    const headers = { Origin: PORTAL, 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization,ms-requestid' };
    const answer = await app.callUnmatched({ method: 'OPTIONS', path: '/v1/thing', token: null, headers });
    expect(answer).toMatchObject({ status: 204, text: '', headers: { 'access-control-allow-origin': PORTAL, 'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE', 'access-control-max-age': '7200', vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers' } });
    const sent = (answer.headers['access-control-allow-headers'] ?? '').toLowerCase().split(', ');
    expect(sent).toEqual(expect.arrayContaining(['authorization', 'content-type', 'if-match', 'ms-requestid', 'ms-correlationid', 'ms-contract-version', 'ms-continuationtoken', 'x-locale', 'ms-partnercenter-application', 'ms-partnercenter-client', 'ms-sdkversion', 'validatemfa', 'nextterm-patch']));
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();

    expect(await app.call('getThing', { path: '/v1/thing', headers: { Origin: PORTAL } })).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': PORTAL, vary: 'Origin' } });
    const refused = await app.call('getThing', { path: '/v1/thing', token: null, headers: { Origin: PORTAL } });
    expect(refused).toMatchObject({ status: 401, headers: { 'access-control-allow-origin': PORTAL, 'access-control-expose-headers': expect.stringContaining('WWW-Authenticate') as string } });
    expect(await app.callUnmatched({ path: '/v1/none', headers: { Origin: PORTAL } })).toMatchObject({ status: 404, headers: { 'access-control-allow-origin': PORTAL } });
    const foreign = await app.call('getThing', { path: '/v1/thing', headers: { Origin: 'https://evil.example' } });
    expect([foreign.status, foreign.headers['access-control-allow-origin'], foreign.headers['vary']]).toEqual([200, undefined, 'Origin']);
    expect(await app.callUnmatched({ method: 'OPTIONS', path: '/v1/thing', token: null, headers: { ...headers, Origin: 'https://evil.example' } })).toMatchObject({ status: 401 });
  });

  it('opens nothing where the app cannot be built', async () => {
    const router = createRouter(() => undefined);
    router.configureRoutes(() => Promise.reject(new Error('no settings')));
    const { InvocationContext, HttpRequest } = await import('@azure/functions');
    const request = new HttpRequest({ method: 'OPTIONS', url: 'http://localhost/v1/x', headers: { Origin: PORTAL, 'Access-Control-Request-Method': 'GET' } });
    const { status, headers } = await router.serveUnmatched(request, new InvocationContext({ logHandler: () => undefined }));
    expect([status, (headers as Record<string, string>)['Access-Control-Allow-Origin']]).toEqual([500, undefined]);
  });
});

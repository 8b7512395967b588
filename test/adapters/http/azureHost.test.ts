import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MAXIMUM_BODY_BYTES } from '../../../src/adapters/http/readBody';
import { success } from '../../../src/kernel/result';
import hostJson from '../../../host.json';
import { createTestApp, REQUEST_ID, type Call, type TestApp } from './support/testApp';

const CUSTOMER = 'c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520';

let app: TestApp;
let seen: unknown[];

beforeEach(async () => {
  app = await createTestApp();
  seen = [];
  app.route({
    name: 'order',
    method: 'POST',
    path: '/v1/customers/{customerId}/orders/{orderId}',
    permission: 'subscriptions.manage',
    params: { orderId: z.string() },
    handle: async ({ context }) => {
      seen.push(context.bodyHash);
      return success({ status: 200, body: {}, headers: { Location: 'orders/Bäckerei 日' } });
    },
  });
  app.publicRoute({ name: 'page', method: 'GET', path: '/', handle: async () => success({ status: 200, body: { name: 'Grüße' }, headers: { 'Cache-Control': 'no-cache' } }) });
});

const post = (call: Call = {}) => app.call('order', { method: 'POST', path: `/v1/customers/${CUSTOMER}/orders/9D41`, params: { customerId: CUSTOMER, orderId: '9D41' }, ...call });

describe('a body in chunks, which the Azure host does not hand on', () => {
  const lost = { status: 411, body: { code: 800002, description: expect.stringContaining('send it whole, with a Content-Length') as string, data: [], source: 'NextTerm' } };

  it('is refused before the token is looked at, and the handler is not reached', async () => {
    expect(await post({ headers: { 'Transfer-Encoding': 'chunked' }, token: null })).toMatchObject(lost);
    expect(await post({ headers: { 'Transfer-Encoding': 'gzip, Chunked' }, body: { quantity: 3 } })).toMatchObject(lost);
    expect(seen).toEqual([]);
  });

  it('is refused where no route fits, too', async () => {
    expect(await app.callUnmatched({ method: 'POST', path: '/v1/nothing', headers: { 'Transfer-Encoding': 'chunked' }, token: null })).toMatchObject(lost);
  });

  it('a whole one is taken, and so is a read that says it', async () => {
    expect(await post({ headers: { 'Content-Length': '13' }, body: { quantity: 3 } })).toMatchObject({ status: 200 });
    expect(await app.call('page', { headers: { 'Transfer-Encoding': 'chunked' } })).toMatchObject({ status: 200 });
  });
});

describe('more calls at once than one process carries', () => {
  it('the 201st is refused by the app, as the contract’s gateway does it, and the next after one has ended is not', async () => {
    const open: (() => void)[] = [];
    app.route({ name: 'slow', method: 'GET', path: '/v1/slow', permission: 'subscriptions.read', handle: () => new Promise((resolve) => open.push(() => resolve(success({ status: 200, body: {} })))) });
    const slow = () => app.call('slow', { path: '/v1/slow' });
    const running = Array.from({ length: 200 }, slow);
    while (open.length < 200) await new Promise(setImmediate);
    const refused = { status: 429, headers: { 'retry-after': '2', 'ms-requestid': REQUEST_ID }, body: { statusCode: 429, message: 'Too many requests at once. Try again in 2 seconds.' } };
    expect(await slow()).toMatchObject(refused);
    expect(await app.callUnmatched({ method: 'GET', path: '/v1/nothing', token: null })).toMatchObject(refused);
    expect(await app.call('page')).toMatchObject({ status: 200 });
    open.pop()?.();
    await new Promise(setImmediate);
    const next = slow();
    while (open.length < 200) await new Promise(setImmediate);
    for (const end of open) end();
    expect((await Promise.all([...running, next])).filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('is fewer than the host hands over, so that its own refusal, without a body, is never met', () => {
    const { maxConcurrentRequests, maxOutstandingRequests, dynamicThrottlesEnabled } = hostJson.extensions.http;
    expect([maxConcurrentRequests > 200, maxOutstandingRequests > 200, dynamicThrottlesEnabled]).toEqual([true, true, false]);
  });
});

it('the largest body that the host takes whole, whoever sends it, is the same wherever it is set, and above what the app refuses with a sentence', () => {
  const read = (...path: string[]) => readFileSync(join(__dirname, '..', '..', '..', ...path), 'utf8');
  const set = [read('infra', 'modules', 'functionApp.bicep'), read('local.settings.sample.json'), read('src', 'sandbox', 'settings.ts')].map((text) => Number(/FUNCTIONS_REQUEST_BODY_SIZE_LIMIT\W+(\d+)/.exec(text)?.[1]));
  expect(set).toEqual([4_194_304, 4_194_304, 4_194_304]);
  expect(MAXIMUM_BODY_BYTES * 2).toBeLessThan(4_194_304);
});

it('a value of a header that is not ASCII is percent-encoded: the Azure host would answer 500', async () => {
  expect((await post()).headers).toMatchObject({ location: 'orders/B%C3%A4ckerei %E6%97%A5' });
});

describe('the root', () => {
  it('is a function of its own: with an empty route the Azure host shows its own page', () => {
    const { route, methods } = app.functions.get('page') ?? {};
    expect({ route, methods }).toEqual({ route: '/', methods: ['GET', 'HEAD'] });
  });

  it('answers HEAD with the headers of GET, their length said, and no body', async () => {
    const [got, head] = [await app.call('page'), await app.call('page', { method: 'HEAD' })];
    expect(head).toMatchObject({ status: 200, text: '', headers: { 'cache-control': 'no-cache', 'content-length': String(Buffer.byteLength(got.text)) } });
    expect(Buffer.byteLength(got.text)).toBe(got.text.length + 2);
  });
});

it('tells a repeated call by its route and parameters, not by its URL, of which the Azure host decodes a part', async () => {
  await post({ path: `/v1/customers/${CUSTOMER}/orders/a%27b`, params: { customerId: CUSTOMER, orderId: "a'b" } });
  await post({ path: `/v1/customers/${CUSTOMER}/orders/a'b`, params: { customerId: CUSTOMER, orderId: "a'b" } });
  await post({ path: `/V1/Customers/${CUSTOMER.toUpperCase()}//orders/a'b/`, params: { customerId: CUSTOMER.toUpperCase(), orderId: "a'b" } });
  await post({ path: `/v1/customers/${CUSTOMER}/orders/ab`, params: { customerId: CUSTOMER, orderId: 'ab' } });
  expect([seen[1], seen[2]]).toEqual([seen[0], seen[0]]);
  expect(seen[3]).not.toBe(seen[0]);
});

it('the host’s stream mode is never turned on: in it a query or a body replaces the headers, the token with them; nor does anything trust `user` of a request', () => {
  const root = join(__dirname, '..', '..', '..');
  const sources = ['functions', 'src']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.ts') && !file.startsWith(join('src', 'localhost')));
  const reading = (pattern: RegExp) => sources.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')));
  expect(sources.length).toBeGreaterThan(500);
  expect(reading(/enableHttpStream|\bapp\.setup\(/)).toEqual([]);
  expect(reading(/\brequest\.user\b|\breq\.user\b/)).toEqual([]);
});

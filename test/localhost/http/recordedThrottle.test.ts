import { request } from 'node:http';
import { exchange, type Exchanged } from '../support/exchange';
import { startTestApp, type TestApp } from '../support/testApp';
import recorded from './recorded/throttle.json';

jest.mock('@azure/functions-core', () => jest.requireActual<typeof import('../support/currentCore')>('../support/currentCore').currentCore, { virtual: true });

// How the genuine host (4.1037.0) throttled, and what it put on answers, from its recording 5-throttle.json: with this host.json.
const http = { routePrefix: 'pre', maxConcurrentRequests: 5, maxOutstandingRequests: 10, customHeaders: { 'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY', 'Strict-Transport-Security': 'max-age=9' }, hsts: { isEnabled: true, maxAge: '10' } };

let app: TestApp;
/** Of the calls of the function `slow` that are waiting. */
let open: (() => void)[] = [];
let most = 0;

beforeAll(async () => {
  app = await startTestApp(
    ({ app: functions }) => {
      functions.http('ping', { handler: () => ({ body: 'pong' }) });
      functions.http('own', { handler: () => ({ body: 'x', headers: { 'strict-transport-security': 'max-age=5', 'x-frame-options': 'SAMEORIGIN' } }) });
      functions.http('throws', { handler: () => Promise.reject(new Error('no')) });
      functions.http('broken', { handler: () => ({ body: 'x', headers: { 'x-bad': 'é', 'x-own': '1' } }) });
      functions.http('slow', {
        methods: ['GET', 'POST'],
        handler: async () => {
          await new Promise<void>((go) => {
            open.push(go);
            most = Math.max(most, open.length);
          });
          return { body: 'done' };
        },
      });
    },
    { hostJson: { extensions: { http } }, routes: [{ method: 'GET', template: 'beside', handle: async () => ({ status: 200 }) }] },
  );
});
afterAll(() => app.stop());

const turn = (): Promise<unknown> => new Promise(setImmediate);
const settled = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await turn();
};

const only = ({ headers }: Pick<Exchanged, 'headers'>): unknown => Object.fromEntries(Object.entries(headers).filter(([name]) => ['strict-transport-security', 'x-content-type-options', 'x-frame-options'].includes(name)));

test.each(recorded.answers)('the answer to $path has what host.json adds, as recorded', async ({ path, status, headers }) => {
  const answer = await exchange(app.port, 'GET', path);
  expect([answer.status, only(answer)]).toEqual([status, headers]);
});

test('an answer that cannot be sent has it too, and nothing of the function', async () => {
  const { status, headers } = await exchange(app.port, 'GET', '/pre/broken');
  expect([status, headers['x-frame-options'], headers['x-own']]).toEqual([500, ['DENY'], undefined]);
});

test('what is refused before the app is asked has none of it', async () => {
  const answer = await exchange(app.port, 'GET', `/pre/ping?x=${'a'.repeat(9_000)}`);
  expect([answer.status, only(answer)]).toEqual([414, {}]);
});

test.each(recorded.bursts)('of $requests requests at once as many are answered, wait and are refused as recorded', async ({ requests, statuses, atOnce }) => {
  [open, most] = [[], 0];
  const answers: Exchanged[] = [];
  const all = Array.from({ length: requests }, () => exchange(app.port, 'GET', '/pre/slow').then((answer) => answers.push(answer)));
  const refused = ('429' in statuses && statuses['429']) || 0;
  // Those beyond are refused while not one has been answered.
  await settled(() => open.length === atOnce && answers.length === refused);
  expect(answers.filter(({ status }) => status !== 429)).toEqual([]);
  while (answers.length < requests) {
    open.shift()?.();
    await turn();
  }
  await Promise.all(all);
  const counted: Record<string, number> = {};
  for (const { status } of answers) counted[status] = (counted[status] ?? 0) + 1;
  expect([counted, most]).toEqual([statuses, atOnce]);
  for (const { headers, body } of answers.filter(({ status }) => status === 429)) {
    const { date, connection, ...told } = headers;
    expect([Object.keys({ date, connection }), told, body.toString()]).toEqual([['date', 'connection'], Object.fromEntries(Object.entries(recorded.refused.headers).map(([name, value]) => [name, [value]])), recorded.refused.body]);
  }
});

test('the log says it once of each time that there are too many', async () => {
  const said = (): string[] => app.lines.filter((line) => line.includes('maxOutstandingRequests'));
  const before = said().length;
  for (let time = 0; time < 2; time += 1) {
    open = [];
    const waiting = Array.from({ length: 10 }, () => exchange(app.port, 'GET', '/pre/slow'));
    await settled(() => open.length === 5);
    for (let nth = 0; nth < 3; nth += 1) expect((await exchange(app.port, 'GET', '/pre/nothing')).status).toBe(429);
    // What is mounted beside the app is none of its requests.
    expect((await exchange(app.port, 'GET', '/beside')).status).toBe(200);
    expect((await exchange(app.port, 'GET', '/admin/host/status')).status).toBe(200);
    let left = 10;
    for (const each of waiting) void each.then(() => (left -= 1));
    while (left > 0) {
      open.shift()?.();
      await turn();
    }
  }
  expect(said().slice(before)).toEqual(Array(2).fill('warning: There are 10 requests, as many as maxOutstandingRequests of host.json allows: more are answered 429 without a body and without Retry-After, as on Azure, and no function sees them.'));
});

test('a client that leaves while it waits holds no place', async () => {
  open = [];
  const running = Array.from({ length: 5 }, () => exchange(app.port, 'GET', '/pre/slow'));
  await settled(() => open.length === 5);
  // One more than may wait: when it has been refused, the others are there.
  let refused = 0;
  const leaving = Array.from({ length: 6 }, () => request({ host: '127.0.0.1', port: app.port, method: 'POST', path: '/pre/slow', agent: false, headers: { 'content-length': '5' } }).on('error', () => undefined).on('response', () => (refused += 1)));
  for (const each of leaving) each.write('half');
  await settled(() => refused === 1);
  for (const each of leaving) each.destroy();
  // These come after the ends of the connections.
  for (let nth = 0; nth < 3; nth += 1) await exchange(app.port, 'GET', '/admin/host/status');
  for (const go of open) go();
  expect((await Promise.all(running)).map(({ status }) => status)).toEqual(Array(5).fill(200));
  expect((await exchange(app.port, 'GET', '/pre/ping')).status).toBe(200);
});

test('a request that fails gives its place to the next', async () => {
  for (let nth = 0; nth < 12; nth += 1) expect((await exchange(app.port, 'GET', '/pre/throws')).status).toBe(500);
  expect((await exchange(app.port, 'GET', '/pre/ping')).status).toBe(200);
});

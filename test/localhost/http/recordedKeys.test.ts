import { exchange } from '../support/exchange';
import { startTestApp, type TestApp } from '../support/testApp';
import recorded from './recorded/keys.json';

jest.mock('@azure/functions-core', () => jest.requireActual<typeof import('../support/currentCore')>('../support/currentCore').currentCore, { virtual: true });

// What the genuine host (4.1037.0) asked keys for, from its recordings 10-keys.json and 10-admin-level.json.
const cases = recorded.cases as unknown as readonly (readonly [name: string, asked: string, status: number, challenge: readonly string[]])[];

const keys = { master: 'master-key', functions: 'host-key', ofFunction: { FNLEVEL: 'own-key', fnroute: 'key-of-another' }, system: 'system-key' };

/** The key that the case sent, by its name: in the query or in the header. */
const sent: Readonly<Record<string, { readonly code?: string; readonly header?: string }>> = {
  'anon with code': { code: 'abc' },
  'anon with master key header': { header: keys.master },
  'function: wrong code': { code: 'wrong' },
  'function: wrong header': { header: 'wrong' },
  'function: function key code': { code: keys.ofFunction.FNLEVEL },
  'function: function key header': { header: keys.ofFunction.FNLEVEL },
  'function: key of another function': { code: keys.ofFunction.FNLEVEL },
  'function: host key': { header: keys.functions },
  'function: master key': { header: keys.master },
  'function: right header wrong code': { header: keys.ofFunction.FNLEVEL, code: 'wrong' },
  'admin/host/status master': { header: keys.master },
  'admin/functions/tick master': { header: keys.master },
  'admin/functions/tick fn host key': { header: keys.functions },
  'admin: wrong': { header: 'wrong' },
  'admin: host function key': { header: keys.functions },
  'admin: master header': { header: keys.master },
  'admin: master code': { code: keys.master },
};

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp(
    ({ app: functions }) => {
      const handler = () => ({ jsonBody: {} });
      functions.http('anon', { handler });
      functions.http('fnlevel', { authLevel: 'function', handler });
      functions.http('fnroute', { authLevel: 'function', route: 'fnroute/{id}', handler });
      functions.http('withoptions', { methods: ['OPTIONS', 'GET'], handler });
      functions.http('lvl', { authLevel: 'admin', handler });
      functions.timer('tick', { schedule: '0 0 0 1 1 *', handler: () => undefined });
    },
    { keys, routes: [{ method: 'GET', template: 'runtime/webhooks/durabletask/instances', handle: async () => ({ status: 200, body: [] }) }] },
  );
});
afterAll(() => app.stop());

test.each(cases)('%s: %s, as recorded', async (name, asked, status, challenge) => {
  const [method = '', path = ''] = asked.split(' ');
  const { code, header } = sent[name] ?? {};
  const { headers, ...answer } = await exchange(app.port, method, code === undefined ? path : `${path}?code=${code}`, { headers: header === undefined ? {} : { 'x-functions-key': header }, ...(method === 'POST' && { body: '{}' }) });
  expect([answer.status, (headers['www-authenticate'] ?? []).map((value) => `WWW-Authenticate: ${value}`)]).toEqual([status, challenge]);
});

test('the status of the host has the members that were recorded', async () => {
  const { body } = await exchange(app.port, 'GET', '/admin/host/status', { headers: { 'x-functions-key': keys.master } });
  const own = { id: expect.any(String) as string, versionDetails: expect.any(String) as string, processUptime: expect.any(Number) as number };
  expect(JSON.parse(body.toString())).toEqual({ ...recorded.status, ...own });
});

// From the recording keys/withoutKey.json of the Durable extension (3.19.0).
test.each([
  ['/runtime/webhooks/durabletask/instances', 401, ['Bearer']],
  ['/runtime/webhooks/durabletask/nothing', 401, ['Bearer']],
  ['/runtime/webhooks/durabletask/instances?code=wrong', 401, ['Bearer']],
  ['/runtime/webhooks/durabletask/instances?top=1&code=system-key', 200, undefined],
  ['/runtime/webhooks/durabletask/../other?x=1&code=system-key', 403, undefined],
])('an address of the host, %s', async (path, status, challenge) => {
  const { headers, ...answer } = await exchange(app.port, 'GET', path);
  expect([answer.status, headers['www-authenticate']]).toEqual([status, challenge]);
});

import { exchange } from '../support/exchange';
import { startTestApp, type TestApp } from '../support/testApp';
import recorded from './recorded/requests.json';

jest.mock('@azure/functions-core', () => jest.requireActual<typeof import('../support/currentCore')>('../support/currentCore').currentCore, { virtual: true });

// What the genuine host (4.1037.0, Node worker 3.9.1) made of bodies, addresses and kinds of answers, from its recording 11-misc.json.
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp(({ app: functions }) => {
    functions.http('bytes', { methods: ['POST'], handler: async (request) => ({ body: Buffer.from(await request.arrayBuffer()).toString('hex') }) });
    functions.http('user', { handler: ({ user, headers }) => ({ jsonBody: { user, principal: headers.get('x-ms-client-principal') } }) });
    functions.http('safe', { handler: () => ({ status: 500, jsonBody: { code: 'internal' } }) });
    functions.http('brokenlate', { handler: () => ({ body: 'a,b\r\n#ERROR\r\n', headers: { 'Content-Type': 'text/csv' } }) });
    functions.http('openapi', { handler: () => ({ body: '{"openapi":"3.1.0"}', headers: { 'Content-Type': 'application/vnd.oai.openapi+json;version=3.1' } }) });
    functions.http('noreg', { handler: () => ({ body: new Blob(['blob'], { type: 'text/plain' }) }) });
    functions.http('fd', { handler: () => ({ body: new URLSearchParams({ a: '1' }) }) });
    for (const [name, route, body] of [['a1', 'administration/x', 'a'], ['a2', 'x/admin', 'a'], ['a3', 'runtimes', 'a'], ['a4', 'api/x', 'a'], ['wk', '.well-known/openid-configuration', 'wk'], ['js', 'assets/{file}', 'ok']] as const) functions.http(name, { route, handler: () => ({ body }) });
    for (const [name, route] of [['tmpl', 'export/{name}.csv'], ['colon', 'v1/things/{id}:cancel']] as const) functions.http(name, { route, handler: ({ params }) => ({ jsonBody: params }) });
  });
});
afterAll(() => app.stop());

test.each(recorded.cases)('$what: $method $path', async ({ method, path, status, type, body, ...more }) => {
  const sent = 'sent' in more ? more.sent : undefined;
  const answer = await exchange(app.port, method, path, sent ? { headers: sent.type === null ? {} : { 'content-type': sent.type }, body: Buffer.from(sent.hex, 'hex') } : {});
  expect([answer.status, answer.headers['content-type']?.[0] ?? null, answer.body.toString()]).toEqual([status, type, body]);
});

test('the user of a request is what its client says, where no sign-in of Azure stands in front', async () => {
  const { user, principal } = recorded.spoofed;
  const { body } = await exchange(app.port, 'GET', '/user', { headers: { 'x-ms-client-principal': principal, 'x-ms-client-principal-id': user.id, 'x-ms-client-principal-idp': user.identityProvider, 'x-ms-client-principal-name': user.username } });
  expect(JSON.parse(body.toString())).toEqual({ user, principal });
});

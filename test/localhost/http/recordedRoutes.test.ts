import { type HttpMethod } from '@azure/functions';
import { exchange } from '../support/exchange';
import { startTestApp, type TestApp } from '../support/testApp';
import recorded from './recorded/routes.json';

jest.mock('@azure/functions-core', () => jest.requireActual<typeof import('../support/currentCore')>('../support/currentCore').currentCore, { virtual: true });

// Which function the genuine host (4.1037.0) called for a path, from its recording 1-routes.json.
const groups = recorded.groups as unknown as readonly { readonly group: string; readonly homepageDisabled: boolean; readonly functions: readonly (readonly [name: string, route: string, methods: HttpMethod[]])[]; readonly answers: Readonly<Record<string, readonly [status: number, name?: string, params?: Readonly<Record<string, string>>]>> }[];

let app: TestApp;
afterEach(async () => {
  await app.stop();
  delete process.env['AzureWebJobsDisableHomepage'];
});

test.each(groups.map((each) => [each.group, each] as const))('routes %s', async (_, { functions, answers, homepageDisabled }) => {
  app = await startTestApp(
    ({ app: registering }) => {
      for (const [name, route, methods] of functions) registering.http(name, { route, methods, handler: (request) => ({ jsonBody: { name, params: request.params } }) });
    },
    { settings: { AzureWebJobsDisableHomepage: String(homepageDisabled) } },
  );
  const seen: Record<string, unknown> = {};
  for (const asked of Object.keys(answers)) {
    const [method = '', path = ''] = asked.split(' ');
    const { status, headers, body } = await exchange(app.port, method, path);
    const text = body.toString();
    const isPage = status === 200 && headers['content-type']?.[0] === 'text/html';
    const { name, params } = text.startsWith('{') ? (JSON.parse(text) as { name?: string; params?: unknown }) : {};
    seen[asked] = name === undefined ? [status, ...(isPage ? ["the host's page"] : [])] : [status, name, params];
  }
  expect(seen).toEqual(answers);
});

test('what is left out is said, with the reason', async () => {
  app = await startTestApp(({ app: functions }) => {
    functions.http('administer', { handler: () => ({}) });
    functions.http('f1', { route: 'Runtimes/{id}', handler: () => ({}) });
    functions.http('q2', { route: 'q/{id}', methods: ['POST', 'GET'], handler: () => ({}) });
    functions.http('Q1', { route: 'Q/{id}', methods: ['GET'], handler: () => ({}) });
  });
  expect(app.lines).toEqual([
    'error: Function "administer" is left out, as on Azure: the route "administer" begins with "admin", and addresses that begin so are the host\'s own.',
    'error: Function "f1" is left out, as on Azure: the route "Runtimes/{id}" begins with "Runtime", and addresses that begin so are the host\'s own.',
    'error: Function "q2" is left out, as on Azure: its route "q/{id}" is that of function "Q1" already.',
  ]);
});

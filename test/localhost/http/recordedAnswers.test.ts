import { exchange } from '../support/exchange';
import { startTestApp, type TestApp } from '../support/testApp';
import recorded from './recorded/answers.json';

jest.mock('@azure/functions-core', () => jest.requireActual<typeof import('../support/currentCore')>('../support/currentCore').currentCore, { virtual: true });

// How the genuine host (4.1037.0, Node worker 3.9.1) sent what functions answered, from its recording 2-content.json.
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp(({ app: functions }) => jest.requireActual<(app: unknown) => void>('./answersApp.cjs')(functions));
});
afterAll(() => app.stop());

test.each(recorded.cases.map((each) => [`${each.method} ${each.path}${'asked' in each ? `, ${JSON.stringify(each.asked)}` : ''}`, each] as const))('%s is sent as recorded', async (_, { method, path, normal, ...more }) => {
  const { status, headers, broken } = await exchange(app.port, method, path, { headers: { ...('asked' in more && more.asked) } });
  const isFailure = status === 500;
  const told = ['content-length', 'transfer-encoding', 'set-cookie', 'etag', 'location', 'retry-after', ...(isFailure ? [] : ['content-type', ...Object.keys(normal.headers)])];
  const only = (all: Readonly<Record<string, readonly string[] | undefined>>): unknown => Object.fromEntries(told.flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
  expect({ status, headers: only(headers), broken }).toEqual({ status: normal.status, headers: only(normal.headers), broken: normal.broken === true });
});

test('the log says why an answer could not be sent', async () => {
  for (const path of ['/lenheadonly', '/badheader']) await exchange(app.port, 'GET', path);
  expect(app.lines).toContain('error: The answer to GET /lenheadonly cannot be sent: Error: it tells a Content-Length of 12000 and has no body.');
  expect(app.lines).toContain('error: The answer to GET /badheader cannot be sent: Error: the value of its header "x-bad" is not ASCII, which the Azure host does not send.');
});

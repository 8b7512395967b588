import { corsHeaders, corsOfSettings } from '../../../src/localhost/http/hostCors';
import { exchange } from '../support/exchange';
import { startTestApp, type TestApp } from '../support/testApp';
import recorded from './recorded/cors.json';

jest.mock('@azure/functions-core', () => jest.requireActual<typeof import('../support/currentCore')>('../support/currentCore').currentCore, { virtual: true });

// How the genuine host (4.1037.0) answered pages of other origins with its CORS on, from its recording 10-cors-middleware.txt.
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp(
    ({ app: functions }) => {
      functions.http('anon', { handler: () => ({ jsonBody: {} }) });
      functions.http('says', { handler: () => ({ jsonBody: {}, headers: { 'Access-Control-Allow-Origin': 'https://of.the.function', Vary: 'Accept' } }) });
      functions.http('withoptions', { methods: ['GET', 'OPTIONS'], handler: () => ({ jsonBody: {} }) });
      functions.http('fnlevel', { authLevel: 'function', handler: () => ({ jsonBody: {} }) });
      functions.http('broken', { handler: () => ({ body: 'x', headers: { 'x-bad': 'é' } }) });
    },
    { keys: { master: 'master-key' }, cors: { origins: ['https://console.example'], credentials: false } },
  );
});
afterAll(() => app.stop());

const asked = (method: string, path: string, origin: string) =>
  exchange(app.port, method, path, { headers: { origin, ...(method === 'OPTIONS' && { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' }) } });
const ofCors = (headers: Readonly<Record<string, readonly string[]>>): unknown => Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control')));

test.each(recorded.cases)('$method $path for a page of $origin', async ({ method, path, origin, status, headers }) => {
  const answer = await asked(method, path, origin);
  expect([answer.status, ofCors(answer.headers)]).toEqual([status, headers]);
});

test('what the function says of origins stays for the page that the host does not know, and its Vary for every page', async () => {
  const [evil, known] = [await asked('GET', '/says', 'https://evil.example'), await asked('GET', '/says', 'HTTPS://console.example')];
  expect([ofCors(evil.headers), ofCors(known.headers), known.headers['vary']]).toEqual([{ 'access-control-allow-origin': ['https://of.the.function'] }, { 'access-control-allow-origin': ['HTTPS://console.example'] }, ['Accept']]);
});

test('an answer that cannot be sent can be read, and a question without its method is none', async () => {
  const [broken, plain] = [await asked('GET', '/broken', 'https://console.example'), await exchange(app.port, 'OPTIONS', '/withoptions', { headers: { origin: 'https://console.example' } })];
  expect([broken.status, ofCors(broken.headers), plain.status]).toEqual([500, { 'access-control-allow-origin': ['https://console.example'] }, 200]);
});

const headersFor = (cors: Parameters<typeof corsHeaders>[0], origin?: string): unknown => Object.fromEntries(corsHeaders(cors, { headers: { origin } } as Parameters<typeof corsHeaders>[1]));

// By the sources of ASP.NET Core.
test.each([
  [['*'], false, { 'access-control-allow-origin': '*' }],
  [['https://a', 'https://b'], false, { 'access-control-allow-origin': 'https://a', vary: 'Origin' }],
  [['https://a'], true, { 'access-control-allow-origin': 'https://a', 'access-control-allow-credentials': 'true' }],
  [['https://b'], true, {}],
])('origins %j, credentials %j', (origins, credentials, headers) => {
  expect([headersFor({ origins, credentials }, 'https://a'), headersFor({ origins, credentials })]).toEqual([headers, {}]);
});

const on = { FUNCTIONS_ENABLE_CORS_CONFIGURATION: '1', CORS_ALLOWED_ORIGINS: '["https://a"]' };
const ofSettings = (settings: Readonly<Record<string, string>>) => corsOfSettings((name) => settings[name]);

test('settings switch it on as on Azure', () => {
  expect([ofSettings(on), ofSettings({ ...on, FUNCTIONS_ENABLE_CORS_CONFIGURATION: '0' }), ofSettings({ ...on, CORS_ALLOWED_ORIGINS: '', CORS_SUPPORT_CREDENTIALS: 'True' })]).toEqual([{ origins: ['https://a'], credentials: false }, undefined, { origins: [], credentials: true }]);
});

test.each([
  [{ ...on, CORS_ALLOWED_ORIGINS: 'https://a' }, 'The setting CORS_ALLOWED_ORIGINS is a JSON list of origins'],
  [{ ...on, CORS_ALLOWED_ORIGINS: '{}' }, 'The setting CORS_ALLOWED_ORIGINS is a JSON list of origins'],
  [{ ...on, CORS_ALLOWED_ORIGINS: '["*"]', CORS_SUPPORT_CREDENTIALS: 'true' }, 'CORS with credentials needs the origins named'],
])('settings %j stop the start', (settings, message) => expect(() => ofSettings(settings)).toThrow(message));

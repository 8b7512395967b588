import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditedOperations, readsThatArePosted } from '../../src/adapters/http/auditedOperations';
import { isPermission } from '../../src/adapters/http/permissions';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';
import { RouteRegistry } from '../../src/adapters/http/routeRegistry';
import { testConfig } from '../support/worldConfig';
import { chosenByHost, examplePath, type HttpFunction } from './hostRouteOrder';

interface Registered {
  readonly name: string;
  readonly bindings: Readonly<Record<string, { readonly type: string; readonly route?: string; readonly methods?: readonly string[]; readonly schedule?: string }>>;
}

const mockRegistered: Registered[] = [];

// What the host's worker provides: it takes note of every function, and runs none.
jest.mock(
  '@azure/functions-core',
  () => ({
    version: '3.0.0',
    setProgrammingModel: () => undefined,
    registerFunction: (metadata: Registered) => void mockRegistered.push(metadata),
    registerHook: () => ({ dispose: () => undefined }),
  }),
  { virtual: true },
);

const root = join(__dirname, '..', '..', 'functions');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();

const settings = {
  ServiceBusConnection: 'Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=test;SharedAccessKey=x;UseDevelopmentEmulator=true',
  NEXTTERM_STORAGE: testConfig.storage,
  NEXTTERM_TOKEN_AUDIENCE: testConfig.tokenAudiences.join(','),
  NEXTTERM_OPERATOR_TENANT: testConfig.operatorTenantId,
};

const triggerOf = ({ bindings }: Registered): string => Object.values(bindings).map(({ type }) => type).find((type) => type.endsWith('Trigger')) ?? 'none';

let before: NodeJS.ProcessEnv;
const byFile = new Map<string, readonly Registered[]>();
let routes: readonly ServedRoute[] = [];

beforeAll(() => {
  before = { ...process.env };
  Object.assign(process.env, settings);
  for (const file of files) {
    const already = mockRegistered.length;
    jest.requireActual(join(root, file));
    byFile.set(file, mockRegistered.slice(already));
  }
  routes = jest.requireActual<typeof import('../../src/adapters/http/route')>('../../src/adapters/http/route').routes();
});

afterAll(() => {
  process.env = before;
});

test('there is something to load', () => {
  expect(files).toContain('configure.ts');
  expect(files.length).toBeGreaterThan(20);
});

test.each(files.filter((file) => file !== 'configure.ts'))('%s registers its functions with the host', (file) => {
  const folder = file.split('/')[0] ?? '';
  const triggers = { http: 'httpTrigger', timers: 'timerTrigger', orchestrations: 'orchestrationTrigger', activities: 'activityTrigger', servicebus: 'serviceBusTrigger' } as Record<string, string>;
  const registered = byFile.get(file) ?? [];
  expect(registered.length).toBeGreaterThan(0);
  expect(new Set(registered.map(triggerOf))).toEqual(new Set([triggers[folder]]));
});

test('names are unique without regard to case, as the host wants them', () => {
  const names = mockRegistered.map(({ name }) => name.toLowerCase());
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

const httpFunctions = (): HttpFunction[] =>
  mockRegistered.flatMap(({ name, bindings }) => Object.values(bindings).flatMap(({ type, route = '', methods = [] }) => (type === 'httpTrigger' ? [{ name, route, methods }] : [])));

test('the host, which goes by the order of names, calls the function whose route it is', () => {
  const functions = httpFunctions();
  const astray = functions.flatMap(({ name, route, methods }) =>
    methods.filter((method) => chosenByHost(functions, method, examplePath(route)) !== name).map((method) => `${method} /${route} runs as ${chosenByHost(functions, method, examplePath(route))}, not ${name}`),
  );
  expect(functions.length).toBeGreaterThan(100);
  expect(astray).toEqual([]);
});

test('a call that the host hands to a function is answered by the route that fits best of all, though few are asked', () => {
  const registry = new RouteRegistry();
  for (const each of routes) registry.add(each);
  const asked = routes.map((each) => {
    let looks = 0;
    const path = examplePath(each.path.slice(1));
    const best = registry.rivalMatch(each, () => {
      looks += 1;
      return path;
    });
    expect([each.name, best?.route.name ?? each.name]).toEqual([each.name, registry.match(path).find(({ route }) => route.method === each.method)?.route.name]);
    return looks;
  });
  expect(asked.filter((looks) => looks === 0).length).toBeGreaterThan(100);
});

test('a function that the host calls for another one’s path, as where it goes by another order, answers as the other', () => {
  const registry = new RouteRegistry();
  for (const each of routes) registry.add(each);
  const others = routes.flatMap((each) =>
    routes.flatMap((other) => {
      const path = examplePath(other.path.slice(1));
      const fits = registry.match(path).filter(({ route }) => route.method === each.method);
      return fits.length > 1 && fits.some(({ route }) => route === each) ? [[each.name, registry.rivalMatch(each, () => path)?.route.name, fits[0]?.route.name]] : [];
    }),
  );
  expect(others.length).toBeGreaterThan(2);
  expect(others.filter(([, answers, best]) => answers !== best)).toEqual([]);
});

test('the host keeps every route: none begins with the letters of admin or runtime, and every template can be read', () => {
  expect(httpFunctions().filter(({ route }) => /^\/?(admin|runtime)/i.test(route))).toEqual([]);
});

test('an orchestration neither reads what a failed activity says, kilobytes of the host’s own text on Azure, nor ends by it: what it must know is returned', () => {
  const sources = files.filter((file) => file.startsWith('orchestrations/')).map((file) => readFileSync(join(root, file), 'utf8'));
  expect(sources.length).toBeGreaterThan(0);
  expect(sources.filter((source) => /\bcatch\b|\.message\b/.test(source))).toEqual([]);
});

test('an HTTP function is named like its file', () => {
  const misnamed = [...byFile].filter(([file, registered]) => file.startsWith('http/') && registered.some(({ name }) => file !== `http/${name}.ts`));
  expect(misnamed).toEqual([]);
});

test('[PAR-2] every HTTP function but the catch-all is a route, and names a permission of the table or is public on purpose', () => {
  const http = mockRegistered.filter((registered) => triggerOf(registered) === 'httpTrigger').map(({ name }) => name);
  expect(http.filter((name) => name !== 'zUnmatched').sort()).toEqual(routes.map(({ name }) => name).sort());
  expect(routes.filter(({ access }) => access === 'public').map(({ name }) => name)).toEqual(['console', 'consoleConfig', 'consoleFile', 'docs', 'docsFile', 'getWebhookCertificate', 'health', 'healthLive', 'healthReady', 'openApiJson', 'openApiYaml', 'root', 'securityTxt']);
  for (const { access } of routes) if (access !== 'public') expect(isPermission(access.permission)).toBe(true);
});

test('[AUD-1] every route that writes is a command of the audit log, or only reads though it is posted', () => {
  const writes = routes.filter(({ method }) => method !== 'GET' && method !== 'HEAD').map(({ name }) => name);
  expect(writes.filter((name) => !readsThatArePosted.has(name)).sort()).toEqual(Object.keys(auditedOperations).sort());
  expect([...readsThatArePosted].filter((name) => !writes.includes(name))).toEqual([]);
});

test('activities that the orchestrations call exist, and orchestrations that the sweep starts', () => {
  const named = (trigger: string): string[] => mockRegistered.filter((registered) => triggerOf(registered) === trigger).map(({ name }) => name).sort();
  expect(named('activityTrigger')).toEqual(['advanceTransfer', 'announceDueWindows', 'beginInvoiceRun', 'chargeDueCycles', 'convertDueTrials', 'countInvoiceShard', 'issueInvoices', 'renewDueSubscriptions', 'writeExportPart']);
  expect(named('orchestrationTrigger')).toEqual(['cancellationWindow', 'cycleCharge', 'exportRun', 'invoiceRun', 'renewal', 'transferApproval', 'trialConversion']);
});

test.each<{ name: string; hearsTheBus: boolean; environment: Readonly<Record<string, string>> }>([
  { name: 'right settings', hearsTheBus: true, environment: settings },
  { name: 'no settings', hearsTheBus: false, environment: {} },
  { name: 'wrong settings', hearsTheBus: false, environment: { ...settings, NEXTTERM_STORAGE: 'memory', NEXTTERM_OPERATOR_TENANT: 'nobody', NEXTTERM_ROUNDING: 'up' } },
  { name: 'storage that its library cannot open', hearsTheBus: true, environment: { ...settings, NEXTTERM_STORAGE: 'TableEndpoint=https://storage.example/;SharedAccessSignature=sv', NEXTTERM_EXPORT_STORAGE: 'UseDevelopmentStorage=true' } },
])('[AUD-2] $name keep no file from being loaded: the host would have no functions at all, and answer empty 404s; where settings are wrong only what would let messages of the bus become dead letters is not registered', ({ environment, hearsTheBus }) => {
  const known = mockRegistered.splice(0);
  const all = process.env;
  try {
    process.env = { ...Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('NEXTTERM_'))), ...environment };
    jest.isolateModules(() => {
      for (const file of files) expect(() => void jest.requireActual(join(root, file))).not.toThrow();
    });
    const expected = hearsTheBus ? known : known.filter((registered) => triggerOf(registered) !== 'serviceBusTrigger');
    expect(mockRegistered.map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
    expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining(['notifications', 'webhooks']));
  } finally {
    process.env = all;
    mockRegistered.splice(0, mockRegistered.length, ...known);
  }
});

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RealClock } from '../../src/localhost/clock/realClock';
import { VirtualClock } from '../../src/localhost/clock/virtualClock';
import { clockRoutes } from '../../src/localhost/command/clockRoutes';
import { readCommandLine, UsageError } from '../../src/localhost/command/flags';
import { keysOfNobody, readKeys } from '../../src/localhost/command/hostKeys';
import { readLocalSettings } from '../../src/localhost/command/localSettings';
import { startAskedStorage, storagePorts } from '../../src/localhost/command/localStorage';
import { startedLines } from '../../src/localhost/command/startedLines';
import { type HostClock, type MountedResponse, type RegisteredFunction } from '../../src/localhost/contracts';
import { collectingLogger } from './support/collectingLogger';

const logger = collectingLogger();

describe('a command line', () => {
  test.each([
    [[], { command: 'help' }],
    [['--help'], { command: 'help' }],
    [['start', '-h'], { command: 'help' }],
    [['--version'], { command: 'version' }],
    [['start'], { command: 'start', flags: { folder: '.', clock: 'real', quiet: false } }],
    [['start', 'app', '--port', '0', '--quiet', '--data', 'd', '--bus=b.json', '--keys', 'k.json'], { command: 'start', flags: { folder: 'app', port: 0, clock: 'real', data: 'd', bus: 'b.json', keys: 'k.json', quiet: true } }],
    [['start', '--clock', 'virtual'], { command: 'start', flags: { folder: '.', clock: 'now', quiet: false } }],
    [['start', '--clock', '2026-01-31'], { command: 'start', flags: { folder: '.', clock: Date.UTC(2026, 0, 31), quiet: false } }],
    [['start', '--clock', '2026-01-31T12:00:00+02:00'], { command: 'start', flags: { folder: '.', clock: Date.UTC(2026, 0, 31, 10), quiet: false } }],
  ])('%j', (args, asked) => expect(readCommandLine(args)).toEqual(asked));

  test.each([
    [['run'], '"run" is no command: there is start.'],
    [['start', 'a', 'b'], 'start takes one folder, not "a" and "b".'],
    [['start', '--port', '65536'], '--port is a whole number from 0 to 65535, not "65536".'],
    [['start', '--port', ''], '--port is a whole number from 0 to 65535, not "".'],
    [['start', '--clock', '2026-02-30'], '--clock is real, virtual, or an instant like 2026-01-01T00:00:00Z, not "2026-02-30".'],
    [['start', '--data', ''], '--data needs the name of a folder.'],
    [['start', '--bus', ''], '--bus needs the name of a file.'],
    [['start', '--keys', ''], '--keys needs the name of a file.'],
    [['start', '--data', 'd', '--clock', 'virtual'], '--data keeps what was stored and not where a virtual clock stood'],
    [['start', '--prot', '1'], "Unknown option '--prot'"],
    [['start', '--port'], "'--port <value>' argument missing"],
  ])('%j is refused', (args, problem) => {
    expect(() => readCommandLine(args)).toThrow(UsageError);
    expect(() => readCommandLine(args)).toThrow(problem);
  });
});

describe('local.settings.json is read as Core Tools do', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'localhost-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const read = (content: string, environment = {}) => {
    writeFileSync(join(folder, 'local.settings.json'), content);
    return readLocalSettings(folder, environment);
  };

  test('its values, its port, its origins; what the environment has stays, and that is said', () => {
    expect(read('{"IsEncrypted":false,"Values":{"A":"1","B":"2"},"Host":{"LocalHttpPort":7400,"CORS":"http://a, http://b","CORSCredentials":true,"Other":1}}', { B: 'own' })).toEqual({
      values: { A: '1' },
      port: 7400,
      cors: { origins: ['http://a', 'http://b'], credentials: true },
      notes: ['B of local.settings.json is set in the environment already, and stays what it is there.', 'Host.Other of local.settings.json has no effect on this host.'],
    });
  });

  test('no origins mean no CORS of the host', () => expect(read('{"Host":{"CORS":""}}')).toEqual({ values: {}, notes: [] }));

  test('no file means no settings, and that is said', () => {
    expect(readLocalSettings(folder, {})).toEqual({ values: {}, notes: [`${join(folder, 'local.settings.json')} is not there: the app has the environment's settings alone.`] });
  });

  test.each([
    ['{', 'cannot be read as JSON'],
    ['{"Values":{"A":1}}', 'Values.A'],
    ['{"Host":{"LocalHttpPort":"x"}}', 'Host.LocalHttpPort'],
    ['{"IsEncrypted":true,"Values":{}}', 'func settings decrypt'],
  ])('%s is refused', (content, problem) => expect(() => read(content)).toThrow(problem));
});

describe('keys come from a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'localhost-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const read = (content: string) => {
    writeFileSync(join(folder, 'keys.json'), content);
    return readKeys(join(folder, 'keys.json'));
  };

  test.each([
    ['{"master":"m"}', { master: 'm' }],
    ['{"master":"m","functions":"f","ofFunction":{"One":"o=="},"system":"s"}', { master: 'm', functions: 'f', ofFunction: { One: 'o==' }, system: 's' }],
  ])('%s', (content, keys) => expect(read(content)).toEqual(keys));

  test.each([
    ['{"master":', 'keys.json is no JSON.'],
    ['[]', 'expected object'],
    ['{"functions":"secret"}', '→ at master'],
    ['{"master":""}', 'A key is text of at least one letter, without spaces, in ASCII.\n  → at master'],
    ['{"master":"secret","system":"two words"}', '→ at system'],
    ['{"master":"secret","ofFunction":{"f":"schlüssel"}}', '→ at ofFunction.f'],
    ['{"master":"secret","sytem":"s"}', '"sytem"'],
  ])('%s is refused, and nothing of a key is told', (content, problem) => {
    expect(() => read(content)).toThrow(problem);
    expect(() => read(content)).not.toThrow(/secret|two words|schlüssel/);
  });

  test('a file that is not there is named', () => expect(() => readKeys(join(folder, 'none.json'))).toThrow(`${join(folder, 'none.json')} cannot be read: ENOENT`));

  test('one of a function that is not there is found', () => {
    expect(keysOfNobody({ master: 'm', ofFunction: { HELLO: 'a', helo: 'b' } }, [{ name: 'hello' }])).toEqual(['helo']);
    expect(keysOfNobody({ master: 'm' }, [])).toEqual([]);
  });
});

describe('storage', () => {
  test.each([
    ['UseDevelopmentStorage=true', { blob: 10_000, queue: 10_001, table: 10_002 }],
    ['usedevelopmentstorage=True;', { blob: 10_000, queue: 10_001, table: 10_002 }],
    ['DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5==;BlobEndpoint=http://127.0.0.1:7401/devstoreaccount1;QueueEndpoint=http://localhost:7402/devstoreaccount1', { blob: 7401, queue: 7402 }],
  ])('%s is on this machine', (connectionString, ports) => expect(storagePorts(connectionString)).toEqual(ports));

  test.each(['DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5;EndpointSuffix=core.windows.net', 'BlobEndpoint=http://127.0.0.1:7401/a;TableEndpoint=https://a.table.core.windows.net', 'nonsense'])('%s is elsewhere, and refused', (connectionString) =>
    expect(() => storagePorts(connectionString)).toThrow('AzureWebJobsStorage names a storage account that is not on this machine.'));

  const listening = async (): Promise<{ readonly server: Server; readonly port: number }> => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { server, port: (server.address() as AddressInfo).port };
  };

  test('that runs already is left alone, and a port that somebody else has is named', async () => {
    const [one, other] = [await listening(), await listening()];
    const asked = `BlobEndpoint=http://127.0.0.1:${one.port}/a;TableEndpoint=http://127.0.0.1:${other.port}/a`;
    try {
      expect(await startAskedStorage(asked, undefined, logger)).toBeUndefined();
      other.server.close();
      await once(other.server, 'close');
      await expect(startAskedStorage(asked, undefined, logger)).rejects.toThrow(`port ${one.port} (blob) is in use, and not all of ${one.port}, ${other.port} are.`);
    } finally {
      one.server.close();
      other.server.close();
    }
  });
});

describe('the clock of the command', () => {
  const ask = async (clock: HostClock, method: string, body = ''): Promise<MountedResponse> => {
    const route = clockRoutes(clock).find((each) => each.method === method);
    if (!route) throw new Error(`No route for ${method}.`);
    return route.handle({ method, url: new URL('http://127.0.0.1/admin/clock'), headers: {}, params: {}, body: Buffer.from(body) });
  };
  const START = Date.parse('2026-01-31T10:00:00Z');

  test('a virtual clock is moved, and what falls due on the way runs before the answer', async () => {
    const clock = new VirtualClock({ start: START, logger });
    const ran: number[] = [];
    clock.schedule(START + 60_000, () => void ran.push(clock.now()));
    expect(await ask(clock, 'POST', '{"advance":"P1M"}')).toEqual({ status: 200, body: { now: '2026-02-28T10:00:00.000Z', virtual: true } });
    expect(ran).toEqual([START + 60_000]);
    expect(await ask(clock, 'GET')).toEqual({ status: 200, body: { now: '2026-02-28T10:00:00.000Z', virtual: true } });
  });

  test.each(['', '{}', '{"advance":"1 day"}', '{"advance":"-P1D"}', '{"advanceTo":"2026-01-30"}', '{"advanceTo":"soon"}', '{"advance":"P9000Y"}', '{"advance":"P1D","advanceTo":"2027-01-01"}'])('%s is refused, and the clock stays', async (body) => {
    const clock = new VirtualClock({ start: START, logger });
    expect((await ask(clock, 'POST', body)).status).toBe(400);
    expect(clock.now()).toBe(START);
  });

  test('of two moves at the same time the one that would go back is refused', async () => {
    const clock = new VirtualClock({ start: START, logger });
    const answers = await Promise.all([ask(clock, 'POST', '{"advance":"P2D"}'), ask(clock, 'POST', '{"advance":"P1D"}')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
  });

  test('a real clock is moved by nobody', async () => {
    expect((await ask(new RealClock({ logger }), 'POST', '{"advance":"P1D"}')).status).toBe(409);
  });
});

test('what was started is told function by function, the address last', () => {
  const functions: RegisteredFunction[] = [
    { name: 'hello', trigger: { name: 'r', type: 'httpTrigger', direction: 'in', methods: ['get', 'post'] }, bindings: {} },
    { name: 'item', trigger: { name: 'r', type: 'httpTrigger', direction: 'in', route: 'items/{id}' }, bindings: {} },
    { name: 'hourly', trigger: { name: 't', type: 'timerTrigger', direction: 'in' }, bindings: {} },
  ];
  const invoker = { functions: () => functions, find: () => undefined, invoke: () => Promise.reject(new Error('not here')) };
  expect(startedLines({ url: 'http://127.0.0.1:7071', routePrefix: 'api', invoker, clock: new VirtualClock({ start: 0, logger }) })).toEqual([
    'hello: [GET, POST] http://127.0.0.1:7071/api/hello',
    'item: http://127.0.0.1:7071/api/items/{id}',
    'hourly: timerTrigger',
    'The clock stands at 1970-01-01T00:00:00.000Z: POST http://127.0.0.1:7071/admin/clock with {"advance":"PT1H"} moves it.',
    'Ready: http://127.0.0.1:7071',
  ]);
});

import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { type Finding } from '../../src/cli/doctor/finding';
import { memoryFinding, nodeFinding, portFinding } from '../../src/cli/doctor/machine';
import { temporaryFolder } from '../support/temporaryFolder';
import { typed } from '../support/typedLine';

const folder = temporaryFolder();
const well = { healthy: true, bus: { state: 'up' }, dependencies: [{ name: 'storage', state: 'up', latencyMillis: 3 }], wrongSettings: [] };

let server: Server;
let port: number;
let health: object = well;
let serves = packageJson.version;
let date: string | undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (date !== undefined) response.setHeader('date', date);
    const body = request.url === '/openapi.json' ? { info: { version: serves } } : health;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const examined = async (...flags: string[]) => {
  const { code, stdout } = await typed(['doctor', '--data', join(folder, 'data'), '--json', ...flags]);
  const findings = JSON.parse(stdout) as readonly Finding[];
  return { code, of: (what: string) => findings.filter((finding) => finding.what === what).map(({ state, says }) => `${state}: ${says}`) };
};

test('a server that is well: nothing is wrong, exit code 0, each thing in a line', async () => {
  const { code, of } = await examined('--url', `http://127.0.0.1:${port}`);
  expect({ code, health: of('Health'), storage: of('storage'), bus: of('Service Bus'), version: of('Version'), clock: of('Clock') }).toEqual({
    code: 0,
    health: ['fine: the server says that it is well'],
    storage: ['fine: answers in 3 ms'],
    bus: ['fine: up'],
    version: [`fine: ${packageJson.version}, as this checkout`],
    clock: ['fine: this machine and the server agree'],
  });
  expect(of('Data folder')[0]).toMatch(/^fine: .*data, not there yet, \d+ MiB free$/);
  const { stdout } = await typed(['doctor', '--data', join(folder, 'data'), '--url', `http://127.0.0.1:${port}`]);
  expect(stdout).toContain('fine       Health       the server says that it is well\n');
});

test('a server that is not: what is wrong is named, and exit code 1', async () => {
  health = { healthy: false, bus: { state: 'down', oldestWaiting: '2026-03-02T10:00:00.000Z' }, dependencies: [{ name: 'storage', state: 'down', latencyMillis: 0 }], wrongSettings: [{ setting: 'NEXTTERM_STORAGE', problem: 'is missing' }] };
  serves = '0.0.1';
  date = 'Mon, 02 Mar 2020 10:00:00 GMT';
  const { code, of } = await examined('--url', `http://127.0.0.1:${port}`);
  [health, serves, date] = [well, packageJson.version, undefined];
  expect({ code, settings: of('Settings'), storage: of('storage'), bus: of('Service Bus'), version: of('Version') }).toEqual({
    code: 1,
    settings: ['wrong: NEXTTERM_STORAGE is missing'],
    storage: ['wrong: cannot be reached by the server'],
    bus: ['wrong: cannot be reached by the server; events wait since 2026-03-02T10:00:00.000Z'],
    version: [`attention: the server runs 0.0.1, this checkout is ${packageJson.version}`],
  });
  expect(of('Clock')[0]).toMatch(/^wrong: this machine and the server are \d+ seconds apart/);
});

test('no server: whether one could start; something else there, and elsewhere nothing', async () => {
  const away = await examined('--url', 'https://nextterm.invalid');
  expect([away.code, away.of('Server')]).toEqual([0, ['attention: nothing answers at https://nextterm.invalid.']]);
  health = { hello: 'world' };
  const other = await examined('--url', `http://127.0.0.1:${port}`);
  health = well;
  expect([other.code, other.of('Server')]).toEqual([1, [`wrong: what answers at http://127.0.0.1:${port} is no NextTerm of this version.`]]);
  expect(await portFinding(port)).toEqual({ what: 'Port', state: 'wrong', says: `${port} is in use by another program: choose another with npm start -- --port.` });
});

test('settings of a deployment: each that is missing or wrong, never its value', async () => {
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify({ Values: { NEXTTERM_STORAGE: 'a secret that is no storage' } }));
  const { code, of } = await examined('--url', `http://127.0.0.1:${port}`, '--settings', file);
  expect(code).toBe(1);
  expect(of('Settings').some((says) => says.startsWith('wrong: NEXTTERM_STORAGE '))).toBe(true);
  expect(of('Settings').join()).not.toContain('secret');
  const none = await examined('--url', `http://127.0.0.1:${port}`, '--settings', join(folder, 'none.json'));
  expect([none.code, none.of('Settings')[0]?.includes('is no file of settings')]).toEqual([1, true]);
});

test.each([
  ['18.20.0', 'wrong'],
  ['20.0.0', 'attention'],
  ['21.9.9', 'attention'],
  ['22.0.0', 'fine'],
])('Node %s is %s', (version, state) => {
  expect(nodeFinding(version).state).toBe(state);
});

test('memory: attention below 500 MiB', () => {
  expect([memoryFinding(500 * 2 ** 20).state, memoryFinding(500 * 2 ** 20 - 1).state]).toEqual(['fine', 'attention']);
});

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { advanceTo, bodyOf, Client, signInAs } from '../support/client';
import { isRunning, Sandbox, type Ended, StartedProcess, START_MS } from '../support/sandbox';

const CLOCK = '2021-06-18T10:00:00Z';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nextterm-scenario-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const start = (...flags: string[]): Promise<Ended> => StartedProcess.spawn({ flags, from: 'repository' }).ended;

describe('npm start says in a sentence why it cannot', () => {
  let taken: Server;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => taken.close(resolve)));

  test('a port in use', async () => {
    const { port } = taken.address() as AddressInfo;
    const { code, stderr } = await start('--port', String(port), '--data', folder);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `Port ${port} is in use by another program, perhaps another NextTerm. Stop it, or choose another port with --port.\n` });
  });

  test.each([
    ['an unknown flag', ['--clocks', CLOCK], /^Unknown flag --clocks\.\n\nUsage: /],
    ['a clock that is no time', ['--clock', '2021-02-30'], /^--clock must be a UTC date or an ISO 8601 instant such as \S+, not "2021-02-30"\.\n\nUsage: /],
    ['a port that is none', ['--port', '70000'], /^--port must be a whole number from 0 to 65535, not "70000"\.\n\nUsage: /],
  ])('%s', async (_what, flags, sentence) => {
    const { code, stdout, stderr } = await start(...flags);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(sentence) as string });
  });

  test.each([
    ['that holds files of others', { 'thesis.txt': 'do not lose' }, /^The folder .* holds files that NextTerm did not make, so it is left alone\. Choose another with --data\.\n$/],
    ['whose marker is damaged', { 'nextterm.json': '{"madeBy":' }, /^The data folder .* is damaged: nextterm\.json cannot be read\. Delete the folder, or choose another with --data\.\n$/],
    ['of another version', { 'nextterm.json': '{"madeBy":"NextTerm","format":99}' }, /^The data folder .* was made by another version of NextTerm \(format 99, not 1\)\. Delete it, or choose another with --data\.\n$/],
    ['whose clock is damaged', { 'nextterm.json': '{"madeBy":"NextTerm","format":1}', 'clock.json': '{"virtual":true,"now":"to' }, /^The data folder is damaged: .*clock\.json cannot be read\. Add --fresh to wipe it, or choose another with --data\.\n$/],
    ['with a real clock, when a virtual one is asked for', { 'nextterm.json': '{"madeBy":"NextTerm","format":1}', 'clock.json': '{"virtual":false}' }, /^This data folder was made with the real clock and cannot change to a virtual one\. /],
  ])('a data folder %s, which is left as it is', async (_what, files, sentence) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { code, stderr } = await start('--port', '0', '--data', folder, '--clock', CLOCK);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(sentence) as string });
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    expect(existsSync(join(folder, 'storage'))).toBe(false);
  });

  test('a data folder that is a file', async () => {
    const file = join(folder, 'data');
    writeFileSync(file, '');
    const { code, stderr } = await start('--port', '0', '--data', file);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `The data folder ${file} cannot be used: there is a file in its place. Choose another with --data.\n` });
  });
});

describe('a running server', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await Sandbox.start(CLOCK);
  }, START_MS);
  afterAll(() => sandbox.remove());

  test('keeps its data folder to itself', async () => {
    const { code, stderr } = await start('--port', '0', '--data', sandbox.folder);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^Another NextTerm \(process \d+\) is using this data folder\. [^\n]*\n$/) as string });
    expect(bodyOf(await new Client(sandbox.url).get('/local/clock'), 200)).toEqual({ now: '2021-06-18T10:00:00.000Z', virtual: true });
  });

  test('an orchestration that throws is failed, with its message in its status', async () => {
    const client = new Client(sandbox.url);
    const management = '/runtime/webhooks/durabletask';
    await client.post(`${management}/orchestrators/renewal/without-work?timeout=60&pollingInterval=0.01`);
    expect(bodyOf(await client.get(`${management}/instances/without-work`), 200)).toMatchObject({
      name: 'renewal',
      runtimeStatus: 'Failed',
      output: expect.stringMatching(/^Orchestrator function 'renewal' failed: Cannot destructure property 'partition' /) as string,
    });
    expect(bodyOf(await client.get(`${management}/instances?runtimeStatus=Failed`), 200)).toHaveLength(1);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends cleanly on %s, storage with it, and goes on where it was',
    async (signal) => {
      const havn = await signInAs(sandbox.url, 'havn-admin_agent');
      const products = await havn.get('/v1/products?country=NL&targetView=OnlineServices');
      const { to } = await advanceTo(sandbox.url, signal === 'SIGINT' ? '2021-07-01T00:00:00Z' : '2021-08-01T00:00:00Z');
      const { azuritePid } = sandbox;
      expect([isRunning(sandbox.pid), isRunning(azuritePid)]).toEqual([true, true]);
      const { code, stdout, stderr } = await sandbox.stop(signal);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/\nStopped\.\n$/);
      expect([isRunning(sandbox.pid), isRunning(azuritePid)]).toEqual([false, false]);
      expect(existsSync(join(sandbox.folder, 'lock'))).toBe(false);

      await sandbox.restart();
      expect(bodyOf(await new Client(sandbox.url).get('/local/clock'), 200)).toEqual({ now: to, virtual: true });
      expect((await havn.get('/v1/products?country=NL&targetView=OnlineServices')).text).toBe(products.text);
    },
    START_MS,
  );

  test(
    'leaves no storage running after kill -9, once the next one has started',
    async () => {
      const { azuritePid } = sandbox;
      await sandbox.stop('SIGKILL');
      await sandbox.restart();
      expect(isRunning(azuritePid)).toBe(false);
    },
    START_MS,
  );
});

test(
  'a start that is interrupted ends with exit code 0 and leaves nothing running',
  async () => {
    const started = StartedProcess.spawn({ flags: ['--port', '0', '--data', folder, '--clock', CLOCK] });
    await started.printed(/^Starting the app/m);
    const { pid } = JSON.parse(readFileSync(join(folder, 'storage', 'azurite.pid'), 'utf8')) as { pid: number };
    const { code, stdout, stderr } = await started.stop('SIGINT');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\nStopped before it was ready\.\n$/);
    expect(isRunning(pid)).toBe(false);
  },
  START_MS,
);

test(
  'with --memory and --no-sample: partners who can sign in, and nothing else',
  async () => {
    const started = StartedProcess.spawn({ flags: ['--port', '0', '--memory', '--no-sample', '--clock', CLOCK] });
    const [, url = ''] = await started.printed(/^NextTerm is ready: (\S+)$/m);
    expect(bodyOf(await new Client(url).get('/local/state'), 200)).toMatchObject({ customers: [], products: [] });
    const havn = await signInAs(url, 'havn-admin_agent');
    expect((await havn.get('/v1/products?country=NL&targetView=OnlineServices')).body).toMatchObject({ code: 3000 });
    const [, shown = ''] = await started.printed(/^(curl .*)$/m);
    const { stdout: answered } = await promisify(execFile)('bash', ['-c', shown]);
    expect(JSON.parse(answered)).toMatchObject({ totalCount: 0, items: [] });
    expect((await havn.get('/v1/customers/c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520/users?filter=secret')).body).toMatchObject({ code: 800042 });
    const { code, stdout } = await started.stop('SIGTERM');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Havn Cloud +[0-9a-f-]{36} +havn\.onmicrosoft\.com +havn-\{role\}$/m);
    expect(stdout).toMatch(/^GET {4}\/v1\/customers 200 - \d+ ms [0-9a-f-]{36}$/m);
    expect(stdout).toMatch(/^GET {4}\/v1\/customers\/c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520\/users 501 800042 \d+ ms [0-9a-f-]{36}$/m);
    expect(stdout).not.toContain('filter=secret');
  },
  START_MS,
);

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { InstalledPackage, type StartedExample } from '../../localhost/support/installedPackage';

let installed: InstalledPackage;
/** Where nothing of the repository and nothing that was installed is found. */
let elsewhere: string;
let storage: string;
/** Keeps the storage that the others use. */
let keeper: StartedExample;

beforeAll(async () => {
  elsewhere = mkdtempSync(join(tmpdir(), 'localhost-elsewhere-'));
  [installed, storage] = await Promise.all([InstalledPackage.install(), freeStorage()]);
  keeper = await installed.start(installed.copyExample('timer-and-queue'), ['--clock', '2026-01-31T10:00:00Z'], { AzureWebJobsStorage: storage });
});
afterAll(async () => {
  await installed.remove();
  rmSync(elsewhere, { recursive: true, force: true });
});

async function freeStorage(): Promise<string> {
  const held = await Promise.all(
    ['Blob', 'Queue', 'Table'].map(async (service) => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return { service, server, port: (server.address() as AddressInfo).port };
    }),
  );
  await Promise.all(held.map(({ server }) => once(server.close(), 'close')));
  const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
  return `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${key};${held.map(({ service, port }) => `${service}Endpoint=http://127.0.0.1:${port}/devstoreaccount1;`).join('')}`;
}

const post = (url: string, body: unknown): Promise<Response> => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const advance = async ({ url }: StartedExample, by: string): Promise<void> => {
  const moved = await post(`${url}/admin/clock`, { advance: by });
  expect({ status: moved.status, body: await moved.json() }).toMatchObject({ status: 200, body: { virtual: true } });
};
const expectCleanStop = async (example: StartedExample): Promise<void> => {
  const { code, output } = await example.stop();
  expect({ code, last: output.trimEnd().split('\n').at(-1) }).toEqual({ code: 0, last: 'Stopped.' });
};

describe('an app of a published shape starts as a stranger starts it, and answers', () => {
  test('TypeScript: an index and one file a function, built by its compiler', async () => {
    const root = installed.copyExample('typescript');
    await installed.compile(root);
    const app = await installed.start(root);
    expect(await (await fetch(`${app.url}/api/greet?name=Ada`)).text()).toBe('Hello, Ada!');
    expect(await (await fetch(`${app.url}/api/greet`, { method: 'POST', body: 'Grace' })).text()).toBe('Hello, Grace!');
    expect(await (await fetch(`${app.url}/api/items/7`)).json()).toEqual({ id: 7 });
    expect((await fetch(`${app.url}/api/items/404`)).status).toBe(404);
    expect(app.output()).toContain(`readItem: [GET] ${app.url}/api/items/{id:int}`);
    await expectCleanStop(app);
    expect(app.output()).toContain('Greets 3 letters');
  });

  test('JavaScript: functions in files of their own, with its settings, in its folder', async () => {
    writeFileSync(join(elsewhere, 'keys.json'), '{"master":"opens-all","ofFunction":{"note":"of-nobody"}}');
    const app = await installed.start(installed.copyExample('javascript'), ['--quiet', '--keys', join(elsewhere, 'keys.json')]);
    const added = await post(`${app.url}/api/notes`, { text: 'first' });
    expect([added.status, added.headers.get('location'), added.headers.getSetCookie().length]).toEqual([201, '/api/notes/1', 1]);
    expect((await post(`${app.url}/api/notes`, {})).status).toBe(400);
    expect(await (await fetch(`${app.url}/api/notes`)).json()).toEqual(['first']);
    expect(await (await fetch(`${app.url}/api/whoStarted`)).json()).toEqual({ by: 'index.js', runtime: 'node', folder: 'javascript' });
    const asked = [{}, { 'x-functions-key': 'of-nobody' }, { 'x-functions-key': 'opens-all' }].map(async (headers) => (await fetch(`${app.url}/admin/functions`, { headers })).status);
    expect(await Promise.all(asked)).toEqual([401, 403, 200]);
    expect(app.output()).toContain('--keys: there is no function "note" that its key could open.');
    await expectCleanStop(app);
    expect(app.output()).not.toContain('/api/notes 201');
  });

  test('ES modules, one of which waits while it loads', async () => {
    const app = await installed.start(installed.copyExample('es-modules'));
    expect(await Promise.all([1, 3, 4].map(async (position) => (await fetch(`${app.url}/api/words/${position}`)).text()))).toEqual(['one', 'three', 'none']);
    await expectCleanStop(app);
  });

  test('one bundled file, with nothing installed beside it', async () => {
    const root = installed.copyExample('bundled', elsewhere);
    await build({ entryPoints: [join(root, 'src/app.ts')], bundle: true, platform: 'node', external: ['@azure/functions-core'], outfile: join(root, 'dist/app.js'), nodePaths: [join(installed.folder, 'node_modules')], logLevel: 'error' });
    const app = await installed.start(root);
    expect(await (await fetch(`${app.url}/api/squares/12`)).json()).toEqual({ side: 12, square: 144 });
    await expectCleanStop(app);
  });

  test('streams: an upload and an answer of some megabytes, neither held whole', async () => {
    const app = await installed.start(installed.copyExample('streams'));
    const piece = new Uint8Array(65_536);
    let left = 64;
    const body = new ReadableStream({
      pull: (controller) => {
        if (left === 0) return controller.close();
        left -= 1;
        controller.enqueue(piece);
      },
    });
    expect(await (await fetch(`${app.url}/api/count`, { method: 'POST', body, duplex: 'half' })).json()).toEqual({ bytes: 4_194_304 });
    const said = (await (await fetch(`${app.url}/api/lines?count=200000`)).text()).split('\n');
    expect([said.length, said[0], said[199_999]]).toEqual([200_001, 'line 1', 'line 200000']);
    await expectCleanStop(app);
  });

  test('hooks around the app, its functions and its log', async () => {
    const app = await installed.start(installed.copyExample('hooks'));
    expect(await (await fetch(`${app.url}/api/divide?by=4`)).json()).toBe(3);
    const failed = await fetch(`${app.url}/api/divide?by=0`);
    expect([failed.status, await failed.json()]).toEqual([500, { in: 'divide', error: 'nothing can be divided by 0', result: null }]);
    expect((await fetch(`${app.url}/api/divide?by=4&closed=yes`)).status).toBe(503);
    await expectCleanStop(app);
    expect(app.output().split('\n').filter((line) => /^(app|divides)/.test(line))).toEqual(['appStart', 'divides by 4, the *** number', 'divides by 0, the *** number', 'appTerminate']);
  });

  test('timer, queue trigger and queue outputs, on storage that was started for it', async () => {
    expect(keeper.output()).toContain('Storage (Azurite) was started for this app');
    await advance(keeper, 'P1D');
    const told = (await (await fetch(`${keeper.url}/api/told`)).json()) as { what: string }[];
    expect(told.sort((a, b) => (a.what < b.what ? -1 : 1))).toEqual([{ what: 'bread', dequeued: 1 }, { what: 'milk', dequeued: 1 }]);
  });

  test('blob and table, in and out', async () => {
    const app = await installed.start(installed.copyExample('blob-and-table'), [], { AzureWebJobsStorage: storage });
    expect((await fetch(`${app.url}/api/texts/ode`, { method: 'PUT', body: 'freude schöner götterfunken' })).status).toBe(201);
    expect(await (await fetch(`${app.url}/api/texts/ode`)).json()).toEqual({ text: 'freude schöner götterfunken', words: 3 });
    expect((await fetch(`${app.url}/api/texts/none`)).status).toBe(404);
    await expectCleanStop(app);
  });

  test('Durable Functions: a chain, a fan-out, retries, an entity, human interaction and a monitor, on storage that runs already', async () => {
    const app = await installed.start(installed.copyExample('durable'), ['--clock', '2026-01-31T10:00:00Z', '--quiet'], { AzureWebJobsStorage: storage });
    expect(app.output()).not.toContain('was started');
    const addresses = new Map<string, { statusQueryGetUri: string; sendEventPostUri: string }>();
    const start = async (name: string, id: string, input?: unknown): Promise<void> => {
      const started = await fetch(`${app.url}/api/orchestrations/${name}/${id}`, { method: 'POST', ...(input !== undefined && { body: JSON.stringify(input) }) });
      expect(started.status).toBe(202);
      addresses.set(id, (await started.json()) as { statusQueryGetUri: string; sendEventPostUri: string });
    };
    const status = async (id: string): Promise<unknown> => {
      const { runtimeStatus, output } = (await (await fetch(addresses.get(id)?.statusQueryGetUri ?? '')).json()) as { runtimeStatus: string; output: unknown };
      return [runtimeStatus, output];
    };
    await start('chain', 'chain', 5);
    await start('fanOut', 'fanOut', [1, 2, 3]);
    await start('failing', 'failing');
    await start('count', 'count');
    await start('approval', 'answered');
    await start('approval', 'forgotten');
    await start('monitor', 'monitor');
    expect((await post(addresses.get('answered')?.sendEventPostUri.replace('{eventName}', 'answer') ?? '', 'yes')).status).toBe(202);
    await advance(app, 'PT1S');
    expect(await Promise.all(['chain', 'fanOut', 'count', 'answered'].map(status))).toEqual([['Completed', 20], ['Completed', 12], ['Completed', 5], ['Completed', 'yes']]);
    expect(await Promise.all(['failing', 'forgotten', 'monitor'].map(status))).toEqual([['Running', null], ['Running', null], ['Running', null]]);
    await advance(app, 'P4D');
    expect(await Promise.all(['failing', 'forgotten', 'monitor'].map(status))).toEqual([['Failed', expect.stringContaining('not today')], ['Completed', 'escalated'], ['Completed', '2026-01-31T13']]);
    await expectCleanStop(app);
  });

  test('Service Bus: a queue, a topic, their outputs and a second delivery', async () => {
    const root = installed.copyExample('service-bus');
    const app = await installed.start(root, ['--bus', join(root, 'bus.json'), '--clock', 'virtual']);
    for (const amount of [12, -5]) expect((await post(`${app.url}/api/pay`, { amount })).status).toBe(202);
    await advance(app, 'PT1S');
    const ledger = (await (await fetch(`${app.url}/api/ledger`)).json()) as { amount: number }[];
    expect(ledger.sort((a, b) => b.amount - a.amount)).toEqual([{ amount: 12, delivery: 1 }, { amount: -5, delivery: 2 }]);
    await expectCleanStop(app);
  });
});

const PACKAGE = '{"main":"index.js"}';
const WORKING = `require('@azure/functions').app.get('f', () => ({}));`;

describe('what is wrong stops the start and is named', () => {
  const expectRefused = async (root: string, ...flags: readonly string[]): Promise<string> => {
    const { code, output } = await installed.refused(['start', root, '--port', '0', ...flags]);
    expect({ code, output }).toEqual({ code: 1, output: expect.not.stringContaining('Ready:') as string });
    return output;
  };

  test('no function at all', async () => {
    expect(await expectRefused(installed.write('none', { 'package.json': PACKAGE, 'index.js': '' }))).toContain('no function');
  });

  test('a module that throws while it loads', async () => {
    expect(await expectRefused(installed.write('throws', { 'package.json': PACKAGE, 'index.js': `${WORKING} throw new Error('broken on purpose');` }))).toMatch(/index\.js failed to load\.\n.*broken on purpose/);
  });

  test('a "main" that is missing, or matches nothing', async () => {
    expect(await expectRefused(installed.write('mainless', { 'package.json': '{}', 'index.js': WORKING }))).toContain('must exist and name the app\'s entry files under "main"');
    expect(await expectRefused(installed.write('unbuilt', { 'package.json': '{"main":"dist/src/{index.js,functions/*.js}"}' }))).toContain('Was the app built?');
  });

  test('a host.json that is broken, and one that says what is not allowed', async () => {
    expect(await expectRefused(installed.write('brokenHost', { 'package.json': PACKAGE, 'index.js': WORKING, 'host.json': '{"version":' }))).toContain('host.json cannot be read as JSON');
    expect(await expectRefused(installed.write('oldHost', { 'package.json': PACKAGE, 'index.js': WORKING, 'host.json': '{"version":"1.0"}' }))).toContain('host.json is not valid');
  });

  test('an app whose packages are not installed', async () => {
    const root = installed.write('bare', { 'package.json': PACKAGE, 'index.js': WORKING }, elsewhere);
    expect(await expectRefused(root)).toContain(`The package "@azure/functions" is not installed: run npm install in ${root}.`);
  });

  test('a port in use', async () => {
    const { port } = new URL(keeper.url);
    expect(await expectRefused(installed.write('taken', { 'package.json': PACKAGE, 'index.js': WORKING }), '--port', port)).toContain(`Port ${port} on 127.0.0.1 is in use by another program.`);
  });

  test('a folder that is no app, a bus that nobody uses, a flag that there is not', async () => {
    expect(await expectRefused(join(elsewhere, 'nothing'))).toContain('is no folder.');
    expect(await expectRefused(elsewhere)).toContain('is no Functions app: it has no package.json.');
    const root = installed.write('busless', { 'package.json': PACKAGE, 'index.js': WORKING });
    expect(await expectRefused(root, '--bus', join(installed.copyExample('service-bus'), 'bus.json'))).toContain('no setting has UseDevelopmentEmulator=true');
    expect(await installed.refused(['start', root, '--prot', '1'])).toEqual({ code: 2, output: expect.stringContaining("Unknown option '--prot'") as string });
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compileRuntime, writeApp } from '../support/compiledRuntime';
import { exchange } from '../support/exchange';
import answers from './recorded/answers.json';
import recorded from './recorded/streams.json';

// What the genuine host (4.1037.0, Node worker 3.9.1) did with `enableHttpStream`, from its recordings 2-content.json, 3-stream.json, 3-headers-member.txt and
// 3-concurrency-1024.json. In a process of its own, as the library opens a server that it never closes.
let runtime: ReturnType<typeof compileRuntime>;
let root: string;
let child: ChildProcess;
let port: number;
const lines: string[] = [];

/** Starts the app in another process. @param said is given what it says, line by line. */
async function startApp(said: string[], settings: Readonly<Record<string, string>> = {}): Promise<{ process: ChildProcess; port: number }> {
  const script = `
    const { startHost, RealClock } = require('./localhost/index.js');
    process.env.ANSWERS_APP = require('node:path').resolve('answers.cjs');
    const logger = { log: (level, message) => console.log(level + ': ' + message.split('\\n')[0]) };
    startHost({ root: ${JSON.stringify(root)}, clock: new RealClock({ logger }), storage: 'memory', port: 0, logger, cors: { origins: ['https://console.example'], credentials: false }, settings: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '60000000' } }).then((host) => {
      console.log('port ' + host.port);
      process.stdin.once('data', () => host.stop().then(() => { console.log('stopped'); process.exit(); }));
    }, (error) => { console.log('failed: ' + error.stack); process.exit(1); });`;
  const started = spawn(process.execPath, ['-e', script], { cwd: runtime.folder, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...settings } });
  const output = createInterface({ input: started.stdout });
  const at = await new Promise<number>((resolve, reject) => {
    output.on('line', (line) => {
      said.push(line);
      if (line.startsWith('port ')) resolve(Number(line.slice(5)));
    });
    output.on('close', () => reject(new Error(said.join('\n'))));
  });
  return { process: started, port: at };
}

async function end(started: ChildProcess): Promise<void> {
  if (started.exitCode !== null) return;
  started.kill();
  await once(started, 'exit');
}

beforeAll(async () => {
  runtime = compileRuntime();
  root = writeApp(runtime.folder, 'streams', { 'package.json': '{"main":"index.cjs"}', 'host.json': '{"version":"2.0","extensions":{"http":{"routePrefix":"","customHeaders":{"X-Frame-Options":"DENY"}}}}', 'index.cjs': `require(${JSON.stringify(join(runtime.folder, 'app.cjs'))});` });
  copyFileSync(join(__dirname, 'streamApp.cjs'), join(runtime.folder, 'app.cjs'));
  copyFileSync(join(__dirname, 'answersApp.cjs'), join(runtime.folder, 'answers.cjs'));
  ({ process: child, port } = await startApp(lines));
});
afterAll(async () => {
  await end(child);
  runtime.remove();
});

interface Echo {
  readonly params: object;
  readonly query: unknown;
  readonly authorization: string | null;
  readonly all: number;
  readonly url: string;
  readonly bodyLength: number;
}

test.each(recorded.requests)('$what is handed over as recorded', async ({ method, path, contentType, sent, params, query, bodyLength, headersSeen }) => {
  const { body } = await exchange(port, method, path, { headers: { ...(contentType === null || contentType === undefined ? {} : { 'content-type': contentType }), authorization: 'Bearer real' }, body: sent });
  const seen = JSON.parse(body.toString()) as Echo;
  expect([seen.params, seen.query, seen.bodyLength, seen.authorization]).toEqual([params, query, bodyLength, headersSeen ? 'Bearer real' : null]);
});

test.each(recorded.forged)('a body $sent', async ({ sent, params, authorization = null }) => {
  const { body } = await exchange(port, 'POST', '/echo/7?q=1', { headers: { 'content-type': 'application/json', authorization: 'Bearer real' }, body: sent });
  const seen = JSON.parse(body.toString()) as Echo;
  expect([seen.params, seen.authorization]).toEqual([{ ...params, id: '7' }, authorization]);
});

test('a query that forges headers', async () => {
  const { body } = await exchange(port, 'POST', `/echo/7?Headers=${encodeURIComponent('{"authorization":"Bearer forged"}')}`, { headers: { authorization: 'Bearer real' } });
  expect(JSON.parse(body.toString())).toMatchObject({ authorization: 'Bearer forged', all: 1 });
  expect(lines.find((line) => line.startsWith('warning'))).toMatch(/^warning: HTTP streaming is on \(enableHttpStream\): a query or a JSON member named Headers replaces all headers/);
});

// Without those that wait for minutes in the recording, and two that broke off after six seconds: those are below.
const brokenOff = ({ method, path }: { readonly method: string; readonly path: string }): boolean => method === 'GET' && ['/lenheadonly', '/wronglength'].includes(path);
const comparable = answers.cases.filter((each) => typeof each.stream.status === 'number' && !brokenOff(each));
test.each(comparable.map((each) => [`${each.method} ${each.path}${'asked' in each ? `, ${JSON.stringify(each.asked)}` : ''}`, each] as const))('%s is sent as recorded', async (_, { method, path, stream, ...more }) => {
  const answer = await exchange(port, method, path, { headers: { ...('asked' in more && more.asked) } });
  const names = ['content-length', 'transfer-encoding', 'set-cookie', 'etag', 'location', 'retry-after', ...(answer.status === 500 ? [] : ['content-type', ...Object.keys(stream.headers ?? {})])];
  const only = (all: Readonly<Record<string, readonly string[] | undefined>> | undefined): unknown => Object.fromEntries(names.flatMap((name) => (all?.[name] ? [[name, all[name]]] : [])));
  expect([answer.status, only(answer.headers), answer.headers['x-ms-invocation-id']?.length ?? 0]).toEqual([stream.status, only(stream.headers), answer.status === 500 ? 0 : 1]);
});

test.each(answers.cases.filter(brokenOff))('$path breaks off as recorded, when the library gives up its connection', async ({ path, stream }) => {
  let broken: Awaited<ReturnType<typeof exchange>> | undefined;
  void exchange(port, 'GET', path).then((answer) => (broken = answer));
  while (broken === undefined) await exchange(port, 'GET', '/idle');
  expect([broken.status, broken.headers['content-length'], broken.body.length]).toEqual([stream.status, stream.headers?.['content-length'], 0]);
  const [told, has] = path === '/lenheadonly' ? [12_000, 0] : [10, 3];
  const said = `error: The answer of function "${path.slice(1)}" could not be sent to its end: it tells a Content-Length of ${told} and has ${has} bytes, so that its client waits for some seconds and its connection breaks, as on Azure.`;
  // It comes by another way than the answer.
  while (!lines.includes(said)) await new Promise((resolve) => setImmediate(resolve));
});

test('what host.json and CORS add is on answers that are streams too', async () => {
  const [page, other] = [await exchange(port, 'GET', '/flow?pieces=1', { headers: { origin: 'https://console.example' } }), await exchange(port, 'GET', '/nothing/there')];
  expect([page, other].map(({ status, headers }) => [status, headers['access-control-allow-origin'], headers['x-frame-options']])).toEqual([[200, ['https://console.example'], ['DENY']], [404, undefined, ['DENY']]]);
});

test('large bodies pass as streams, with a length and in chunks', async () => {
  const piece = Buffer.alloc(1_000_000);
  const whole = await exchange(port, 'POST', '/len', { headers: { 'content-type': 'application/octet-stream' }, body: Buffer.alloc(20_000_000) });
  const chunked = await exchange(port, 'POST', '/len', { body: Array.from({ length: 5 }, () => piece) });
  expect([whole, chunked].map(({ body }) => JSON.parse(body.toString()) as unknown)).toEqual([{ n: 20_000_000, many: true }, { n: 5_000_000, many: true }]);
  expect((await exchange(port, 'POST', '/len', { headers: { 'content-type': 'application/octet-stream', 'content-length': '60000001' }, body: ['x'] })).status).toBe(500);
  const flow = await exchange(port, 'GET', '/flow?pieces=320');
  expect([flow.status, flow.body.length, flow.headers['transfer-encoding']]).toEqual([200, 320 * 65_536, ['chunked']]);
});

test('1,024 requests at once are all answered', async () => {
  const all = await Promise.all(Array.from({ length: 1_024 }, () => exchange(port, 'GET', '/together')));
  expect(new Set(all.map(({ status, body }) => `${status} ${body.toString()}`))).toEqual(new Set(['200 all']));
});

test('what ends without a response object leaves its client waiting, says so at once, and holds up no stop', async () => {
  const large = { headers: { 'x-long': 'a'.repeat(20_000) } };
  const waiting = [...['/throws', '/nothing', '/str', '/s99', '/breaks', '/breaks?after=first'].map((path) => exchange(port, 'GET', path)), exchange(port, 'GET', '/png', large)];
  const isSaid = (): boolean => lines.filter((line) => line.includes('is left without an answer until functionTimeout, as on Azure')).length === waiting.length;
  while (!isSaid()) await new Promise((resolve) => setImmediate(resolve));
  expect(lines).toContain('error: Function "throws" failed: Error: no');
  child.stdin?.write('stop\n');
  expect((await Promise.all(waiting)).map(({ status, body, broken }) => `${status} ${body.toString()}${broken ? ' …' : ''}`)).toEqual(['503 ', '503 ', '503 ', '503 ', '503 ', '200 first …', '503 ']);
  await once(child, 'exit');
  expect(lines.at(-1)).toBe('stopped');
});

test('functionTimeout ends the wait: 500 where nothing was sent, an answer that breaks off where something was, and the process stays, as recorded', async () => {
  const said: string[] = [];
  const started = await startApp(said, { AzureFunctionsJobHost__functionTimeout: '00:00:01' });
  try {
    const answers = await Promise.all(['/nothing', '/breaks', '/breaks?after=first'].map((path) => exchange(started.port, 'GET', path)));
    expect(answers.map(({ status, body, broken }) => [status, body.toString(), broken])).toEqual([[500, '', false], [500, '', false], [200, 'first', true]]);
    expect((await exchange(started.port, 'GET', '/png')).status).toBe(200);
    expect(said).toContain('information: host.json is overruled by AzureFunctionsJobHost__functionTimeout.');
  } finally {
    await end(started.process);
  }
});

import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import type * as df from 'durable-functions';
import { runHttpRequest } from '../../../src/localhost/durable/httpActivity';
import { durableApp, DAY, type DurableApp } from './durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

type Steps = Generator<df.Task, unknown, never>;

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: string;
}
interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string;
  /** The answer has no end. */
  readonly hangs?: boolean;
}

/** What was asked of the server, oldest first, and what it answers by path, the last answer again and again. */
let asked: Asked[] = [];
let answers: Record<string, Answer[]> = {};
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url: path = '', rawHeaders: headers } = request;
      asked.push({ method, path, headers, body: Buffer.concat(parts).toString() });
      const list = answers[path] ?? [];
      const answer = (list.length > 1 ? list.shift() : list[0]) ?? { status: 404 };
      response.writeHead(answer.status, answer.headers);
      if (answer.hangs === true) response.write('a part');
      else response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
  answers = {};
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const app = (options: Record<string, unknown>[]): Promise<DurableApp> =>
  durableApp(({ app: durable }) => {
    durable.orchestration('o', function* ({ df: context }): Steps {
      try {
        const responses = (yield context.Task.all(options.map((one) => context.callHttp(one as unknown as df.CallHttpOptions)))) as { statusCode: number; content: string; headers: unknown }[];
        return responses.map(({ statusCode, content, headers }) => [statusCode, content, headers]);
      } catch (error) {
        return (error as Error).message;
      }
    });
  });

const called = async (...options: Record<string, unknown>[]): Promise<DurableApp> => {
  const run = await app(options);
  await run.start('o', 'i');
  return run;
};

const output = async (run: DurableApp): Promise<unknown> => (await run.status('i')).output;

/** As recorded of the genuine extension 3.19.0 (runs/http, httpPost, httpRedirect, http202NoLocation, httpRefused). */
describe('callHttp', () => {
  it('sends no headers but its own and those of the content', async () => {
    answers['/echo'] = [{ status: 200 }];
    await called({ method: 'POST', url: `${url}/echo`, body: { a: 1 } });
    const names = asked[0]?.headers.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase()).sort();
    expect(names).toEqual(['connection', 'content-length', 'content-type', 'host', 'user-agent']);
    expect(asked[0]?.headers).toEqual(expect.arrayContaining(['Microsoft.Azure.WebJobs.Extensions.DurableTask/3.19.0', 'text/plain']));
  });

  it('follows redirects, and gives headers as they were sent: repeated ones as lists, none of the content', async () => {
    answers['/moved'] = [{ status: 302, headers: { location: '/text' } }];
    answers['/text'] = [{ status: 200, headers: { 'Content-Type': 'text/plain', 'Set-Cookie': ['c=1', 'd=2'], 'X-One': 'a' }, body: 'plain text' }];
    const run = await called({ method: 'POST', url: `${url}/moved`, body: 'x' });
    expect(await output(run)).toEqual([[200, 'plain text', expect.objectContaining({ 'Set-Cookie': ['c=1', 'd=2'], 'X-One': 'a' })]]);
    expect(JSON.stringify(await output(run))).not.toMatch(/content-type/i);
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /moved', 'GET /text']);
  });

  it('polls while the answer is 202, several at a time', async () => {
    const accepted = (location: string, wait?: string): Answer => ({ status: 202, headers: { Location: location, ...(wait === undefined ? {} : { 'Retry-After': wait }) } });
    answers['/a'] = [accepted('/a/1', '60')];
    answers['/a/1'] = [accepted(`${url}/a/1`), { status: 200, body: 'A' }];
    answers['/b'] = [accepted('/b/1', '75')];
    answers['/b/1'] = [{ status: 404, body: 'gone' }];
    const run = await called({ method: 'POST', url: `${url}/a`, body: 1 }, { method: 'POST', url: `${url}/b`, body: 1 });
    await run.advance(59_999);
    expect(asked.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(['POST /a', 'POST /b']);
    await run.advance(DAY);
    expect(asked.slice(2).map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /a/1', 'GET /b/1', 'GET /a/1']);
    expect(await run.status('i')).toMatchObject({ output: [[200, 'A', expect.anything()], [404, 'gone', expect.anything()]], lastUpdatedTime: '2026-01-31T10:01:30Z' });
  });

  it('waits once for a 202 that says no place, and gives it back', async () => {
    answers['/accepted'] = [{ status: 202, body: 'later' }];
    const run = await called({ method: 'GET', url: `${url}/accepted` });
    await run.advance(29_999);
    expect((await run.status('i')).runtimeStatus).toBe('Running');
    await run.advance(1);
    expect([await output(run), asked.length]).toEqual([[[202, 'later', expect.anything()]], 1]);
  });

  it('fails when there is no answer, in the words of .NET', async () => {
    const run = await called({ method: 'GET', url: 'http://127.0.0.1:1/nothing' });
    expect(await output(run)).toMatch(/^Connection refused \(127\.0\.0\.1:1\) \n \{"\$type":"System\.Net\.Http\.HttpRequestException/);
  });

  it('with a token source is refused, and nothing is sent', async () => {
    const run = await called({ method: 'GET', url: `${url}/a`, tokenSource: { resource: 'https://management.core.windows.net', kind: 'AzureManagedIdentity' } });
    expect([await output(run), asked]).toEqual([expect.stringContaining('callHttp with a tokenSource is not offered by the local runtime'), []]);
  });

  it('fails a request whose answer does not come whole in time, in the words of .NET', async () => {
    answers['/hangs'] = [{ status: 200, hangs: true }];
    const never = new AbortController().signal;
    expect(await runHttpRequest({ method: 'GET', uri: `${url}/hangs` }, never, 20)).toEqual({
      failure: { Reason: 'The request was canceled due to the configured HttpClient.Timeout of 0.02 seconds elapsing.', Details: expect.stringContaining('TaskCanceledException') as string },
    });
  });

  it('does not keep a host from stopping, and is sent again after the next start', async () => {
    answers['/hangs'] = [{ status: 200, hangs: true }];
    const run = await app([{ method: 'GET', url: `${url}/hangs` }]);
    await run.call('POST', 'orchestrators/o/i', '1');
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await run.runtime.stop();
    answers['/hangs'] = [{ status: 200, body: 'whole' }];
    const again = await run.restart();
    await again.clock.idle();
    expect([await output(again), asked.length]).toEqual([[[200, 'whole', expect.anything()]], 2]);
  });
});

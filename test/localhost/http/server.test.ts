import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { type HttpResponseInit } from '@azure/functions';
import { startTestApp, type TestApp } from '../support/testApp';

jest.mock('@azure/functions-core', () => jest.requireActual<typeof import('../support/currentCore')>('../support/currentCore').currentCore, { virtual: true });

let app: TestApp | undefined;
afterEach(async () => {
  await app?.stop();
  app = undefined;
});

const LIMIT = 1000;
const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);

/** One function that answers what it saw, and one for each shape of answer. */
async function startEcho(): Promise<TestApp> {
  app = await startTestApp(
    ({ app: functions }) => {
      functions.http('echo', {
        route: 'echo/{id?}',
        methods: ['GET', 'POST', 'HEAD'],
        handler: async (request) => ({
          jsonBody: {
            method: request.method,
            url: request.url,
            params: request.params,
            query: Object.fromEntries(request.query),
            headers: { one: request.headers.get('x-one'), many: request.headers.get('x-many') },
            body: request.method === 'POST' ? Buffer.from(await request.arrayBuffer()).toString('hex') : null,
          },
        }),
      });
      const answers: Record<string, () => HttpResponseInit> = {
        nothing: () => undefined as never,
        binary: () => ({ body: bytes, headers: { 'Content-Type': 'application/octet-stream', 'X-Own': 'kept' } }),
        cookies: () => ({
          status: 201,
          cookies: [
            { name: 'a', value: '1 2', path: '/', httpOnly: true, secure: true, sameSite: 'Strict', maxAge: 60 },
            { name: 'b', value: 'x', domain: 'example.com', expires: new Date('2026-02-01T00:00:00Z'), sameSite: 'None' },
          ],
        }),
        noContent: () => ({ status: 204, body: 'dropped' }),
        lies: () => ({ body: 'four', headers: { 'content-length': '400', 'transfer-encoding': 'chunked' } }),
        noObject: () => 'text' as never,
        throws: () => {
          throw new Error('the reason');
        },
      };
      for (const [name, handler] of Object.entries(answers)) functions.http(name, { methods: ['GET', 'HEAD', 'POST'], handler });
    },
    { settings: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: String(LIMIT) } },
  );
  return app;
}

describe('requests', () => {
  it('joins what is repeated, decodes parameters, and finds routes without regard to case', async () => {
    const { fetch, url } = await startEcho();
    const response = await fetch('/ECHO/caf%C3%A9?a=1&b=2&A=3&c=x%20y+z', { headers: [['x-one', '1'], ['x-many', 'a'], ['x-many', 'b']] });
    expect(await response.json()).toEqual({
      method: 'GET',
      url: `${url}/ECHO/caf%C3%A9?a=1&b=2&A=3&c=x%20y+z`,
      params: { id: 'café' },
      query: { a: '1,3', b: '2', c: 'x y z' },
      headers: { one: '1', many: expect.stringMatching(/^a, ?b$/) as string },
      body: null,
    });
  });

  it('hands bytes on untouched, up to the limit', async () => {
    const { fetch } = await startEcho();
    const body = Buffer.alloc(LIMIT, bytes);
    const response = await fetch('/echo', { method: 'POST', body });
    expect(await response.json()).toMatchObject({ params: {}, body: body.toString('hex') });
  });

  it('answers 413 to one byte more, announced or not', async () => {
    const { fetch } = await startEcho();
    const tooMuch = new Uint8Array(LIMIT + 1);
    const streamed = new ReadableStream({
      start(controller) {
        controller.enqueue(tooMuch);
        controller.close();
      },
    });
    const answers = [await fetch('/echo', { method: 'POST', body: tooMuch }), await fetch('/echo', { method: 'POST', body: streamed, duplex: 'half' })];
    expect(answers.map((answer) => answer.status)).toEqual([413, 413]);
    expect((await fetch('/echo')).status).toBe(200);
  });

  it.each([
    ['10', ['continue', 200]],
    [String(LIMIT + 1), [413]],
  ])('with Expect: 100-continue and a length of %s', async (length, expected) => {
    const { port } = await startEcho();
    const seen: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      const request = httpRequest({ port, host: '127.0.0.1', path: '/echo', method: 'POST', headers: { expect: '100-continue', 'content-length': length } });
      request.on('continue', () => {
        seen.push('continue');
        request.end(Buffer.alloc(Number(length)));
      });
      request.on('response', (response) => {
        seen.push(response.statusCode);
        response.resume().on('end', resolve);
      });
      request.on('error', reject);
      request.flushHeaders();
    });
    expect(seen).toEqual(expected);
  });

  it('survives a client that leaves in the middle of its body', async () => {
    const started = await startEcho();
    await new Promise<void>((resolve) => {
      const socket = connect(started.port, '127.0.0.1', () => {
        socket.write('POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nonly this');
        socket.end();
      });
      socket.on('close', () => resolve()).resume();
    });
    await started.clock.idle();
    expect((await started.fetch('/echo')).status).toBe(200);
    expect(started.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});

describe('answers', () => {
  interface Case {
    readonly path: string;
    readonly init?: RequestInit;
    readonly status: number;
    readonly headers?: Readonly<Record<string, string | null>>;
    readonly body?: string;
  }
  it.each<Case>([
    { path: '/nothing', status: 204, headers: { 'content-length': null } },
    { path: '/binary', status: 200, headers: { 'content-type': 'application/octet-stream', 'x-own': 'kept', 'content-length': '256' }, body: Buffer.from(bytes).toString('latin1') },
    { path: '/binary', init: { method: 'HEAD' }, status: 200, headers: { 'content-length': '256' } },
    { path: '/noContent', status: 204 },
    { path: '/lies', status: 200, headers: { 'content-length': '4' }, body: 'four' },
    { path: '/throws', status: 500 },
    { path: '/throws', init: { method: 'HEAD' }, status: 500 },
    { path: '/noObject', status: 500 },
    { path: '/nowhere', status: 404 },
    { path: '/echo/1/2', status: 404 },
    { path: '/echo', init: { method: 'DELETE' }, status: 405, headers: { allow: 'GET, HEAD, POST' } },
    { path: '/echo/%00', status: 400 },
  ])('$init.method $path is $status', async ({ path, init, status, headers = {}, body = '' }) => {
    const { fetch } = await startEcho();
    const response = await fetch(path, init);
    expect(response.status).toBe(status);
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toBe(body);
    expect(Object.fromEntries(Object.keys(headers).map((name) => [name, response.headers.get(name)]))).toEqual(headers);
  });

  it('sets each cookie with a header of its own', async () => {
    const { fetch } = await startEcho();
    const response = await fetch('/cookies');
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual([
      'a=1%202; max-age=60; path=/; secure; samesite=strict; httponly',
      'b=x; expires=Sun, 01 Feb 2026 00:00:00 GMT; domain=example.com; samesite=none',
    ]);
  });

  it('tells the log, and only the log, why a function failed', async () => {
    const { fetch, lines } = await startEcho();
    await fetch('/throws');
    expect(lines).toContain('error: Function "throws" failed: Error: the reason');
  });
});

describe('life of the server', () => {
  it('finishes what runs before it stops, and takes nothing new', async () => {
    let arrived = (): void => undefined;
    let release = (): void => undefined;
    const running = new Promise<void>((resolve) => (arrived = resolve));
    app = await startTestApp(({ app: functions }) => {
      functions.http('slow', {
        handler: async () => {
          arrived();
          await new Promise<void>((resolve) => (release = resolve));
          return { body: 'done' };
        },
      });
    });
    const answer = app.fetch('/slow');
    await running;
    const stopped = app.stop();
    await expect(app.fetch('/slow')).rejects.toThrow('fetch failed');
    release();
    expect(await (await answer).text()).toBe('done');
    await stopped;
  });

  it('does not wait for a connection that never asked anything', async () => {
    const started = await startEcho();
    const socket = connect(started.port, '127.0.0.1');
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    await started.stop();
    await closed;
  });

  it('says so when the port is in use', async () => {
    const { port } = await startEcho();
    await expect(startTestApp(() => undefined, { port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use by another program. Stop that one, or choose another port.`);
  });

  it.each([
    [{}, '/api/hello'],
    [{ http: { routePrefix: '' } }, '/hello'],
    [{ http: { routePrefix: '/v1/x/' } }, '/v1/x/hello'],
  ])('host.json extensions %j put the function at %s', async (extensions, path) => {
    app = await startTestApp(({ app: functions }) => functions.http('hello', { handler: () => ({ body: 'hi' }) }), { hostJson: { extensions } });
    expect(await (await app.fetch(path)).text()).toBe('hi');
    expect((await app.fetch('/elsewhere/hello')).status).toBe(404);
  });
});

describe('mounted routes', () => {
  it('get the request and answer JSON, text or bytes; one outside the clock may move it', async () => {
    app = await startTestApp(() => undefined, {
      routes: [
        { method: 'POST', template: 'own/{name}', handle: async ({ params, body, url }) => ({ status: 202, body: { name: params['name'], sent: body.toString(), query: url.search } }) },
        { method: 'GET', template: 'own/text', handle: async () => ({ status: 200, body: 'text' }) },
        { method: 'GET', template: 'own/fails', handle: () => Promise.reject(new Error('own reason')) },
        { method: 'GET', template: 'own/header', handle: async () => ({ status: 200, headers: { 'x-bad': 'a\nb' } }) },
        {
          method: 'POST',
          template: 'own/clock',
          outsideClock: true,
          handle: async () => {
            await app?.clock.advanceTo(Date.parse('2027-01-01T00:00:00Z'));
            return { status: 204 };
          },
        },
      ],
    });
    const answer = await app.fetch('/own/Me?x=1', { method: 'POST', body: 'hello' });
    expect([answer.status, await answer.json()]).toEqual([202, { name: 'Me', sent: 'hello', query: '?x=1' }]);
    expect(await (await app.fetch('/OWN/text')).text()).toBe('text');
    expect([(await app.fetch('/own/fails')).status, (await app.fetch('/own/header')).status]).toEqual([500, 500]);
    expect((await app.fetch('/own/clock', { method: 'POST' })).status).toBe(204);
    expect(new Date(app.clock.now()).toISOString()).toBe('2027-01-01T00:00:00.000Z');
  });
});

describe('admin API', () => {
  it('runs a function by hand, in the background', async () => {
    const seen: unknown[] = [];
    app = await startTestApp(({ app: functions }) => {
      functions.timer('nightly', { schedule: '0 0 0 * * *', handler: (timer) => void seen.push(timer.isPastDue) });
      functions.http('web', { handler: () => undefined as never });
    });
    const post = (path: string, body: string): Promise<Response> => app!.fetch(path, { method: 'POST', body });
    expect((await post('/admin/functions/NIGHTLY', '{"input":"x"}')).status).toBe(202);
    await app.clock.idle();
    expect(seen).toEqual([false]);
    const statuses = [await post('/admin/functions/nope', '{}'), await post('/admin/functions/nightly', 'no json'), await post('/admin/functions/web', '{}')];
    expect(statuses.map(({ status }) => status)).toEqual([404, 400, 400]);
    expect(await (await app.fetch('/admin/host/status')).json()).toMatchObject({ state: 'Running' });
  });
});

import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { type HttpResponseInit } from '@azure/functions';
import { type AnsweredCall } from '../../../src/localhost';
import { exchange } from '../support/exchange';
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

  it.each([
    ['/echo/%00', '\0'],
    ['/echo/a%0Ab', 'a\nb'],
  ])('hands on %s as any other path: what it means is for the app to say', async (path, id) => {
    const { fetch } = await startEcho();
    expect(await (await fetch(path)).json()).toMatchObject({ params: { id } });
  });

  it('hands bytes on untouched, up to the limit', async () => {
    const { fetch } = await startEcho();
    const body = Buffer.alloc(LIMIT, bytes);
    const response = await fetch('/echo', { method: 'POST', body });
    expect(await response.json()).toMatchObject({ params: {}, body: body.toString('hex') });
  });

  it('answers one byte more, announced or not, with an empty 500, as on Azure', async () => {
    const { fetch } = await startEcho();
    const tooMuch = new Uint8Array(LIMIT + 1);
    const streamed = new ReadableStream({
      start(controller) {
        controller.enqueue(tooMuch);
        controller.close();
      },
    });
    const answers = [await fetch('/echo', { method: 'POST', body: tooMuch }), await fetch('/echo', { method: 'POST', body: streamed, duplex: 'half' })];
    expect(answers.map((answer) => answer.status)).toEqual([500, 500]);
    expect((await fetch('/echo')).status).toBe(200);
    expect(app?.lines.filter((line) => line.startsWith('warning'))).toEqual(Array(2).fill(`warning: A request is answered 500 without a body, as on Azure: The body is larger than ${LIMIT} bytes.`));
  });

  // As recorded from the genuine host (4.1037.0): 3-stream.json, "chunked json" and "5 MB upload chunked"; 3-enableChunkedRequestBinding.json.
  it('loses a body that comes in chunks, and says so once of each function', async () => {
    const { port, lines } = await startEcho();
    for (const body of [['{"k":1}'], ['a', 'b']]) {
      const { body: answered } = await exchange(port, 'POST', '/echo', { body });
      expect(JSON.parse(answered.toString())).toMatchObject({ body: '' });
    }
    expect(lines.filter((line) => line.startsWith('warning'))).toEqual(['warning: A body for function "echo" came in chunks (Transfer-Encoding: chunked) and is lost, as on Azure: the function sees an empty one. Clients must send a Content-Length.']);
  });

  it('hands on a body that comes in chunks where it is told to', async () => {
    app = await startTestApp(({ app: functions }) => functions.http('echo', { methods: ['POST'], handler: async (request) => ({ body: await request.text() }) }), { deliverChunkedBodies: true });
    expect((await exchange(app.port, 'POST', '/echo', { body: ['a', 'b'] })).body.toString()).toBe('ab');
  });

  // As tried with the genuine host (4.1037.0): paths of 9 kB, headers of 20 kB ("header 20 kB" of 3-stream.json) and more (2-content.json), text beyond ASCII in headers.
  it.each<[string, Readonly<Record<string, string>>, number]>([
    [`/echo?x=${'a'.repeat(7_000)}`, {}, 200],
    [`/echo?x=${'a'.repeat(9_000)}`, {}, 414],
    ['/echo', { 'x-one': 'x'.repeat(20_000) }, 200],
    ['/echo', { 'x-one': 'x'.repeat(34_000) }, 431],
    ['/echo', { 'x-one': 'x'.repeat(60_000) }, 431],
    ['/echo', { 'x-one': Buffer.from('é').toString('latin1') }, 200],
    ['/echo', { 'x-one': 'é' }, 400],
    // What it decodes to can be in no Headers: the library throws before the function is asked.
    ['/echo', { authorization: Buffer.from('Bearer 日').toString('latin1') }, 500],
    ['/echo', { host: 'a b' }, 500],
  ])('%.20s with %.40j', async (path, headers, status) => {
    const { port } = await startEcho();
    const answered = await exchange(port, 'GET', path, { headers });
    expect([answered.status, status === 200 ? '' : answered.body.toString()]).toEqual([status, '']);
  });

  it('reads text in headers as UTF-8, and tells the address with what need not be escaped as it is', async () => {
    const { port } = await startEcho();
    const { body } = await exchange(port, 'GET', '/echo/%27a%2Fb%25%20%7E', { headers: { 'x-one': Buffer.from('é').toString('latin1') } });
    expect(JSON.parse(body.toString())).toMatchObject({ url: `http://127.0.0.1:${port}/echo/'a%2Fb%25%20~`, params: { id: "'a%2Fb% ~" }, headers: { one: 'é' } });
  });

  it.each([
    ['two hosts', 'GET /echo HTTP/1.1\r\nhost: 127.0.0.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    ['an address of another place than Host', 'GET http://x/echo HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n', 400],
    ['a header name that is none', 'GET /echo HTTP/1.1\r\nhost: 127.0.0.1\r\n"a": b\r\nconnection: close\r\n\r\n', 400],
    ['a method that no function lists', 'PROPFIND /echo HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n', 404],
    ['TRACE', 'TRACE /echo HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n', 404],
  ])('%s: %d before the function', async (_, text, status) => {
    const { port } = await startEcho();
    expect(await raw(port, text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*content-length: 0\r\n[^]*\r\n\r\n$`));
  });

  it.each([
    ['10', ['continue', 200]],
    [String(LIMIT + 1), [500]],
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
    { path: '/binary', status: 200, headers: { 'content-type': 'application/octet-stream', 'x-own': 'kept', 'content-length': null, 'transfer-encoding': 'chunked' }, body: Buffer.from(bytes).toString('latin1') },
    { path: '/binary', init: { method: 'HEAD' }, status: 200, headers: { 'content-length': null, 'transfer-encoding': null } },
    { path: '/noContent', status: 204 },
    { path: '/throws', status: 500 },
    { path: '/throws', init: { method: 'HEAD' }, status: 500 },
    { path: '/noObject', status: 500 },
    { path: '/nowhere', status: 404 },
    { path: '/echo/1/2', status: 404 },
    { path: '/echo', init: { method: 'DELETE' }, status: 404, headers: { allow: null, 'content-length': '0' } },
    { path: '//echo', status: 404, headers: { 'content-length': '0' } },
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
      'b=x; expires=Sun, 01 Feb 2026 00:00:00 GMT; domain=example.com; path=/; samesite=none',
    ]);
  });

  it('sends what a function answers as it is, whatever the request accepts, and says once of a function that asks for more', async () => {
    app = await startTestApp(({ app: functions }) => {
      for (const enableContentNegotiation of [true, false]) functions.http(`n${enableContentNegotiation}`, { handler: () => ({ body: 'pong', enableContentNegotiation }) });
    });
    const seen = [];
    // As recorded from the genuine host (4.1037.0): 2-content.json, "GET /ping" that accepts application/xml.
    for (const path of ['/nfalse', '/ntrue', '/ntrue']) seen.push(await (await app.fetch(path, { headers: { accept: 'application/xml' } })).text());
    expect(seen).toEqual(['pong', 'pong', 'pong']);
    expect(app.lines).toEqual(['warning: Function "ntrue" asks for content negotiation (enableContentNegotiation), which has no effect on this host: what it answers is sent as it is, whatever the request accepts.']);
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
    const closed = new Promise<string>((resolve) => socket.once('close', () => resolve('closed')));
    socket.on('error', () => undefined);
    await started.stop();
    expect(await closed).toBe('closed');
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

  // As tried with the genuine host (4.1037.0).
  it('runs a function by hand again as its retry policy says', async () => {
    const seen: unknown[] = [];
    app = await startTestApp(({ app: functions }) =>
      functions.timer('nightly', {
        schedule: '0 0 0 * * *',
        retry: { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: { seconds: 2 } },
        handler: (_, { retryContext }) => {
          seen.push([retryContext?.retryCount, retryContext?.maxRetryCount, retryContext?.exception?.message]);
          throw new Error('no luck');
        },
      }),
    );
    expect((await app.fetch('/admin/functions/nightly', { method: 'POST', body: '{}' })).status).toBe(202);
    await app.clock.idle();
    await app.clock.advanceTo(app.clock.now() + 10_000);
    expect(seen).toEqual([[0, 2, undefined], [1, 2, 'no luck'], [2, 2, 'no luck']]);
  });
});

/** Sends text as it stands. @returns all that comes back until the server closes, or until `until` matches. */
const raw = (port: number, text: string, until?: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let came = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => {
      came += chunk.toString('utf8');
      if (until?.test(came)) socket.destroy();
    });
    socket.on('close', () => resolve(came)).on('error', reject);
  });

const SLOW_BODY = 'POST /echo HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: me\r\ncontent-length: 100\r\n\r\nonly this';

describe('a body that comes slowly, or not at all', () => {
  it('holds up neither the clock nor another call', async () => {
    const started = await startEcho();
    const socket = connect(started.port, '127.0.0.1', () => socket.write(SLOW_BODY));
    await new Promise((resolve) => socket.once('ready', resolve));
    // The answer shows that the server has taken up what was sent before.
    expect((await started.fetch('/echo')).status).toBe(200);
    await started.clock.advanceTo(Date.parse('2027-01-01T00:00:00Z'));
    expect((await started.fetch('/echo', { method: 'POST', body: 'quick' })).status).toBe(200);
    socket.destroy();
  });

  it('is given up after a while: 408, and the connection ends', async () => {
    app = await startTestApp(({ app: functions }) => functions.http('echo', { methods: ['POST'], handler: () => ({ body: 'never' }) }), { limits: { bodyIdle: 10 } });
    const came = await raw(app.port, SLOW_BODY);
    expect(came).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(came.toLowerCase()).toContain('connection: close');
  });

  it.each([
    ['a head that does not end', 'GET /echo HTTP/1.1\r\nhost: 127.0.0.1\r\n', { headers: 10, request: 1_000 }],
    ['a request that does not end', SLOW_BODY, { headers: 10, request: 20 }],
  ])('%s is cut off by its own limit', async (_what, text, limits) => {
    app = await startTestApp(({ app: functions }) => functions.http('echo', { methods: ['POST'], handler: () => ({ body: 'never' }) }), { limits });
    expect(await raw(app.port, text)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  });

  it('does not hold up the end of the server either: 503', async () => {
    const started = await startEcho();
    const answer = raw(started.port, SLOW_BODY);
    while (!(await started.fetch('/echo')).ok);
    await started.stop();
    expect(await answer).toMatch(/^(HTTP\/1\.1 503 Service Unavailable\r\n|$)/);
  });
});

describe('a request that names no place', () => {
  it.each([
    { what: 'no Host', text: 'GET /echo HTTP/1.1\r\nconnection: close\r\n\r\n', answered: /^HTTP\/1\.1 400 .*\{"code":"400","description":"The header Host is missing\."\}$/s },
    { what: 'no Host, as an older client', text: 'GET /echo HTTP/1.0\r\n\r\n', answered: /^HTTP\/1\.1 200 / },
    { what: 'an asterisk', text: 'GET * HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n', answered: /^HTTP\/1\.1 400 .*\{"code":"400","description":"The target of the request is no address\."\}$/s },
    { what: 'an asterisk, of the server’s methods', text: 'OPTIONS * HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n', answered: /^HTTP\/1\.1 404 / },
  ])('$what', async ({ text, answered }) => {
    app = await startTestApp(({ app: functions }) => functions.http('echo', { handler: () => ({ body: 'hi' }) }), { edge: { refusalBody: (status, description) => ({ code: String(status), description }) } });
    expect(await raw(app.port, text)).toMatch(answered);
  });
});

describe('whoever watches', () => {
  it('is told of each request that was answered, whoever answered it, without its query', async () => {
    const told: AnsweredCall[] = [];
    app = await startTestApp(({ app: functions }) => functions.http('echo', { route: 'echo/{id?}', methods: ['GET'], handler: async () => ({ status: 201, body: 'made', headers: { 'x-own': '1' } }) }), {
      routes: [{ method: 'POST', template: 'own', handle: async () => ({ status: 200, body: { at: 1 } }) }],
      onAnswered: (call) => void told.push(call),
    });
    await app.fetch('/echo/a%0Ab?code=secret#part');
    await app.fetch('/own?token=secret', { method: 'POST', body: 'secret' });
    await app.fetch('/nowhere', { method: 'PUT' });
    await raw(app.port, 'GET http://127.0.0.1/echo?code=secret HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n', /made$/);
    expect(told.map(({ method, path, answer }) => [method, path, answer.status, Buffer.from(answer.body).toString()])).toEqual([
      ['GET', '/echo/a%0Ab', 201, 'made'],
      ['POST', '/own', 200, '{"at":1}'],
      ['PUT', '/nowhere', 404, ''],
      ['GET', 'http://127.0.0.1/echo', 201, 'made'],
    ]);
    expect(told.every(({ milliseconds }) => milliseconds >= 0)).toBe(true);
    expect(JSON.stringify(told)).not.toContain('secret');
  });
});

describe('what the app says before its functions are asked', () => {
  const refusalBody = (status: number, reason: string): unknown => ({ status, reason });

  const startEdge = async (): Promise<TestApp> => {
    app = await startTestApp(({ app: functions }) => functions.http('echo', { methods: ['POST'], handler: async (request) => ({ body: `body: ${await request.text()}` }) }), {
      edge: {
        refusalBody,
        knowsCaller: async ({ authorization }) => authorization === 'me',
        misdirected: ({ url, headers }) => (url.pathname === '/token' && headers['authorization'] === undefined ? { status: 404, body: { at: 'elsewhere' } } : undefined),
        oddMethod: async ({ method, url }) => ({ status: 405, headers: { allow: 'GET' }, body: { odd: method, path: url.pathname } }),
      },
      routes: [
        { method: 'POST', template: 'own/clock', outsideClock: true, handle: async () => ({ status: 204 }) },
        { method: 'GET', template: 'own/state', handle: async () => ({ status: 200, body: 'state' }) },
      ],
    });
    return app;
  };

  it('a body is read only after its caller is known', async () => {
    const { port, fetch } = await startEdge();
    const head = (authorization: string): string => `POST /echo HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ${authorization}\r\ncontent-length: 100\r\n\r\n`;
    // The body never comes: only for one who is known is it waited for.
    expect(await raw(port, head('stranger'), /body: \r\n0\r\n\r\n$/)).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*body: \r\n/);
    expect(await raw(port, `${head('me')}${'x'.repeat(100)}`, /x{100}\r\n0\r\n\r\n$/)).toMatch(/body: x{100}\r\n/);
    expect(await (await fetch('/echo', { method: 'POST', body: 'secret', headers: { authorization: 'stranger' } })).text()).toBe('body: ');
  });

  it('who looks for something else is answered in the place of the app, and its body stays unread', async () => {
    const { port, fetch } = await startEdge();
    expect(await raw(port, 'POST /token HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\n', /\}$/)).toMatch(/^HTTP\/1\.1 404 [^]*\{"at":"elsewhere"\}$/);
    expect(await (await fetch('/token', { headers: { authorization: 'me' } })).json()).toEqual({ status: 404, reason: 'There is nothing at /token for GET.' });
    expect((await fetch('/own/state')).status).toBe(200);
  });

  it.each([
    ['TRACE', '/echo?x=1', '/echo'],
    ['TRACE', '/nowhere', '/nowhere'],
    ['CONNECT', 'example.com:443', '/'],
    ['CONNECT', '/echo', '/echo'],
  ])('%s %s is answered by the app, though no function can be given it', async (method, target, path) => {
    const { port, fetch } = await startEdge();
    const came = await raw(port, `${method} ${target} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`);
    expect(came).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
    expect(came.slice(came.indexOf('\r\n\r\n') + 4)).toBe(JSON.stringify({ odd: method, path }));
    expect((await fetch('/own/state')).status).toBe(200);
  });

  it.each([
    ['a line that is no request', 'HELLO\r\n\r\n', 400],
    ['a raw newline in the path', 'GET /a\nb HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n', 400],
    ['a raw NUL in the path', 'GET /a\0b HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n', 400],
    ['headers that never end', `GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: ${'x'.repeat(50_000)}\r\n\r\n`, 431],
    ['a target that is no address', 'GET http://[ HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n', 400],
    ['no route', 'GET /nowhere HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n', 404],
    ['another method', 'PUT /echo HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n', 404],
    ['another method at an endpoint of the runtime’s own', 'PUT /own/state HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n', 405],
    ['a body that is too large', `POST /echo HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: me\r\ncontent-length: ${2 ** 30}\r\nconnection: close\r\n\r\n`, 413],
  ])('%s: refused in its words', async (_what, text, status) => {
    const { port } = await startEdge();
    const came = await raw(port, text);
    expect(came).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(JSON.parse(came.slice(came.indexOf('\r\n\r\n') + 4))).toEqual({ status, reason: expect.stringMatching(/^[A-Z].*\.$/) as string });
  });

  it.each<[string, Record<string, string>, number]>([
    ['of this machine', {}, 204],
    ['by another of its names', { host: 'localhost:7071' }, 204],
    ['in IPv6', { host: '[::1]:7071' }, 204],
    ['of a page of this machine', { origin: 'http://localhost:3000' }, 204],
    ['of a page of the web', { origin: 'https://evil.example' }, 403],
    ['of a page without a place', { origin: 'null' }, 403],
    ['by a foreign name that was made to point here', { host: 'evil.example:7071' }, 403],
    ['by a name that only begins well', { host: '127.0.0.1.evil.example' }, 403],
  ])('an endpoint without token serves a request %s or not', async (_what, headers, status) => {
    const { port } = await startEdge();
    const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
    for (const target of ['POST /own/clock', 'GET /own/state', 'GET /admin/functions']) {
      const came = await raw(port, `${target} HTTP/1.1\r\n${lines.join('')}\r\n`);
      expect([target, Number(/^HTTP\/1\.1 (\d+)/.exec(came)?.[1])]).toEqual([target, status === 403 ? 403 : target.startsWith('POST') ? 204 : 200]);
    }
  });

  it('lets pages of this machine read an endpoint without token, and ask before they call it, and no others', async () => {
    const { fetch } = await startEdge();
    const page = { origin: 'http://localhost:3000' };
    const read = await fetch('/own/state', { headers: page });
    expect([read.status, read.headers.get('access-control-allow-origin'), read.headers.get('vary')]).toEqual([200, page.origin, 'Origin']);
    const asked = await fetch('/own/clock', { method: 'OPTIONS', headers: { ...page, 'access-control-request-method': 'POST' } });
    expect([asked.status, asked.headers.get('access-control-allow-methods'), asked.headers.get('access-control-allow-headers')]).toEqual([204, 'POST', 'Accept, Authorization, Content-Type']);
    const foreign = await fetch('/own/clock', { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } });
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([405, null]);
    expect((await fetch('/own/clock', { method: 'OPTIONS' })).status).toBe(405);
  });
});

describe('a clock that moves', () => {
  it('lets what began before end first, and what is sent meanwhile begin after', async () => {
    const seen: string[] = [];
    let began = (): void => undefined;
    let release = (): void => undefined;
    const inside = new Promise<void>((resolve) => (began = resolve));
    app = await startTestApp(({ app: functions }) => {
      functions.http('first', {
        handler: async () => {
          began();
          await new Promise<void>((resolve) => (release = resolve));
          seen.push(`first ended at ${new Date(app?.clock.now() ?? 0).toISOString()}`);
          return { body: 'first' };
        },
      });
      functions.http('second', {
        handler: () => {
          seen.push(`second began at ${new Date(app?.clock.now() ?? 0).toISOString()}`);
          return { body: 'second' };
        },
      });
    });
    const first = app.fetch('/first');
    await inside;
    const moved = app.clock.advanceTo(Date.parse('2026-02-01T00:00:00Z'));
    const second = app.fetch('/second');
    release();
    await Promise.all([first, moved, second]);
    expect(seen).toEqual(['first ended at 2026-01-31T10:00:00.000Z', expect.stringMatching(/^second began at 2026-0/) as string]);
  });
});

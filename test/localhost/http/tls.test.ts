import { generate } from 'selfsigned';
import { once } from 'node:events';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { connect } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { type Certificate } from '../../../src/localhost/http/tlsConnections';
import { START, startTestApp, type TestApp } from '../support/testApp';

jest.mock('@azure/functions-core', () => jest.requireActual<typeof import('../support/currentCore')>('../support/currentCore').currentCore, { virtual: true });

const made = async (): Promise<Certificate> => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec', algorithm: 'sha256', notBeforeDate: new Date(Date.now() - 60_000), extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }] });
  return { key, cert };
};

let certificate: Certificate;
let app: TestApp;
beforeAll(async () => {
  certificate = await made();
});
afterEach(() => app.stop());

const start = async (limits?: { readonly headers: number }, hostJson = {}): Promise<TestApp> => {
  app = await startTestApp(({ app: functions }) => functions.http('size', { methods: ['POST'], handler: async ({ url, text }) => ({ jsonBody: { url, size: (await text()).length } }) }), {
    certificate,
    hostJson,
    ...(limits && { limits }),
    routes: [{ method: 'POST', template: 'own', handle: async ({ url, body }) => ({ status: 200, body: { url: url.href, size: body.length } }) }],
  });
  return app;
};

/** As `fetch`, which can be told of no certificate. */
const secure = (path: string, body: string, ca = certificate.cert): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: app.port, path, method: 'POST', ca, agent: false, headers: { 'content-length': String(body.length) } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece)).on('end', () => resolve(JSON.parse(text))).on('error', reject);
    });
    asked.on('error', reject).end(body);
  });

const tlsSocket = async (): Promise<TLSSocket> => {
  const socket = connectTls({ host: '127.0.0.1', port: app.port, ca: certificate.cert, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  return socket;
};

test('one port takes requests in the clear and by TLS, and each is known by its scheme', async () => {
  await start();
  const body = 'x'.repeat(900_000);
  for (let round = 0; round < 3; round += 1) {
    expect(await secure('/own', body)).toEqual({ url: `https://127.0.0.1:${app.port}/own`, size: body.length });
    expect(await (await app.fetch('/own', { method: 'POST', body })).json()).toEqual({ url: `http://127.0.0.1:${app.port}/own`, size: body.length });
  }
});

test('a request that comes byte by byte is read whole', async () => {
  await start();
  const socket = connect(app.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true);
  for (const byte of 'POST /own HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-length: 3\r\n\r\nabc') await new Promise<void>((written) => socket.write(byte, () => written()));
  let text = '';
  for await (const piece of socket) text += String(piece);
  expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*"size":3\}$/);
});

test('a client that does not trust the certificate gets nothing, and disturbs nobody', async () => {
  await start();
  await expect(secure('/own', 'a', (await made()).cert)).rejects.toThrow();
  expect(await secure('/own', 'a')).toMatchObject({ size: 1 });
});

test('another certificate is shown to whoever connects from then on', async () => {
  await start();
  const other = await made();
  app.useCertificate(other);
  await expect(secure('/own', 'a')).rejects.toThrow();
  expect(await secure('/own', 'a', other.cert)).toMatchObject({ size: 1 });
});

test('a connection that says nothing is ended, and so is one that begins a handshake and stops', async () => {
  await start({ headers: 50 });
  const silent = connect(app.port, '127.0.0.1');
  const half = connect(app.port, '127.0.0.1', () => half.write(Buffer.from([0x16, 3, 1])));
  half.on('error', () => undefined);
  await Promise.all([once(silent, 'close'), once(half, 'close')]);
  expect([silent.destroyed, half.destroyed]).toEqual([true, true]);
  expect(app.clock.now()).toBe(START);
});

test('stopping waits for no connection that says nothing, of either kind', async () => {
  await start();
  const silent = connect(app.port, '127.0.0.1');
  await once(silent, 'connect');
  const secured = await tlsSocket();
  const ended = Promise.all([once(silent, 'close'), once(secured, 'close')]);
  silent.on('error', () => undefined);
  secured.on('error', () => undefined);
  await app.stop();
  await ended;
  expect([silent.destroyed, secured.destroyed]).toEqual([true, true]);
});

/** What `Strict-Transport-Security` is for a request of that host. */
const strictly = (host: string, scheme: 'https' | 'http' = 'https'): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: app.port, path: '/nothing', agent: false, headers: { host } } as const;
    const asked = scheme === 'https' ? request({ ...options, rejectUnauthorized: false }) : plainRequest(options);
    asked.on('response', (answer) => {
      answer.resume();
      resolve(answer.headers['strict-transport-security']);
    });
    asked.on('error', reject).end();
  });

// From the documentation and the sources of the host and of ASP.NET Core; recorded is that nothing comes without TLS.
test('hsts of host.json is told by TLS alone, to hosts that are not excluded, and comes before customHeaders', async () => {
  const hsts = { isEnabled: true, maxAge: '10', includeSubDomains: true, preload: true, excludedHosts: ['Not.Here'] };
  await start(undefined, { extensions: { http: { routePrefix: '', hsts } } });
  const seen = [];
  for (const host of ['app.example', 'app.example:7071', 'not.here', 'localhost:7071', '127.0.0.1', '[::1]:7071']) seen.push(await strictly(host));
  expect([...seen, await strictly('app.example', 'http')]).toEqual([...Array<string>(2).fill('max-age=864000; includeSubDomains; preload'), ...Array<undefined>(5).fill(undefined)]);
  await app.stop();
  await start(undefined, { extensions: { http: { hsts: { isEnabled: true }, customHeaders: { 'strict-transport-security': 'max-age=9' } } } });
  expect([await strictly('app.example'), await strictly('localhost')]).toEqual(['max-age=2592000', 'max-age=9']);
  await app.stop();
  await start(undefined, { extensions: { http: { hsts: { isEnabled: false } } } });
  expect(await strictly('app.example')).toBeUndefined();
});

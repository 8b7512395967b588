import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { X509Certificate, createSign, createVerify } from 'node:crypto';
import { httpSender } from '../../../src/adapters/webhooks/httpSender';
import { isPublicAddress, publicLookup } from '../../../src/adapters/webhooks/reachable';
import { selfSignedKey } from '../../../src/adapters/webhooks/selfSignedKey';

const open: Server[] = [];

const serving = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const sender = httpSender({ allowsPrivate: true, elapsed: () => 0 });
const guarded = httpSender({ allowsPrivate: false, elapsed: () => 0 });

test('[WHK-3] a real receiver gets body and headers as they are, and what it answers is told', async () => {
  const seen: unknown[] = [];
  const url = await serving((request, answer) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ method: request.method, path: request.url, body, id: request.headers['webhook-id'] });
      answer.writeHead(429, { 'Retry-After': '7' }).end('slow down');
    });
  });
  expect(await sender.send({ url: `${url}/hook?a=b`, headers: { 'webhook-id': 'e:1' }, body: '{"ä":1}' })).toEqual({ attempted: { kind: 'answered', status: 429, retryAfter: 7 }, text: 'slow down', durationMs: 0 });
  expect(seen).toEqual([{ method: 'POST', path: '/hook?a=b', body: '{"ä":1}', id: 'e:1' }]);
});

test('[WHK-6] no redirect is followed, a long answer is cut, an endless one is not waited for, and one that never comes neither', async () => {
  let asked = 0;
  const url = await serving((request, answer) => {
    asked += 1;
    if (request.url === '/moved') answer.writeHead(302, { Location: '/elsewhere' }).end();
    if (request.url === '/long') answer.end('x'.repeat(5_000_000));
    if (request.url === '/endless') {
      answer.writeHead(200);
      answer.write('begun');
    }
  });
  const impatient = httpSender({ allowsPrivate: true, elapsed: () => 0, limits: { totalMillis: 200, answerCharacters: 1000 } });
  expect((await sender.send({ url: `${url}/moved`, headers: {}, body: '{}' })).attempted).toEqual({ kind: 'answered', status: 302 });
  expect(asked).toBe(1);
  const long = await sender.send({ url: `${url}/long`, headers: {}, body: '{}' });
  expect([long.attempted, long.text.length]).toEqual([{ kind: 'answered', status: 200 }, 1000]);
  expect((await impatient.send({ url: `${url}/endless`, headers: {}, body: '{}' })).attempted).toEqual({ kind: 'answered', status: 200 });
  expect((await impatient.send({ url: `${url}/silent`, headers: {}, body: '{}' })).attempted).toEqual({ kind: 'unanswered', reason: 'no answer within 0.2 seconds' });
});

test('[WHK-6] what nobody listens at is no answer', async () => {
  const url = await serving(() => undefined);
  const [server] = open.splice(0);
  await new Promise((resolve) => server?.close(resolve));
  expect((await sender.send({ url, headers: {}, body: '{}' })).attempted).toMatchObject({ kind: 'unanswered', reason: expect.stringContaining('ECONNREFUSED') as string });
});

test.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1', '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'not an address'])(
  '[WHK-6] %s is not of the public internet',
  (address) => {
    expect(isPublicAddress(address)).toBe(false);
  },
);

test.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('[WHK-6] %s is', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each(['https://127.0.0.1/', 'https://[::1]/', 'https://[::ffff:7f00:1]/', 'https://2130706433/', 'https://0x7f.1/', 'https://169.254.169.254/latest'])('[WHK-6] %s is refused by its text, and nothing is sent', async (url) => {
  expect(guarded.problemOf(url)).toBe('must not be inside a private network');
  expect((await guarded.send({ url, headers: {}, body: '{}' })).attempted).toEqual({ kind: 'unanswered', reason: 'the address must not be inside a private network' });
});

test('[WHK-6] a name that stands for a private address is refused when it is connected to', async () => {
  expect(guarded.problemOf('https://localhost:1/')).toBeUndefined();
  expect((await guarded.send({ url: 'https://localhost:1/', headers: {}, body: '{}' })).attempted).toMatchObject({ kind: 'unanswered', reason: 'localhost is an address inside a private network, which is not delivered to' });
  for (const all of [true, false]) expect(await new Promise((resolve) => publicLookup('localhost', { all }, (error) => resolve(error?.name)))).toBe('AddressNotAllowed');
});

test('[WHK-5] the certificate carries the key that signs, and signs itself', async () => {
  const { privateKey, certificate } = await selfSignedKey();
  const read = new X509Certificate(certificate);
  expect([read.subject, read.issuer, read.verify(read.publicKey)]).toEqual(['CN=NextTerm webhooks', 'CN=NextTerm webhooks', true]);
  expect(createVerify('RSA-SHA256').update('body').verify(read.publicKey, createSign('RSA-SHA256').update('body').sign(privateKey))).toBe(true);
});

import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporaryFolder';
import { typed } from '../support/typedLine';

const folder = temporaryFolder();

let server: Server;
let url: string;
/** What calls are answered, in their order; one without a body is a server that fails. */
let answers: (object | undefined)[] = [];
let asked: unknown[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => void (text += chunk.toString()));
    request.on('end', () => {
      if (request.url?.endsWith('/token') === true) return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ access_token: 'a', refresh_token: 'r' }));
      asked.push(JSON.parse(text));
      const answer = answers.shift();
      return void response.writeHead(answer === undefined ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? { code: 900200, description: 'It failed' }));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['NEXTTERM_TOKEN'] = 'given';
});
beforeEach(() => {
  [answers, asked] = [[], []];
});
afterEach(() => {
  delete process.env['NEXTTERM_PROFILES'];
  delete process.env['NEXTTERM_PROFILE'];
});
afterAll(async () => {
  delete process.env['NEXTTERM_TOKEN'];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const rotate = (...flags: string[]) => typed(['webhooks', 'rotate', '--url', url, ...flags]);
const item = (webhookId: string) => ({ partnerId: 'p', webhookId, url: 'https://hooks.example/', secret: `whsec_${webhookId}` });
const lines = (...ids: string[]) => ids.map((id) => `${JSON.stringify(item(id))}\n`).join('');

test('[WHK-5] a rotation of all that breaks off says where it goes on, and goes on there', async () => {
  answers = [{ items: [item('a')], next: 'place-1' }, { items: [item('b')], next: 'place-2' }, undefined];
  const broken = await rotate('--all', '--revoke');
  expect([broken.code, broken.stdout]).toEqual([1, lines('a', 'b')]);
  expect(broken.stderr).toContain('2 rotated so far. Should it break off: --from place-2');
  expect(broken.stderr).toContain('Go on with --from place-2');
  expect(asked).toEqual([{ revoke: true }, { revoke: true, from: 'place-1' }, { revoke: true, from: 'place-2' }]);

  asked = [];
  answers = [{ items: [item('c')] }];
  expect(await rotate('--all', '--revoke', '--from', 'place-2')).toEqual({ code: 0, stdout: lines('c'), stderr: '' });
  expect(asked).toEqual([{ revoke: true, from: 'place-2' }]);
});

test('[WHK-5] broken off in its first call it begins again; a place is one of a rotation of all', async () => {
  expect(await rotate('--all')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('Begin again') as string });
  expect(await rotate('--signing-key', '--from', 'place-1')).toMatchObject({ code: 2 });
  expect(asked).toEqual([{ revoke: false }]);
});

test('[WHK-5] a rotation is of the server that a profile names', async () => {
  writeFileSync(join(folder, 'profiles.json'), JSON.stringify({ profiles: { live: { signIn: 'local', url, tenantId: 't', clientId: 'operator' } } }));
  process.env['NEXTTERM_PROFILES'] = join(folder, 'profiles.json');
  answers = [{ items: [item('a')] }, { items: [item('b')] }];
  expect(await typed(['webhooks', 'rotate', '--all', '--profile', 'live'])).toEqual({ code: 0, stdout: lines('a'), stderr: '' });
  process.env['NEXTTERM_PROFILE'] = 'live';
  expect(await typed(['webhooks', 'rotate', '--all'])).toEqual({ code: 0, stdout: lines('b'), stderr: '' });
  expect(await typed(['webhooks', 'listen', '--profile', 'live'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--profile goes with rotate.') as string });
});

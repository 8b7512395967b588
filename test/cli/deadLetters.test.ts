import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { typed } from '../support/typedLine';

let server: Server;
let url: string;
/** What calls are answered, in their order. */
let answers: unknown[] = [];

beforeAll(async () => {
  server = createServer((_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers.shift())));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['NEXTTERM_TOKEN'] = 'given';
});
afterAll(async () => {
  delete process.env['NEXTTERM_TOKEN'];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const replay = (...flags: string[]) => typed(['deadletters', 'replay', '--partner', 'p', '--webhook', 'w', '--url', url, ...flags]);

test('[WHK-7] deadletters replay goes on as long as something is taken up, and ends with exit code 1 where others stay', async () => {
  answers = [{ replayed: 500, more: true }, { replayed: 3, more: false }];
  expect(await replay()).toEqual({ code: 0, stdout: '503 taken up again; each is tried for three days anew.\n', stderr: '' });
  answers = [{ replayed: 2, more: true }, { replayed: 0, more: true }];
  expect(await replay()).toMatchObject({ code: 1, stdout: '2 taken up again; each is tried for three days anew. Others stay, which cannot be taken up (GET /nextterm/v1/operations/unreadable).\n' });
  answers = [{ replayed: 0, more: true }];
  const { code, stdout } = await replay('--json');
  expect([code, JSON.parse(stdout)]).toEqual([1, { replayed: 0, more: true }]);
});

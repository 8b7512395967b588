import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { typed } from '../support/typedLine';

const partners = (version: number, rows: number) => ({ table: 'Partners', kind: 'partner', version, current: 2, rows });

/** What a server was asked, and what it answers: two parts. */
const serve = async (newer: number) => {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const answer = (body: object): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const { url = '' } = request;
    const writes = !url.includes('preview=true');
    if (url === '/local/state') answer({ operatorTenantId: 'op' });
    else if (url === '/op/oauth2/v2.0/token') answer({ access_token: 'local' });
    else if (url.includes('from=abc')) answer({ schema: 2, rows: 3, versions: [partners(1, 1), ...(newer === 0 ? [] : [partners(3, newer)])], upgraded: writes ? 1 : 0, left: writes ? 0 : 1, newer });
    else answer({ schema: 2, rows: 4, versions: [partners(1, 3), partners(2, 1)], upgraded: writes ? 3 : 0, left: writes ? 0 : 3, newer: 0, next: 'abc' });
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => new Promise((resolve) => server.close(resolve)) };
};

let server: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const ROUTE = 'POST /nextterm/v1/operations/rows/upgrade';

test('nextterm rows count changes nothing, says what is older and how to go on; exit code 1 while something is', async () => {
  server = await serve(0);
  const { code, stdout, stderr } = await typed(['rows', 'count', '--url', server.url]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout.trim().split('\n')).toEqual(['4 rows so far; to go on from here: --from abc', 'Partners partner, version 1 (here 2): 4', 'schema 2: 7 rows, 4 of an earlier version, 0 of a newer release']);
  expect(server.asked.slice(2)).toEqual([`${ROUTE}?preview=true`, `${ROUTE}?preview=true&from=abc`]);
});

test('nextterm rows upgrade brings them up, also from where another run broke off; exit code 0 when all are', async () => {
  server = await serve(0);
  const all = await typed(['rows', 'upgrade', '--url', server.url]);
  expect([all.code, all.stdout.trim().split('\n').at(-1)]).toEqual([0, 'schema 2: 7 rows, 4 brought up, 0 of an earlier version left, 0 of a newer release']);
  const rest = await typed(['rows', 'upgrade', '--from', 'abc', '--everything', '--url', server.url]);
  expect([rest.code, rest.stdout.trim().split('\n').at(-1)]).toEqual([0, 'schema 2: 3 rows, 1 brought up, 0 of an earlier version left, 0 of a newer release']);
  expect(server.asked.filter((each) => each.startsWith(ROUTE))).toEqual([ROUTE, `${ROUTE}?from=abc`, `${ROUTE}?everything=true&from=abc`]);
});

test('rows of a newer release are named; exit code 1', async () => {
  server = await serve(2);
  const { code, stdout } = await typed(['rows', 'count', '--url', server.url]);
  expect([code, stdout]).toEqual([1, expect.stringContaining('Partners partner, version 3 (here 2): 2')]);
});

test.each([
  [['rows'], 2, 'count or upgrade?'],
  [['rows', 'mend'], 2, 'There is no action mend: count or upgrade.'],
  [['rows', 'count', '--url', 'nowhere'], 2, '--url must be an address such as http://127.0.0.1:7071, not "nowhere".'],
])('%j: exit code %i and a sentence', async (args, code, sentence) => {
  const line = await typed(args);
  expect([line.code, line.stderr.startsWith(sentence)]).toEqual([code, true]);
});

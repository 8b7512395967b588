import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { typed } from '../support/typedLine';

const finding = { partnerId: 'p1', customerId: 'c1', month: '2021-06', line: 's|00000002|001', fault: 'missing' };

/** What a server was asked, and what it answers: two parts. @param last what the second says besides. */
const serve = async (found: number, isLocal = true, last: object = {}) => {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}${request.headers.authorization === undefined ? '' : ` ${request.headers.authorization}`}`);
    const answer = (status: number, body: object): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const { url = '' } = request;
    if (url === '/local/state') answer(isLocal ? 200 : 404, { operatorTenantId: 'op' });
    else if (url === '/op/oauth2/v2.0/token') answer(200, { access_token: 'local' });
    else if (url.endsWith('?from=c1!')) answer(200, { customers: 1, lines: 2, waiting: 0, found: 0, findings: [], ...last });
    else answer(200, { customers: 3, lines: 5, waiting: 0, found, findings: Array.from({ length: found }, () => finding), next: 'c1!' });
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => new Promise((resolve) => server.close(resolve)) };
};

let server: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
  delete process.env['NEXTTERM_TOKEN'];
});

test('[DUE-1] nextterm ledger check goes over all parts, with a local server’s own token; exit code 0 where nothing differs', async () => {
  server = await serve(0);
  const { code, stdout, stderr } = await typed(['ledger', 'check', '--url', server.url]);
  expect({ code, stderr, last: stdout.trim().split('\n').at(-1) }).toEqual({ code: 0, stderr: '', last: '4 customers, 7 lines, 0 differences' });
  expect(server.asked).toEqual(['GET /local/state', 'POST /op/oauth2/v2.0/token', 'GET /nextterm/v1/operations/ledger/check Bearer local', 'GET /nextterm/v1/operations/ledger/check?from=c1! Bearer local']);
});

test('[DUE-1] it names each difference, exit code 1; rebuild puts them right, exit code 0', async () => {
  server = await serve(1, false);
  process.env['NEXTTERM_TOKEN'] = 'given';
  const checked = await typed(['ledger', 'check', '--url', server.url]);
  expect([checked.code, checked.stdout.split('\n')[0]]).toEqual([1, 'missing  2021-06  s|00000002|001  customer c1  partner p1']);
  const rebuilt = await typed(['ledger', 'rebuild', '--url', server.url]);
  expect([rebuilt.code, rebuilt.stdout.includes('4 customers, 7 lines, 1 difference, put right')]).toEqual([0, true]);
  expect(server.asked.filter((each) => each.startsWith('POST'))).toEqual(['POST /nextterm/v1/operations/ledger/rebuild Bearer given', 'POST /nextterm/v1/operations/ledger/rebuild?from=c1! Bearer given']);
});

test.each([
  [{ waiting: 1 }, '1 customer has events that wait to be told, and what comes with them was not compared.'],
  [{ failed: [{ customerId: 'c9', reason: 'too much\nand more' }] }, 'Customer c9 was not compared, or not all of it: too much'],
  [{ unreadable: [{ kind: 'charge' }] }, '1 row could not be read and is missing here.'],
])('[DUE-1] what could not be compared, %j, is said on stderr: exit code 1, of a rebuild too', async (last, sentence) => {
  server = await serve(0, true, last);
  for (const action of ['check', 'rebuild']) {
    const { code, stdout, stderr } = await typed(['ledger', action, '--url', server.url]);
    expect([code, stderr.startsWith(sentence), stdout.trim().split('\n').at(-1)]).toEqual([1, true, '4 customers, 7 lines, 0 differences']);
  }
});

test('[BIL-4] a line too much that stays in an invoiced month is not said to be put right: exit code 1', async () => {
  server = await serve(1, true, { found: 1, findings: [{ ...finding, fault: 'surplus', stays: true }] });
  const { code, stdout } = await typed(['ledger', 'rebuild', '--url', server.url]);
  expect([code, stdout.trim().split('\n').at(-1)]).toEqual([1, '4 customers, 7 lines, 2 differences, put right but for 1 in months that are invoiced']);
});

test.each([
  [['ledger'], 2, 'check or rebuild?'],
  [['ledger', 'mend'], 2, 'There is no action mend: check or rebuild.'],
  [['ledger', 'check', '--url', 'nowhere'], 2, '--url must be an address such as http://127.0.0.1:7071, not "nowhere".'],
  [['ledger', 'check', '--url', 'http://127.0.0.1:1'], 1, 'Nothing answers at http://127.0.0.1:1/local/state'],
])('%j: exit code %i and a sentence', async (args, code, sentence) => {
  const line = await typed(args);
  expect([line.code, line.stderr.startsWith(sentence)]).toEqual([code, true]);
});

test('a server that is no local one needs a token: exit code 1 and what to do', async () => {
  server = await serve(0, false);
  const { code, stderr } = await typed(['ledger', 'check', '--url', server.url]);
  expect([code, stderr.includes("set NEXTTERM_TOKEN to an operator's")]).toEqual([1, true]);
});

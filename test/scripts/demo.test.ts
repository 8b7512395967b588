import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT, callModule } from './callModule';

test('sums are exact, with the decimals of the longest', async () => {
  const sums = await callModule('demo/tables.mjs', 'sumOf', [[['100.80', '-94.08', '112.89']], [['0.1', '0.2']], [['-0.05', '0.01']], [['1200', '-1500']], [[]]]);
  expect(sums).toEqual(['119.61', '0.3', '-0.04', '-300', '0']);
});

test('numbers stand to the right, text to the left', async () => {
  const rows = [
    ['new', '100.80', '28 of 30'],
    ['addQuantity', '-94.08', '1'],
  ];
  const [table] = await callModule('demo/tables.mjs', 'table', [[['type', 'amount', 'days'], rows]]);
  expect(String(table).split('\n')).toEqual([
    '  type          amount   days',
    '  ───────────   ──────   ────────',
    '  new           100.80   28 of 30',
    '  addQuantity   -94.08   1',
  ]);
});

test.each([
  { args: ['--url', 'ftp://x'], expected: { problem: '--url must be an address such as http://127.0.0.1:7071, not "ftp://x".' } },
  { args: ['--url', 'nonsense'], expected: { problem: '--url must be an address such as http://127.0.0.1:7071, not "nonsense".' } },
  { args: ['--url', 'http://127.0.0.1:7071/'], expected: { help: false, url: 'http://127.0.0.1:7071' } },
  { args: [], expected: { help: false } },
  { args: ['--help'], expected: { help: true } },
])('the command line $args', async ({ args, expected }) => {
  expect(await callModule('demo/demo.mjs', 'readFlags', [[args]])).toEqual([expected]);
});

describe('against a server', () => {
  let server: Server;
  afterEach(() => server.close());

  /** Answers as told by method and path; with 404 otherwise. */
  const serve = async (answers: Readonly<Record<string, { status: number; body: unknown }>>): Promise<string> => {
    server = createServer((request: IncomingMessage, response) => {
      request.resume();
      const { status, body } = answers[`${request.method} ${request.url}`] ?? { status: 404, body: { code: 1000, description: 'Not here.' } };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  const demo = async (url: string): Promise<{ code: unknown; said: string }> => {
    const child = spawn(process.execPath, [join(ROOT, 'scripts', 'demo.mjs'), '--url', url]);
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    const [code] = (await once(child, 'close')) as unknown[];
    return { code, said: said.trim() };
  };

  const virtual = { status: 200, body: { now: '2021-06-18T10:00:00.000Z', virtual: true } };
  const state = { status: 200, body: { partners: [{ slug: 'havn', tenantId: 't', country: 'NL' }] } };
  const token = { status: 200, body: { access_token: 'a', refresh_token: 'r' } };

  test.each([
    { name: 'with the real clock', answers: { 'GET /local/clock': { status: 200, body: { ...virtual.body, virtual: false } } }, said: 'follows the real clock' },
    { name: 'without the sample world', answers: { 'GET /local/clock': virtual, 'GET /local/state': { status: 200, body: { partners: [] } } }, said: 'has no sample world' },
    {
      name: 'that refuses a step',
      answers: {
        'GET /local/clock': virtual,
        'GET /local/state': state,
        'POST /t/oauth2/v2.0/token': token,
        'POST /v1/customers': { status: 403, body: { code: 900308, description: 'Not you.' } },
      },
      said: 'POST /v1/customers was refused with 403: Not you. (code 900308)',
    },
  ])('$name: a sentence without a stack, exit code 1', async ({ answers, said }) => {
    const result = await demo(await serve(answers));
    expect(result).toEqual({ code: 1, said: expect.stringContaining(said) as string });
    expect(result.said).not.toContain('    at ');
  });

  test('that is not there: a sentence, exit code 1', async () => {
    const url = await serve({});
    server.close();
    await once(server, 'close');
    expect(await demo(url)).toEqual({ code: 1, said: `Nothing answers at ${url} (ECONNREFUSED). Is the server running?` });
  });
});

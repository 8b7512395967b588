import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { serverAddress } from '../../src/cli/demo/demoCommand';
import { sumOf, table } from '../../src/cli/demo/tables';
import { typed } from '../support/typedLine';

test('sums are exact, with the decimals of the longest', () => {
  expect([['100.80', '-94.08', '112.89'], ['0.1', '0.2'], ['-0.05', '0.01'], ['1200', '-1500'], []].map(sumOf)).toEqual(['119.61', '0.3', '-0.04', '-300', '0']);
});

test('numbers stand to the right, text to the left', () => {
  const rows = [
    ['new', '100.80', '28 of 30'],
    ['addQuantity', '-94.08', '1'],
  ];
  expect(table(['type', 'amount', 'days'], rows).split('\n')).toEqual([
    '  type          amount   days',
    '  ───────────   ──────   ────────',
    '  new           100.80   28 of 30',
    '  addQuantity   -94.08   1',
  ]);
});

test.each(['ftp://x', 'nonsense', ''])('--url %p: a sentence, exit code 2', async (url) => {
  const { code, stdout, stderr } = await typed(['demo', `--url=${url}`], { npmScript: 'demo' });
  expect({ code, stdout, stderr: stderr.split('\n').slice(0, 3) }).toEqual({
    code: 2,
    stdout: '',
    stderr: [`--url must be an address such as http://127.0.0.1:7071, not "${url}".`, '', 'Usage: npm run demo -- [flags]'],
  });
});

test('of an address only the origin counts', () => {
  expect(serverAddress('http://127.0.0.1:7071/')).toBe('http://127.0.0.1:7071');
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

  const demo = async (url: string): Promise<{ code: number; said: string }> => {
    const { code, stderr } = await typed(['demo', '--url', url]);
    return { code, said: stderr.trim() };
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

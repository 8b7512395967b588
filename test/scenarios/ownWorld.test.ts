import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, StartedProcess } from '../support/sandbox';
import { temporaryFolder, writeTree } from '../support/temporaryFolder';

const folder = temporaryFolder();
const text = readFileSync(join(ROOT, 'docs', 'your-own-world.md'), 'utf8');
const block = (kind: string): string => new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';

const data = join(folder, 'data');
const tenant = '5a0f1a0e-3f0c-4b8e-9a57-1d2c3b4a5f60';
const subscription = '/v1/customers/0c4e7a52-6b1d-4f38-8e29-7a6b5c4d3e21/subscriptions/b1a2c3d4-0e5f-4061-9728-394a5b6c7d8e';

const world = (): string[] => ['--world', join(folder, 'world.yaml')];

const start = async (flags: readonly string[]) => {
  const server = StartedProcess.spawn({ flags: ['--port', '0', '--data', data, '--no-bus', ...flags] });
  const [, url = ''] = await server.printed(/NextTerm is ready: (\S+)/);
  return { server, url };
};

const refused = async (flags: readonly string[]): Promise<{ readonly code: number | null; readonly stderr: string }> => {
  const { code, stderr } = await StartedProcess.spawn({ flags: ['--port', '0', '--data', data, '--no-bus', ...flags] }).ended;
  return { code, stderr };
};

const json = async <T>(url: string, init?: RequestInit): Promise<T> => (await (await fetch(url, init)).json()) as T;

/** When the monthly subscription of the example ends, asked for with a token of the world's own partner, and what time it is. */
const state = async (url: string): Promise<readonly string[]> => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'acme-admin_agent', client_secret: 'any', scope: 'https://api.partnercenter.microsoft.com/.default' });
  const { access_token: token } = await json<{ access_token: string }>(`${url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body });
  const { commitmentEndDate } = await json<{ commitmentEndDate: string }>(`${url}${subscription}`, { headers: { Authorization: `Bearer ${token}` } });
  return [(await json<{ now: string }>(`${url}/local/clock`)).now.slice(0, 10), commitmentEndDate.slice(0, 10)];
};

const snapshot = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'nextterm.mjs'), 'snapshot', ...args, '--data', data], { cwd: ROOT, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
};

test('[REN-3] the world of docs/your-own-world.md is loaded, lives, is saved under a name and gone back to', async () => {
  writeTree(folder, { 'world.yaml': block('yaml'), 'portfolio.csv': block('csv'), 'broken.yaml': block('yaml').replace('slug: acme', 'slug: ACME') });
  const first = await start(world());
  expect(await state(first.url)).toEqual(['2026-01-01', '2026-01-14']);
  expect(await first.server.stop('SIGINT')).toMatchObject({ code: 0, stdout: expect.stringContaining('1 partners, 1 customers, 3 subscriptions') as string });
  expect(snapshot('save', 'january')).toMatchObject({ status: 0, said: expect.stringContaining('Saved january: clock at 2026-01-01T00:00:00.000Z, the world of world.yaml') as string });

  // A world with a mistake wipes nothing.
  expect(await refused(['--world', join(folder, 'broken.yaml'), '--fresh'])).toMatchObject({ code: 1, stderr: expect.stringContaining('broken.yaml, line 3, column 11, partners[0].slug') as string });

  const second = await start(world());
  await json(`${second.url}/local/clock`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ advance: 'P1M' }) });
  expect(await state(second.url)).toEqual(['2026-02-01', '2026-02-14']);
  await second.server.stop('SIGKILL');
  expect(snapshot('load', 'january')).toMatchObject({ status: 0 });

  const third = await start([]);
  expect(await state(third.url)).toEqual(['2026-01-01', '2026-01-14']);
  await third.server.stop('SIGINT');
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Caller } from '../../src/adapters/http/caller';
import { sealDueDays } from '../../src/app/audit/seals/sealDays';
import { recordText, sealHash, type Seal } from '../../src/domain/audit/seal';
import { sha256 } from '../../src/app/audit/sha256';
import { sealKey, sealsPartition } from '../../src/app/audit/seals/sealKeys';
import { httpOver } from '../support/httpWorld';
import { typed } from '../support/typedLine';
import { World } from '../support/world';
import { rowsOf } from '../support/worldStores';
import { ANY_ETAG } from '../../src/kernel/partitionStore';

const licence = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;

let world: World;
let server: Server;
let url: string;
let folder: string;
let customer: string;

/** The app in memory behind a port; a token is the slug of who calls. */
const serve = async () => {
  const http = httpOver(world);
  const operator: Caller = { tenantId: world.app.operatorTenantId, kind: 'operator', userId: 'operator', displayName: 'Operator', roles: ['operator'], appOnly: false };
  const answered = async ({ url: path = '', headers }: IncomingMessage) => {
    if (path === '/local/state') return { status: 200, text: JSON.stringify({ operatorTenantId: 'op', partners: [{ slug: 'havn', tenantId: 'havn' }, { slug: 'nordlys', tenantId: 'nordlys' }] }) };
    const tenant = /^\/(\w+)\/oauth2/.exec(path)?.[1];
    if (tenant !== undefined) return { status: 200, text: JSON.stringify({ access_token: tenant }) };
    const slug = headers.authorization?.slice('Bearer '.length) ?? '';
    const continuation = headers['ms-continuationtoken'];
    return http(path, { ...(slug === 'op' ? { caller: operator } : { as: slug }), ...(continuation !== undefined && { headers: { 'MS-ContinuationToken': String(continuation) } }) });
  };
  server = createServer((request, response) => {
    answered(request).then(
      ({ status, text }) => void response.writeHead(status).end(text),
      (error: unknown) => void response.writeHead(500).end(String(error)),
    );
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const audit = (...args: string[]) => typed(['audit', ...args, '--url', url], { cwd: folder });
const lastLine = ({ stdout }: { readonly stdout: string }): string | undefined => stdout.trimEnd().split('\n').at(-1);

beforeAll(async () => {
  world = await World.at('2026-06-10T10:00:00Z');
  customer = world.customer('Oresund');
  const [subscription = ''] = await world.buy('havn', customer, [licence]);
  for (const [day, seats] of [['10', 11], ['11', 12], ['12', 13]] as const) {
    await world.advanceTo(`2026-06-${day}T12:00:00Z`);
    await httpOver(world)(`/v1/customers/${customer}/subscriptions/${subscription}`, { method: 'PATCH', body: { quantity: seats } });
    await world.advanceTo(`2026-06-${Number(day) + 1}T01:00:00Z`);
    await sealDueDays(world.app);
  }
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
  await serve();
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

test('[AUD-1] nextterm audit verify proves all logs, and the own one from its records; anchor exports the last seals', async () => {
  expect(await audit('verify')).toEqual({ code: 0, stderr: '', stdout: '1 log, 3 seals, 3 records, 0 faults\n' });
  const own = await audit('verify', '--as', 'havn');
  expect([own.code, lastLine(own)]).toEqual([0, '1 log, 3 seals, 3 records, 0 faults']);
  expect(JSON.parse((await audit('verify', '--json', '--as', 'nordlys')).stdout)).toEqual({ ok: true, logs: 1, unsealed: 1, seals: 0, records: 0, late: 0, found: 0, findings: [] });
  expect(await audit('anchor', '--out', 'anchor.json')).toMatchObject({ code: 0, stdout: expect.stringContaining('anchor.json: the last seals of 1 log, 3 in all.') as string });
  const anchor = JSON.parse(await readFile(join(folder, 'anchor.json'), 'utf8')) as { tenants: { tenantId: string; seals: object[] }[] };
  expect(anchor).toMatchObject({ format: 'nextterm-audit-anchor-1', server: url, tenants: [{ tenantId: world.as('havn').partner.tenantId, seals: [{ number: 1, day: '2026-06-10' }, { number: 2 }, { number: 3 }] }] });
  expect((JSON.parse((await audit('anchor', '--as', 'havn')).stdout) as typeof anchor).tenants).toEqual(anchor.tenants);
  for (const more of [[], ['--as', 'havn']]) expect((await audit('verify', '--anchor', 'anchor.json', ...more)).code).toBe(0);
});

test('[AUD-1] [DUE-2] a seal that cannot be read is named, by the own proof too, and an anchor without it is exported with exit code 1', async () => {
  const { tenantId } = world.as('havn').partner;
  const [last] = (await world.stores.Audit.list(sealsPartition(tenantId), {})).rows;
  if (last === undefined) throw new Error('There are three');
  const put = (value: object) => world.stores.Audit.commit(last.partition, [{ op: 'put', key: last.key, value }]);
  await put({ type: 'seal' });
  for (const more of [[], ['--as', 'havn']]) {
    expect(await audit('verify', ...more)).toMatchObject({ code: 1, stdout: expect.stringMatching(/^seal_changed {2}tenant [^\n]* cannot be read/m) as string });
    const anchor = await audit('anchor', ...more);
    expect([anchor.code, anchor.stderr.startsWith('1 row could not be read and is missing here.')]).toEqual([1, true]);
    expect(JSON.parse(anchor.stdout)).toMatchObject({ tenants: [{ tenantId, seals: [{ number: 1 }, { number: 2 }] }] });
  }
  await put(last.value);
});

test('[AUD-1] it names what is wrong, exit code 1; what was written anew as a whole only an anchor tells', async () => {
  const [first, second, third] = (await rowsOf(world.stores.Audit)).filter(({ value }) => value['type'] === 'audit');
  if (first === undefined || second === undefined || third === undefined) throw new Error('There are three');
  const store = world.stores.Audit;
  await store.commit(second.partition, [{ op: 'delete', key: second.key, etag: ANY_ETAG }]);
  const named = `record_missing  2026-06-11  seal 2  record ${second.key}  customer ${customer}  tenant ${world.as('havn').partner.tenantId}  was sealed, and is not there`;
  for (const more of [[], ['--as', 'havn']]) {
    const { code, stdout } = await audit('verify', ...more);
    expect([code, stdout.split('\n').filter((line) => !line.startsWith('  '))]).toEqual([1, [named, '1 log, 3 seals, 3 records, 1 fault', '']]);
  }
  expect(JSON.parse((await audit('verify', '--json')).stdout)).toMatchObject({ ok: false, found: 1, findings: [{ fault: 'record_missing', recordId: second.key }] });
  await store.commit(second.partition, [{ op: 'put', key: second.key, value: second.value }]);

  // Whoever knows how seals are made changes a record, and makes its seal and those behind it anew.
  const { tenantId } = world.as('havn').partner;
  const seals = (await store.list(sealsPartition(tenantId), {})).rows;
  const forged = { ...third.value, userName: 'Nobody' };
  const links = (await rowsOf(store)).find(({ partition }) => partition === `links|${tenantId}|2026-06-12`);
  const digest = sha256(recordText(forged));
  const { type: _type, hash: _hash, ...seal } = seals[0]?.value as unknown as Seal & { type: string };
  const start = sha256(`nextterm audit chain 1\n${tenantId}\n2026-06-12\n${customer}`);
  const remade = { ...seal, heads: sha256(`${customer},1,${sha256(`${start}\n${third.key}\n${digest}`)}`) };
  await store.commit(third.partition, [{ op: 'put', key: third.key, value: forged }]);
  await store.commit(links?.partition ?? '', [{ op: 'put', key: links?.key ?? '', value: { type: 'links', records: [{ id: third.key, customerId: customer, digest }] } }]);
  await store.commit(sealsPartition(tenantId), [{ op: 'put', key: sealKey(3), value: { type: 'seal', ...remade, hash: sealHash(remade, sha256) } }]);
  expect((await audit('verify')).code).toBe(0);
  for (const more of [[], ['--as', 'havn']]) expect(await audit('verify', '--anchor', 'anchor.json', ...more)).toMatchObject({ code: 1, stdout: expect.stringContaining('anchor_differs  2026-06-12  seal 3') as string });

  // All of the end removed.
  await store.commit(sealsPartition(tenantId), [{ op: 'delete', key: sealKey(3), etag: ANY_ETAG }]);
  await store.commit(third.partition, [{ op: 'delete', key: third.key, etag: ANY_ETAG }]);
  expect((await audit('verify')).code).toBe(0);
  expect(await audit('verify', '--anchor', 'anchor.json')).toMatchObject({ code: 1, stdout: expect.stringContaining('seal_missing  2026-06-12  seal 3') as string });
  // A log that is gone altogether.
  for (const { partition, key } of await rowsOf(store)) await store.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
  expect(lastLine(await audit('verify', '--anchor', 'anchor.json'))).toBe('0 logs, 0 seals, 0 records, 3 faults');
  expect(lastLine(await audit('verify', '--anchor', 'anchor.json', '--as', 'havn'))).toBe('1 log, 0 seals, 0 records, 3 faults; 1 log has no seal yet');
});

test.each<[string[], number, string]>([
  [[], 2, 'list, verify or anchor?'],
  [['prove'], 2, 'There is no action prove: list, verify or anchor.'],
  [['verify', '--out', 'x'], 2, '--out belongs to anchor.'],
  [['anchor', '--anchor', 'x'], 2, '--anchor belongs to verify.'],
  [['anchor', '--out', 'anchor.json'], 1, 'anchor.json is there already, and is left as it is: name another file.'],
  [['anchor', '--out', 'no/such/folder'], 1, 'no/such/folder cannot be written'],
  [['verify', '--anchor', 'missing.json'], 1, 'missing.json cannot be read'],
  [['verify', '--anchor', 'none.json'], 1, 'none.json is no anchor that nextterm audit anchor has written.'],
  [['verify', '--as', 'nobody'], 1, 'The server has no partner nobody: havn, nordlys.'],
  [['anchor', '--as', 'nordlys'], 1, 'Nothing of the log is sealed yet'],
])('%j: exit code %i and a sentence', async (args, code, sentence) => {
  await writeFile(join(folder, 'none.json'), '{}');
  const line = await audit(...args);
  expect([line.code, line.stderr.startsWith(sentence) || line.stderr]).toEqual([code, true]);
});

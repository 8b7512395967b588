import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { packagePlaces } from '../../src/cli/package/packagePlaces';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { startAzurite } from '../../src/localhost';
import { localSettings } from '../../src/sandbox/settings';
import { advanceTo, bodyOf, type Client, localState, newId, signInAs, type Reply } from '../support/client';
import { buy, catalogItem, chargesOf, chargeText, type Line } from '../support/clientShop';
import { type Collection, type WireEvent, type WireOrder, type WireSubscription } from '../support/clientWire';
import { ROOT, Sandbox } from '../support/sandbox';
import { crashPlan } from './crashPlan';

/** A moment before the midnight at which the terms of the first purchase end; starting takes the rest of it. */
const BEFORE_MIDNIGHT = '2021-07-17T23:59:54Z';
const AFTER_MIDNIGHT = '2021-07-18T01:00:00Z';
const ORDERS = 12;

const crashes = crashPlan();

/** The app as it is deployed, where nothing of the repository can stand in for what it lacks. */
let app: string;
let sandbox: Sandbox;
let azurite: RunningAzurite;
/** Publishes the keys that the tokens were signed with, as Entra ID does. */
let issuer: Server;
let settings: Readonly<Record<string, string>>;
let host: { readonly url: string; readonly child: ChildProcess; readonly said: () => string } | undefined;
let havn: (url: string) => Client;
let customerId: string;
let line: Line;
let bought: readonly string[];

const startHost = async (start: string, env: Readonly<Record<string, string>>): Promise<string> => {
  const child = spawn(process.env['NEXTTERM_TEST_NODE'] ?? process.execPath, [join(__dirname, 'asOnAzure.cjs'), ROOT, app, '0', start], { env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (text) => {
      printed += String(text);
      const [, found] = /^ready (\S+)$/m.exec(printed) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => reject(new Error(`The host ended before it was ready:\n${said}`)));
  });
  host = { url, child, said: () => said };
  return url;
};

const stopHost = async (): Promise<void> => {
  const { child } = host ?? {};
  host = undefined;
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await closed;
};

beforeAll(async () => {
  app = mkdtempSync(join(tmpdir(), 'nextterm-as-on-azure-'));
  for (const [name, content] of Object.entries(unzipSync(readFileSync(packagePlaces(ROOT).zip)))) {
    mkdirSync(dirname(join(app, name)), { recursive: true });
    writeFileSync(join(app, name), content);
  }
  // What there is to sell, and three terms that end with the next midnight.
  sandbox = await Sandbox.start('2021-06-18T10:00:00Z');
  const client = await signInAs(sandbox.url, 'havn-admin_agent');
  havn = (url) => client.at(url);
  const { customers, operatorTenantId } = await localState(sandbox.url);
  customerId = customers.find(({ name }) => name.startsWith('Zonnebloem'))?.tenantId ?? '';
  line = { catalogItemId: await catalogItem(client, 'NCBUSSTAND01', 'NL'), quantity: 2, termDuration: 'P1M', billingCycle: 'monthly' };
  bought = await buy(client, customerId, [line, line, line]);
  await advanceTo(sandbox.url, '2021-07-17T12:00:00Z');
  await sandbox.stop();

  const { privateKey } = JSON.parse(readFileSync(join(sandbox.folder, 'token-keys.json'), 'utf8')) as { readonly privateKey: Readonly<Record<string, string>> };
  const { kty, kid, n, e, alg, use } = privateKey;
  issuer = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [{ kty, kid, n, e, alg, use }] }))).listen(0, '127.0.0.1');
  await once(issuer, 'listening');
  azurite = await startAzurite({ data: join(sandbox.folder, 'storage'), logger: { log: (level, text) => level === 'error' && process.stderr.write(`${text}\n`) } });
  settings = localSettings({ url: sandbox.url, ownUrl: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`, storage: azurite.connectionString, serviceBus: '', mail: '', operatorTenantId }, {});
});
afterAll(async () => {
  await stopHost();
  await azurite?.stop();
  issuer?.close();
  await sandbox?.remove();
  rmSync(app, { recursive: true, force: true });
});
afterEach(stopHost);

const status = async (url: string, path: string, init: RequestInit = {}): Promise<number> => (await fetch(url + path, init)).status;
const withKey = (key: string): RequestInit => ({ headers: { 'x-functions-key': key } });

const subscription = async (client: Client, id: string): Promise<WireSubscription> => bodyOf(await client.get(`/v1/customers/${customerId}/subscriptions/${id}`), 200);

/** All that the customer holds, in order. */
const held = async (client: Client): Promise<readonly string[]> => bodyOf<Collection<WireSubscription>>(await client.get(`/v1/customers/${customerId}/subscriptions`), 200).items.map(({ id }) => id).sort();

test('the package answers with keys on; a body in chunks is refused and changes nothing; terms that end at midnight are renewed once, though timers come early', async () => {
  const url = await startHost(BEFORE_MIDNIGHT, settings);
  const client = havn(url);
  expect(bodyOf<{ healthy: boolean }>(await client.get('/nextterm/v1/health'), 200).healthy).toBe(true);

  // What is the host's asks for its keys, what is the app's for a token.
  expect(await Promise.all(['/admin/functions', '/runtime/webhooks/durabletask/instances'].map((path) => status(url, path)))).toEqual([401, 401]);
  expect(await status(url, '/admin/functions', withKey('master-key'))).toBe(200);
  expect(await status(url, '/runtime/webhooks/durabletask/instances', withKey('system-key'))).toBe(200);
  expect(await status(url, '/admin/functions', withKey('function-key'))).toBe(403);
  expect(await status(url, '/v1/customers', withKey('master-key'))).toBe(401);
  expect(await status(url, '/v1/customers', { method: 'PROPFIND' })).toBe(404);

  const before = bodyOf<Collection<unknown>>(await client.get('/v1/customers'), 200).totalCount;
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{"companyProfile":{"domain":"chunked.onmicrosoft.com"}}'));
      controller.close();
    },
  });
  const chunked = await fetch(`${url}/v1/customers`, { method: 'POST', headers: { authorization: client.authorization, 'content-type': 'application/json' }, body, duplex: 'half' } as RequestInit);
  expect([chunked.status, await chunked.json()]).toEqual([411, expect.objectContaining({ code: 800002, source: 'NextTerm' })]);
  expect(bodyOf<Collection<unknown>>(await client.get('/v1/customers'), 200).totalCount).toBe(before);

  // The tick of midnight comes before it and finds nothing; another one, asked for by hand as an operator does, finds all three.
  const renewed = async (): Promise<boolean> => (await Promise.all(bought.map((id) => subscription(client, id)))).every(({ effectiveStartDate }) => effectiveStartDate.startsWith('2021-07-18'));
  while (!(await renewed())) {
    expect(await status(url, '/admin/functions/sweepDeadlines', { method: 'POST', headers: { 'x-functions-key': 'master-key', 'content-type': 'application/json' }, body: '{}' })).toBe(202);
    await pause(250);
  }
  for (const id of bought) {
    expect((await chargesOf(client, customerId, id)).map(chargeText)).toEqual(['new 2021-06-18…2021-07-17 10.08 × 2 = 20.16', 'renew 2021-07-18…2021-08-17 10.08 × 2 = 20.16']);
    const events = bodyOf<Collection<WireEvent>>(await client.get(`/nextterm/v1/customers/${customerId}/subscriptions/${id}/events`), 200).items;
    expect(events.filter(({ type }) => !type.startsWith('Window')).map(({ type }) => type)).toEqual(['SubscriptionPurchased', 'SubscriptionRenewed']);
  }
  expect(host?.said().split('\n').filter((text) => text.startsWith('error'))).toEqual([]);
});

test('killed in the middle of commands: each, sent again with its request id, was carried out once', async () => {
  const url = await startHost(AFTER_MIDNIGHT, { ...settings, ...crashes.env });
  const running = host?.child;
  if (running === undefined) throw new Error('The host does not run.');
  const requests = Array.from({ length: ORDERS }, (_, index) => ({ id: newId(), quantity: index + 1 }));
  const order = (client: Client, { id, quantity }: { readonly id: string; readonly quantity: number }): Promise<Reply> =>
    client.post(`/v1/customers/${customerId}/orders`, { partnerOnRecordAttestationAccepted: true, lineItems: [{ offerId: line.catalogItemId, quantity, termDuration: 'P1M', billingCycle: 'monthly' }] }, { 'MS-RequestId': id });

  const before = await held(havn(url));
  const closed = once(running, 'close');
  crashes.tell({ signal: (signal) => void running.kill(signal) }, '25-stored');
  const first = await Promise.all(requests.map((request) => order(havn(url), request).catch(() => undefined)));
  expect(((await closed) as unknown[])[1]).toBe('SIGKILL');
  expect(first).toContain(undefined);

  const client = havn(await startHost(AFTER_MIDNIGHT, settings));
  const again = await Promise.all(requests.map((request) => order(client, request)));
  const ids = again.map((reply) => bodyOf<WireOrder>(reply, 201).lineItems[0]?.subscriptionId ?? '');
  first.forEach((reply, index) => reply && expect(reply.body).toEqual(again[index]?.body));

  expect(await held(client)).toEqual([...before, ...ids].sort());
  for (const [index, id] of ids.entries()) expect((await chargesOf(client, customerId, id)).map(({ chargeType, quantity }) => [chargeType, quantity])).toEqual([['new', index + 1]]);
});

test('with a setting left out health is 503 and names it, every other route 503 in the contract’s form, and timers do nothing', async () => {
  const { NEXTTERM_TOKEN_AUDIENCE: _left, ...others } = settings;
  const url = await startHost(AFTER_MIDNIGHT, others);
  const health = await fetch(`${url}/nextterm/v1/health`);
  expect([health.status, await health.json()]).toEqual([503, expect.objectContaining({ healthy: false, wrongSettings: [{ setting: 'NEXTTERM_TOKEN_AUDIENCE', problem: 'is missing' }] })]);
  const client = havn(url);
  for (const [method, path] of [['GET', '/v1/customers'], ['POST', `/v1/customers/${customerId}/orders`], ['GET', '/v1/nothing']] as const) {
    const reply = await client.request(method, path, method === 'POST' ? { body: {} } : {});
    expect([method, path, reply.status, reply.body]).toEqual([method, path, 503, expect.objectContaining({ code: 900192, source: 'NextTerm' })]);
  }
  expect(await status(url, '/admin/functions/sweepDeadlines', { method: 'POST', headers: { 'x-functions-key': 'master-key', 'content-type': 'application/json' }, body: '{}' })).toBe(202);
  expect(host?.said().split('\n').filter((text) => text.startsWith('error'))).toEqual([expect.stringContaining('Settings are missing or wrong')]);
});

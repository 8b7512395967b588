import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { advanceTo, bodyOf, type Client, localState, newId, signIn, signInAs } from '../support/client';
import { buy, catalogItem } from '../support/clientShop';
import { Sandbox, START_MS } from '../support/sandbox';

interface Told {
  readonly id: string;
  readonly data: { readonly version: number };
}

interface FeedPage {
  readonly items: readonly Told[];
  readonly since: string;
  readonly more: boolean;
}

/** Takes what is signed, remembers ids in the order in which they first came, and may be told to let the sender die before it answers. */
class Receiver {
  readonly bodies = new Map<string, string>();
  /** Deliveries of what it had already. */
  repeats = 0;
  problems: string[] = [];
  secret = '';
  beforeAnswer: (() => Promise<void>) | undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const receiver: Receiver = new Receiver(createServer((request, response) => {
      void text(request).then(async (body) => {
        receiver.take(request.headers as Record<string, string>, body);
        const before = receiver.beforeAnswer;
        receiver.beforeAnswer = undefined;
        await before?.();
        response.writeHead(204).end();
      });
    }));
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  private take(headers: Record<string, string>, body: string): void {
    const { id } = new Webhook(this.secret).verify(body, headers) as Told;
    const known = this.bodies.get(id);
    if (known === undefined) this.bodies.set(id, body);
    else if (known === body) this.repeats += 1;
    else this.problems.push(`${id} came with another body`);
    if (headers['webhook-id'] !== id) this.problems.push(`${id} came as ${headers['webhook-id']}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** By subject, in the order given. */
const bySubject = (ids: readonly string[]): Readonly<Record<string, readonly string[]>> => {
  const found: Record<string, string[]> = {};
  for (const id of ids) (found[id.slice(0, id.lastIndexOf(':'))] ??= []).push(id);
  return found;
};

const CRASHES = [
  { crash: '9-sent', name: 'as a write to storage goes out' },
  { crash: '23-stored', name: 'once storage has a write that the app has not heard of' },
  { crash: '2-unwritten', name: 'before the broker has a message on disk' },
  { crash: '3-journaled', name: 'once the broker has a message that nobody has heard of' },
];

// Each test goes on with what the one before it left.
describe('[AUD-2] [WHK-2] app and broker killed while commands run and a webhook listens', () => {
  const SUBSCRIPTIONS = 3;
  let sandbox: Sandbox;
  let havn: Client;
  let receiver: Receiver;
  let customerId: string;
  let subscriptions: readonly string[];
  let since: string;
  let quantity = 10;
  let plans: string;

  const crashEnv = () => ({ NODE_OPTIONS: `--require ${join(__dirname, 'crashAtWrite.cjs')}`, CRASH_PLAN: join(plans, 'plan') });

  /** More seats of each subscription at once, until the server is gone; then, once it is back, what was under way is asked for again. @returns by what the server ended. */
  const changeUntilItDies = async (): Promise<NodeJS.Signals | null> => {
    const asked = (): { readonly path: string; readonly body: object; readonly id: string }[] => {
      quantity += 1;
      return subscriptions.map((id) => ({ path: `/v1/customers/${customerId}/subscriptions/${id}`, body: { quantity }, id: newId() }));
    };
    let calls = asked();
    const isAnswered = async (): Promise<boolean> => (await Promise.allSettled(calls.map(({ path, body, id }) => havn.patch(path, body, { 'MS-RequestId': id })))).every(({ status }) => status === 'fulfilled');
    while (await isAnswered()) calls = asked();
    const { signal } = await sandbox.ended;
    await sandbox.restart(crashEnv());
    for (const { path, body, id } of calls) bodyOf(await havn.patch(path, body, { 'MS-RequestId': id }), 200);
    return signal;
  };

  const feed = async (): Promise<readonly string[]> => {
    const ids: string[] = [];
    let page: FeedPage;
    let at = since;
    do {
      page = bodyOf<FeedPage>(await havn.get(`/nextterm/v1/events?since=${at}`), 200);
      ids.push(...page.items.map(({ id }) => id));
      at = page.since;
    } while (page.more);
    return ids;
  };

  beforeAll(async () => {
    plans = mkdtempSync(join(tmpdir(), 'nextterm-crash-'));
    receiver = await Receiver.start();
    sandbox = await Sandbox.start('2021-06-18T10:00:00Z', crashEnv());
    havn = await signInAs(sandbox.url, 'havn-admin_agent');
    customerId = (await localState(sandbox.url)).customers.find(({ name }) => name.startsWith('Zonnebloem'))?.tenantId ?? '';
    const item = await catalogItem(havn, 'NCBUSSTAND01', 'NL');
    subscriptions = await buy(havn, customerId, Array.from({ length: SUBSCRIPTIONS }, () => ({ catalogItemId: item, quantity, termDuration: 'P1M', billingCycle: 'monthly' })));
    since = bodyOf<FeedPage>(await havn.get('/nextterm/v1/events'), 200).since;
    await advanceTo(sandbox.url, '2021-06-18T10:01:00Z');
    receiver.secret = bodyOf<{ secret: string }>(await havn.post('/nextterm/v1/webhooks', { url: receiver.url, events: ['*'], customers: [], products: [] }), 201).secret;
  }, START_MS);
  afterAll(async () => {
    await sandbox.remove();
    await receiver.close();
    rmSync(plans, { recursive: true });
  });

  test.each(CRASHES)(
    'killed $name',
    async ({ crash }) => {
      writeFileSync(join(plans, 'plan'), crash);
      sandbox.signal('SIGUSR2');
      expect(await changeUntilItDies()).toBe('SIGKILL');
    },
    START_MS,
  );

  test(
    'killed when the receiver has an event and has not answered',
    async () => {
      // What the deliveries that died before it have leased is free by then.
      await advanceTo(sandbox.url, '2021-06-18T10:10:00Z');
      receiver.beforeAnswer = async () => void (await sandbox.stop('SIGKILL'));
      expect(await changeUntilItDies()).toBe('SIGKILL');
    },
    START_MS,
  );

  test('afterwards the receiver has every event of the feed, in order of each subject, each id with one body; what is derived is what a rebuild makes; nothing waits', async () => {
    await advanceTo(sandbox.url, '2021-06-18T12:00:00Z');
    const told = await feed();
    expect(told.length).toBeGreaterThanOrEqual(5 * SUBSCRIPTIONS);
    expect(bySubject([...receiver.bodies.keys()])).toEqual(bySubject(told));
    expect(receiver.problems).toEqual([]);
    expect(receiver.repeats).toBeGreaterThan(0);
    for (const id of subscriptions) expect(bodyOf<{ quantity: number }>(await havn.get(`/v1/customers/${customerId}/subscriptions/${id}`), 200).quantity).toBe(quantity);
    const operator = await signIn(sandbox.url, (await localState(sandbox.url)).operatorTenantId, 'operator', 'app');
    expect(bodyOf(await operator.post('/nextterm/v1/operations/rebuild?preview=true'), 200)).toMatchObject({ found: 0, findings: [] });
    const { bus } = bodyOf<{ bus: unknown }>(await operator.get('/nextterm/v1/health'), 200);
    expect(bus).toEqual({ state: 'up' });
  });
});

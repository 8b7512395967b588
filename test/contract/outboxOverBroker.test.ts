import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { ServiceBus } from '../../src/adapters/servicebus/serviceBus';
import { TOPIC } from '../../src/adapters/servicebus/topic';
import { type Bus, BusDown } from '../../src/app/bus/bus';
import { type EventRecord } from '../../src/app/command/eventRecord';
import { FaultPlan, FaultyStore } from '../support/faultyStore';
import { World } from '../support/world';
import { outcomeOf } from '../support/worldDesk';
import { everyPlace, seenByCaller } from '../support/worldFaults';
import { commandTables } from '../support/worldStores';
import { ChildBroker } from './localhost/servicebus/childBroker';

const at = '2021-06-18T10:00:00Z';
const licence = { sku: 'NCM365ENTE03:0001' };
const topology = join(__dirname, '../../infra/servicebus.json');
/** The app waits five seconds for an answer that will never come. */
const impatient = { maxRetries: 1, retryDelayInMs: 50, timeoutInMs: 500 };

let broker: ChildBroker;
const closing: (() => Promise<void>)[] = [];
beforeAll(() => {
  broker = new ChildBroker();
});
beforeEach(() => broker.fresh(topology));
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});
afterAll(() => broker.remove());

function newBus(): ServiceBus {
  const bus = new ServiceBus({ connectionString: broker.connectionString }, impatient);
  closing.push(() => bus.close().catch(() => undefined));
  return bus;
}

/** What stands in a subscription, in the order in which it came. */
async function waiting(subscription = 'webhooks'): Promise<ServiceBusReceivedMessage[]> {
  const client = new ServiceBusClient(broker.connectionString);
  const receiver = client.createReceiver(TOPIC, subscription);
  const found: ServiceBusReceivedMessage[] = [];
  for (;;) {
    const page = await receiver.peekMessages(250);
    found.push(...page);
    if (page.length === 0) break;
  }
  await client.close();
  return found;
}

const outboxOf = async (world: World) => (await world.commerceRows()).filter(({ key }) => key.startsWith('outbox|'));
/** Versions that came of a subject. */
const cameOf = (messages: readonly ServiceBusReceivedMessage[], id: string): unknown[] => messages.filter(({ sessionId }) => sessionId === id).map(({ messageId }) => Number(String(messageId).split(':').at(-1)));

/** A bus beside which something happens. */
class Beside implements Bus {
  readonly sent: string[] = [];

  constructor(
    private readonly bus: Bus,
    private readonly happens: { readonly before?: () => Promise<void>; readonly meanwhile?: () => Promise<void>; readonly after?: () => Promise<void> },
  ) {}

  async send(session: string, records: readonly EventRecord[]): Promise<void> {
    this.sent.push(...records.map(({ id }) => id));
    await this.happens.before?.();
    const sending = this.bus.send(session, records);
    const settled = Promise.allSettled([sending]);
    await this.happens.meanwhile?.();
    await settled;
    await sending;
    await this.happens.after?.();
  }
}

describe('[AUD-2] the outbox and a real broker', () => {
  test('events of several subjects come to every subscription in the session of their subject, in order, once, as CloudEvents', async () => {
    const world = await World.at(at, undefined, undefined, {}, newBus());
    const customer = world.customer('Zonnebloem');
    const ids = await world.buy('havn', customer, [licence, licence, licence]);
    for (const quantity of [11, 12, 13]) await Promise.all(ids.map((id) => outcomeOf(world.as('havn').patch(customer, id, { quantity }))));
    expect(await outboxOf(world)).toEqual([]);
    for (const subscription of ['webhooks', 'notifications']) {
      const messages = await waiting(subscription);
      for (const id of ids) expect(cameOf(messages, id)).toEqual([1, 2, 3, 4]);
      expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(messages.length);
    }
    const [first] = (await waiting()).filter(({ sessionId }) => sessionId === ids[0]);
    expect(first).toMatchObject({ contentType: 'application/cloudevents+json; charset=utf-8', subject: 'subscription', applicationProperties: { customerId: customer } });
    expect(first?.body).toMatchObject({ specversion: '1.0', id: `${ids[0]}:1`, subject: ids[0], data: { version: 1 } });
  });

  test('an event that is handed over again is there once', async () => {
    const bus = newBus();
    const world = await World.at(at, undefined, undefined, {}, bus);
    const [id = ''] = await world.buy('havn', world.customer('Zonnebloem'), [licence]);
    const record = world.published.find(({ subject }) => subject.id === id);
    await bus.send(id, record ? [record] : []);
    expect(record).toBeDefined();
    expect(cameOf(await waiting(), id)).toEqual([1]);
  });

  test.each([['before', 'before'], ['during', 'meanwhile'], ['after', 'after']] as const)('the broker is killed %s the sending: the command stands, and its event comes once the broker is there again, once', async (_, when) => {
    const plain = newBus();
    let isArmed = false;
    const kill = async (): Promise<void> => {
      if (isArmed) await broker.kill();
    };
    // Confirmed by the broker, and then nobody hears of it.
    const unheard = async (): Promise<void> => {
      await kill();
      if (isArmed) throw new BusDown('The answer is lost');
    };
    const bus = new Beside(plain, { [when]: when === 'after' ? unheard : kill });
    const world = await World.at(at, undefined, undefined, {}, bus);
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [licence]);
    isArmed = true;
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }));
    expect((await world.subscription(customer, id)).version).toBe(2);
    expect((await outboxOf(world)).map(({ value }) => [value['id'], value['awaits']])).toEqual([[`${id}:2`, 'bus']]);
    expect(world.app.dispatcher.health().state).toBe('down');
    isArmed = false;
    await broker.start();
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: 13 }));
    world.clock.moveTo('2021-06-18T11:00:00Z');
    await world.settle();
    expect(bus.sent.filter((sent) => sent === `${id}:2`).length).toBeGreaterThan(1);
    expect(cameOf(await waiting(), id)).toEqual([1, 2, 3]);
    expect(await outboxOf(world)).toEqual([]);
    expect(world.app.dispatcher.health()).toEqual({ state: 'up' });
  });

  test('the app is killed between the sending and the end of its command: every event comes, in order, once, though one is handed over twice', async () => {
    const before = await World.at(at);
    const customer = before.customer('Zonnebloem');
    const bus = new Beside(newBus(), {});
    let twice = 0;
    const [first = ''] = await before.buy('havn', customer, [licence]);
    const act = (world: World, id: string) => outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }));
    for (const does of ['dieBefore', 'dieAfter'] as const) {
      // The last of a command's transactions, after the sending: what it has ahead is written, the outbox row deleted, the deadline taken away.
      const commits = (await everyPlace(at, before.stores, (world) => act(world, first), does)).filter((fault) => fault.at === 'commit').slice(-3);
      for (const fault of commits) {
        const [id = ''] = await before.buy('havn', customer, [licence]);
        bus.sent.length = 0;
        const plan = new FaultPlan([fault]);
        const world = await World.at(at, before.stores, (store, table) => (commandTables.includes(table) ? new FaultyStore(store, plan) : store), {}, bus);
        await world.app.catalogueOf('NL');
        await seenByCaller(act(world, id));
        world.restart();
        world.clock.moveTo('2021-06-18T11:00:00Z');
        await world.settle();
        expect([fault, cameOf(await waiting(), id)]).toEqual([fault, [2]]);
        expect(await outboxOf(world)).toEqual([]);
        twice += bus.sent.length - new Set(bus.sent).size;
      }
    }
    // Killed after the sending, before the outbox row was deleted: around the deadlines, and before the row.
    expect(twice).toBe(3);
  });
});

describe('[AUD-2] a topic that is full', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bus-full-'));
    const small = join(folder, 'topology.json');
    const subscriptions = ['webhooks', 'notifications'].map((Name) => ({ Name, Properties: { RequiresSession: true } }));
    writeFileSync(small, JSON.stringify({ UserConfig: { Namespaces: [{ Name: 'full', Topics: [{ Name: TOPIC, Properties: { RequiresDuplicateDetection: true, MaxSizeInMegabytes: 1 }, Subscriptions: subscriptions }] }] } }));
    await broker.fresh(small);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('it refuses, the outbox backs off and keeps what waits, commands go on; with room again all of it comes in order', async () => {
    const bus = new Beside(newBus(), {});
    const world = await World.at(at, undefined, undefined, {}, bus);
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [licence]);
    const client = new ServiceBusClient(broker.connectionString, { retryOptions: { maxRetries: 0 } });
    closing.push(() => client.close());
    const sender = client.createSender(TOPIC);
    const fill = async (): Promise<unknown> => {
      for (let index = 0; ; index += 1) {
        try {
          await sender.sendMessages({ body: Buffer.alloc(index < 4 ? 100_000 : 1000), sessionId: 'filling', messageId: `filling-${index}` });
        } catch (error) {
          return (error as { code?: unknown }).code;
        }
      }
    };
    expect(await fill()).toBe('QuotaExceeded');
    const triesBefore = bus.sent.length;
    for (const quantity of [11, 12, 13]) await outcomeOf(world.as('havn').patch(customer, id, { quantity }));
    expect(bus.sent.length - triesBefore).toBe(1);
    expect(world.errors.map(({ message }) => message)).toContainEqual(expect.stringContaining('The topic is full; events wait'));
    expect((await outboxOf(world)).map(({ value }) => value['id'])).toEqual([2, 3, 4].map((version) => `${id}:${version}`));
    for (const subscription of ['webhooks', 'notifications']) {
      const session = await client.acceptSession(TOPIC, subscription, 'filling', { receiveMode: 'receiveAndDelete' });
      while ((await session.receiveMessages(100, { maxWaitTimeInMs: 200 })).length > 0);
      await session.close();
    }
    world.clock.moveTo('2021-06-18T11:00:00Z');
    await world.settle();
    expect(cameOf(await waiting(), id)).toEqual([1, 2, 3, 4]);
    expect(await outboxOf(world)).toEqual([]);
  });
});

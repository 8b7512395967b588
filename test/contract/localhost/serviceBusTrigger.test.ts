import { getEventListeners } from 'node:events';
import { ServiceBusClient } from '@azure/service-bus';
import { RealClock, VirtualClock } from '../../../src/localhost';
import { type HostClock, type InvocationRequest, type RegisteredFunction, type TypedData } from '../../../src/localhost/contracts';
import { parseTopology, type RunningBroker, startBroker } from '../../../src/localhost/servicebus';
import { ServiceBusSettings } from '../../../src/localhost/triggers/serviceBus/hostSettings';
import { serviceBusTrigger } from '../../../src/localhost/triggers/serviceBus/serviceBusTrigger';
import { collectingLogger } from '../../localhost/support/collectingLogger';

const topology = parseTopology(
  {
    UserConfig: {
      Namespaces: [
        {
          Name: 'triggers',
          Queues: [{ Name: 'work', Properties: { MaxDeliveryCount: 3 } }, { Name: 'ordered', Properties: { RequiresSession: true, MaxDeliveryCount: 3 } }],
          Topics: [{ Name: 'news', Subscriptions: [{ Name: 'all' }] }],
        },
      ],
    },
  },
  'test',
);
const START = Date.parse('2026-01-31T10:00:00Z');

let stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  stops = [];
});

interface World {
  readonly broker: RunningBroker;
  readonly client: ServiceBusClient;
  readonly clock: VirtualClock;
  readonly logger: ReturnType<typeof collectingLogger>;
  readonly got: InvocationRequest[];
}

/** A broker and one function with this trigger; `run` is the function. */
async function world(trigger: object, run: (request: InvocationRequest) => void | Promise<void> = () => undefined, host: object = {}, given?: HostClock): Promise<World> {
  const logger = collectingLogger();
  const clock = new VirtualClock({ start: START, logger });
  const broker = await startBroker({ topology, clock: given ?? clock, logger });
  stops.push(() => broker.stop());
  const client = new ServiceBusClient(broker.connectionString);
  stops.push(() => client.close());
  const registered: RegisteredFunction = { name: 'Worker', trigger: { name: 'message', type: 'serviceBusTrigger', direction: 'in', connection: 'Bus', ...trigger }, bindings: {} };
  const got: InvocationRequest[] = [];
  const setting = (name: string): string | undefined => (name === 'Bus' ? broker.connectionString : undefined);
  const invoker = {
    functions: () => [registered],
    find: () => registered,
    invoke: async (_: string, request: InvocationRequest) => {
      got.push(request);
      try {
        await run(request);
        return { ok: true as const, returnValue: null, outputs: {} };
      } catch (error) {
        return { ok: false as const, error: error as Error };
      }
    },
  };
  const listener = serviceBusTrigger(ServiceBusSettings.parse(host), setting).listen(registered, { invoker, clock: given ?? clock, logger, setting });
  await listener.start();
  stops.push(() => listener.stop());
  // A receiver is there once it has attached: a message that it takes shows it.
  return { broker, client, clock, logger, got };
}

const countOf = (broker: RunningBroker, path: string): number => broker.counts().find((entry) => entry.path === path.toLowerCase())?.messages ?? Number.NaN;
const bodies = (got: readonly InvocationRequest[]): unknown[] => got.map(({ triggerData }) => triggerData?.string);
const json = (data: TypedData | undefined): unknown => (data?.json === undefined ? data?.int : JSON.parse(data.json));
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('a function gets content and facts as the host gives them; a return completes', async () => {
  const { broker, client, got } = await world({ queueName: 'work' });
  await client.createSender('work').sendMessages({ body: { a: 'é' }, messageId: 'm1', correlationId: 'c', subject: 's', contentType: 'application/json', applicationProperties: { Kind: 'x', count: 2 } });
  await until(() => countOf(broker, 'work') === 0);
  expect(got).toHaveLength(1);
  expect(got[0]?.triggerData).toEqual({ string: '{"a":"é"}' });
  const facts = Object.fromEntries(Object.entries(got[0]?.triggerMetadata ?? {}).map(([key, data]) => [key, json(data)]));
  expect(facts).toMatchObject({ MessageId: 'm1', CorrelationId: 'c', Subject: 's', ContentType: 'application/json', DeliveryCount: 1, SequenceNumber: 1, EnqueuedTimeUtc: '2026-01-31T10:00:00.000Z', ApplicationProperties: { Kind: 'x', count: 2 } });
  expect(facts['LockToken']).toMatch(/^[0-9a-f-]{36}$/);
});

test('a throw abandons: it comes again, counted, until it is a dead letter; others go on', async () => {
  const { broker, client, got, logger } = await world({ queueName: 'work' }, ({ triggerData }) => {
    if (triggerData?.string === 'poison') throw new Error('no luck');
  });
  await client.createSender('work').sendMessages(['poison', 'a', 'b'].map((text) => ({ body: Buffer.from(text) })));
  await until(() => countOf(broker, 'work') === 0);
  expect(got.filter(({ triggerData }) => triggerData?.string === 'poison').map(({ triggerMetadata }) => triggerMetadata?.['DeliveryCount'])).toEqual([{ int: 1 }, { int: 2 }, { int: 3 }]);
  expect(bodies(got)).toEqual(expect.arrayContaining(['a', 'b']));
  expect(countOf(broker, 'work/$DeadLetterQueue')).toBe(1);
  expect(logger.lines.filter((line) => line.includes('no luck'))).toHaveLength(3);
});

test('a batch is one call, settled together; bytes that are no text stay bytes', async () => {
  const { broker, client, got } = await world({ topicName: 'news', subscriptionName: 'all', cardinality: 'many' });
  const sender = client.createSender('news');
  await sender.sendMessages([1, 2, 3].map((body) => ({ body, messageId: `m${body}` })));
  await until(() => countOf(broker, 'news/Subscriptions/all') === 0);
  expect(got.map(({ triggerData }) => triggerData)).toEqual([{ collectionString: { string: ['1', '2', '3'] } }]);
  expect(json(got[0]?.triggerMetadata?.['MessageIdArray'])).toEqual(['m1', 'm2', 'm3']);
  await sender.sendMessages([{ body: Buffer.from([255]) }, { body: Buffer.from('t') }]);
  await until(() => got.length === 2 && countOf(broker, 'news/Subscriptions/all') === 0);
  expect(got[1]?.triggerData).toEqual({ collectionBytes: { bytes: [Buffer.from([255]), Buffer.from('t')] } });
});

test('not more calls run at a time than host.json says', async () => {
  let [running, most] = [0, 0];
  const { broker, client } = await world(
    { queueName: 'work' },
    async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    },
    { maxConcurrentCalls: 3 },
  );
  await client.createSender('work').sendMessages(Array.from({ length: 30 }, (_, body) => ({ body })));
  await until(() => countOf(broker, 'work') === 0);
  expect(most).toBeLessThanOrEqual(3);
  expect(most).toBeGreaterThan(1);
});

test('messages of a session come one after the other, sessions beside each other, and a failure keeps its place', async () => {
  const order: string[] = [];
  let failed = false;
  const { broker, client } = await world({ queueName: 'ordered', isSessionsEnabled: true }, ({ triggerData }) => {
    if (triggerData?.string === 'a1' && !failed) {
      failed = true;
      throw new Error('once');
    }
    order.push(triggerData?.string ?? '');
  });
  await client.createSender('ordered').sendMessages([0, 1, 2, 3].flatMap((index) => ['a', 'b', 'c'].map((sessionId) => ({ body: Buffer.from(`${sessionId}${index}`), sessionId }))));
  await until(() => countOf(broker, 'ordered') === 0);
  for (const session of ['a', 'b', 'c']) expect(order.filter((text) => text.startsWith(session))).toEqual([0, 1, 2, 3].map((index) => `${session}${index}`));
});

test('a session that is over leaves nothing with what the listener is stopped by', async () => {
  const added = jest.spyOn(EventTarget.prototype, 'addEventListener');
  const { broker, client } = await world({ queueName: 'ordered', isSessionsEnabled: true }, undefined, { maxConcurrentSessions: 2 });
  for (let number = 0; number < 12; number += 1) {
    await client.createSender('ordered').sendMessages({ body: 'x', sessionId: `s${number}` });
    await until(() => countOf(broker, 'ordered') === 0);
  }
  const signals = new Set(added.mock.contexts.filter((context) => context instanceof AbortSignal));
  added.mockRestore();
  expect(signals.size).toBeGreaterThan(0);
  expect(Math.max(...[...signals].map((signal) => getEventListeners(signal, 'abort').length))).toBeLessThanOrEqual(2);
});

test('a virtual clock brings what is scheduled, and waits until it is done before it goes on', async () => {
  const at: [unknown, number][] = [];
  const made = await world({ queueName: 'work' }, ({ triggerData }) => void at.push([triggerData?.string, made.clock.now() - START]));
  const sender = made.client.createSender('work');
  await sender.sendMessages({ body: Buffer.from('now') });
  await until(() => at.length === 1);
  for (const hours of [1, 3, 2]) await sender.scheduleMessages({ body: Buffer.from(`${hours} h`) }, new Date(START + hours * 3_600_000));
  await made.clock.advanceTo(START + 24 * 3_600_000);
  expect(at).toEqual([['now', 0], ['1 h', 3_600_000], ['2 h', 7_200_000], ['3 h', 10_800_000]]);
  expect(made.logger.lines).toEqual([]);
});

test('without autocomplete nothing is settled: it comes again when its lock has run out', async () => {
  const { broker, client, clock, got } = await world({ queueName: 'work', autoCompleteMessages: false });
  await client.createSender('work').sendMessages({ body: 1 });
  await until(() => got.length === 1);
  expect(countOf(broker, 'work')).toBe(1);
  await clock.advanceTo(START + 60_000);
  await until(() => got.length === 2);
  expect(got[1]?.triggerMetadata?.['DeliveryCount']).toEqual({ int: 2 });
});

test('a bus that goes away is tried again, and nothing is lost', async () => {
  const { broker, client, got } = await world({ queueName: 'ordered', isSessionsEnabled: true }, undefined, {}, new RealClock({ logger: collectingLogger() }));
  const send = (text: string) => client.createSender('ordered').sendMessages({ body: Buffer.from(text), sessionId: text });
  await send('before');
  await until(() => got.length === 1);
  await until(() => countOf(broker, 'ordered') === 0);
  broker.hangUp();
  const again = new ServiceBusClient(broker.connectionString);
  stops.push(() => again.close());
  await again.createSender('ordered').sendMessages({ body: Buffer.from('after'), sessionId: 'after' });
  await until(() => bodies(got).includes('after'));
  expect(bodies(got)).toEqual(expect.arrayContaining(['before', 'after']));
});

test('outputs are sent: text as text, objects as JSON, each item of an array on its own', async () => {
  const { broker } = await world({ queueName: 'work', autoCompleteMessages: false });
  const extension = serviceBusTrigger(ServiceBusSettings.parse({}), (name) => (name === 'Bus' ? broker.connectionString : undefined));
  const [output] = extension.outputs ?? [];
  await output?.send({ name: 'out', type: 'serviceBus', direction: 'out', connection: 'Bus', topicName: 'news' }, ['text', { a: 1 }, [1, 2], Buffer.from([255])], () => undefined);
  const reader = new ServiceBusClient(broker.connectionString);
  stops.push(() => reader.close());
  const messages = await reader.createReceiver('news', 'all', { receiveMode: 'receiveAndDelete', skipParsingBodyAsJson: true }).receiveMessages(4, { maxWaitTimeInMs: 5000 });
  expect(messages.map(({ body, contentType }) => [(body as Buffer).toString('latin1'), contentType])).toEqual([['text', 'text/plain'], ['{"a":1}', 'application/json'], ['[1,2]', 'application/json'], ['\xff', 'application/octet-stream']]);
  await extension.listen({ name: 'W', trigger: { name: 'm', type: 'serviceBusTrigger', direction: 'in', connection: 'Bus', queueName: 'work' }, bindings: {} }, {} as never).stop();
});

describe('what is wrong is said', () => {
  const listen = (trigger: object, setting: (name: string) => string | undefined, host: object = {}) => {
    const logger = collectingLogger();
    const registered = { name: 'Worker', trigger: { name: 'm', type: 'serviceBusTrigger', direction: 'in', ...trigger }, bindings: {} };
    serviceBusTrigger(ServiceBusSettings.parse(host), setting).listen(registered, { logger } as never);
    return logger.lines;
  };
  test.each([
    [{}, 'Binding "m" names neither a queue nor a topic.'],
    [{ topicName: 't', connection: 'Bus' }, 'Binding "m" has no subscriptionName.'],
    [{ queueName: 'q', connection: 'Other' }, 'Binding "m" needs the app setting "Other" with the connection string of a Service Bus namespace.'],
    [{ queueName: 'q', connection: 'Cloud' }, 'Binding "m" needs the app setting "Cloud" with the connection string of a Service Bus namespace. A managed identity works on Azure only.'],
    [{ queueName: '%Missing%', connection: 'Bus' }, '"%Missing%" in "%Missing%" does not resolve: there is no app setting "Missing".'],
  ])('%j', (trigger, sentence) => {
    expect(() => listen(trigger, (name) => ({ Bus: 'x', Cloud__fullyQualifiedNamespace: 'ns' })[name])).toThrow(sentence);
  });

  test('keys of host.json without effect, and a bus that is not there', () => {
    const waits = 'information: Function "Worker" waits: there is no Service Bus here.';
    expect(listen({ queueName: 'q', connection: 'Bus' }, () => '', { clientRetryOptions: {}, maxConcurrentCall: 3, prefetchCount: 1 })).toEqual([
      'warning: host.json: extensions.serviceBus.prefetchCount, extensions.serviceBus.clientRetryOptions, extensions.serviceBus.maxConcurrentCall: no effect on this host.',
      waits,
    ]);
    expect(listen({ queueName: 'q', connection: 'Bus' }, () => '', { prefetchCount: 0, maxConcurrentCalls: 3 })).toEqual([waits]);
  });
});

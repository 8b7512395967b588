// Events of the compiled app, stores in memory, over the broker that the first argument names to a consumer behind the runtime's own trigger. Prints one line of JSON.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ServiceBusClient } from '@azure/service-bus';
import { toldEvent } from '../../adapters/cloudevents/toldEvent';
import { MemoryPartitionStore } from '../../adapters/memory/memoryPartitionStore';
import { ServiceBus } from '../../adapters/servicebus/serviceBus';
import { TOPIC } from '../../adapters/servicebus/topic';
import { type Bus, BusDown } from '../../app/bus/bus';
import { type EventRecord } from '../../app/command/eventRecord';
import { type Consumer } from '../../app/consume/consumer';
import { type Instant, instant, plusMinutes } from '../../kernel/instant';
import { RealClock } from '../../localhost';
import { type FunctionInvoker, type InvocationRequest, type RegisteredFunction } from '../../localhost/contracts';
import { ServiceBusSettings } from '../../localhost/triggers/serviceBus/hostSettings';
import { serviceBusTrigger } from '../../localhost/triggers/serviceBus/serviceBusTrigger';
import { type Stores, tableNames } from '../../wiring/wiring';
import { PROJECT_ROOT } from '../projectRoot';
import { benchApp } from './benchApp';
import { type OutboxCounts, OutboxOperations } from './outboxOperations';

const CUSTOMERS = 100;
const EACH = 20;
const MALFORMED = 20;
/** One of so many subjects cannot be taken. */
const POISON_EVERY = 100;
/** Of which the outbox's storage operations are counted. */
const COMMANDS = 100;
const SUBSCRIPTION = 'notifications';

const say = (text: string): void => void process.stderr.write(`  ${text}\n`);

/** The bus, or none while it is down. */
class Switched implements Bus {
  isDown = true;

  constructor(private readonly bus: Bus) {}

  async send(session: string, records: readonly EventRecord[]): Promise<void> {
    if (this.isDown) throw new BusDown('Down, so that events pile up');
    await this.bus.send(session, records);
  }
}

/** Makes a row of each event, but of some. */
class RowOfEach implements Consumer {
  readonly name = SUBSCRIPTION;
  readonly table = 'Bench';
  readonly rows = new MemoryPartitionStore();
  readonly took = new Set<string>();
  poison: ReadonlySet<string> = new Set();

  hears(): boolean {
    return true;
  }

  partitionOf({ customerId, partnerId }: { readonly customerId: string; readonly partnerId: string }): string {
    return customerId || partnerId;
  }

  async effectOf({ id, subject }: EventRecord): Promise<{ readonly writes: readonly [{ readonly op: 'create'; readonly key: string; readonly value: { readonly type: string } }] }> {
    if (this.poison.has(subject.id)) throw new Error('Nothing can be made of it');
    this.took.add(id);
    return { writes: [{ op: 'create', key: `made|${id}`, value: { type: 'made' } }] };
  }
}

const run = async (connectionString: string): Promise<void> => {
  let now: Instant = instant('2021-06-18T10:00:00Z');
  const counts: OutboxCounts = { operations: 0 };
  const storeOf = (name: string): OutboxOperations | MemoryPartitionStore => (name === 'Commerce' || name === 'Deadlines' ? new OutboxOperations(new MemoryPartitionStore(), counts, name) : new MemoryPartitionStore());
  const stores = Object.fromEntries(tableNames.map((name) => [name, storeOf(name)])) as unknown as Stores;
  const serviceBus = new ServiceBus({ connectionString });
  const bus = new Switched(serviceBus);
  const consumer = new RowOfEach();
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { app, sweepOnce, buy, changeSeats } = await benchApp(stores, () => now, { bus, consumersOf: () => [consumer], log: quiet });
  await app.consumers.begin();
  const published: EventRecord[] = [];
  app.events.listen((record) => {
    published.push(record);
  });

  /** By message id; those without a body of ours are counted together. */
  const deliveries = new Map<string, number>();
  let malformed = 0;
  const registered: RegisteredFunction = { name: SUBSCRIPTION, trigger: { name: 'message', type: 'serviceBusTrigger', direction: 'in', connection: 'Bus', topicName: TOPIC, subscriptionName: SUBSCRIPTION, isSessionsEnabled: true, cardinality: 'one' }, bindings: {} };
  const handle = async ({ triggerData, triggerMetadata }: InvocationRequest): Promise<void> => {
    const id = String(triggerMetadata?.['MessageId']?.json);
    if (id.includes('malformed')) malformed += 1;
    else deliveries.set(id, (deliveries.get(id) ?? 0) + 1);
    await app.consumers.take(SUBSCRIPTION, toldEvent(JSON.parse(triggerData?.string ?? 'null')));
  };
  const invoker: FunctionInvoker = {
    functions: () => [registered],
    find: () => registered,
    invoke: async (_, request) => {
      try {
        await handle(request);
        return { ok: true, returnValue: null, outputs: {} };
      } catch (error) {
        return { ok: false, error: error as Error };
      }
    },
  };
  const { extensions } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'host.json'), 'utf8')) as { readonly extensions: { readonly serviceBus: object } };
  const logger = { log: (level: string, text: string): void => (level === 'warning' ? say(text) : undefined) };
  const setting = (): string => connectionString;
  const listener = serviceBusTrigger(ServiceBusSettings.parse(extensions.serviceBus), setting).listen(registered, { invoker, clock: new RealClock({ logger }), logger, setting });
  await listener.start();

  let customers = 0;
  /** Events pile up while the bus is down, then go out. @returns seconds from there until the consumer has all that it can take. */
  const round = async (size: number, isPoisonous: boolean): Promise<{ readonly seconds: number; readonly sending: number; readonly events: number; readonly parked: number }> => {
    bus.isDown = true;
    published.length = 0;
    for (let count = 0; count < size; count += 1, customers += 1) await buy(customers, EACH);
    const subjects = [...new Set(published.map(({ subject }) => subject.id))];
    consumer.poison = new Set(isPoisonous ? subjects.filter((_, index) => index % POISON_EVERY === 0) : []);
    const good = published.filter(({ subject }) => !consumer.poison.has(subject.id)).map(({ id }) => id);
    if (isPoisonous) await sendMalformed(connectionString);
    bus.isDown = false;
    now = plusMinutes(now, 5);
    const started = performance.now();
    while ((await app.deadlines.due(now, 1)).deadlines.length > 0) await sweepOnce();
    const sending = (performance.now() - started) / 1000;
    for (const id of good) while (!consumer.took.has(id)) await new Promise((resolve) => setTimeout(resolve, 2));
    const seconds = (performance.now() - started) / 1000;
    say(`${published.length} events in ${seconds.toFixed(1)} s`);
    return { seconds, sending, events: published.length, parked: consumer.poison.size };
  };
  await round(CUSTOMERS / 5, false);
  const plain = await round(CUSTOMERS, false);
  const poisoned = await round(CUSTOMERS, true);

  // Commands with the bus up, in a process that has told of their subjects before.
  const changed = published.filter(({ subject }) => subject.kind === 'subscription').slice(0, COMMANDS);
  let most = 0;
  for (const { customerId, subject } of changed) {
    counts.operations = 0;
    await changeSeats(customerId, subject.id, 2);
    most = Math.max(most, counts.operations);
  }
  await listener.stop();
  await serviceBus.close();
  const repeats = [...deliveries.values()].reduce((sum, times) => sum + times - 1, 0);
  const said = JSON.stringify({ events: plain.events, seconds: plain.seconds, poisonedSeconds: poisoned.seconds, repeats, malformedDeliveries: malformed, malformed: MALFORMED, parked: poisoned.parked, operations: most, sentPerSecond: plain.events / plain.sending });
  // A receiver that was waiting when it was stopped keeps a timer of the SDK for a minute, which then throws.
  process.stdout.write(`${said}\n`, () => process.exit());
};

async function sendMalformed(connectionString: string): Promise<void> {
  const client = new ServiceBusClient(connectionString);
  await client.createSender(TOPIC).sendMessages(Array.from({ length: MALFORMED }, () => ({ body: 'nonsense', messageId: `malformed-${randomUUID()}`, sessionId: randomUUID() })));
  await client.close();
}

void run(process.argv[2] ?? '');

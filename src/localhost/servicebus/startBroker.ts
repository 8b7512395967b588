import { randomUUID } from 'node:crypto';
import { types } from 'rhea';
import { type HostClock, type Logger } from '../contracts';
import { Teardown } from '../teardown';
import { AmqpServer } from './amqp/server';
import { Broker } from './broker';
import { withApplicationProperties } from './codec/readMessage';
import { BusError } from './engine/busError';
import { type Op } from './engine/op';
import { snapshot } from './engine/snapshot';
import { Store } from './engine/store';
import { holdClock } from './holdClock';
import { Journal } from './journal/journal';
import { compileRule } from './rules/compileRule';
import { entriesOf } from './topology/entries';
import { type TopologyForm } from './topology/schema';

export interface BrokerOptions {
  /** Queues, topics and subscriptions: see `readTopology`. */
  readonly topology: TopologyForm;
  readonly clock: HostClock;
  readonly logger: Logger;
  /** File in which everything is kept. Absent: nothing outlives the process. */
  readonly journal?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Largest message or batch; the default is that of the Standard tier. */
  readonly maxMessageBytes?: number;
  /** Confirms only what the disk has, not only the system. The default; without it a loss of power may take the last moments away. */
  readonly sync?: boolean;
  /** The journal is compacted while running once it has grown by this much, and to twice its size. */
  readonly compactAfterBytes?: number;
}

export interface RunningBroker {
  /** For the unmodified SDK. */
  readonly connectionString: string;
  readonly port: number;
  /** How much is in each queue and subscription; dead letters are of a path of their own. */
  counts(): readonly { readonly path: string; readonly messages: number }[];
  /** Cuts every client off, as a failing network does. */
  hangUp(): void;
  /** Says goodbye to clients, and ends once all that was confirmed is on disk. */
  stop(): Promise<void>;
}

const STANDARD_TIER_BYTES = 262_144;
const COMPACT_AFTER_BYTES = 32 << 20;

/** Starts a broker that speaks with the unmodified `@azure/service-bus`. @throws JournalDamaged, or an Error as a sentence; nothing is left running then. */
export async function startBroker(options: BrokerOptions): Promise<RunningBroker> {
  const teardown = new Teardown();
  try {
    return await start(options, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function start(options: BrokerOptions, teardown: Teardown): Promise<RunningBroker> {
  const { topology, clock, logger, journal: file, host = '127.0.0.1' } = options;
  const store = new Store(
    {
      compileRule,
      newToken: randomUUID,
      stamp: (content, properties) => withApplicationProperties(content, Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, types.wrap_string(value)]))),
    },
    entriesOf(topology, compileRule),
  );
  const journal = file === undefined ? undefined : await openJournal(file, store, options);
  if (journal) teardown.add(() => journal.close());
  const broker = new Broker({ store, clock, logger, ...(journal && { journal }) });
  teardown.add(() => broker.stop());
  await broker.start();
  const server = await AmqpServer.listen({ broker, host, port: options.port ?? 0, maxMessageBytes: options.maxMessageBytes ?? STANDARD_TIER_BYTES, logger });
  teardown.add(() => server.stop());
  teardown.add(holdClock(clock, () => server.unsettled(), logger));
  return {
    port: server.port,
    connectionString: `Endpoint=sb://${host}:${server.port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=local;UseDevelopmentEmulator=true`,
    counts: () => [...store.queues()].map(({ path, messages }) => ({ path, messages: messages.size })),
    hangUp: () => server.hangUp(),
    stop: () => teardown.run(),
  };
}

async function openJournal(file: string, store: Store, { clock, logger, sync = true, compactAfterBytes = COMPACT_AFTER_BYTES }: BrokerOptions): Promise<Journal> {
  /** Numbers of messages in entities that are not declared any more. */
  const orphans = new Map<string, Set<number>>();
  const apply = (op: Op): void => {
    try {
      store.apply(op);
    } catch (error) {
      if (!(error instanceof BusError)) throw error;
      if (op.kind === 'put') orphans.set(op.entity, (orphans.get(op.entity) ?? new Set()).add(op.facts.seq));
      else if (op.kind === 'remove') orphans.get(op.entity)?.delete(op.seq);
    }
  };
  const journal = await Journal.open(
    { file, sync, compactAfterBytes, snapshot: () => snapshot(store, clock.now()), onProblem: (sentence) => logger.log('warning', `Service Bus: ${sentence}`) },
    apply,
  );
  for (const [entity, { size }] of orphans) if (size > 0) logger.log('warning', `Service Bus: the topology has no "${entity}" any more; ${size} messages that were in it are gone.`);
  return journal;
}

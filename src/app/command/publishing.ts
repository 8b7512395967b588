import { z } from 'zod';
import { type Dispatcher } from '../bus/dispatcher';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Deadline } from '../due/deadline';
import { groupBy } from '../../kernel/groupBy';
import { type Clock } from '../../kernel/clock';
import { instant, plusMinutes, type Instant } from '../../kernel/instant';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { eventKey, outboxKey, outboxPrefix, outboxSubject, windowEventKey, windowNewsKey } from './commerceKeys';
import { eventRecordSchema, type EventPublisher, type EventRecord } from './eventRecord';
import { type Log } from '../log';
import { rowReader, RowUnreadable, type RowReader, type UnreadableRow } from '../unreadable';

/** A window's subject id names its subscription and which window of it: `e2a5c1b8-…|window|3.1`. */
const windowOf = ({ subject }: EventRecord): readonly [subscriptionId: string, window: string] | undefined => {
  const [subscriptionId, window] = subject.kind === 'window' ? subject.id.split('|window|') : [];
  return subscriptionId === undefined || window === undefined ? undefined : [subscriptionId, window];
};

/** The row that can be made only once for this record, whenever it is made. */
export const onceKey = (record: EventRecord): string => {
  const of = windowOf(record);
  return of === undefined ? eventKey(record.subject.id, record.version) : windowNewsKey(...of, record.version);
};

const eventRows = (record: EventRecord): Write[] => {
  const of = windowOf(record);
  // What was ahead then is of no use to whoever reads it later, and what was charged has rows of its own.
  const { ahead: _ahead, charged: _charged, ...told } = record;
  const value = { type: 'event', ...told };
  if (of === undefined) return [{ op: 'create', key: onceKey(record), value }];
  return [
    { op: 'create', key: onceKey(record), value: { type: 'windowNews', at: record.at } },
    { op: 'create', key: windowEventKey(of[0], record.at, of[1], record.version), value },
  ];
};

/** The event and its outbox entry, stored with the state they tell of. */
export const eventWrites = (records: readonly EventRecord[]): Write[] =>
  records.flatMap((record): Write[] => [
    ...eventRows(record),
    { op: 'create', key: outboxKey(record.subject.id, record.version), value: { type: 'outbox', ...record } },
  ]);

/**
 * A publisher that died is finished by the sweep this long after the command. Longer than writing the deadline and committing can take together with all
 * retries of the adapter (each about 85 seconds): a sweep that came before the commit would find nothing to publish and take the deadline away.
 */
const publishGraceMinutes = 3;

/** Stands while events are stored and brought out. @param subject one of its own for each writer, so that whoever finishes first takes nobody else's deadline away. */
export const publishDeadline = (customerId: string, subject: string, now: Instant): Deadline => ({ at: plusMinutes(now, publishGraceMinutes), kind: 'publish', customerId, subject });

/** Of one transaction. */
const mostWrites = 100;

/** In an outbox: all of it still to be done, or only what the bus is told. */
export const outboxSchema = eventRecordSchema.extend({ awaits: z.literal('bus').optional() });

export const outboxRows = rowReader('Commerce', 'outbox', outboxSchema);

type Left = z.infer<typeof outboxSchema>;

export const recordOf = ({ awaits: _awaits, ...record }: Left): EventRecord => record;

/** What waits for the bus alone. */
export const awaitingBus = ({ ahead: _ahead, charged: _charged, ...told }: EventRecord): Readonly<Record<string, unknown>> => ({ type: 'outbox', ...told, awaits: 'bus' });

/** Waits of what the bus could not be told, in minutes; the last repeats. */
const dispatchMinutes = [1, 2, 5, 15] as const;

/** One for each outbox and minute, however much waits. @param owner whose outbox it is. */
export const dispatchDeadline = (owner: Pick<Deadline, 'customerId' | 'subject'>, now: Instant, attempts = 0): Deadline => {
  const minutes = dispatchMinutes[Math.min(attempts, dispatchMinutes.length - 1)] ?? 15;
  return { ...owner, at: instant(`${plusMinutes(now, minutes).slice(0, 16)}:00.000Z`), kind: 'dispatch', data: { attempts: attempts + 1 } };
};

/** Subject of the deadlines of customers' outboxes. */
const ofCustomer = (customerId: string): Pick<Deadline, 'customerId' | 'subject'> => ({ customerId, subject: 'bus' });

/** Where events wait, in the partition of whose deadline it is. */
export interface Outbox {
  readonly store: PartitionStore;
  readonly rows: RowReader<Left>;
  readonly keyOf: (record: EventRecord) => string;
}

/** What is to be brought out, and subjects of which an earlier event waits for the bus. */
interface Ordered {
  readonly records: readonly EventRecord[];
  readonly behind: ReadonlySet<string>;
}

export interface PublishingPorts {
  readonly commerce: PartitionStore;
  readonly deadlines: DeadlineIndex;
  /** The projections inside. */
  readonly publisher: EventPublisher;
  /** Whoever reads from outside; after all that must not wait for them. */
  readonly feeds: EventPublisher;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly log: Log;
}

/** What was brought out, taken away or marked; in as many transactions as it takes. */
export const settle = async (store: PartitionStore, partition: string, writes: readonly Write[]): Promise<void> => {
  for (let start = 0; start < writes.length; start += mostWrites) await store.commit(partition, writes.slice(start, start + mostWrites));
};

/** Subjects of which a process knows what was the last to leave the outbox: as many as change between two looks of anybody, and a few megabytes. */
const mostRemembered = 20_000;

/**
 * What has left the outbox, by subject: it was told to all, so whoever deleted its row need not look for it when the next version is told. A slower process may put the row back, to tell it once more; nobody waits for that. Forgets the
 * subject that has been known for longest.
 */
class LeftOutbox {
  private readonly versions = new Map<string, number>();

  knows(subject: string, version: number): boolean {
    return this.versions.get(subject) === version;
  }

  add(subject: string, version: number): void {
    const before = this.versions.get(subject) ?? 0;
    this.versions.delete(subject);
    this.versions.set(subject, Math.max(before, version));
    const [oldest] = this.versions.size > mostRemembered ? this.versions.keys() : [];
    if (oldest !== undefined) this.versions.delete(oldest);
  }
}

/** Brings stored events out: published in order per subject, their deadlines written, then removed from the outbox. Every step may be repeated. */
export class Publishing {
  private readonly left = new LeftOutbox();

  constructor(private readonly ports: PublishingPorts) {}

  /**
   * Publishes what one transaction, or a page of them, has just stored. A failure is logged and not thrown: the command stands, and `coveredBy`
   * (rows of the deadline index that were there before the commit) bring the sweep to finish it.
   * @returns whether all of it is done.
   */
  async afterCommit(records: readonly EventRecord[], coveredBy: readonly Deadline[]): Promise<boolean> {
    try {
      const { records: ordered, behind } = await this.withPredecessors(records);
      await this.publish(ordered, behind);
      await this.ports.deadlines.remove(coveredBy);
      return true;
    } catch (error) {
      this.ports.log.warn('Publishing is left to the sweep', error);
      return false;
    }
  }

  /**
   * Publishes all that is left in a customer's outbox, whoever put it there. One that cannot be read holds up the later ones of its own subject, and no others.
   * @throws when the store or the publisher fails; RowUnreadable, after the rest is out, where one cannot be read.
   */
  async publishLeftovers(customerId: string): Promise<void> {
    let continuation: string | undefined;
    let unreadable: UnreadableRow | undefined;
    const heldUp = new Set<string>();
    const behind = new Set<string>();
    do {
      const page = await this.ports.commerce.list(customerId, { prefix: outboxPrefix, limit: 100, ...(continuation !== undefined && { continuation }) });
      const left = outboxRows.readable(page.rows);
      for (const row of left.unreadable) heldUp.add(outboxSubject(row.key));
      unreadable ??= left.unreadable[0];
      for (const { awaits, subject } of left.items) if (awaits !== undefined) behind.add(subject.id);
      await this.publish(left.items.filter(({ awaits, subject }) => awaits === undefined && !heldUp.has(subject.id)).map(recordOf), behind);
      continuation = page.continuation;
    } while (continuation !== undefined);
    if (unreadable !== undefined) throw new RowUnreadable(unreadable);
  }

  /** A subject's earlier change may still wait in the outbox, left there by a crash: it goes first. */
  private async withPredecessors(records: readonly EventRecord[]): Promise<Ordered> {
    const behind = new Set<string>();
    const present = new Set(records.map((record) => record.id));
    const ordered: EventRecord[] = [];
    for (const record of records) {
      const earlier: EventRecord[] = [];
      for (let version = record.version - 1; version > 0 && !present.has(`${record.subject.id}:${version}`) && !this.left.knows(record.subject.id, version); version -= 1) {
        const row = await this.ports.commerce.read(record.customerId, outboxKey(record.subject.id, version));
        if (row === undefined) break;
        const left = outboxRows.read(row);
        if (left.awaits !== undefined) {
          behind.add(left.subject.id);
          break;
        }
        earlier.unshift(recordOf(left));
      }
      ordered.push(...earlier, record);
    }
    return { records: ordered, behind };
  }

  /**
   * AUD-2: the one way of a stored event to all who are told of it: the projections inside with webhooks and audit log, its deadlines, the feeds, the bus. Safe to repeat.
   * @param records in order of each subject. @param behind ids of subjects of which an earlier event waits for the bus. @returns those that wait for the bus, and for nothing else. @throws when the store or the publisher fails.
   */
  async bringOut(records: readonly EventRecord[], behind: ReadonlySet<string> = new Set()): Promise<readonly EventRecord[]> {
    await this.ports.publisher.publish(records);
    await this.ports.deadlines.put(records.flatMap((record) => record.deadlines.map(({ data, ...deadline }) => ({ ...deadline, customerId: record.customerId, ...(data && { data }) }))));
    await this.ports.feeds.publish(records);
    return this.ports.dispatcher.dispatch(records, behind);
  }

  private async publish(records: readonly EventRecord[], behind: ReadonlySet<string>): Promise<void> {
    if (records.length === 0) return;
    const waiting = await this.bringOut(records, behind);
    const now = this.ports.clock.now();
    if (waiting.length > 0) await this.ports.deadlines.put([...new Set(waiting.map(({ customerId }) => customerId))].map((customerId) => dispatchDeadline(ofCustomer(customerId), now)));
    const waits = new Set(waiting.map(({ id }) => id));
    for (const [customerId, own] of groupBy(records, (record) => record.customerId)) {
      await settle(
        this.ports.commerce,
        customerId,
        own.map((record): Write => {
          const key = outboxKey(record.subject.id, record.version);
          return waits.has(record.id) ? { op: 'put', key, value: awaitingBus(record) } : { op: 'delete', key };
        }),
      );
    }
    for (const { id, subject, version } of records) if (!waits.has(id)) this.left.add(subject.id, version);
  }

  /**
   * Tells the bus what it could not be told when it came to be, in order of each subject; what it does not take, and what it cannot be reached for, is due again after growing waits, and never given up.
   * @param outbox the customer's if absent. @throws when the store fails; RowUnreadable, after the rest, where one cannot be read.
   */
  async dispatchLeftovers({ customerId, subject: of, data }: Deadline, outbox: Outbox = this.ofCustomers()): Promise<void> {
    const attempts = Number(data?.['attempts'] ?? 0);
    const again = (): Promise<void> => this.ports.deadlines.put([dispatchDeadline({ customerId, subject: of }, this.ports.clock.now(), attempts)]);
    let continuation: string | undefined;
    let unreadable: UnreadableRow | undefined;
    const stuck = new Set<string>();
    do {
      if (this.ports.dispatcher.isPaused) return again();
      const page = await outbox.store.list(customerId, { prefix: outboxPrefix, limit: 100, ...(continuation !== undefined && { continuation }) });
      const left = outbox.rows.readable(page.rows);
      for (const row of left.unreadable) stuck.add(outboxSubject(row.key));
      unreadable ??= left.unreadable[0];
      const records = left.items.filter(({ awaits }) => awaits === 'bus').map(recordOf);
      const waiting = await this.ports.dispatcher.dispatch(records, stuck);
      for (const { subject } of waiting) stuck.add(subject.id);
      const waits = new Set(waiting.map(({ id }) => id));
      const told = records.filter(({ id }) => !waits.has(id));
      await settle(outbox.store, customerId, told.map((record): Write => ({ op: 'delete', key: outbox.keyOf(record) })));
      for (const { subject, version } of told) this.left.add(subject.id, version);
      continuation = page.continuation;
    } while (continuation !== undefined);
    if (stuck.size > 0) await again();
    if (unreadable !== undefined) throw new RowUnreadable(unreadable);
  }

  private ofCustomers(): Outbox {
    return { store: this.ports.commerce, rows: outboxRows, keyOf: ({ subject, version }) => outboxKey(subject.id, version) };
  }
}

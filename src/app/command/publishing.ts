import { type AuditRecord } from '../../domain/audit/state';
import { writeCarried } from '../audit/carriedAudit';
import { type Dispatcher } from '../bus/dispatcher';
import { SubjectTurns } from './subjectTurns';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { type Deadline, type KnownRow } from '../due/deadline';
import { isProcessKind } from '../due/dueWork';
import { groupBy } from '../../kernel/groupBy';
import { type Clock } from '../../kernel/clock';
import { instant, plusMinutes, type Instant } from '../../kernel/instant';
import { ANY_ETAG, MOST_WRITES_OF_A_CUSTOMER, type PartitionStore, type Write } from '../../kernel/partitionStore';
import { eventKey, outboxKey, outboxPrefix, outboxSubject } from './commerceKeys';
import { windowEventOf } from './windowEvents';
import { type EventPublisher, type EventRecord } from './eventRecord';
import { type Log } from '../log';
import { outboxRows, outboxWrites, readableOutbox, recordOf, settledWrites, type LeftOver, type OutboxRow, type WaitingEvent } from './outbox';
import { type StoredEvents } from './storedEvents';
import { withTrace } from '../tracing/carriedTrace';
import { ToldVersions } from './toldVersions';
import { RowUnreadable, type RowReader, type UnreadableRow } from '../unreadable';

/** The row that can be made only once for this record, whenever it is made. */
export const onceKey = (record: EventRecord): string => (record.subject.kind === 'window' ? windowEventOf(record) : eventKey(record.subject.id, record.version));

/** The events themselves, stored with the state they tell of. */
export const historyWrites = (records: readonly EventRecord[]): Write[] =>
  records.map((record) => {
    // What was ahead then is of no use to whoever reads it later, and what was charged has rows of its own.
    const { ahead: _ahead, charged: _charged, traceparent: _traceparent, ...told } = record;
    return { op: 'create', key: onceKey(record), value: { type: 'event', ...told } };
  });

/** The events and their entry in the outbox. @param audit see {@link outboxWrites}. */
export const eventWrites = (records: readonly EventRecord[], audit?: AuditRecord): Write[] => [...historyWrites(records), ...outboxWrites(records, audit)];

/**
 * A publisher that died is finished by the sweep this long after the command. Longer than writing the deadline and committing can take together with all
 * retries of the adapter (each about 85 seconds): a sweep that came before the commit would find nothing to publish and take the deadline away.
 */
export const PUBLISH_GRACE_MINUTES = 3;

/** Stands while events are stored and brought out. @param subject one of its own for each writer, so that whoever finishes first takes nobody else's deadline away. */
export const publishDeadline = (customerId: string, subject: string, now: Instant): Deadline => ({ at: plusMinutes(now, PUBLISH_GRACE_MINUTES), kind: 'publish', customerId, subject });

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
  readonly rows: Pick<RowReader<WaitingEvent>, 'readable'>;
  readonly keyOf: (record: EventRecord) => string;
}

/** What is to be brought out, and subjects of which an earlier event waits for the bus. */
interface Ordered {
  readonly rows: readonly OutboxRow[];
  readonly behind: ReadonlySet<string>;
  /** Those of the rows that were found waiting. */
  readonly found: readonly OutboxRow[];
}

/** What lies in a customer's outbox. */
interface Left {
  /** All of it still to be done. */
  readonly rows: readonly OutboxRow[];
  /** Subjects of which an event waits for the bus alone. */
  readonly behind: ReadonlySet<string>;
  readonly unreadable: readonly UnreadableRow[];
}

/** Told together. */
const RECORDS_AT_ONCE = 100;

/** Earlier events first, of each subject; subjects in the order in which they come. */
const inOrder = (rows: readonly OutboxRow[]): readonly EventRecord[] => {
  const distinct = new Map(rows.flatMap(({ records }) => records.map((record) => [record.id, record] as const)));
  return [...groupBy([...distinct.values()].toSorted((a, b) => a.version - b.version), ({ subject }) => subject.id).values()].flat();
};

const NOTHING_KNOWN: ReadonlyMap<string, KnownRow> = new Map();

/** What the partners' lists say of the subjects, in as few copies as there are rows to keep them in: those that share a row there mostly share a sheet. */
const onceForEach = (listed: (record: EventRecord) => KnownRow | undefined) => {
  const given = new Set<string>();
  return (record: EventRecord, { at, kind }: Pick<Deadline, 'at' | 'kind'>): KnownRow | undefined => {
    const row = listed(record);
    const place = `${record.customerId}|${at}|${kind}|${row?.etag}`;
    if (row === undefined || given.has(place)) return undefined;
    given.add(place);
    return row;
  };
};

const NOT_LISTED = (): undefined => undefined;

/** What a record leaves to be done later. @param told whether all who are told have been told of it; undefined: that is not known, and nothing is said of its subject. */
const deadlinesOf = (record: EventRecord, known: ReadonlyMap<string, KnownRow>, told?: boolean, listedFor: ReturnType<typeof onceForEach> = NOT_LISTED): readonly Deadline[] => {
  const { id, customerId, subject, deadlines } = record;
  return deadlines.map(({ data: own, ...deadline }) => {
    // What is due at once goes on with the trace; what comes in months begins its own.
    const data = !isProcessKind(deadline.kind) && deadline.at <= record.at ? withTrace(own, record) : own;
    const row = isProcessKind(deadline.kind) && deadline.subject === subject.id && told !== undefined ? known.get(id) : undefined;
    // What comes next of a subject without a row of its own: that all before it is told is all there is to know.
    const isNext = deadline.kind === 'cancellationWindow' && subject.kind === 'window' && told === true;
    const listed = row === undefined ? undefined : listedFor(record, deadline);
    return { ...deadline, customerId, ...(data && { data: isNext ? { ...data, told } : data }), ...(row !== undefined && told !== undefined && { known: { ...row, told, ...(listed && { listed }) } }) };
  });
};

export interface PublishingPorts {
  readonly commerce: PartitionStore;
  readonly deadlines: DeadlineIndex;
  /** The projections inside. */
  readonly publisher: EventPublisher;
  /** Whoever reads from outside; after all that must not wait for them. */
  readonly feeds: EventPublisher;
  readonly dispatcher: Dispatcher;
  /** What a partner's list of deadlines says of a record's subject, as far as this process knows. */
  readonly listed: (record: EventRecord) => KnownRow | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** The `Audit` table. */
  readonly audit: PartitionStore;
}

/** What was brought out, taken away or marked; in as many transactions as it takes. */
export const settle = async (store: PartitionStore, partition: string, writes: readonly Write[]): Promise<void> => {
  for (let start = 0; start < writes.length; start += MOST_WRITES_OF_A_CUSTOMER) await store.commit(partition, writes.slice(start, start + MOST_WRITES_OF_A_CUSTOMER));
};

/** Brings stored events out: published in order per subject, their deadlines written, then removed from the outbox. Every step may be repeated. */
export class Publishing {
  private readonly told = new ToldVersions();
  private readonly inTurn = new SubjectTurns();

  constructor(private readonly ports: PublishingPorts) {}

  /**
   * Publishes what one transaction, or a page of them, has just stored. A failure is logged and not thrown: the command stands, and `coveredBy`
   * (rows of the deadline index that were there before the commit) bring the sweep to finish it.
   * @param beside what else they cover, under way already: whether it is done; never rejected.
   * @returns whether all of it is done.
   */
  async afterCommit(stored: readonly StoredEvents[], coveredBy: readonly Deadline[], beside: Promise<boolean> = Promise.resolve(true)): Promise<boolean> {
    try {
      if (!(await this.toldOf(stored, beside))) return false;
      await this.ports.deadlines.remove(coveredBy);
      return true;
    } catch (error) {
      this.ports.log.warn('Publishing is left to the sweep', error);
      await beside;
      return false;
    }
  }

  /** The same for what a deadline covers that stays until this is done. @throws when the store or the publisher fails. */
  async bringOutStored(stored: readonly StoredEvents[]): Promise<void> {
    await this.toldOf(stored, Promise.resolve(true));
  }

  /** The outbox, which may carry a record of the audit log, is cleared only once what is done beside it is done as well. */
  private async toldOf(stored: readonly StoredEvents[], beside: Promise<boolean>): Promise<boolean> {
    const subjects = stored.flatMap(({ records }) => records.map(({ subject }) => subject.id));
    const { rows, waits } = await this.inTurn.after(subjects, async () => {
      const { rows, behind, found } = await this.withPredecessors(stored);
      await this.writeAudits(found);
      return { rows, waits: await this.tell(inOrder(rows), behind, new Map(stored.flatMap(({ known }) => [...known]))) };
    });
    if (!(await beside)) return false;
    await this.settleRows(rows, (record) => (waits.has(record.id) ? 'bus' : 'told'));
    return true;
  }

  /** AUD-1: of commands that were cut off. */
  private async writeAudits(rows: readonly OutboxRow[]): Promise<void> {
    for (const { key, audit } of rows) await writeCarried(this.ports, audit, key);
  }

  /**
   * What is stored of a piece of due work, by this attempt or one before: what this one stored is known and brought out; what one before did may wait in the outbox, which is looked through.
   * @param stored by each transaction; undefined: it was there already. @throws as {@link bringOutStored} and {@link publishLeftovers}; the deadline stays.
   */
  async bringOutOrLookFor(customerId: string, stored: readonly (StoredEvents | undefined)[]): Promise<void> {
    const fresh = stored.filter((each) => each !== undefined);
    await (fresh.length === stored.length ? this.bringOutStored(fresh) : this.publishLeftovers(customerId));
  }

  /**
   * Publishes all that is left in a customer's outbox, whoever put it there. One that cannot be read, or cannot be told without a row that cannot, holds up the later ones of its own subject, and no others; a whole transaction that cannot be read, whatever may come after it.
   * @throws when the store or the publisher fails; RowUnreadable, after the rest is out, where one cannot be read.
   */
  async publishLeftovers(customerId: string): Promise<void> {
    const left = await this.leftIn(customerId);
    await this.writeAudits(left.rows);
    const heldUp = new Set(this.heldUpBy(left));
    const unreadable = [...left.unreadable];
    const behind = new Set(left.behind);
    const waits = new Set<string>();
    const done = new Set<string>();
    const records = inOrder(left.rows);
    let open = left.rows;
    for (let start = 0; start < records.length; start += RECORDS_AT_ONCE) {
      const part = records.slice(start, start + RECORDS_AT_ONCE);
      const free = part.filter(({ subject }) => !heldUp.has(subject.id));
      for (const id of await this.tellApart(free, behind, heldUp, unreadable)) waits.add(id);
      for (const { id, subject } of part) {
        done.add(id);
        if (waits.has(id)) behind.add(subject.id);
      }
      const isOver = (row: OutboxRow): boolean => row.records.every(({ id }) => done.has(id));
      await this.settleRows(open.filter(isOver), (record) => (heldUp.has(record.subject.id) ? 'heldUp' : waits.has(record.id) ? 'bus' : 'told'));
      open = open.filter((row) => !isOver(row));
    }
    const [first] = unreadable;
    if (first !== undefined) throw new RowUnreadable(first);
  }

  /** Where a row cannot be read that this needs, each subject by itself: one of which that is so joins what is held up. @returns ids of those that wait for the bus alone. */
  private async tellApart(records: readonly EventRecord[], behind: ReadonlySet<string>, heldUp: Set<string>, unreadable: UnreadableRow[]): Promise<ReadonlySet<string>> {
    try {
      return await this.tell(records, behind, NOTHING_KNOWN);
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
    }
    const waits = new Set<string>();
    for (const [subject, own] of groupBy(records, (record) => record.subject.id)) {
      try {
        for (const id of await this.tell(own, behind, NOTHING_KNOWN)) waits.add(id);
      } catch (error) {
        if (!(error instanceof RowUnreadable)) throw error;
        heldUp.add(subject);
        unreadable.push(error.row);
      }
    }
    return waits;
  }

  private async leftIn(customerId: string): Promise<Left> {
    const rows: OutboxRow[] = [];
    const behind = new Set<string>();
    const unreadable: UnreadableRow[] = [];
    let continuation: string | undefined;
    do {
      const page = await this.ports.commerce.list(customerId, { prefix: outboxPrefix, limit: 100, ...(continuation !== undefined && { continuation }) });
      const found = readableOutbox(page.rows);
      unreadable.push(...found.unreadable);
      for (const row of found.items) {
        if (row.awaits === undefined) rows.push(row);
        else for (const { subject } of row.records) behind.add(subject.id);
      }
      continuation = page.continuation;
    } while (continuation !== undefined);
    return { rows, behind, unreadable };
  }

  /** Subjects of which something earlier cannot be read, or perhaps cannot. */
  private heldUpBy({ rows, unreadable }: Left): ReadonlySet<string> {
    const named = unreadable.map(({ key }) => outboxSubject(key));
    const heldUp = new Set(named.filter((subject) => subject !== undefined));
    if (heldUp.size === named.length) return heldUp;
    for (const [subject, [first]] of groupBy(inOrder(rows), (record) => record.subject.id)) {
      if (first !== undefined && first.version > 1 && this.told.of(subject) < first.version - 1) heldUp.add(subject);
    }
    return heldUp;
  }

  /**
   * A subject's earlier change may still wait in the outbox, left there by a crash: then all that is left of the customer goes first. One look for each customer of whose subjects that is not known to be otherwise.
   * @throws RowUnreadable where what may be earlier cannot be read: then the sweep brings out what it can.
   */
  private async withPredecessors(stored: readonly StoredEvents[]): Promise<Ordered> {
    const told = new Set(stored.flatMap((each) => [...each.told]));
    const records = stored.flatMap((each) => each.records);
    const firsts = [...groupBy(records, ({ subject }) => subject.id).values()].flatMap((own) => own.toSorted((a, b) => a.version - b.version).slice(0, 1));
    const unsure = firsts.filter(({ subject, version }) => version > 1 && !told.has(subject.id) && this.told.of(subject.id) < version - 1);
    const rows = new Map(stored.flatMap((each) => each.outbox.map((row) => [row.key, row] as const)));
    const found: OutboxRow[] = [];
    const behind = new Set<string>();
    for (const [customerId, own] of groupBy(unsure, (record) => record.customerId)) {
      const versions = new Map(own.map(({ subject, version }) => [subject.id, version]));
      const left = await this.leftIn(customerId);
      for (const subject of left.behind) behind.add(subject);
      const damaged = left.unreadable.find(({ key }) => versions.has(outboxSubject(key) ?? own[0]?.subject.id ?? ''));
      if (damaged !== undefined) throw new RowUnreadable(damaged);
      const isBefore = ({ subject, version }: EventRecord): boolean => version < (versions.get(subject.id) ?? 0);
      if (left.rows.some((row) => row.records.some(isBefore))) found.push(...left.rows.filter(({ key }) => !rows.has(key)));
    }
    return { rows: [...rows.values(), ...found], behind, found };
  }

  /**
   * AUD-2: the one way of a stored event to all who are told of it. Safe to repeat, in the order that lets every step be repeated: the projections inside with webhooks and audit log; what falls due one at a time, perhaps at once; the feeds; the bus;
   * then what falls due by the hundred, with what is known of it, for which it matters who was told. The outbox is the caller's to settle.
   * @param records in order of each subject. @param behind ids of subjects of which an earlier event waits for the bus. @param known rows of subjects, by the record that is their last.
   * @returns those that wait for the bus, and for nothing else. @throws when the store or the publisher fails.
   */
  async bringOut(records: readonly EventRecord[], behind: ReadonlySet<string> = new Set(), known = NOTHING_KNOWN): Promise<readonly EventRecord[]> {
    const { publisher, deadlines, feeds, dispatcher } = this.ports;
    await publisher.publish(records);
    const plain = records.flatMap((record) => deadlinesOf(record, known));
    await deadlines.put(plain.filter(({ kind }) => !isProcessKind(kind)));
    try {
      await feeds.publish(records);
    } catch (error) {
      // Nobody's renewal waits for whoever reads from outside.
      await deadlines.put(plain.filter(({ kind }) => isProcessKind(kind)));
      throw error;
    }
    const waiting = await dispatcher.dispatch(records, behind);
    const waits = new Set(waiting.map(({ id }) => id));
    this.told.remember(records.filter(({ id }) => !waits.has(id)));
    const listedFor = onceForEach(this.ports.listed);
    await deadlines.put(records.flatMap((record) => deadlinesOf(record, known, !waits.has(record.id), listedFor)).filter(({ kind }) => isProcessKind(kind)));
    return waiting;
  }

  /** The same of customers' events, with a deadline for what then waits for the bus. @returns ids of those that do. */
  private async tell(records: readonly EventRecord[], behind: ReadonlySet<string>, known: ReadonlyMap<string, KnownRow>): Promise<ReadonlySet<string>> {
    if (records.length === 0) return new Set();
    const waiting = await this.bringOut(records, behind, known);
    const now = this.ports.clock.now();
    if (waiting.length > 0) await this.ports.deadlines.put([...new Set(waiting.map(({ customerId }) => customerId))].map((customerId) => dispatchDeadline(ofCustomer(customerId), now)));
    return new Set(waiting.map(({ id }) => id));
  }

  /** What was told is taken out of the outbox; what waits for the bus, or is held up, stays by itself. */
  private async settleRows(rows: readonly OutboxRow[], became: (record: EventRecord) => 'told' | 'bus' | 'heldUp'): Promise<void> {
    for (const [customerId, own] of groupBy(rows, ({ records }) => records[0]?.customerId ?? '')) {
      const writes = own.flatMap((row) => {
        const [only, ...others] = row.records;
        // It stays as it is.
        if (only !== undefined && others.length === 0 && became(only) === 'heldUp') return [];
        const left = row.records.flatMap((record): LeftOver[] => {
          const outcome = became(record);
          return outcome === 'told' ? [] : [{ record, ...(outcome === 'bus' && { awaits: outcome }) }];
        });
        return settledWrites(row, left);
      });
      await settle(this.ports.commerce, customerId, [...writes.filter(({ op }) => op === 'put'), ...writes.filter(({ op }) => op === 'delete')]);
    }
  }

  /**
   * Tells the bus what it could not be told when it came to be, in order of each subject; what it does not take, and what it cannot be reached for, is due again after growing waits, and never given up. So is what is still on its way to all who are told:
   * whoever brings it out may just be about to say that it waits for the bus, and wrote the deadline for that before.
   * @param outbox the customer's if absent. @throws when the store fails; RowUnreadable, after the rest, where one cannot be read.
   */
  async dispatchLeftovers({ customerId, subject: of, data }: Deadline, outbox: Outbox = this.ofCustomers()): Promise<void> {
    const attempts = Number(data?.['attempts'] ?? 0);
    const again = (): Promise<void> => this.ports.deadlines.put([dispatchDeadline({ customerId, subject: of }, this.ports.clock.now(), attempts)]);
    let continuation: string | undefined;
    let unreadable: UnreadableRow | undefined;
    let isOnItsWay = false;
    const stuck = new Set<string>();
    do {
      if (this.ports.dispatcher.isPaused) return again();
      const page = await outbox.store.list(customerId, { prefix: outboxPrefix, limit: 100, ...(continuation !== undefined && { continuation }) });
      const left = outbox.rows.readable(page.rows);
      for (const row of left.unreadable) stuck.add(outboxSubject(row.key) ?? row.key);
      unreadable ??= left.unreadable[0];
      const records = left.items.filter(({ awaits }) => awaits === 'bus').map(recordOf);
      isOnItsWay ||= records.length < left.items.length;
      const waiting = await this.ports.dispatcher.dispatch(records, stuck);
      for (const { subject } of waiting) stuck.add(subject.id);
      const waits = new Set(waiting.map(({ id }) => id));
      const told = records.filter(({ id }) => !waits.has(id));
      // Whatever they are by now: told is told.
      await settle(outbox.store, customerId, told.map((record): Write => ({ op: 'delete', key: outbox.keyOf(record), etag: ANY_ETAG })));
      this.told.remember(told);
      continuation = page.continuation;
    } while (continuation !== undefined);
    if (stuck.size > 0 || isOnItsWay) await again();
    if (unreadable !== undefined) throw new RowUnreadable(unreadable);
  }

  private ofCustomers(): Outbox {
    return { store: this.ports.commerce, rows: outboxRows, keyOf: ({ subject, version }) => outboxKey(subject.id, version) };
  }
}

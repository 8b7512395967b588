import { type Clock } from '../../kernel/clock';
import { instant, plusHours, plusMinutes, type Instant } from '../../kernel/instant';
import { deleteAsRead, type PartitionStore, StoreUnavailable } from '../../kernel/partitionStore';
import { recordId, type EventRecord } from '../command/eventRecord';
import { type Deadline } from '../due/deadline';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { isGapless, storedEvents, streamOf, type StoredEventPorts, type Told } from '../event/storedEvents';
import { type Log } from '../log';
import { findParked } from '../operations/parked';
import { type UnreadableRows } from '../operations/unreadableRows';
import { readablePage, RowUnreadable, type Page } from '../unreadable';
import { consumedKey, consumedRows, CONSUMERS, parkedKey, parkedPrefix, parkedRows, startKey, startRows, type ParkedSubject } from './consumedRows';
import { type Consumer } from './consumer';
import { stepFor } from './nextVersion';

/** Others write the same row only while one event of its subject is applied. */
const ATTEMPTS = 20;
/** What is missing for so long is passed over, and told of: nothing that comes later waits for ever. */
const GAP_HOURS = 24;

/** An event is not stored that must be there. */
class EventMissing extends Error {
  override readonly name = 'EventMissing';
}

/** Ids of events behind a version that must be there and are not, the first of each gap; the one that was told of among them. */
const missingOf = (told: Told, behind: number, own: readonly EventRecord[]): readonly string[] => {
  const versions = own.map(({ version }) => version);
  const gaps = versions.filter((version, index) => stepFor(versions[index - 1] ?? behind, version, isGapless(told)) === 'park');
  const ids = gaps.map((version) => recordId(streamOf(told), (versions[versions.indexOf(version) - 1] ?? behind) + 1));
  return (versions.at(-1) ?? behind) < told.version ? [...ids, told.id] : ids;
};

export interface ConsumersPorts extends StoredEventPorts {
  readonly directory: PartitionStore;
  readonly deadlines: DeadlineIndex;
  readonly unreadable: UnreadableRows;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a consumer should have come to and has not. */
export interface Overlooked {
  readonly consumer: string;
  readonly record: EventRecord;
}

/** How one taking of an event goes about it. */
interface Manner {
  /** The event itself, where it is at hand: it need not be read if it is the next. */
  readonly inHand?: EventRecord;
  /** What is missing, or cannot be read, is passed over. */
  readonly passesOver: boolean;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** In whole minutes. A deadline is a customer's; what is of none is its partner's. */
const retryDeadline = (consumer: string, told: Pick<Told, 'id' | 'customerId' | 'partnerId'>, now: Instant): Deadline => ({
  at: instant(`${plusMinutes(now, 1).slice(0, 16)}:00.000Z`),
  kind: 'consume',
  customerId: told.customerId === '' ? told.partnerId : told.customerId,
  subject: `${consumer}|${streamOf(told)}`,
});

/**
 * AUD-2: gives events to consumers. Each keeps how far it came with a subject, in one transaction with what it made of it: so the next is applied once, what it had is passed over, and what a gap left out is read from where events are stored. A subject
 * that cannot go on is parked, listed, and tried again after growing waits; its later events wait behind, and no other subject does.
 */
export class Consumers {
  private readonly byName: ReadonlyMap<string, Consumer>;
  private readonly starts = new Map<string, Instant>();

  constructor(
    private readonly ports: ConsumersPorts,
    consumers: readonly Consumer[],
  ) {
    this.byName = new Map(consumers.map((consumer) => [consumer.name, consumer]));
  }

  /** Says of each since when there is that consumer: what was before it is none of its own. To be called when an app starts; the first event does it too. @throws when the store fails. */
  async begin(): Promise<void> {
    for (const consumer of this.byName.values()) await this.startOf(consumer);
  }

  /** Whether somebody of that name consumes here. */
  knows(name: string): boolean {
    return this.byName.has(name);
  }

  /** One event for all of them. @throws when the store fails: to be given again. */
  async takeAll(record: EventRecord): Promise<void> {
    for (const name of this.byName.keys()) await this.take(name, record, record);
  }

  /** One event for the consumer of that name; done twice it is done once. A name that nobody has consumes nothing. @throws when the store fails: to be given again. Whatever else fails parks the subject. */
  async take(name: string, told: Told, inHand?: EventRecord): Promise<void> {
    const consumer = this.byName.get(name);
    if (consumer === undefined || !consumer.hears(told)) return;
    try {
      await this.catchUp(consumer, told, { passesOver: false, ...(inHand !== undefined && { inHand }) });
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      if (error instanceof RowUnreadable) await this.ports.unreadable.raise([error.row]);
      this.ports.log.error(`${name} cannot go on with ${streamOf(told)} at ${told.id}; it is parked`, error);
      await this.park(consumer, told, reasonOf(error));
    }
  }

  /** Goes on with a parked subject. @throws when that is not possible now. */
  async retry({ subject }: Pick<Deadline, 'subject'>): Promise<void> {
    const key = parkedPrefix + subject;
    const row = await this.ports.directory.read(CONSUMERS, key);
    if (row === undefined) return;
    const { consumer: name, told, since } = parkedRows.read(row);
    const consumer = this.byName.get(name);
    if (consumer !== undefined) await this.catchUp(consumer, { ...told, facts: [] }, { passesOver: this.ports.clock.now() >= plusHours(since, GAP_HOURS) });
    // Told of more meanwhile: this is not the end of it.
    if (!(await this.ports.directory.commit(CONSUMERS, [deleteAsRead(row)])).ok) return this.retry({ subject });
  }

  /** A page of the subjects that are parked. */
  async parked(limit: number, continuation?: string): Promise<Page<ParkedSubject>> {
    return readablePage(await this.ports.directory.list(CONSUMERS, { prefix: parkedPrefix, limit, ...(continuation !== undefined && { continuation }) }), parkedRows);
  }

  /** DUE-1: goes over what is parked, and writes anew the deadline that tries it again, but where the operator has it. Written where it stands already it is one more look. @throws when the store fails. */
  async check(): Promise<void> {
    const { deadlines, directory, clock, unreadable } = this.ports;
    let continuation: string | undefined;
    do {
      const page = await this.parked(100, continuation);
      await unreadable.raise(page.unreadable ?? []);
      for (const { consumer, told } of page.items) {
        const deadline = retryDeadline(consumer, told, clock.now());
        if ((await findParked(directory, deadline)) === undefined) await deadlines.put([deadline]);
      }
      continuation = page.continuation;
    } while (continuation !== undefined);
  }

  /**
   * DUE-1: of what consumers hear among these events, the last of each stream that they have not come to and that is not parked: its message was lost, or is a dead letter. One read for each stream and consumer. A consumer of which nobody can say since when it is there is raised, and the others go on.
   * @param events of a customer, or of a partner's invoices; none that still waits to be told. @param repairs whether it is given to them. @throws when the store fails.
   */
  async recover(events: readonly EventRecord[], repairs: boolean): Promise<readonly Overlooked[]> {
    const found: Overlooked[] = [];
    for (const consumer of this.byName.values()) {
      const start = await this.startIfReadable(consumer);
      if (start === undefined) continue;
      const last = new Map<string, EventRecord>();
      for (const record of events) if (record.at >= start && record.version > (last.get(streamOf(record))?.version ?? 0) && consumer.hears(record)) last.set(streamOf(record), record);
      for (const record of last.values()) {
        if (!(await this.isOverlooked(consumer, record))) continue;
        found.push({ consumer: consumer.name, record });
        if (repairs) await this.take(consumer.name, record);
      }
    }
    return found;
  }

  private async isOverlooked(consumer: Consumer, record: EventRecord): Promise<boolean> {
    const row = await consumer.rows.read(consumer.partitionOf(record), consumedKey(consumer.name, streamOf(record)));
    // One that cannot be read parks the subject, and is told of there.
    const [consumed] = row === undefined ? [{ version: 0 }] : consumedRows(consumer.table).readable([row]).items;
    if (consumed !== undefined && record.version <= consumed.version) return false;
    return (await this.ports.directory.read(CONSUMERS, parkedKey(consumer.name, streamOf(record)))) === undefined;
  }

  private async startIfReadable(consumer: Consumer): Promise<Instant | undefined> {
    try {
      return await this.startOf(consumer);
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
      await this.ports.unreadable.raise([error.row]);
      return undefined;
    }
  }

  private async startOf({ name }: Consumer): Promise<Instant> {
    const known = this.starts.get(name);
    if (known !== undefined) return known;
    const key = startKey(name);
    await this.ports.directory.commit(CONSUMERS, [{ op: 'create', key, value: { type: 'consumer', at: this.ports.clock.now() } }]);
    const row = await this.ports.directory.read(CONSUMERS, key);
    if (row === undefined) throw new Error(`Since when there is the consumer ${name} was written and is not there`);
    const { at } = startRows.read(row);
    this.starts.set(name, at);
    return at;
  }

  private async catchUp(consumer: Consumer, told: Told, manner: Manner): Promise<void> {
    const partition = consumer.partitionOf(told);
    const key = consumedKey(consumer.name, streamOf(told));
    const start = await this.startOf(consumer);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const row = await consumer.rows.read(partition, key);
      const known = row && consumedRows(consumer.table).readStored(row);
      const version = known?.value.version ?? 0;
      if (stepFor(version, told.version, isGapless(told)) === 'ignore') return;
      const records = await this.next(told, version, start, manner);
      if (await this.apply(consumer, { partition, key, etag: known?.etag }, records, manner.passesOver ? told.version : 0)) return;
    }
    throw new Error(`${told.id} was taken by others in each of ${ATTEMPTS} attempts`);
  }

  /** What is to be applied, in order. @throws EventMissing, RowUnreadable where something must not be passed over. */
  private async next(told: Told, above: number, start: Instant, { inHand, passesOver }: Manner): Promise<readonly EventRecord[]> {
    if (inHand !== undefined && told.version === above + 1) return inHand.at < start ? [] : [inHand];
    const { items, unreadable } = await storedEvents(this.ports, told, above);
    const own = items.filter(({ at }) => at >= start);
    const first = items.length > own.length ? (own[0]?.version ?? told.version + 1) - 1 : above;
    const missing = missingOf(told, first, own);
    if (passesOver) {
      await this.ports.unreadable.raise(unreadable);
      for (const id of missing) this.ports.log.error(`${id} is not stored, and is passed over`);
      return own;
    }
    const [damaged] = unreadable;
    if (damaged !== undefined) throw new RowUnreadable(damaged);
    if (missing[0] !== undefined) throw new EventMissing(`${missing[0]} is not stored`);
    return own;
  }

  /** @param atLeast how far the subject is consumed then in any case; 0: as far as it was applied. @returns whether all of it is stored; false where somebody else wrote meanwhile. */
  private async apply(consumer: Consumer, { partition, key, etag: first }: { readonly partition: string; readonly key: string; readonly etag: string | undefined }, records: readonly EventRecord[], atLeast: number): Promise<boolean> {
    const heard = records.filter((record) => consumer.hears(record));
    const steps: { readonly version: number; readonly record?: EventRecord }[] = heard.map((record) => ({ version: record.version, record }));
    if (atLeast > (heard.at(-1)?.version ?? 0)) steps.push({ version: atLeast });
    let etag = first;
    for (const { version, record } of steps) {
      const { writes, deadlines = [] } = record === undefined ? { writes: [] } : await consumer.effectOf(record);
      if (deadlines.length > 0) await this.ports.deadlines.put(deadlines);
      const value = { type: 'consumed', version };
      const committed = await consumer.rows.commit(partition, [etag === undefined ? { op: 'create', key, value } : { op: 'update', key, value, etag }, ...writes]);
      if (!committed.ok) return false;
      etag = committed.etags.get(key);
    }
    return true;
  }

  /** The deadline comes before the list: whoever is listed is tried again. One that is listed already has one. */
  private async park(consumer: Consumer, told: Told, reason: string): Promise<void> {
    const { directory, deadlines, clock } = this.ports;
    const key = parkedKey(consumer.name, streamOf(told));
    const { id, subject, at, customerId, partnerId } = told;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const now = clock.now();
      const row = await directory.read(CONSUMERS, key);
      const [before] = row === undefined ? [] : parkedRows.readable([row]).items;
      if (row === undefined) await deadlines.put([retryDeadline(consumer.name, told, now)]);
      const value = { type: 'parkedSubject', consumer: consumer.name, told: before !== undefined && before.told.version > told.version ? before.told : { id, subject, version: told.version, at, customerId, partnerId }, since: before?.since ?? now, reason };
      const committed = await directory.commit(CONSUMERS, [row === undefined ? { op: 'create', key, value } : { op: 'update', key, value, etag: row.etag }]);
      if (committed.ok) return;
    }
    throw new Error(`${told.id} could not be parked in ${ATTEMPTS} attempts`);
  }
}

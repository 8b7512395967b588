import { type EventRecord } from '../../../../src/app/command/eventRecord';
import { mustHold } from '../../engine/check';
import { type RowChange } from '../../engine/recorder';

/** What an event says of itself. */
type Told = Pick<EventRecord, 'id' | 'version' | 'partnerId' | 'partnerIds'>;

/** What numbers an event: its subject; a window and parked work count for themselves. */
const streamOf = ({ id }: Pick<Told, 'id'>): string => id.slice(0, id.lastIndexOf(':'));

/** What a customer is told is numbered as the change that it is told of, and not of every change. */
const follows = (stream: string, version: number, last: number | undefined): boolean => last === undefined || (stream.startsWith('notice|') ? version > last : version === last + 1);

/** Each partner whom it concerns, once. */
const audienceOf = ({ partnerId, partnerIds }: Told): readonly string[] => [...new Set(partnerIds ?? [partnerId])].filter((id) => id !== '');

/** Events are kept with their customer; of an invoice nothing is kept but that it waits to be told. */
const isStored = ({ table, key }: RowChange): boolean => (table === 'Commerce' && key.startsWith('event|')) || (table === 'Invoices' && key.startsWith('outbox|'));

/** What a row of a feed tells, by number: one event, or several of which the last has the number of the key. */
const standingIn = (key: string, value: object): readonly (readonly [number, Told])[] => {
  const last = Number(key.slice('event|'.length));
  const events = 'events' in value ? (value.events as readonly Told[]) : [value as Told];
  return events.map((told, index) => [last - events.length + 1 + index, told]);
};

/** What a partner was told in this life. */
interface Feed {
  readonly first: number;
  readonly ids: Set<string>;
  /** Of each subject, the last version. */
  readonly last: Map<string, number>;
}

/**
 * AUD-2: every subject's events are numbered without gaps; each is published after it was stored, for the first time in the order of its versions; every partner whom it concerns finds it in its feed once, in that order.
 * What the world held before this life is not judged.
 */
export class EventModel {
  private readonly stored = new Map<string, Told>();
  /** Of each subject, the version that was stored last, and that was published last. */
  private readonly storedUpTo = new Map<string, number>();
  private readonly publishedUpTo = new Map<string, number>();
  private readonly unpublished = new Set<string>();
  private readonly feeds = new Map<string, Feed>();
  private readonly outbox = new Set<string>();

  /** A row was written. @throws Broken */
  wrote(change: RowChange): void {
    const { table, partition, key, after } = change;
    if ((table === 'Commerce' || table === 'Invoices') && key.startsWith('outbox|')) {
      const row = `${partition} ${key}`;
      if (after === undefined) this.outbox.delete(row);
      else this.outbox.add(row);
    }
    if (after === undefined) return;
    if (table === 'Events' && key.startsWith('event|')) {
      mustHold(change.before === undefined, 'AUD-2', () => `${key} of the feed of ${partition} was written over`);
      for (const [number, told] of standingIn(key, after)) this.told(partition, number, told);
    }
    if (isStored(change)) this.storedOnce(change.before, after as unknown as Told);
  }

  /** A record was published. @throws Broken */
  published({ id, version }: Pick<EventRecord, 'id' | 'version'>): void {
    mustHold(this.stored.has(id), 'AUD-2', () => `${id} was published and is not stored`);
    if (!this.unpublished.delete(id)) return;
    const stream = streamOf({ id });
    const last = this.publishedUpTo.get(stream);
    mustHold(follows(stream, version, last), 'AUD-2', () => `${id} was published for the first time after version ${last}`);
    this.publishedUpTo.set(stream, version);
  }

  /** Nothing is due. @param isCovered whether something ahead will bring out what waits in a partition. @throws Broken unless all is out. */
  settled(isCovered: (partition: string) => boolean): void {
    const held = [...this.outbox].filter((row) => !isCovered(row.split(' ')[0] ?? ''));
    mustHold(held.length === 0, 'AUD-2', () => `wait in the outbox, and nothing will bring them out: ${held.join(', ')}`);
    if (this.outbox.size > 0) return;
    mustHold(this.unpublished.size === 0, 'AUD-2', () => `were stored and never published: ${[...this.unpublished].join(', ')}`);
    for (const told of this.stored.values()) {
      for (const partnerId of audienceOf(told)) mustHold(this.feeds.get(partnerId)?.ids.has(told.id) === true, 'AUD-2', () => `the feed of ${partnerId} lacks ${told.id}`);
    }
  }

  private storedOnce(before: unknown, told: Told): void {
    const { id, version } = told;
    // An invoice's row stays until the bus was told, too.
    if (before !== undefined) return mustHold(this.stored.has(id), 'AUD-2', () => `${id} took the place of another event`);
    mustHold(!this.stored.has(id), 'AUD-2', () => `two events are called ${id}`);
    const stream = streamOf(told);
    const last = this.storedUpTo.get(stream);
    mustHold(follows(stream, version, last), 'AUD-2', () => `${id} was stored after version ${last}`);
    this.storedUpTo.set(stream, version);
    this.stored.set(id, told);
    this.unpublished.add(id);
  }

  private told(partnerId: string, number: number, told: Told): void {
    const { id, version } = told;
    const feed: Feed = this.feeds.get(partnerId) ?? { first: number, ids: new Set(), last: new Map() };
    this.feeds.set(partnerId, feed);
    mustHold(number === feed.first + feed.ids.size, 'AUD-2', () => `the feed of ${partnerId} goes on with ${number} after ${feed.first + feed.ids.size - 1}`);
    const stored = this.stored.get(id);
    mustHold(stored !== undefined, 'AUD-2', () => `the feed of ${partnerId} tells of ${id}, which is not stored`);
    mustHold(audienceOf(stored).includes(partnerId), 'PAR-3', () => `the feed of ${partnerId} tells of ${id}, which concerns ${audienceOf(stored).join(', ')}`);
    mustHold(!feed.ids.has(id), 'AUD-2', () => `the feed of ${partnerId} tells of ${id} twice`);
    const last = feed.last.get(streamOf(told));
    mustHold(last === undefined || version > last, 'AUD-2', () => `the feed of ${partnerId} tells of ${id} after version ${last}`);
    feed.ids.add(id);
    feed.last.set(streamOf(told), version);
  }
}

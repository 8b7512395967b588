import { z } from 'zod';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { eventKey, eventPrefix, formerWindowNewsKey, windowEventKey } from '../command/commerceKeys';
import { recordId, type EventRecord } from '../command/eventRecord';
import { eventRows } from '../command/toldFacts';
import { newsOfVersion, windowOf, type WindowOf } from '../command/windowEvents';
import { newsDueAt } from '../../domain/subscription/windowNews';
import { idKey, idRows, toldRows } from '../feed/feedRows';
import { standingAt } from '../feed/sheets';
import { openedWindowSchema } from '../subscription/windowDeadlines';
import { rowReader, type Readable, type UnreadableRow } from '../unreadable';

/** What is known of an event by whoever was told of it; a record is one. */
export interface Told {
  readonly id: string;
  readonly subject: EventRecord['subject'];
  readonly version: number;
  readonly at: EventRecord['at'];
  /** Empty: of no customer. */
  readonly customerId: string;
  readonly partnerId: string;
  readonly facts: readonly { readonly type: string }[];
  /** W3C `traceparent` of the work that caused it, where it is told on its way out and that was traced. */
  readonly traceparent?: string | undefined;
}

/** Kinds whose every version is told of. A customer's, say, rises with what it buys as well, and a window that was closed before anybody said that it would says that alone. */
const gapless: ReadonlySet<EventRecord['subject']['kind']> = new Set(['subscription']);

export const isGapless = ({ subject: { kind } }: Pick<Told, 'subject'>): boolean => gapless.has(kind);

/** Of which stream an event is, unique for good: its id without the version. Numbers of invoices are each partner's own, so the subject alone would not do. */
export const streamOf = ({ id }: Pick<Told, 'id'>): string => id.slice(0, id.lastIndexOf(':'));

const pageSize = 1000;

export interface StoredEventPorts {
  readonly commerce: PartitionStore;
  /** The `Events` table. */
  readonly eventRows: PartitionStore;
}

/** When something was said of a window, by which it was kept before. */
const formerNewsRows = rowReader('Commerce', 'windowNews', z.object({ at: instantSchema }));

/** When a window closes, as the change says that opened it: by that what is said of it is found. */
const closingOf = async (commerce: PartitionStore, customerId: string, { subscriptionId, window }: WindowOf) => {
  const row = await commerce.read(customerId, eventKey(subscriptionId, Number(window.split('.')[0])));
  const { items, unreadable } = eventRows.readable(row === undefined ? [] : [row]);
  const opened = items.flatMap(({ deadlines }) => deadlines).find(({ kind, subject }) => kind === 'cancellationWindow' && subject === `${subscriptionId}|${window}`);
  return { closesAt: openedWindowSchema.safeParse(opened?.data).data?.windowClosesAt, unreadable };
};

const formerRow = async (commerce: PartitionStore, customerId: string, { subscriptionId, window }: WindowOf, version: number): Promise<Readable<Row>> => {
  const news = await commerce.read(customerId, formerWindowNewsKey(subscriptionId, window, version));
  const { items: [said], unreadable } = formerNewsRows.readable(news === undefined ? [] : [news]);
  const row = said && (await commerce.read(customerId, windowEventKey(subscriptionId, said.at, window, version)));
  return { items: row === undefined ? [] : [row], unreadable };
};

/** One read, and one for each: a window says two things. Where one of them was not said, or said before it was kept so, one or two more. */
const ofWindow = async ({ commerce }: StoredEventPorts, told: Told, above: number): Promise<Readable<EventRecord>> => {
  const { customerId, version: last } = told;
  const of = windowOf(told);
  const { closesAt, unreadable: damagedOpening } = await closingOf(commerce, customerId, of);
  const rows: Row[] = [];
  const unreadable = [...damagedOpening];
  for (let version = above + 1; version <= last; version += 1) {
    const row = closesAt && (await commerce.read(customerId, windowEventKey(of.subscriptionId, newsDueAt({ type: newsOfVersion(version), closesAt }), of.window, version)));
    const former = row === undefined ? await formerRow(commerce, customerId, of, version) : { items: [row], unreadable: [] };
    rows.push(...former.items);
    unreadable.push(...former.unreadable);
  }
  const { items, unreadable: damaged } = eventRows.readable(rows);
  return { items, unreadable: [...unreadable, ...damaged] };
};

/** What is of no customer is kept in its partner's feed. */
const ofPartner = async ({ eventRows: events }: StoredEventPorts, told: Told, above: number): Promise<Readable<EventRecord>> => {
  const rows: Row[] = [];
  for (let version = above + 1; version <= told.version; version += 1) {
    const place = await events.read(told.partnerId, idKey(recordId(streamOf(told), version)));
    const standing = place && (await standingAt(events, told.partnerId, idRows.read(place).number));
    if (standing !== undefined) rows.push(standing.row);
  }
  return toldRows.readable(rows);
};

const ofCustomer = async ({ commerce }: StoredEventPorts, { subject, customerId, version: last }: Told, above: number): Promise<Readable<EventRecord>> => {
  const items: EventRecord[] = [];
  const unreadable: UnreadableRow[] = [];
  let after = eventKey(subject.id, above);
  for (let isOver = false; !isOver; ) {
    const { rows, continuation } = await commerce.list(customerId, { prefix: eventPrefix(subject.id), after, limit: pageSize });
    const read = eventRows.readable(rows.filter(({ key }) => key <= eventKey(subject.id, last)));
    items.push(...read.items.filter((record) => record.subject.id === subject.id));
    unreadable.push(...read.unreadable);
    after = rows.at(-1)?.key ?? after;
    isOver = continuation === undefined || after >= eventKey(subject.id, last);
  }
  return { items, unreadable };
};

/**
 * What is stored of a subject's events above a version, up to the one that somebody was told of, in order of their versions. One operation for each thousand; of a window, or of no customer, two for each.
 * Rows that cannot be read are given beside them (DUE-2). @throws when the store fails.
 */
export const storedEvents = (ports: StoredEventPorts, told: Told, above: number): Promise<Readable<EventRecord>> => {
  if (told.customerId === '') return ofPartner(ports, told, above);
  return told.subject.kind === 'window' ? ofWindow(ports, told, above) : ofCustomer(ports, told, above);
};

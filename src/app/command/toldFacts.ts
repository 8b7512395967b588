import { z } from 'zod';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { type Page, pageOf, rowReader, RowUnreadable, type UnreadableRow } from '../unreadable';
import { eventRecordSchema, type EventRecord } from './eventRecord';

/** Records of one subject, or of several that are told together, whose keys sort as they came to be. */
export interface Stream {
  readonly prefix: string;
  /** Of rows whose keys do not sort so: all of them are read and sorted. Only for what no longer grows. */
  readonly unsorted?: boolean;
}

/** One thing that happened, of a record that may tell of several. */
export interface ToldFact {
  readonly record: EventRecord;
  /** 1 for the first fact of its record. */
  readonly number: number;
  readonly fact: EventRecord['facts'][number];
}

const positionSchema = z.object({
  /** What each stream goes on after, by its prefix. */
  after: z.record(z.string(), z.string()),
  /** A record of which so many facts were given. */
  within: z.object({ id: z.string(), facts: z.number().int() }).optional(),
  type: z.string().optional(),
});

type Position = z.infer<typeof positionSchema>;

/** Where {@link listFacts} begins that is to begin behind some keys, by the prefixes of their streams. */
export const behindKeys = (after: Readonly<Record<string, string>>): string => JSON.stringify({ after } satisfies Position);

/** One row, and where its stream goes on after it. */
type Entry = { readonly place: string } & ({ readonly record: EventRecord; readonly unreadable?: never } | { readonly unreadable: UnreadableRow; readonly record?: never });

export const eventRows = rowReader('Commerce', 'event', eventRecordSchema);

/** @param placeOf a row that cannot be read has no record. */
const entryOf = (row: Row, placeOf: (record?: EventRecord) => string): Entry => {
  try {
    const record = eventRows.read(row);
    return { place: placeOf(record), record };
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    return { place: placeOf(), unreadable: error.row };
  }
};

interface Read {
  readonly prefix: string;
  readonly entries: Entry[];
  /** Nothing comes after them. */
  readonly isAll: boolean;
}

const readStream = async (store: PartitionStore, partition: string, { prefix, unsorted }: Stream, after: string | undefined, limit: number): Promise<Read> => {
  if (unsorted === true) {
    // What cannot be read has no time and comes first: a blank sorts before every time.
    const entries = (await allRows(store, partition, prefix)).map((row) => entryOf(row, (record) => `${record?.at ?? ' '}|${row.key}`));
    return { prefix, isAll: true, entries: entries.filter(({ place }) => after === undefined || place > after).sort((a, b) => (a.place < b.place ? -1 : 1)) };
  }
  const page = await store.list(partition, { prefix, limit, ...(after !== undefined && { after }) });
  return { prefix, isAll: page.continuation === undefined, entries: page.rows.map((row) => entryOf(row, () => row.key)) };
};

/** The stream whose next row cannot be read, else whose next record is the earliest, the first of equals; undefined where that cannot be told without reading on, or nothing is left. */
const next = (reads: readonly Read[]): Read | undefined => {
  const damaged = reads.find(({ entries: [head] }) => head?.unreadable !== undefined);
  if (damaged !== undefined) return damaged;
  if (reads.some(({ entries, isAll }) => entries.length === 0 && !isAll)) return undefined;
  return reads.reduce<Read | undefined>((first, read) => {
    const [head] = read.entries;
    const [earliest] = first?.entries ?? [];
    return head?.record !== undefined && (earliest?.record === undefined || head.record.at < earliest.record.at) ? read : first;
  }, undefined);
};

/**
 * A page of what happened, fact by fact, in order of time; each subject's records stay in the order of their versions. Costs a page of each stream.
 * @param type only facts of that type: a page may then hold fewer than `limit`, and there is more while there is a continuation.
 * Rows that cannot be read are given beside the facts, once (DUE-2). @throws ZodError when the continuation is none of these.
 */
export const listFacts = async (
  store: PartitionStore,
  partition: string,
  streams: readonly Stream[],
  limit: number,
  continuation?: string,
  type?: string,
): Promise<Page<ToldFact>> => {
  const position: Position = continuation === undefined ? { after: {}, type } : positionSchema.parse(JSON.parse(continuation));
  const after = { ...position.after };
  let within = position.within;
  const reads = await Promise.all(streams.map((stream) => readStream(store, partition, stream, after[stream.prefix], limit)));
  const items: ToldFact[] = [];
  const unreadable: UnreadableRow[] = [];
  for (let read = next(reads); read !== undefined && items.length < limit; read = next(reads)) {
    const [entry] = read.entries;
    if (entry === undefined) break;
    const { record, place } = entry;
    if (record === undefined) {
      unreadable.push(entry.unreadable);
      read.entries.shift();
      after[read.prefix] = place;
      continue;
    }
    let given = within?.id === record.id ? within.facts : 0;
    for (const fact of record.facts.slice(given)) {
      if (items.length === limit) break;
      given += 1;
      if (position.type === undefined || fact.type === position.type) items.push({ record, number: given, fact });
    }
    within = given < record.facts.length ? { id: record.id, facts: given } : undefined;
    if (within !== undefined) break;
    read.entries.shift();
    after[read.prefix] = place;
  }
  const isOver = reads.every(({ entries, isAll }) => entries.length === 0 && isAll);
  return pageOf({ items, unreadable }, isOver ? undefined : JSON.stringify({ ...position, after, within }));
};

import { z } from 'zod';
import { type Row, type RowPage } from '../kernel/partitionStore';
import { currentForm, FormUnknown, type ToCurrent } from './schema/rowForms';
import { type StoredValue } from './schema/rowStep';

/** A row that is there and cannot be read: damaged, or not what its key says. */
export interface UnreadableRow {
  readonly table: string;
  readonly partition: string;
  readonly key: string;
  readonly etag: string;
  /** What it should be: `subscription`. */
  readonly kind: string;
  /** In words, for whoever runs the installation. */
  readonly reason: string;
  /** Tenants of the partners that what is left of it names as its own; empty where it names none. */
  readonly partnerIds: readonly string[];
  /** A later release wrote it: it is sound, and this one does not know its form. */
  readonly isNewer?: true;
}

/** DUE-2: something that was asked for needs a row that cannot be read. Nothing is decided without it. */
export class RowUnreadable extends Error {
  override readonly name = 'RowUnreadable';

  constructor(readonly row: UnreadableRow) {
    super(`${row.table} ${row.partition} ${row.key} cannot be read: ${row.reason}`);
  }
}

/** What could be read of many rows, and what could not. */
export interface Readable<T> {
  readonly items: readonly T[];
  readonly unreadable: readonly UnreadableRow[];
}

/** Members by which rows say whose they are. */
const owners = ['partnerId', 'sourcePartnerId', 'targetPartnerId'] as const;

/** Enough to tell what is wrong; a schema's words on a large row know no end. */
const LONGEST_REASON = 500;

const unreadableRow = (table: string, kind: string, { partition, key, etag, value }: Row, reason: string): UnreadableRow => ({
  table,
  partition,
  key,
  etag,
  kind,
  reason: reason.slice(0, LONGEST_REASON),
  partnerIds: owners.map((member) => value[member]).filter((id) => typeof id === 'string'),
});

/** What damage the store itself found says more than what a schema misses in its place. */
const reasonOf = ({ value }: Row, error: z.ZodError): string => (typeof value['unreadable'] === 'string' ? value['unreadable'] : z.prettifyError(error));

/** Each row once, of however much that needed it. */
export const eachRowOnce = (rows: readonly UnreadableRow[]): readonly UnreadableRow[] => [...new Map(rows.map((row) => [`${row.table} ${row.partition} ${row.key}`, row])).values()];

/** Reads rows of one kind. */
export interface RowReader<T> {
  /** @throws RowUnreadable. */
  read(row: Row): T;
  /** Each row with its etag. @throws RowUnreadable for the first that cannot be read. */
  readStored(row: Row): { readonly value: T; readonly etag: string };
  /** For lists: one row that cannot be read does not take the others with it. */
  readable(rows: readonly Row[]): Readable<T>;
}

/** For what several callers are given: nobody changes it. */
const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
};

/** What a row's value is in the form of this release. @throws RowUnreadable. */
const formOf = (table: string, kind: string, row: Row, toCurrent: ToCurrent): StoredValue => {
  try {
    return toCurrent(row.value);
  } catch (error) {
    if (!(error instanceof FormUnknown)) throw error;
    throw new RowUnreadable({ ...unreadableRow(table, kind, row, error.message), ...(error.isNewer && { isNewer: true }) });
  }
};

/**
 * A row that is kept is checked once. One of an earlier schema version is brought to the present one before it is parsed ([which kinds there are](schema/rowKinds.ts)).
 * @param table where the rows lie. @param kind what they are, as people are told: `subscription`.
 */
export const rowReader = <Schema extends z.ZodType>(table: string, kind: string, schema: Schema): RowReader<z.output<Schema>> => {
  const known = new WeakMap<Row, { readonly data: z.output<Schema> }>();
  const toCurrent = currentForm(table, kind);
  const parse = (row: Row): z.output<Schema> => {
    const parsed = schema.safeParse(formOf(table, kind, row, toCurrent));
    if (parsed.success) return parsed.data;
    throw new RowUnreadable(unreadableRow(table, kind, row, reasonOf(row, parsed.error)));
  };
  const read = (row: Row): z.output<Schema> => {
    if (row.isKept === undefined) return parse(row);
    const before = known.get(row);
    if (before !== undefined) return before.data;
    const data = frozen(parse(row));
    known.set(row, { data });
    return data;
  };
  return {
    read,
    readStored: (row) => ({ value: read(row), etag: row.etag }),
    readable: (rows) => readableOf(rows, read),
  };
};

/** @param read what makes something of a row. Whatever else it throws than RowUnreadable passes through. */
export const readableOf = <T>(rows: readonly Row[], read: (row: Row) => T): Readable<T> => {
  const items: T[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const row of rows) {
    try {
      items.push(read(row));
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
      unreadable.push(error.row);
    }
  }
  return { items, unreadable };
};

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Rows of the page that cannot be read; absent where there are none. */
  readonly unreadable?: readonly UnreadableRow[];
  readonly continuation?: string;
}

/** @param continuation where the list goes on; undefined: that was all. */
export const pageOf = <T>({ items, unreadable }: Readable<T>, continuation: string | undefined): Page<T> => ({
  items,
  ...(unreadable.length > 0 && { unreadable }),
  ...(continuation !== undefined && { continuation }),
});

/** A page of what is all there already. @param left what lies behind the page before, in order of its keys; the last key shown says where the list goes on. */
export const pageByKey = <T>(left: readonly (readonly [key: string, item: T])[], unreadable: readonly UnreadableRow[], limit: number): Page<T> => {
  const shown = left.slice(0, limit);
  return pageOf({ items: shown.map(([, item]) => item), unreadable }, left.length > limit ? shown.at(-1)?.[0] : undefined);
};

/** What can be read of a page of rows, and where it goes on. */
export const readablePage = <T>(page: RowPage, reader: RowReader<T>): Page<T> => pageOf(reader.readable(page.rows), page.continuation);

/** For a row that no schema is at fault with: its value lies under another key, say. */
export const notReadable = (table: string, kind: string, row: Row, reason: string): UnreadableRow => unreadableRow(table, kind, row, reason);

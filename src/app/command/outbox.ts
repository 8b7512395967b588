import { z } from 'zod';
import { type AuditRecord } from '../../domain/audit/state';
import { ANY_ETAG, type Row, type Write } from '../../kernel/partitionStore';
import { readableOf, rowReader, type Readable } from '../unreadable';
import { outboxKey, sharedOutboxKey } from './commerceKeys';
import { eventRecordSchema, type EventRecord, textSize } from './eventRecord';

/** A row of the outbox: what one transaction stored and is not told yet, or one event that only the bus was not told. */
export interface OutboxRow {
  readonly key: string;
  readonly records: readonly EventRecord[];
  readonly awaits?: 'bus' | undefined;
  /** AUD-1: the audit record of the command that stored it, as it was begun; to be read by its schema. */
  readonly audit?: unknown;
}

/** A row of one event: all of it still to be done, or only what the bus is told. */
export const outboxSchema = eventRecordSchema.extend({ awaits: z.literal('bus').optional(), audit: z.unknown().optional() });

export type WaitingEvent = z.infer<typeof outboxSchema>;

export const recordOf = ({ awaits: _awaits, audit: _audit, ...record }: WaitingEvent): EventRecord => record;

/** What waits for the bus alone. */
export const awaitingBus = ({ ahead: _ahead, charged: _charged, ...told }: EventRecord): Readonly<Record<string, unknown>> => ({ type: 'outbox', ...told, awaits: 'bus' });

/** Characters of JSON in a row that several share: it stays well below what a row may hold. */
const MOST_TEXT = 200_000;

const rowOf = (records: readonly EventRecord[]): OutboxRow[] => {
  const [first] = records;
  if (first === undefined) return [];
  return [{ key: records.length === 1 ? outboxKey(first.subject.id, first.version) : sharedOutboxKey(first.id), records }];
};

/** One row for what a transaction stores; several where it has much to tell. */
const rowsFor = (records: readonly EventRecord[]): readonly OutboxRow[] => {
  if (records.length <= 1) return rowOf(records);
  const rows: OutboxRow[] = [];
  let [together, size]: [EventRecord[], number] = [[], 0];
  for (const record of records) {
    const own = textSize(record);
    if (together.length > 0 && size + own > MOST_TEXT) {
      rows.push(...rowOf(together));
      [together, size] = [[], 0];
    }
    together.push(record);
    size += own;
  }
  return [...rows, ...rowOf(together)];
};

const isShared = (value: Readonly<Record<string, unknown>>): boolean => 'records' in value;

/** @param records of one transaction, in order of each subject. @param audit the record of the command, as it is begun; its first row carries it. */
export const outboxWrites = (records: readonly EventRecord[], audit?: AuditRecord): readonly Write[] =>
  rowsFor(records).map(({ key, records: own }, index): Write => {
    const told = own.length === 1 ? own[0] : { records: own };
    return { op: 'create', key, value: { type: 'outbox', ...told, ...(index === 0 && audit && { audit }) } };
  });

/** What is written for events of a row of which some are not told after all. */
export interface LeftOver {
  readonly record: EventRecord;
  readonly awaits?: 'bus';
}

/** Takes a row away, whoever wrote it last: what was told was told. What is left of it goes into rows of its own, before the row itself does. */
export const settledWrites = ({ key, records }: OutboxRow, left: readonly LeftOver[]): readonly Write[] => {
  const own = left.map(({ record, awaits }): Write => {
    const value = awaits === undefined ? { type: 'outbox', ...record } : awaitingBus(record);
    return { op: 'put', key: outboxKey(record.subject.id, record.version), value };
  });
  return records.length === 1 && own.length === 1 ? own : [...own, { op: 'delete', key, etag: ANY_ETAG }];
};

/** The row of each event that a transaction has written. */
export const outboxRowsIn = (records: readonly EventRecord[], writes: readonly Write[]): readonly OutboxRow[] => {
  const byId = new Map(records.map((record) => [record.id, record]));
  const keys = new Set(writes.map(({ key }) => key));
  const single = records.filter(({ subject, version }) => keys.has(outboxKey(subject.id, version)));
  const shared = writes.flatMap((write) => (write.op === 'create' && 'records' in write.value && write.key.startsWith(sharedOutboxKey('')) ? [{ key: write.key, ids: (write.value.records as readonly EventRecord[]).map(({ id }) => id) }] : []));
  return [...single.flatMap((record) => rowOf([record])), ...shared.map(({ key, ids }) => ({ key, records: ids.flatMap((id) => byId.get(id) ?? []) }))];
};

const singleRows = rowReader('Commerce', 'outbox', outboxSchema);
const sharedRows = rowReader('Commerce', 'outbox', z.object({ records: z.array(eventRecordSchema).min(1), audit: z.unknown().optional() }));

/** @throws RowUnreadable. */
const readOutboxRow = (row: Row): OutboxRow => {
  if (isShared(row.value)) return { key: row.key, ...sharedRows.read(row) };
  const { awaits, audit, ...record } = singleRows.read(row);
  return { key: row.key, records: [record], awaits, audit };
};

/** All forms, one event to a row as a version before wrote them, too. */
export const readableOutbox = (rows: readonly Row[]): Readable<OutboxRow> => readableOf(rows, readOutboxRow);

/** The same, event by event. */
export const outboxRows = {
  readable: (rows: readonly Row[]): Readable<WaitingEvent> => {
    const { items, unreadable } = readableOutbox(rows);
    return { items: items.flatMap(({ records, awaits }) => records.map((record) => ({ ...record, ...(awaits !== undefined && { awaits }) }))), unreadable };
  },
};

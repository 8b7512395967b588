import { dayOf, plusDays, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { parseInstant, type Instant } from '../../kernel/instant';
import { type KeyRange, type PartitionStore, type Row } from '../../kernel/partitionStore';
import { auditRecordSchema, isCustomerId, type AuditRecord } from '../../domain/audit/state';
import { receiptKey } from '../command/commerceKeys';
import { readLongTexts, withoutLongTexts, writeLongTexts } from './longTexts';
import { recordsPartition } from './seals/sealKeys';
import { type Page, pageOf, rowReader, type UnreadableRow } from '../unreadable';

/** @param unique of one call, or one event. */
export const auditId = (at: Instant, unique: string): string => `${at}_${unique}`;

const MADE_ID = /^[-:.|\w]{1,200}$/;

/** An id that nobody made is in no log: undefined. */
const placeOf = (id: string): Instant | undefined => {
  const [at = ''] = id.split('_');
  if (!MADE_ID.test(id)) return undefined;
  return parseInstant(at) === at ? (at as Instant) : undefined;
};

const auditRows = rowReader('Audit', 'audit', auditRecordSchema);

/** In words; undefined: it can be read. */
export const whyUnreadable = (row: Row): string | undefined => auditRows.readable([row]).unreadable[0]?.reason;

const write = async (audit: PartitionStore, op: 'put' | 'create', record: AuditRecord): Promise<void> => {
  const day = dayOf(record.at);
  const row = await writeLongTexts(audit, record, day);
  await audit.commit(recordsPartition(record.tenantId, day), [{ op, key: record.id, value: { type: 'audit', ...row } }]);
};

/** Over what is there of the same id. @throws when the store fails. */
export const writeAudit = async (audit: PartitionStore, record: AuditRecord): Promise<void> => {
  await write(audit, 'put', record);
};

/** Where nothing of that id is there. @throws when the store fails. */
export const writeBegun = async (audit: PartitionStore, record: AuditRecord): Promise<void> => {
  await write(audit, 'create', record);
};

/** How one that was cut off ended: what its request id stored is there, or nothing is. */
const settled = async (commerce: PartitionStore, record: AuditRecord): Promise<AuditRecord> => {
  const { status, customerId, byTenantId, requestId } = record;
  if (status !== 'progress' || !isCustomerId(customerId) || byTenantId === undefined || requestId === undefined) return record;
  return (await commerce.read(customerId, receiptKey(byTenantId, requestId))) === undefined ? record : { ...record, status: 'succeeded' };
};

export interface AuditTables {
  readonly audit: PartitionStore;
  readonly commerce: PartitionStore;
}

/** With all of its texts, however long. */
export const readAudit = async ({ audit, commerce }: AuditTables, tenantId: string, id: string): Promise<AuditRecord | undefined> => {
  const at = placeOf(id);
  if (at === undefined) return undefined;
  const row = await audit.read(recordsPartition(tenantId, dayOf(at)), id);
  if (row === undefined) return undefined;
  const record = auditRows.read(row);
  const texts = record.parts && (await readLongTexts(audit, tenantId, dayOf(at), id, record.parts));
  return settled(commerce, { ...withoutLongTexts(record), ...texts });
};

/** From `from` to `to`, both included. */
export interface AuditSpan {
  readonly from: Instant;
  readonly to: Instant;
}

/** A tenant's records of a span of minutes, in order of time, of the first 5,000 of each day of it. A query for each thousand. Those that cannot be read are left out. */
export const auditBetween = async (audit: PartitionStore, tenantId: string, { from, to }: AuditSpan): Promise<readonly AuditRecord[]> => {
  const records: AuditRecord[] = [];
  for (let day = dayOf(from); startOfDay(day) <= to; day = plusDays(day, 1)) {
    let after: string | undefined = from;
    for (let looked = 0; after !== undefined && looked < mostLookedAt; ) {
      const page = await audit.list(recordsPartition(tenantId, day), { after });
      records.push(...auditRows.readable(page.rows).items.filter(({ at }) => at >= from && at <= to).map(withoutLongTexts));
      looked += page.rows.length + 1;
      const last = page.rows.at(-1)?.key;
      after = page.continuation === undefined || last === undefined || last > `${to}~` ? undefined : last;
    }
  }
  return records;
};

/** Rows that are looked at for one page at most, so that a filter that fits nothing ends. */
const mostLookedAt = 5000;

/** Rows that one query of a page brings where the first has not filled it. */
const mostAtOnce = 1000;

type Place = Pick<KeyRange, 'after' | 'continuation'>;

const AFTER = '>';

/** Where a page goes on: in a day, behind the row of a key. */
const positionOf = (day: CalendarDate, { after }: Place): string => `${day}~${after === undefined ? '' : `${AFTER}${after}`}`;

/** Pages of earlier releases went on at a page of the store. */
const placeOfPosition = (within: string): Place => {
  if (within === '') return {};
  return within.startsWith(AFTER) ? { after: within.slice(AFTER.length) } : { continuation: within };
};

/**
 * AUD-1: a tenant's records of a span of time, the oldest first, day by day. A page may hold fewer than `limit` while there are more: it looks at some 5,000 rows at most, in a query of `limit` and others of
 * a thousand, one at least for each day.
 * @param fits which of them are asked for.
 */
export const listAudit = async ({ audit, commerce }: AuditTables, tenantId: string, { from, to }: AuditSpan, fits: (record: AuditRecord) => Promise<boolean>, limit: number, continuation?: string): Promise<Page<AuditRecord>> => {
  const items: AuditRecord[] = [];
  const unreadable: UnreadableRow[] = [];
  const found = { items, unreadable };
  const take = async (row: Row): Promise<void> => {
    const { items: [record], unreadable: [damaged] } = auditRows.readable([row]);
    if (damaged !== undefined) unreadable.push(damaged);
    if (record !== undefined && record.at >= from && record.at <= to && (await fits(record))) items.push(await settled(commerce, withoutLongTexts(record)));
  };
  let looked = 0;
  let place = placeOfPosition(continuation?.slice(11) ?? '');
  for (let day = continuation === undefined ? dayOf(from) : (continuation.slice(0, 10) as CalendarDate); startOfDay(day) <= to; day = plusDays(day, 1)) {
    for (let more = true; more; ) {
      const room = limit - items.length;
      if (room === 0 || looked >= mostLookedAt) return pageOf(found, positionOf(day, place));
      const page = await audit.list(recordsPartition(tenantId, day), { ...place, limit: looked === 0 ? room : Math.min(mostAtOnce, mostLookedAt - looked) });
      looked += page.rows.length + 1;
      let taken = 0;
      for (const row of page.rows) {
        if (items.length === limit) break;
        await take(row);
        taken += 1;
        place = { after: row.key };
      }
      more = taken < page.rows.length || page.continuation !== undefined;
    }
    place = {};
  }
  return pageOf(found, undefined);
};

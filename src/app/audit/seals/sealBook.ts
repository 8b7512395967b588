import { z } from 'zod';
import { type Seal, type SealedRecord, sealedRecordSchema, sealSchema } from '../../../domain/audit/seal';
import { type CalendarDate } from '../../../kernel/calendarDate';
import { type PartitionRange, type PartitionStore, type Row } from '../../../kernel/partitionStore';
import { notReadable, type Page, pageOf, readableOf, rowReader, RowUnreadable, type UnreadableRow } from '../../unreadable';
import { linksKey, linksPartition, sealKey, sealsPartition } from './sealKeys';

const storedSeals = rowReader('Audit', 'seal', sealSchema);

/** What lies under another's key is none. */
const readSealRow = (row: Row): Seal => {
  const seal = storedSeals.read(row);
  if (sealKey(seal.number) === row.key && sealsPartition(seal.tenantId) === row.partition) return seal;
  throw new RowUnreadable(notReadable('Audit', 'seal', row, `it is seal ${seal.number} of ${seal.tenantId}, under another's key`));
};

const linkRows = rowReader('Audit', 'links', z.object({ records: z.array(sealedRecordSchema).min(1) }));

/** @throws RowUnreadable. */
export const latestSeal = async (audit: PartitionStore, tenantId: string): Promise<Seal | undefined> => {
  const { rows } = await audit.list(sealsPartition(tenantId), { limit: 1 });
  const [row] = rows;
  return row && readSealRow(row);
};

/** @throws RowUnreadable. */
export const readSeal = async (audit: PartitionStore, tenantId: string, number: number): Promise<Seal | undefined> => {
  const row = await audit.read(sealsPartition(tenantId), sealKey(number));
  return row && readSealRow(row);
};

/** A tenant's, the latest first. */
export const listSeals = async (audit: PartitionStore, tenantId: string, limit: number, continuation?: string): Promise<Page<Seal>> => {
  const page = await audit.list(sealsPartition(tenantId), { limit, ...(continuation !== undefined && { continuation }) });
  return pageOf(readableOf(page.rows, readSealRow), page.continuation);
};

/** All of a tenant's that can be read, in order of their numbers: some hundreds a year. */
export const allSeals = async (audit: PartitionStore, tenantId: string): Promise<{ readonly seals: readonly Seal[]; readonly unreadable: readonly UnreadableRow[] }> => {
  const seals: Seal[] = [];
  const unreadable: UnreadableRow[] = [];
  let continuation: string | undefined;
  do {
    const page: Page<Seal> = await listSeals(audit, tenantId, 1000, continuation);
    seals.push(...page.items);
    unreadable.push(...(page.unreadable ?? []));
    continuation = page.continuation;
  } while (continuation !== undefined);
  return { seals: seals.toReversed(), unreadable };
};

/** Another process has made a seal of that number, if not. */
export const writeSeal = async (audit: PartitionStore, seal: Seal): Promise<boolean> =>
  (await audit.commit(sealsPartition(seal.tenantId), [{ op: 'create', key: sealKey(seal.number), value: { type: 'seal', ...seal } }])).ok;

type OfLinks = Pick<Seal, 'tenantId' | 'day' | 'run'>;

/** @param records in order of their ids. */
export const writeLinks = async (audit: PartitionStore, { tenantId, day, run }: OfLinks, records: readonly SealedRecord[]): Promise<void> => {
  const last = records.at(-1);
  if (last !== undefined) await audit.commit(linksPartition(tenantId, day), [{ op: 'put', key: linksKey(run, last.id), value: { type: 'links', records } }]);
};

/** What a seal lists, in order of the ids. A row of it that cannot be read is left out: the seal's heads tell. @param after exclusive. @param upTo inclusive; to the end if absent. */
export const linksBetween = async (audit: PartitionStore, { tenantId, day, run }: OfLinks, after?: string, upTo?: string): Promise<readonly SealedRecord[]> => {
  const found: SealedRecord[] = [];
  let continuation: string | undefined;
  do {
    const page = await audit.list(linksPartition(tenantId, day), { prefix: linksKey(run, ''), limit: 10, ...(after !== undefined && { after: linksKey(run, after) }), ...(continuation !== undefined && { continuation }) });
    const records = linkRows.readable(page.rows).items.flatMap((row) => row.records);
    found.push(...records.filter(({ id }) => (after === undefined || id > after) && (upTo === undefined || id <= upTo)));
    continuation = upTo !== undefined && records.some(({ id }) => id > upTo) ? undefined : page.continuation;
  } while (continuation !== undefined);
  return found;
};

/** The first row of several partitions. One query, or a few where the store answers pages without rows. */
export const firstAcross = async (audit: PartitionStore, range: PartitionRange): Promise<Row | undefined> => {
  let continuation: string | undefined;
  do {
    const page = await audit.listAcross({ ...range, limit: 1, ...(continuation !== undefined && { continuation }) });
    const [row] = page.rows;
    if (row !== undefined) return row;
    continuation = page.continuation;
  } while (continuation !== undefined);
  return undefined;
};

/** The first day of a tenant, within these, both included, that has records. */
export const firstDayWithin = async (audit: PartitionStore, tenantId: string, from: CalendarDate, to: CalendarDate): Promise<CalendarDate | undefined> => {
  const row = await firstAcross(audit, { fromPartition: `${tenantId}|${from}`, toPartition: `${tenantId}|${to}~` });
  return row && (row.partition.slice(tenantId.length + 1) as CalendarDate);
};

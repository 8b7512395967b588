import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ANY_ETAG, deleteAsRead, type PartitionStore } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { allRows } from '../allRows';
import { rowReader } from '../unreadable';

/** A partition of the `Partners` table; a back-up brings back marks of customers, and not that of the whole. */
export const RESTORING = 'restoring';
/** Key of the mark of a whole installation. */
export const ALL = 'all';

const markSchema = z.object({
  /** Which back-up it is restored from. */
  backupId: z.string(),
  startedAt: instantSchema,
  /** Of one customer: nobody else writes any more. */
  isQuiet: z.literal(true).optional(),
});

/** That something is being restored, until it is done: stored before anything of it is changed, so that a kill is found and finished. */
export type RestoreMark = z.infer<typeof markSchema>;

const markRows = rowReader('Partners', 'restoring', markSchema);

/** @param of a customer's id, or {@link ALL}. @throws RowUnreadable; when the store fails. */
export const readMark = async (partners: PartitionStore, of: string): Promise<RestoreMark | undefined> => {
  const row = await partners.read(RESTORING, of);
  return row && markRows.read(row);
};

/** @returns whether it was written: false where somebody else's is there. */
export const writeMark = async (partners: PartitionStore, of: string, mark: RestoreMark): Promise<boolean> => {
  if ((await partners.commit(RESTORING, [{ op: 'create', key: of, value: { type: 'restoring', ...mark } }])).ok) return true;
  // A commit whose answer was lost is sent again, and meets its own write.
  return isSameMark(await readMark(partners, of), mark);
};

/** Of one restore, whoever goes on with it: another that began later has another. */
export const isSameMark = (one: RestoreMark | undefined, other: RestoreMark): boolean => one?.backupId === other.backupId && one.startedAt === other.startedAt;

const ATTEMPTS = 5;

/** Changes a mark while it stands. @returns false where it is gone, or another restore's: then nothing was written. @throws RowUnreadable; when the store fails. */
export const changeMark = async (partners: PartitionStore, of: string, mark: RestoreMark, changed: Partial<RestoreMark>): Promise<boolean> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const row = await partners.read(RESTORING, of);
    const present = row && markRows.read(row);
    if (row === undefined || present?.startedAt !== mark.startedAt) return false;
    const next = { ...present, ...changed };
    if (isDeepStrictEqual(present, next)) return true;
    if (present.backupId !== mark.backupId) return false;
    if ((await partners.commit(RESTORING, [{ op: 'update', key: of, value: { type: 'restoring', ...next }, etag: row.etag }])).ok) return true;
  }
  return false;
};

/** Once one customer's restore is done, whoever else goes on with it: what is written by then is whole. The mark of another that began since stays. @throws RowUnreadable; when the store fails. */
export const endMark = async (partners: PartitionStore, of: string, mark: RestoreMark): Promise<void> => {
  const row = await partners.read(RESTORING, of);
  if (row !== undefined && isSameMark(markRows.read(row), mark)) await partners.commit(RESTORING, [deleteAsRead(row)]);
};

/** Of the whole installation, once it is restored. */
export const clearMark = async (partners: PartitionStore, of: string): Promise<void> => {
  await partners.commit(RESTORING, [{ op: 'delete', key: of, etag: ANY_ETAG }]);
};

/** Takes back a mark under which nothing was written yet; not one under which somebody else, who goes on with it, has begun to write by then. @throws RowUnreadable; when the store fails. */
export const withdrawMark = async (partners: PartitionStore, of: string): Promise<void> => {
  const row = await partners.read(RESTORING, of);
  if (row !== undefined && markRows.read(row).isQuiet === undefined) await partners.commit(RESTORING, [deleteAsRead(row)]);
};

/** What is being restored: customers by id, or {@link ALL}. Also what cannot be read counts. */
export const markedIn = async (partners: PartitionStore): Promise<ReadonlySet<string>> => new Set((await allRows(partners, RESTORING, '')).map(({ key }) => key));

import { z } from 'zod';
import { ANY_ETAG, type PartitionStore } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { allRows } from '../allRows';
import { rowReader } from '../unreadable';

/** A partition of the `Partners` table that no back-up brings back. */
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
  const present = await readMark(partners, of);
  return present?.backupId === mark.backupId && present.startedAt === mark.startedAt;
};

/** For whoever wrote it. */
export const setMark = async (partners: PartitionStore, of: string, mark: RestoreMark): Promise<void> => {
  await partners.commit(RESTORING, [{ op: 'put', key: of, value: { type: 'restoring', ...mark } }]);
};

export const clearMark = async (partners: PartitionStore, of: string): Promise<void> => {
  await partners.commit(RESTORING, [{ op: 'delete', key: of, etag: ANY_ETAG }]);
};

/** What is being restored: customers by id, or {@link ALL}. Also what cannot be read counts. */
export const markedIn = async (partners: PartitionStore): Promise<ReadonlySet<string>> => new Set((await allRows(partners, RESTORING, '')).map(({ key }) => key));

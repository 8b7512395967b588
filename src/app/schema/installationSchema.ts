import { z } from 'zod';
import { instant, type Instant } from '../../kernel/instant';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { RowUnreadable, rowReader, type UnreadableRow } from '../unreadable';
import { schemaVersion } from './schemaVersions';

/** One row of the `Directory` table. */
const PARTITION = 'schema';
const KEY = 'schema|installation';

const notedSchema = z.object({
  /** The highest schema that a process of this installation wrote rows of. */
  schema: z.number().int().positive(),
  since: instantSchema,
  /** When all rows had been brought to it; absent: that is still to be done. */
  rowsDoneAt: instantSchema.optional(),
});
type Noted = z.infer<typeof notedSchema>;

const notedRows = rowReader('Directory', 'schema', notedSchema);

/** How the rows of an installation stand to the release that asks. */
export interface SchemaState {
  /** What this release reads and writes. */
  readonly schema: number;
  /** What the installation was told of last; absent: nothing yet. */
  readonly stored?: number;
  /** A newer release has written here: some rows cannot be read by this one. */
  readonly isOlderRelease: boolean;
  /** All rows were brought to this schema then; absent: some may be of an earlier one. */
  readonly rowsDoneAt?: Instant;
}

/** What is noted, or what is wrong with it. Of one in a later form only that much is known: a newer release has written. */
const readNoted = async (directory: PartitionStore): Promise<{ readonly etag: string; readonly value?: Noted; readonly damage?: UnreadableRow } | undefined> => {
  const row = await directory.read(PARTITION, KEY);
  try {
    return row && notedRows.readStored(row);
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    const { etag, isNewer } = error.row;
    return isNewer ? { etag, value: { schema: schemaVersion + 1, since: instant('1970-01-01T00:00:00Z') } } : { etag, damage: error.row };
  }
};

/** For health: one read. A row that is damaged says as little as one that is not there: the next process writes it anew. @throws when the store fails. */
export const schemaState = async (directory: PartitionStore): Promise<SchemaState> => {
  const value = (await readNoted(directory))?.value;
  const isSame = value?.schema === schemaVersion;
  return { schema: schemaVersion, ...(value && { stored: value.schema }), isOlderRelease: value !== undefined && value.schema > schemaVersion, ...(isSame && value.rowsDoneAt !== undefined && { rowsDoneAt: value.rowsDoneAt }) };
};

const noteWrite = (value: Noted, etag: string | undefined): Write => {
  const row = { key: KEY, value: { type: 'schema', ...value } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** Notes that this release writes here, where none as new did before; others that note it at the same time say the same. @returns how the rows stand. @throws when the store fails. */
const note = async (directory: PartitionStore, now: Instant, log: { error(message: string): void }): Promise<SchemaState> => {
  const noted = await readNoted(directory);
  if (noted?.damage !== undefined) log.error(`Which schema was written here cannot be read (${noted.damage.reason}): it is noted anew`);
  if (noted?.value === undefined || noted.value.schema < schemaVersion) await directory.commit(PARTITION, [noteWrite({ schema: schemaVersion, since: now }, noted?.etag)]);
  return schemaState(directory);
};

/** All rows stand in the form of this release. Not noted where a newer one writes, or another process notes something at this moment: then the next round does. @throws as {@link schemaState}. */
export const writeRowsDone = async (directory: PartitionStore, now: Instant): Promise<void> => {
  const noted = await readNoted(directory);
  if (noted?.value !== undefined && noted.value.schema > schemaVersion) return;
  const since = noted?.value?.schema === schemaVersion ? noted.value.since : now;
  await directory.commit(PARTITION, [noteWrite({ schema: schemaVersion, since, rowsDoneAt: now }, noted?.etag)]);
};

/** What a process notes once, with its first sweep. */
export class SchemaNote {
  private isDone = false;

  /** One read, once a process, and a write with the first process of a release, or where the row is damaged; logs an error where a newer release has written. What fails is logged, and tried again with the next sweep. */
  async note({ directory, clock, log }: { readonly directory: PartitionStore; readonly clock: { now(): Instant }; readonly log: { error(message: string, cause?: unknown): void } }): Promise<void> {
    if (this.isDone) return;
    try {
      const { isOlderRelease, schema, stored } = await note(directory, clock.now(), log);
      if (isOlderRelease) log.error(`A newer release has written here (schema ${stored}; this release knows ${schema}): its rows cannot be read. See docs/operations/roll-back-a-release.md.`);
      this.isDone = true;
    } catch (error) {
      log.error('Which schema this release writes could not be noted', error);
    }
  }
}

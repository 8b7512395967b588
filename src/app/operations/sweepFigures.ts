import { z } from 'zod';
import { DEADLINE_KINDS } from '../due/deadline';
import { type PartitionStore } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { rowReader } from '../unreadable';
import { countedSchema } from './countRows';
import { SWEEP } from './sweepControl';

const KEY = 'figures';

const figuresSchema = z.object({
  startedAt: instantSchema,
  endedAt: instantSchema,
  /** Of real time, whatever clock the app follows. */
  tookMillis: z.number().nonnegative(),
  /** The version of the control row that the sweep obeyed. */
  obeyed: z.number().int().nonnegative(),
  /** Whether the Durable runtime answered. */
  hub: z.enum(['up', 'down']),
  due: countedSchema,
  /** By kind, of those that were counted. */
  dueByKind: z.partialRecord(z.enum(DEADLINE_KINDS), z.number().int().positive()),
  oldestDue: z.object({ kind: z.enum(DEADLINE_KINDS), at: instantSchema }).optional(),
  /** When the oldest event came to be that is not published yet, as far as it shows in what is due and to the process that swept. */
  oldestUnpublished: instantSchema.optional(),
  parked: countedSchema,
  /** Subjects that a consumer of events cannot go on with. */
  stuckSubjects: countedSchema,
  /** Deliveries to webhooks that were given up and are kept. */
  deadLetters: countedSchema,
  unreadable: countedSchema,
});

/** What the last sweep left to be seen: how it went, and how things stood as it ended. */
export type SweepFigures = z.infer<typeof figuresSchema>;

const figuresRows = rowReader('Directory', 'sweepFigures', figuresSchema);

/** Of the last sweep that came to its end; undefined: none did, or what it left cannot be read, which the next one writes anew. @throws when the store fails. */
export const readFigures = async (directory: PartitionStore): Promise<SweepFigures | undefined> => {
  const row = await directory.read(SWEEP, KEY);
  return row === undefined ? undefined : figuresRows.readable([row]).items[0];
};

/** @throws when the store fails. */
export const writeFigures = async (directory: PartitionStore, figures: SweepFigures): Promise<void> => {
  await directory.commit(SWEEP, [{ op: 'put', key: KEY, value: { type: 'sweepFigures', ...figures } }]);
};

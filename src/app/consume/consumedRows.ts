import { z } from 'zod';
import { eventRecordSchema } from '../command/eventRecord';
import { instantSchema } from '../../kernel/schemas';
import { rowReader, type RowReader } from '../unreadable';

/** `consumed|notifications|e2a5c1b8-…`: how far a consumer came with a subject, in the partition of what it made of it. */
export const consumedKey = (consumer: string, stream: string): string => `consumed|${consumer}|${stream}`;

const consumedSchema = z.object({
  /** The last version that was applied, or passed over. */
  version: z.number().int().nonnegative(),
});

export const consumedRows = (table: string): RowReader<z.output<typeof consumedSchema>> => rowReader(table, 'consumed', consumedSchema);

/** A partition of the `Directory` table. */
export const CONSUMERS = 'consumers';

/** `start|notifications`: since when there is that consumer. */
export const startKey = (consumer: string): string => `start|${consumer}`;
export const startRows = rowReader('Directory', 'consumer', z.object({ at: instantSchema }));

export const parkedPrefix = 'parked|';
/** `parked|notifications|e2a5c1b8-…` */
export const parkedKey = (consumer: string, stream: string): string => `${parkedPrefix}${consumer}|${stream}`;

const parkedSchema = z.object({
  consumer: z.string(),
  /** The event that it was told of last: its subject goes on up to there. */
  told: eventRecordSchema.pick({ id: true, subject: true, version: true, at: true, customerId: true, partnerId: true }),
  since: instantSchema,
  /** In words, for whoever runs the installation. */
  reason: z.string(),
});

/** A subject that a consumer could not go on with. */
export type ParkedSubject = z.output<typeof parkedSchema>;

export const parkedRows = rowReader('Directory', 'parked subject', parkedSchema);

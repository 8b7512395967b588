import { BusError, Condition } from '../engine/busError';
import { SectionCode, sectionsOf } from './sections';

/** Message format of a batch: its data sections are messages, and its own properties are only those of the first one. */
export const BATCH_FORMAT = 0x80013700;

/** The encoded messages of a batch. @throws BusError */
export function readBatch(bytes: Buffer): Buffer[] {
  try {
    return [...sectionsOf(bytes)].flatMap(({ code, value }) => (code === SectionCode.data ? [value.value as Buffer] : []));
  } catch (error) {
    throw new BusError(Condition.decodeError, `The batch is not encoded as AMQP 1.0 says: ${(error as Error).message}`);
  }
}

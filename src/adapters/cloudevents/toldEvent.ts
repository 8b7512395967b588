import { z } from 'zod';
import { eventRecordSchema } from '../../app/command/eventRecord';
import { type Told } from '../../app/event/storedEvents';
import { instantSchema } from '../../kernel/schemas';

const { subject, version } = eventRecordSchema.shape;

const toldSchema = z.object({
  id: z.string(),
  time: instantSchema,
  traceparent: z.string().optional(),
  data: z.object({ subject, version, customerId: z.string().default(''), partnerId: z.string().default(''), facts: z.array(z.looseObject({ type: z.string() })) }),
});

/** What a message of ours tells. @throws an Error that says what is wrong with whatever else it is. */
export const toldEvent = (body: unknown): Told => {
  const read = toldSchema.safeParse(body);
  if (!read.success) throw new Error(`This is no event of this app: ${z.prettifyError(read.error)}`);
  const { id, time, traceparent, data } = read.data;
  return { id, at: time, ...data, ...(traceparent !== undefined && { traceparent }) };
};

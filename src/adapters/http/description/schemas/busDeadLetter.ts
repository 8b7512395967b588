import { z } from 'zod';
import { eventRecordSchema } from '../../../../app/command/eventRecord';
import { count, instant, members, named } from './answerSchema';

const letterMembers = {
  sequenceNumber: z.string().meta({ description: 'In the dead-letter queue; it rises with every message.' }),
  messageId: z.string(),
  enqueuedDate: instant.optional(),
  deliveries: count,
  reason: z.string().meta({ description: 'As the bus says it.' }),
  description: z.string(),
  event: members({ id: z.string(), subject: eventRecordSchema.shape.subject.strict(), customerId: z.string(), partnerId: z.string(), facts: z.array(z.string()) })
    .optional()
    .meta({ description: 'What it tells of; absent: it is no event of this app.' }),
};

/** A message that a subscription of the topic gave up. */
export const busDeadLetter = named('BusDeadLetter', members(letterMembers));

export const busDiscarded = members({ ...letterMembers, status: z.literal('discarded'), discardedFor: z.string() });

export const busReplayed = members({
  replayed: count,
  left: z.array(members({ sequenceNumber: z.string(), why: z.string() })).meta({ description: 'What stays, and why.' }),
  more: z.boolean().meta({ description: 'There may be more than one call takes.' }),
});

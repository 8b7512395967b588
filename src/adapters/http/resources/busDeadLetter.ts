import { z } from 'zod';
import { BUS_SUBSCRIPTIONS, type DeadLetter } from '../../../app/bus/deadLetters';

export const busSubscriptionSchema = z.enum(BUS_SUBSCRIPTIONS).meta({ description: 'Of the topic.' });

export const sequenceNumberSchema = z.string().regex(/^\d{1,19}$/, 'must be a sequence number');

/** What the event says is in its partner's feed, and not here. */
export const busDeadLetterResource = ({ sequenceNumber, messageId, enqueuedAt, deliveries, reason, description, told }: DeadLetter) => ({
  sequenceNumber,
  messageId,
  enqueuedDate: enqueuedAt,
  deliveries,
  reason,
  description,
  ...(told && { event: { id: told.id, subject: told.subject, customerId: told.customerId, partnerId: told.partnerId, facts: told.facts.map(({ type }) => type) } }),
});

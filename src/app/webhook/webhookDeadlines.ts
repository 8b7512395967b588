import { z } from 'zod';
import { type Endpoint } from '../../domain/webhook/state';
import { instant, instantFromMillis, plusHours, plusMinutes, toMillis, type Instant } from '../../kernel/instant';
import { eventRecordSchema } from '../command/eventRecord';
import { type Deadline } from '../due/deadline';

/** How long what was delivered, or given up, is kept, with its attempts. */
export const KEPT_DAYS = 30;

const wholeMinute = (at: Instant): Instant => instantFromMillis(Math.floor(toMillis(at) / 60_000) * 60_000);

/** Something waits for an endpoint. In whole minutes, so that what comes by the thousand is one row. The partner stands as the subject: its partition holds the endpoint. */
export const deliveryDeadline = ({ id, partnerId }: Pick<Endpoint, 'id' | 'partnerId'>, at: Instant): Deadline => ({ at: wholeMinute(at), kind: 'webhook', customerId: id, subject: partnerId });

/** Stands while a round is under way, one of its own for each: whoever ends first takes nobody else's away. */
export const guardDeadline = ({ id, partnerId }: Pick<Endpoint, 'id' | 'partnerId'>, at: Instant, round: string): Deadline => ({ at, kind: 'webhook', customerId: id, subject: `${partnerId}|${round}` });

/** What of a partner's feed an endpoint is to be told, if it was not: numbers after one, up to another; absent: up to the last one by then. */
export const catchUpSchema = z.object({ after: z.number().int().nonnegative(), until: z.number().int().nonnegative().optional() });
export type CatchUp = z.infer<typeof catchUpSchema>;

/** One of its own for each time that an endpoint was made or changed. */
export const catchUpDeadline = (endpoint: Pick<Endpoint, 'id' | 'partnerId'>, at: Instant, own: string, data: CatchUp): Deadline => ({ ...guardDeadline(endpoint, at, own), data });

/** What an endpoint could not take up, since a row that it needs cannot be read. */
export const takeUpSchema = z.object({ told: eventRecordSchema.pick({ id: true, subject: true, version: true, at: true, customerId: true, partnerId: true }) });
export type TakeUp = z.infer<typeof takeUpSchema>;

/** For how long what cannot be read is left alone. */
export const UNREADABLE_WAITS_MINUTES = 60;

/** One of its own for each event: the first that is taken up brings those of its subject that were said before it. */
export const takeUpDeadline = (endpoint: Pick<Endpoint, 'id' | 'partnerId'>, now: Instant, { id, subject, version, at, customerId, partnerId }: TakeUp['told']): Deadline => ({
  ...guardDeadline(endpoint, plusMinutes(now, UNREADABLE_WAITS_MINUTES), id),
  data: { told: { id, subject, version, at, customerId, partnerId } },
});

/** Whose endpoint it is. */
export const partnerOfDeadline = ({ subject }: Deadline): string => subject.split('|')[0] ?? subject;

/** What is taken up at an instant is out of the log by the day after it was kept long enough; one row for each endpoint and day. */
export const retentionDeadline = ({ id, partnerId }: Pick<Endpoint, 'id' | 'partnerId'>, at: Instant): Deadline => ({
  at: instant(`${plusHours(at, (KEPT_DAYS + 4) * 24).slice(0, 10)}T00:00:00.000Z`),
  kind: 'webhookRetention',
  customerId: id,
  subject: partnerId,
});

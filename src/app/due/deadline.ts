import { z } from 'zod';
import { type Instant } from '../../kernel/instant';
import { failure, type Result, success } from '../../kernel/result';
import { instantSchema } from '../../kernel/schemas';

/** What can fall due. A new kind is one more word here and a row in the table of what the sweep does with it. */
export const DEADLINE_KINDS = [
  /** Events of this customer wait to be published. */
  'publish',
  /** Events of this customer wait for the bus; of a partner’s invoices, where its tenant stands for the customer. */
  'dispatch',
  /** A consumer could not go on with a subject. */
  'consume',
  /** A monthly charge inside a term, or a change of billing cycle. */
  'cycle',
  /** The end of a term, with the change planned for it, and the stages of what ended with it. */
  'renewal',
  /** The end of a trial: it becomes the paid equivalent, or whatever is planned for it, or ends. */
  'trialConversion',
  /** Seats that can be taken off soon cannot any more. */
  'cancellationWindow',
  /** What the source of a transfer submitted is to be moved. */
  'transfer',
  'transferExpiry',
  'cartExpiry',
  /** A hand-over of overage that was not completed. */
  'handoverExpiry',
  /** A cancelled Azure subscription turns inactive. */
  'azureDeactivation',
  /** A subscription brings calling minutes since now, or no longer. */
  'overageReview',
  /** What was spent in a month is looked at against the customer's budgets. */
  'budgetReview',
  /** A month of calls is rated for good. */
  'usageClose',
  /** Something waits to be delivered to a webhook. The endpoint stands for the customer. */
  'webhook',
  /** Of an endpoint's deliveries, some were kept long enough. */
  'webhookRetention',
  /** Lines that a partner asked for are to be written into files. */
  'export',
  /** Files of an export are to go, or what is still known of it. */
  'exportExpiry',
  /** A term of a subscription is over soon. */
  'reminder',
  /** A message is to be sent, or brought to its mailbox. Where it lies stands for the customer. */
  'notification',
  /** Of a mailbox, some messages were kept long enough. */
  'notificationRetention',
] as const;

export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** Something that must happen at `at` or as soon after as possible. It may be stale: whoever carries it out looks at the state first. */
export interface Deadline {
  readonly at: Instant;
  readonly kind: DeadlineKind;
  readonly customerId: string;
  /** What of the customer's it concerns: a subscription, cart or transfer id. Equal `at`, kind, customer and subject are one deadline. */
  readonly subject: string;
  /** Whatever spares the sweep a read. Small: a few hundred characters. */
  readonly data?: Readonly<Record<string, unknown>>;
}

const StoredDeadline = z.object({
  at: instantSchema,
  kind: z.enum(DEADLINE_KINDS),
  customerId: z.string().regex(/^[^|]+$/),
  subject: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
});

/** @returns the deadline, or in words what is wrong with the stored value. */
export const parseDeadline = (value: unknown): Result<Deadline, string> => {
  const parsed = StoredDeadline.safeParse(value);
  if (!parsed.success) return failure(z.prettifyError(parsed.error));
  const { data, ...deadline } = parsed.data;
  return success(data === undefined ? deadline : { ...deadline, data });
};

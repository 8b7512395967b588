import { z } from 'zod';
import { type ChangedFields } from '../../kernel/changedFields';
import { instantSchema } from '../../kernel/schemas';
import { traced } from '../tracing/inSpan';
import { chargeLineSchema } from '../../domain/billing/chargeLine';
import { comingSchema } from '../../domain/options/deadlines';

/** What a change left ahead of its subject, for the lists of deadlines of its partners. */
export const aheadSchema = z.object({
  /** As people know the subject. */
  name: z.string(),
  partnerIds: z.array(z.string()),
  /** Whether one of them may have given the customer up: never where something is active (CUS-1). */
  mayBeHidden: z.boolean(),
  /** After the change, exclusive. */
  coming: z.array(comingSchema),
});

export type Ahead = z.infer<typeof aheadSchema>;

/** What a change charged, for its partner's ledger. */
export const chargedSchema = z.object({
  /** As the subscription was called then. */
  sold: z.object({ friendlyName: z.string(), resellerOfRecord: z.string().optional(), offer: z.object({ title: z.string(), publisherName: z.string() }) }),
  lines: z.array(chargeLineSchema),
});

/** Why it happened: a call of somebody, or work that fell due. */
export const causeSchema = z.object({
  /** Name of the command (`patchSubscription`), or of the kind of work that fell due (`renewal`). */
  command: z.string(),
  /** Who called; absent where nobody did. */
  by: z.object({ tenantId: z.string(), userId: z.string() }).optional(),
  /** Of the call. */
  requestId: z.string().optional(),
});

export type Cause = z.infer<typeof causeSchema>;

/** How one field of the subject changed: its values before and after, or that they are withheld. What it says is for who reads events. */
const changedFieldSchema = z.object({ before: z.unknown().optional(), after: z.unknown().optional(), withheld: z.literal(true).optional() });

/** As a member of a record: nothing where nothing changed. */
export const withChanged = (changed: ChangedFields): { readonly changed?: EventRecord['changed'] } => (Object.keys(changed).length === 0 ? {} : { changed: { ...changed } });

/**
 * What happened to one subject with one change: stored with the state, published afterwards. A change that has several effects (seats and name
 * in one PATCH) is one record with several facts.
 */
export const eventRecordSchema = z.object({
  /** `subject:version`, unique for good; consumers recognise repeats by it. */
  id: z.string(),
  /** Empty: of no customer. */
  customerId: z.string(),
  partnerId: z.string(),
  /** All partners it concerns, where it is not that one alone: both of a transfer. Absent also in what a version before this member stored. */
  partnerIds: z.array(z.string()).optional(),
  subject: z.object({ kind: z.enum(['customer', 'order', 'subscription', 'window', 'transfer', 'migration', 'migrationSchedule', 'supportCase', 'notice', 'parked', 'overage', 'usage', 'azurePlan', 'invoice']), id: z.string() }),
  version: z.number().int().positive(),
  at: instantSchema,
  facts: z.array(z.looseObject({ type: z.string() })).min(1),
  /** What the change made of the subject, field by field; absent where it changed nothing that is told, and in what a version before this member stored. */
  changed: z.record(z.string(), changedFieldSchema).optional(),
  /** Absent in what a version before this member stored. */
  cause: causeSchema.optional(),
  /** Of what falls due by the hundred: where it stands in a feed is noted with whatever else fell due of the customer at that instant. Absent in what a version before this member stored. */
  together: z.literal(true).optional(),
  /** What must happen later because of this change; written into the deadline index by whoever publishes the record. */
  deadlines: z.array(z.object({ at: instantSchema, kind: z.enum(['renewal', 'trialConversion', 'cycle', 'cancellationWindow', 'overageReview', 'transfer', 'transferExpiry', 'migrationSchedule']), subject: z.string(), data: z.record(z.string(), z.unknown()).optional() })),
  /** Only on the way out: W3C `traceparent` of the work that caused it; absent where that was not traced. */
  traceparent: z.string().optional(),
  /** Only on the way out: of a subscription or transfer, with the last of its changes in a transaction. */
  ahead: aheadSchema.optional(),
  /** Only on the way out: of a change of a subscription that charged something. */
  charged: chargedSchema.optional(),
});

export type EventRecord = z.infer<typeof eventRecordSchema>;

const sizes = new WeakMap<EventRecord, number>();

/** How many characters of JSON a record is. Counted once: of several rows it must be known whether it fits, and each time would cost as much as to write it. */
export const textSize = (record: EventRecord): number => {
  const size = sizes.get(record) ?? JSON.stringify(record).length;
  sizes.set(record, size);
  return size;
};

/** Where published records go. Publishing the same record twice is harmless to its consumers. */
export interface EventPublisher {
  /** @throws when the record could not be handed over; it then stays in the outbox. */
  publish(records: readonly EventRecord[]): Promise<void>;
}

/** The same records, with why they came to be, and in the course of which traced work. */
export const causedBy = (cause: Cause, records: readonly EventRecord[]): EventRecord[] => records.map((record) => ({ ...record, cause, ...traced() }));

export const recordId = (subjectId: string, version: number): string => `${subjectId}:${version}`;

import { z } from 'zod';
import { type Instant } from '../../kernel/instant';
import { failure, type Result, success } from '../../kernel/result';
import { instantSchema } from '../../kernel/schemas';
import { currentForm, FormUnknown } from '../schema/rowForms';
import { type StoredValue } from '../schema/rowStep';

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
  /** A migration into new commerce is planned for then. */
  'migrationSchedule',
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

/**
 * What a deadline knows of its subject, as it stood when the deadline was written: it spares whoever carries it out a read. What is decided from it is stored only if the subject's row still carries the etag.
 */
export interface KnownSubject {
  /** The subject's row. Read by the schema of such rows, like the row itself. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly etag: string;
  /** Whether everything that had happened to the subject up to that row had been told to all who are told. */
  readonly told: boolean;
  /** The sheet that the subject is on in its partner's list of deadlines, as that told of it then; where several share a sheet and a row, one of them has it. */
  readonly listed?: KnownRow;
}

/** A row as somebody left it. */
export interface KnownRow {
  readonly state: Readonly<Record<string, unknown>>;
  readonly etag: string;
}

/** One row that holds the deadlines of several subjects. */
export interface SharedRow {
  readonly key: string;
  /** Of all that were in it when it was read. */
  readonly subjects: readonly string[];
  /** Which put of these deadlines it was found with: another, once somebody has put them anew, and the same where only others were taken out. Absent in what a release before handed on. */
  readonly putAs?: string;
}

/** Something that must happen at `at` or as soon after as possible. It may be stale: whoever carries it out looks at the state first. */
export interface Deadline {
  readonly at: Instant;
  readonly kind: DeadlineKind;
  readonly customerId: string;
  /** What of the customer's it concerns: a subscription, cart or transfer id. Equal `at`, kind, customer and subject are one deadline. */
  readonly subject: string;
  /** Whatever spares the sweep a read. Small: a few hundred characters; of a publish deadline an audit record besides. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly known?: KnownSubject;
  /** Where the index found it, if it shares a row with others; made by the index alone. */
  readonly shared?: SharedRow;
  /** Etag of the row that the index found it in, of one that is handed on as text; made by the index alone. */
  readonly foundAs?: string;
}

const customerIdSchema = z.string().regex(/^[^|]+$/);

const knownRow = { state: z.record(z.string(), z.unknown()), etag: z.string() };

const memberSchema = z.object({
  subject: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
  // A copy that is damaged costs a read and nothing else.
  known: z.object({ ...knownRow, told: z.boolean(), listed: z.object(knownRow).optional().catch(undefined) }).optional().catch(undefined),
});

const ownSchema = memberSchema.extend({ at: instantSchema, kind: z.enum(DEADLINE_KINDS), customerId: customerIdSchema });

/** Without a subject of its own, so that a version that knows no such rows takes it for damaged, and leaves it where it is. */
const sharedSchema = z.object({ at: instantSchema, kind: z.enum(DEADLINE_KINDS), customerId: customerIdSchema, members: z.array(z.unknown()).min(1) });

type Member = z.infer<typeof memberSchema>;

const knownOf = ({ listed, ...known }: NonNullable<Member['known']>): KnownSubject => ({ ...known, ...(listed && { listed }) });

const withMember = (of: Pick<Deadline, 'at' | 'kind' | 'customerId'>, { subject, data, known }: Member): Deadline => ({ ...of, subject, ...(data && { data }), ...(known && { known: knownOf(known) }) });

/** Deadlines of one row, and in words what is wrong with those that cannot be read. */
export interface ParsedRow {
  readonly deadlines: readonly Deadline[];
  readonly problem?: string;
  /** A later release wrote it, and will read it. */
  readonly isNewer?: true;
}

const isShared = (value: StoredValue): boolean => 'members' in value;

/** One deadline, of a row or of what was given up. @returns it, or in words what is wrong with the stored value. */
export const parseDeadline = (value: unknown): Result<Deadline, string> => {
  const parsed = ownSchema.safeParse(value);
  if (!parsed.success) return failure(z.prettifyError(parsed.error));
  const { at, kind, customerId, ...member } = parsed.data;
  return success(withMember({ at, kind, customerId }, member));
};

const toCurrent = currentForm('Deadlines', 'deadline');

const formOf = (stored: StoredValue): Result<StoredValue, FormUnknown> => {
  try {
    return success(toCurrent(stored));
  } catch (error) {
    if (error instanceof FormUnknown) return failure(error);
    throw error;
  }
};

/** Whatever a row of the index holds. @param key under which it lies. */
export const parseRow = (key: string, stored: StoredValue): ParsedRow => {
  const form = formOf(stored);
  if (!form.ok) return { deadlines: [], problem: form.error.message, ...(form.error.isNewer && { isNewer: true }) };
  const { value } = form;
  if (!isShared(value)) {
    const own = parseDeadline(value);
    return own.ok ? { deadlines: [own.value] } : { deadlines: [], problem: own.error };
  }
  const parsed = sharedSchema.safeParse(value);
  if (!parsed.success) return { deadlines: [], problem: z.prettifyError(parsed.error) };
  const { members, ...of } = parsed.data;
  const read = members.map((member) => memberSchema.safeParse(member));
  const good = read.flatMap(({ success: isGood, data }) => (isGood ? [data] : []));
  const [bad] = read.flatMap(({ error }) => (error === undefined ? [] : [z.prettifyError(error)]));
  const shared: SharedRow = { key, subjects: good.map(({ subject }) => subject) };
  return { deadlines: good.map((member) => ({ ...withMember(of, member), shared })), ...(bad !== undefined && { problem: bad }) };
};

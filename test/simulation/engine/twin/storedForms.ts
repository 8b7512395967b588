import { parseRow, type DeadlineKind } from '../../../../src/app/due/deadline';
import { deadlineKey } from '../../../../src/app/due/deadlineKeys';
import { oldReceipts } from '../../../../src/app/command/clearReceipts';
import { type Instant } from '../../../../src/kernel/instant';
import { type Row } from '../../../../src/kernel/partitionStore';
import { type TableName } from '../tableName';

type Value = Readonly<Record<string, unknown>>;

/**
 * What is not compared, and why.
 * - `Audit`: a call that was repeated has a record of each attempt; that each change has one is a check of its own.
 * - `Throttle`: counts attempts.
 * - `Deadlines`: row by row it depends on who wrote it; {@link deadlinesOf} compares them each by itself.
 */
export const NOT_COMPARED: ReadonlySet<TableName> = new Set<TableName>(['Audit', 'Throttle', 'Deadlines']);

/**
 * Rows of `Directory` that tell of the installation and not of what is in it: who got receipts is lost with the process and noted by the daily check (0149-receipts-age); what was given up, what the sweep does and how it stands; the key that deliveries are signed with, which chance makes for whoever needs it first.
 */
const OF_THE_INSTALLATION: ReadonlySet<unknown> = new Set(['receiptWeek', 'parked', 'unreadable', 'check', 'parkedSubject', 'schema', 'sweepControl', 'sweepFigures', 'startedProcess', 'consumer', 'webhookSigningKey']);

/** How often something was tried to be delivered, and when next, is the faults' own. */
const OF_DELIVERY: ReadonlySet<unknown> = new Set(['webhookTurn', 'webhookStream', 'webhookEvent', 'webhookWaiting', 'webhookDue', 'webhookState', 'webhookAttempt', 'webhookDead', 'webhookValidation', 'webhookValidations', 'feed', 'consumed']);

/** The event of parked work, where it is stored, and where a partner is told of it. */
const isOfParkedWork = (value: Value): boolean => {
  const event = (value['type'] === 'told' ? value['event'] : value) as { readonly subject?: { readonly kind?: unknown } } | undefined;
  return event?.subject?.kind === 'parked';
};

/** Whether a row of a life is to be as it is in the life of its twin. @param now decides which receipts are old: a process clears them away once an hour at most, counted from when it began. */
export const isCompared = (table: TableName, value: Value, now: Instant, receiptDays: number): boolean => {
  if (NOT_COMPARED.has(table)) return false;
  // BIL-2: of a month that is over and not sealed, it only tells that lines came when it was over.
  // REN-7: work that failed for a day is parked, and an event tells of it; without the fault it did not fail. That it is visible and has a reason is for `promises/derived.ts`.
  if (isOfParkedWork(value)) return false;
  if (table === 'Ledger' && value['type'] === 'seal') return value['sealedAt'] !== undefined;
  if (value['type'] === 'receipt') return typeof value['at'] === 'string' && value['at'] > oldReceipts(now, receiptDays);
  return !OF_THE_INSTALLATION.has(value['type']) && !OF_DELIVERY.has(value['type']);
};

/** When a message or a delivery is tried next, and until when its tries are kept, counts from the tries before: how those went is the faults' own (NTF-4, WHK-3). That what waits has a deadline, each by itself, is for other checks. */
const OF_TRIES: ReadonlySet<string> = new Set<DeadlineKind>(['notification', 'webhook', 'webhookRetention']);

/** Deadlines by key, each by itself whether it shares a row or not, and without what it knows of its subject, which depends on who wrote it. */
export const deadlinesOf = (rows: readonly Row[]): ReadonlyMap<string, object> =>
  new Map(rows.flatMap(({ key, value }) => parseRow(key, value).deadlines.filter(({ kind }) => !OF_TRIES.has(kind)).map(({ shared: _shared, known: _known, ...deadline }) => [deadlineKey(deadline), deadline] as const)));

/** Also as it stands in ids of messages: `20260131T100000000Z`. */
const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z|\d{8}T\d{9}Z/g;

/** A key without the instants in it: rows that are kept by when something was done pair up though it was done later. */
export const timelessKey = (key: string): string => key.replace(INSTANT, '…');

/**
 * Of a message, what it says to whom about what.
 * - Not its words, which name whom it is about as they are called when it is made (docs/limits.md), and that may be late.
 * - Not how it went with sending it (NTF-4): the server may be down, a try may be cut short, and what is told more than two days late is sent by nobody; nor whether somebody had it sent again (NTF-5), which one that waits is not. `checks/messages.ts` looks at that.
 * - Not its id, by which it is found: the instant that it tells of, and what follows from the other members.
 */
const messageSaid = ({ type, mailbox, kind, at, customerId, cause, to, from, language }: Value): Value => ({ type, mailbox, kind, at, customerId, cause, to, from, language });

const openOf = (value: Value, now: Instant): Value => {
  const { batches } = value;
  return Array.isArray(batches) ? { ...value, batches: (batches as readonly { readonly windowClosesAt: string }[]).filter(({ windowClosesAt }) => windowClosesAt > now) } : value;
};

const countOf = (value: Value, of: string): number => (value[of] as readonly unknown[] | undefined)?.length ?? 0;

const withLikeWindows = (here: Value, there: Value, now: Instant): readonly [Value, Value] => (countOf(here, 'batches') === countOf(there, 'batches') ? [here, there] : [openOf(here, now), openOf(there, now)]);

/**
 * One row of two lives. Windows that have closed stay in it until the subscription changes otherwise, and then go, and what came before they closed may come after it: where one has more of them than the other, only those that are open count.
 * Else each is compared with its own: one that was opened later may be open, and that of the twin have closed (REN-4).
 */
export const sideBySide = (here: Value, there: Value, now: Instant): readonly [Value, Value] => {
  if (here['type'] === 'subscription') return withLikeWindows(here, there, now);
  if (here['type'] !== 'subscriptionSheet' || countOf(here, 'subscriptions') !== countOf(there, 'subscriptions')) return [here, there];
  const others = there['subscriptions'] as readonly Value[];
  const pairs = (here['subscriptions'] as readonly Value[]).map((each, index) => withLikeWindows(each, others[index] ?? {}, now));
  return [{ ...here, subscriptions: pairs.map(([one]) => one) }, { ...there, subscriptions: pairs.map(([, other]) => other) }];
};

interface OfPlan extends Value {
  readonly subject?: { readonly kind?: unknown };
  readonly changed?: Value;
}

/** OVG-2: an Azure plan that is set up beside is so for whichever subscription is looked at first of those that came to bring minutes at one instant, and names that one's order; where a fault met one of them, that is another. */
const withoutOrderOfPlan = (value: OfPlan): Value => {
  if (value['type'] === 'azurePlan') return { ...value, orderId: undefined };
  return value.subject?.kind === 'azurePlan' && value.changed !== undefined ? { ...value, changed: { ...value.changed, orderId: undefined } } : value;
};

/**
 * What a row says, without what is left to whoever wrote it: in which order subjects came to stand on a sheet of a partner's list of deadlines; how a message came to be sent;
 * of a market's catalogue, which version was in force before;
 * of a customer in a partner's list, at which version it stood when it was written there, which is after that of the event by whatever came in before it was told.
 */
export const saidBy = (table: TableName, value: Value): Value => {
  if (table === 'Notifications' && value['type'] === 'notification') return messageSaid(value);
  if (table === 'Commerce' || table === 'Events') return withoutOrderOfPlan(value);
  if (table === 'Catalogue') return { ...value, previous: undefined };
  const { subjects, lookups, ...rest } = value;
  if (table === 'Directory' && Array.isArray(lookups)) return { ...rest, lookups, version: undefined };
  if (table !== 'Directory' || !Array.isArray(subjects)) return value;
  const byId = (subjects as readonly { readonly subjectId: string }[]).toSorted((a, b) => (a.subjectId < b.subjectId ? -1 : 1));
  return { ...value, subjects: byId };
};

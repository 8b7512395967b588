import { parseRow } from '../../../../src/app/due/deadline';
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
const NOT_COMPARED: ReadonlySet<TableName> = new Set<TableName>(['Audit', 'Throttle', 'Deadlines']);

/**
 * Rows of `Directory` that tell of the installation and not of what is in it: who got receipts is lost with the process and noted by the daily check (0149-receipts-age); what was given up, what the sweep does and how it stands; the key that deliveries are signed with, which chance makes for whoever needs it first.
 */
const OF_THE_INSTALLATION: ReadonlySet<unknown> = new Set(['receiptWeek', 'parked', 'unreadable', 'check', 'parkedSubject', 'schema', 'sweepControl', 'sweepFigures', 'startedProcess', 'consumer', 'webhookSigningKey']);

/** How often something was tried to be delivered, and when next, is the faults' own. */
const OF_DELIVERY: ReadonlySet<unknown> = new Set(['webhookTurn', 'webhookStream', 'webhookEvent', 'webhookWaiting', 'webhookDue', 'webhookState', 'webhookAttempt', 'webhookDead', 'webhookValidation', 'webhookValidations', 'feed', 'consumed']);

/** Whether a row of a life is to be as it is in the life of its twin. @param now decides which receipts are old: a process clears them away once an hour at most, counted from when it began. */
export const isCompared = (table: TableName, value: Value, now: Instant, receiptDays: number): boolean => {
  if (NOT_COMPARED.has(table)) return false;
  // BIL-2: of a month that is over and not sealed, it only tells that lines came when it was over.
  if (table === 'Ledger' && value['type'] === 'seal') return value['sealedAt'] !== undefined;
  if (value['type'] === 'receipt') return typeof value['at'] === 'string' && value['at'] > oldReceipts(now, receiptDays);
  return !OF_THE_INSTALLATION.has(value['type']) && !OF_DELIVERY.has(value['type']);
};

/** Deadlines by key, each by itself whether it shares a row or not, and without what it knows of its subject, which depends on who wrote it. */
export const deadlinesOf = (rows: readonly Row[]): ReadonlyMap<string, object> =>
  new Map(rows.flatMap(({ key, value }) => parseRow(key, value).deadlines.map(({ shared: _shared, known: _known, ...deadline }) => [deadlineKey(deadline), deadline] as const)));

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;

/** A key without the instants in it: rows that are kept by when something was done pair up though it was done later. */
export const timelessKey = (key: string): string => key.replace(INSTANT, '…');

/** What a row says, without what is left to whoever wrote it: in which order subjects came to stand on a sheet of a partner's list of deadlines; and without the words of a message, which names whom it is about as they are called when it is made (docs/limits.md), and that may be late. */
export const saidBy = (table: TableName, value: Value): Value => {
  if (table === 'Notifications' && value['type'] === 'notification') {
    const { text: _text, html: _html, ...message } = value;
    return message;
  }
  const { subjects } = value;
  if (table !== 'Directory' || !Array.isArray(subjects)) return value;
  const byId = (subjects as readonly { readonly subjectId: string }[]).toSorted((a, b) => (a.subjectId < b.subjectId ? -1 : 1));
  return { ...value, subjects: byId };
};

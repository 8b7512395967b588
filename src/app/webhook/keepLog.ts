import { plusHours, instant, type Instant } from '../../kernel/instant';
import { ANY_ETAG, deleteAsRead, type Write } from '../../kernel/partitionStore';
import { deleteRowsAsRead } from '../deleteRowsAsRead';
import { type Deadline } from '../due/deadline';
import { attemptPrefix, deadKey, deliveryKey, duePrefix, endpointPartition, eventOfAttempt, validationKey } from './webhookKeys';
import { attemptRows, deliveryRows, type Attempt } from './webhookRows';
import { deliveryDeadline, KEPT_DAYS, partnerOfDeadline } from './webhookDeadlines';
import { type WebhookPorts } from './webhookPorts';

/** Of one call. */
const mostRows = 1000;
const writesAtOnce = 100;
/** Rows of one attempt: itself, and where it settled its event that, and its place among what was given up; or the test event of the contract's that it was. */
const writesOfAttempt = 3;

/** All rows of an endpoint that is gone, a bounded number at a call, each as it was found: what one that is made again meanwhile has taken up stays. @returns whether none is left. */
const removeAll = async ({ webhooks }: WebhookPorts, partition: string): Promise<boolean> => {
  const page = await webhooks.list(partition, { limit: mostRows });
  const left = await deleteRowsAsRead(webhooks, partition, page.rows);
  return page.continuation === undefined && left === 0;
};

/** How an attempt settled its event for good. */
const settles: ReadonlySet<string> = new Set(['delivered', 'dead', 'unsubscribed']);

/** The event that an old attempt settled goes with it, unless it was taken up again since: that is written then. Attempts are written once. Of one that cannot be read the key says what it was of, an event or a test. */
const writesOf = async ({ webhooks }: WebhookPorts, partition: string, key: string, attempt: Attempt | undefined, keptFrom: Instant): Promise<Write[]> => {
  const own: Write = { op: 'delete', key, etag: ANY_ETAG };
  if (attempt?.outcome === 'test') return [own, { op: 'delete', key: validationKey(attempt.eventId), etag: ANY_ETAG }];
  const of = attempt ?? eventOfAttempt(key);
  if (of === undefined || (attempt !== undefined && !settles.has(attempt.outcome))) return [own];
  const { subjectId, version } = of;
  const row = await webhooks.read(partition, deliveryKey(subjectId, version));
  if (row === undefined && attempt === undefined) return [own, { op: 'delete', key: validationKey(subjectId), etag: ANY_ETAG }];
  const [delivery] = row === undefined ? [] : deliveryRows.readable([row]).items;
  const settledAt = delivery?.settledAt;
  if (row === undefined || settledAt === undefined || settledAt >= keptFrom) return [own];
  return [own, deleteAsRead(row), { op: 'delete', key: deadKey(settledAt, subjectId, version), etag: ANY_ETAG }];
};

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

/** @returns when the oldest that is left was tried: that instant or earlier where more is old than one call takes away; absent: none is left. */
const removeOld = async (ports: WebhookPorts, partition: string, keptFrom: Instant): Promise<Instant | undefined> => {
  const { rows, continuation } = await ports.webhooks.list(partition, { prefix: attemptPrefix, limit: mostRows });
  // The time stands in the key, so that one that cannot be read goes as well.
  const timeOf = (key: string): string => key.slice(attemptPrefix.length, attemptPrefix.length + keptFrom.length);
  const old = rows.filter(({ key }) => timeOf(key) < keptFrom);
  const perCommit = Math.floor(writesAtOnce / writesOfAttempt);
  let isForestalled = false;
  for (let start = 0; start < old.length; start += perCommit) {
    const writes = new Map<string, Write>();
    for (const row of old.slice(start, start + perCommit)) {
      // Of one event the first look counts: what changed before the next is refused.
      for (const write of await writesOf(ports, partition, row.key, attemptRows.readable([row]).items[0], keptFrom)) if (!writes.has(write.key)) writes.set(write.key, write);
    }
    if (!(await ports.webhooks.commit(partition, [...writes.values()])).ok) isForestalled = true;
  }
  if (isForestalled) return keptFrom;
  const left = rows[old.length];
  if (left !== undefined) return instant(timeOf(left.key));
  return continuation === undefined ? undefined : keptFrom;
};

/**
 * WHK-7: takes away what was kept for thirty days of one endpoint, a bounded number of rows at a call, and everything of an endpoint that is gone. On the way it looks whether what waits has a deadline (DUE-1).
 * @throws when the store fails.
 */
export const keepWebhookLog = async (ports: WebhookPorts, deadline: Deadline): Promise<void> => {
  const { customerId: endpointId } = deadline;
  const partnerId = partnerOfDeadline(deadline);
  const { clock, deadlines, webhooks } = ports;
  const now = clock.now();
  const partition = endpointPartition(endpointId);
  const stored = await ports.endpoints.read(partnerId, endpointId);
  // Without what a try before failed of: that is over.
  const comesBy = (at: Instant): Promise<void> => deadlines.put([{ at, kind: deadline.kind, customerId: endpointId, subject: deadline.subject }]);
  if (stored === undefined) {
    if (!(await removeAll(ports, partition))) await comesBy(plusHours(now, 1));
    return;
  }
  const keptFrom = plusHours(now, -KEPT_DAYS * 24);
  const oldest = await removeOld(ports, partition, keptFrom);
  const waiting = await webhooks.list(partition, { prefix: duePrefix, limit: 1 });
  if (waiting.rows.length > 0) await deadlines.put([deliveryDeadline({ id: endpointId, partnerId }, now)]);
  // In an hour where more is old already; else once the oldest is, and not more than once a day.
  if (oldest !== undefined) await comesBy(oldest <= keptFrom ? plusHours(now, 1) : later(plusHours(now, 24), plusHours(oldest, KEPT_DAYS * 24 + 1)));
  else if (waiting.rows.length > 0) await comesBy(plusHours(now, 24));
};

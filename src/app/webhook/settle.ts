import { allRows } from '../allRows';
import { stableShard } from '../due/stableShard';
import { afterAttempt, isOverdue, type AfterAttempt } from '../../domain/webhook/retry';
import { type Instant } from '../../kernel/instant';
import { ANY_ETAG, deleteAsRead, type CommitOutcome, type PartitionStore, type Write } from '../../kernel/partitionStore';
import { attemptKey, deadKey, deliveryKey, deliveryPrefixOf, dueKey, endpointPartition, streamKey, waitingKey, waitingPrefixOf } from './webhookKeys';
import { deliveryRows, streamRows, waitingRows, type Attempt, type Delivery, type Stream } from './webhookRows';
import { type WebhookAnswer, type WebhookPorts } from './webhookPorts';

/** The first event of a subject that waits, with the rows it is settled against. */
export interface Head {
  readonly delivery: Delivery;
  readonly etag: string;
  readonly stream: Stream;
  readonly streamEtag: string;
}

export const deliveryValue = (delivery: Delivery) => ({ type: 'webhookEvent', ...delivery });

const dueWrite = (at: Instant, subjectId: string): Write => ({ op: 'put', key: dueKey(at, subjectId), value: { type: 'webhookDue', subjectId, at } });

/** How the place of a subject among what is due moves with its stream, whose etag guards it. @param nextAt absent: nothing of it waits any more. */
export const streamWrites = ({ nextAt: before, ...stream }: Stream, etag: string, nextAt: Instant | undefined): Write[] => [
  { op: 'update', key: streamKey(stream.subjectId), value: { type: 'webhookStream', ...stream, ...(nextAt !== undefined && { nextAt }) }, etag },
  ...(before !== undefined && before !== nextAt ? [{ op: 'delete', key: dueKey(before, stream.subjectId), etag: ANY_ETAG } as const] : []),
  ...(nextAt !== undefined && before !== nextAt ? [dueWrite(nextAt, stream.subjectId)] : []),
];

/** A stream of a subject that has none any more, as far as it was taken up, with its place among what is due. Refused where somebody else makes it. */
export const newStreamWrites = async (webhooks: PartitionStore, partition: string, subjectId: string, nextAt: Instant): Promise<Write[]> => {
  const takenUp = deliveryRows.readable(await allRows(webhooks, partition, deliveryPrefixOf(subjectId))).items.map(({ version }) => version);
  return [{ op: 'create', key: streamKey(subjectId), value: { type: 'webhookStream', subjectId, version: Math.max(0, ...takenUp), nextAt } }, dueWrite(nextAt, subjectId)];
};

/** What waits of a subject whose stream is gone, taken away because it could not be read, gets one anew; where nothing waits its place among what is due goes. @returns whether there is a stream. */
const streamAnew = async ({ webhooks }: WebhookPorts, partition: string, subjectId: string, dueAt: Instant): Promise<boolean> => {
  const waiting = await webhooks.list(partition, { prefix: waitingPrefixOf(subjectId), limit: 1 });
  if (waiting.rows.length === 0) {
    await webhooks.commit(partition, [{ op: 'delete', key: dueKey(dueAt, subjectId), etag: ANY_ETAG }]);
    return false;
  }
  // Refused where somebody takes something up at this moment: then it is theirs.
  await webhooks.commit(partition, await newStreamWrites(webhooks, partition, subjectId, dueAt));
  return true;
};

/**
 * What of a subject is to be delivered first; undefined where nothing waits any more, in which case its place among what is due is taken away.
 * @param dueAt where it was found among what is due: its stream does not say so where it could not be read when that was put off. @throws RowUnreadable.
 */
export const headOf = async (ports: WebhookPorts, endpointId: string, subjectId: string, dueAt?: Instant): Promise<Head | undefined> => {
  const { webhooks } = ports;
  const partition = endpointPartition(endpointId);
  // The stream first: whoever takes something up writes it, so what comes in between refuses that nothing waits.
  const streamRow = await webhooks.read(partition, streamKey(subjectId));
  if (streamRow === undefined) return dueAt !== undefined && (await streamAnew(ports, partition, subjectId, dueAt)) ? headOf(ports, endpointId, subjectId) : undefined;
  const stream = streamRows.readStored(streamRow);
  if (dueAt !== undefined && stream.value.nextAt !== dueAt) {
    // Somebody else has put the subject off, or is done with it.
    if ((await webhooks.read(partition, dueKey(dueAt, subjectId))) === undefined) return undefined;
    await webhooks.commit(partition, streamWrites(stream.value, stream.etag, dueAt));
    return headOf(ports, endpointId, subjectId);
  }
  const waiting = await webhooks.list(partition, { prefix: waitingPrefixOf(subjectId), limit: 1 });
  const [first] = waiting.rows;
  if (first === undefined) {
    await webhooks.commit(partition, streamWrites(stream.value, stream.etag, undefined));
    return undefined;
  }
  const { version } = waitingRows.read(first);
  const row = await webhooks.read(partition, deliveryKey(subjectId, version));
  if (row === undefined) {
    // Only its place is left; without the event there is nothing to deliver. One that is taken up at this moment stays, and is found by the next look.
    await webhooks.commit(partition, [deleteAsRead(first)]);
    return undefined;
  }
  const delivery = deliveryRows.readStored(row);
  return { delivery: delivery.value, etag: delivery.etag, stream: stream.value, streamEtag: stream.etag };
};

/** Always the same for one attempt of one event, and different for others: at least 0, below 1. */
const jitterOf = (endpointId: string, { eventId }: Delivery, attempt: number): number => stableShard(`${endpointId}|${eventId}|${attempt}`, 1000) / 1000;

export const attemptWrite = (attempt: Attempt): Write => ({ op: 'put', key: attemptKey(attempt.at, attempt.subjectId, attempt.version, attempt.attempt), value: { type: 'webhookAttempt', ...attempt } });

/** Of an event that is settled: its stream, written as it was read, guards its place. What waits behind it is due at once. */
const settledWrites = async ({ webhooks }: WebhookPorts, endpointId: string, { delivery, etag, stream, streamEtag }: Head, settled: Delivery, now: Instant): Promise<Write[]> => {
  const { subjectId, version } = delivery;
  const behind = await webhooks.list(endpointPartition(endpointId), { prefix: waitingPrefixOf(subjectId), after: waitingKey(subjectId, version), limit: 1 });
  return [
    ...streamWrites(stream, streamEtag, behind.rows.length === 0 ? undefined : now),
    { op: 'update', key: deliveryKey(subjectId, version), value: deliveryValue(settled), etag },
    { op: 'delete', key: waitingKey(subjectId, version), etag: ANY_ETAG },
    ...(settled.status === 'dead' ? [{ op: 'put', key: deadKey(now, subjectId, version), value: { type: 'webhookDead', subjectId, version, deadAt: now } } as const] : []),
  ];
};

const answerOf = ({ attempted, text }: WebhookAnswer): Pick<Attempt, 'httpStatus' | 'answer'> => (attempted.kind === 'answered' ? { httpStatus: attempted.status, answer: text } : { answer: attempted.reason });

export const attemptOf = ({ eventId, subjectId, version, eventTypes }: Delivery, attempt: number, at: Instant, outcome: Attempt['outcome'], answer: WebhookAnswer): Attempt => ({
  eventId,
  subjectId,
  version,
  eventTypes: [...eventTypes],
  at,
  attempt,
  outcome,
  ...answerOf(answer),
  durationMs: answer.durationMs,
});

const saidOf = ({ attempted }: WebhookAnswer): string => (attempted.kind === 'answered' ? `the last answer was ${attempted.status}` : attempted.reason);

/**
 * WHK-3: stores what an attempt came to, in one transaction: the attempt in the log, the event with its state, and when the subject goes on.
 * @returns how it goes on; undefined where something else of the subject was taken up meanwhile, and it is to be settled anew.
 */
export const settle = async (ports: WebhookPorts, endpointId: string, head: Head, answer: WebhookAnswer, now: Instant): Promise<AfterAttempt | undefined> => {
  const { delivery } = head;
  const attempts = delivery.attempts + 1;
  const after = afterAttempt(answer.attempted, attempts, delivery.acceptedAt, now, jitterOf(endpointId, delivery, attempts));
  const log = attemptWrite(attemptOf(delivery, attempts, now, after.outcome, answer));
  const tried = { ...delivery, attempts };
  const partition = endpointPartition(endpointId);
  const commit = async (writes: readonly Write[]): Promise<CommitOutcome> => ports.webhooks.commit(partition, [...writes, log]);
  const outcome =
    after.outcome === 'retry'
      ? await commit([...streamWrites(head.stream, head.streamEtag, after.at), { op: 'update', key: deliveryKey(delivery.subjectId, delivery.version), value: deliveryValue(tried), etag: head.etag }])
      : await commit(await settledWrites(ports, endpointId, head, after.outcome === 'delivered' ? { ...tried, status: 'delivered', settledAt: now } : { ...tried, status: 'dead', settledAt: now, reason: saidOf(answer) }, now));
  return outcome.ok ? after : undefined;
};

/** Gives an event up that was not tried again: its three days are over while the circuit was open, or the endpoint hears no more. @returns whether it was; false where something else of the subject was taken up meanwhile. */
export const giveUp = async (ports: WebhookPorts, endpointId: string, head: Head, reason: string, now: Instant): Promise<boolean> => {
  const writes = await settledWrites(ports, endpointId, head, { ...head.delivery, status: 'dead', settledAt: now, reason }, now);
  const { eventId, subjectId, version, eventTypes, attempts } = head.delivery;
  const log = attemptWrite({ eventId, subjectId, version, eventTypes, at: now, attempt: attempts + 1, outcome: 'dead', answer: `not tried: ${reason}`, durationMs: 0 });
  return (await ports.webhooks.commit(endpointPartition(endpointId), [...writes, log])).ok;
};

export const isHeadOverdue = ({ delivery }: Head, now: Instant): boolean => isOverdue(delivery.acceptedAt, now);

/** Puts a subject off that cannot be read now; where it is its stream that cannot, its place alone, so that it is found once that is mended. */
export const postpone = async ({ webhooks }: WebhookPorts, endpointId: string, subjectId: string, from: Instant, until: Instant): Promise<void> => {
  const partition = endpointPartition(endpointId);
  const row = await webhooks.read(partition, streamKey(subjectId));
  const [stream] = row === undefined ? [] : streamRows.readable([row]).items;
  if (row !== undefined && stream !== undefined) await webhooks.commit(partition, streamWrites(stream, row.etag, until));
  else await webhooks.commit(partition, [{ op: 'delete', key: dueKey(from, subjectId), etag: ANY_ETAG }, ...(row === undefined ? [] : [dueWrite(until, subjectId)])]);
};

import { type WebhookRefusal } from '../../domain/webhook/refusals';
import { type Endpoint } from '../../domain/webhook/state';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { pageOf, RowUnreadable, type Page, type Readable } from '../unreadable';
import { deliveryDeadline, retentionDeadline } from './webhookDeadlines';
import { deliveryValue, newStreamWrites, streamWrites } from './settle';
import { attemptKey, attemptPrefix, deadKey, deadPrefix, deliveryKey, endpointPartition, streamKey, waitingKey } from './webhookKeys';
import { attemptRows, deadRows, deliveryRows, streamRows, type Attempt, type Delivery } from './webhookRows';
import { type WebhookPorts } from './webhookPorts';
import { ANY_ETAG } from '../../kernel/partitionStore';

/** Others write the same subject only while one of its events is settled. */
const attempts = 20;
/** Of one call. */
const mostReplayed = 500;

/** Those of them that are given up; beside them what cannot be read. */
const deliveriesOf = async ({ webhooks }: WebhookPorts, partition: string, named: readonly { readonly subjectId: string; readonly version: number }[]): Promise<Readable<Delivery>> => {
  const rows = await Promise.all(named.map(({ subjectId, version }) => webhooks.read(partition, deliveryKey(subjectId, version))));
  const { items, unreadable } = deliveryRows.readable(rows.filter((row) => row !== undefined));
  return { items: items.filter(({ status }) => status === 'dead'), unreadable };
};

/** A page of what was given up for an endpoint and is kept, the longest ago first. */
export const listDeadLetters = async (ports: WebhookPorts, { id }: Endpoint, limit: number, continuation: string | undefined): Promise<Page<Delivery>> => {
  const partition = endpointPartition(id);
  const page = await ports.webhooks.list(partition, { prefix: deadPrefix, limit, ...(continuation !== undefined && { continuation }) });
  const places = deadRows.readable(page.rows);
  const { items, unreadable } = await deliveriesOf(ports, partition, places.items);
  return pageOf({ items, unreadable: [...places.unreadable, ...unreadable] }, page.continuation);
};

/** A page of an endpoint's attempts, in order of time. @param since inclusive. */
export const listAttempts = async ({ webhooks }: WebhookPorts, { id }: Endpoint, since: Instant | undefined, limit: number, continuation: string | undefined): Promise<Page<Attempt>> => {
  const from = since === undefined ? {} : { after: attemptKey(since, '', 0, 0).slice(0, attemptPrefix.length + since.length) };
  const page = await webhooks.list(endpointPartition(id), { prefix: attemptPrefix, limit, ...from, ...(continuation !== undefined && { continuation }) });
  return pageOf(attemptRows.readable(page.rows), page.continuation);
};

/** Stream and event are written as they were read, and guard the place among what was given up; a stream that was taken away because it could not be read is made anew. @returns whether it was given up, and waits again. */
const replay = async ({ webhooks, clock }: WebhookPorts, partition: string, subjectId: string, version: number): Promise<boolean> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const [streamRow, row] = await Promise.all([webhooks.read(partition, streamKey(subjectId)), webhooks.read(partition, deliveryKey(subjectId, version))]);
    if (row === undefined) return false;
    const stream = streamRow && streamRows.readStored(streamRow);
    const delivery = deliveryRows.readStored(row);
    if (delivery.value.status !== 'dead') return false;
    const { settledAt, reason: _reason, ...kept } = delivery.value;
    const now = clock.now();
    const committed = await webhooks.commit(partition, [
      ...(stream === undefined ? await newStreamWrites(webhooks, partition, subjectId, now) : streamWrites(stream.value, stream.etag, stream.value.nextAt ?? now)),
      { op: 'update', key: deliveryKey(subjectId, version), value: deliveryValue({ ...kept, status: 'waiting', attempts: 0, acceptedAt: now }), etag: delivery.etag },
      { op: 'put', key: waitingKey(subjectId, version), value: { type: 'webhookWaiting', subjectId, version } },
      ...(settledAt === undefined ? [] : [{ op: 'delete', key: deadKey(settledAt, subjectId, version), etag: ANY_ETAG } as const]),
    ]);
    if (committed.ok) return true;
  }
  throw new Error(`${subjectId}:${version} could not be taken up again in ${attempts} attempts`);
};

/** DUE-2: the same; one that cannot be read is raised, and is none. @returns whether it waits again. */
const replayReadable = async (ports: WebhookPorts, partition: string, subjectId: string, version: number): Promise<boolean | 'unreadable'> => {
  try {
    return await replay(ports, partition, subjectId, version);
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    await ports.unreadable.raise([error.row]);
    return 'unreadable';
  }
};

/** The longest given up first, a bounded number. @returns how many wait again, and whether others stay: there are more, or some cannot be read. */
const replayAll = async (ports: WebhookPorts, partition: string): Promise<{ readonly replayed: number; readonly more: boolean }> => {
  const page = await ports.webhooks.list(partition, { prefix: deadPrefix, limit: mostReplayed });
  const { items, unreadable } = deadRows.readable(page.rows);
  await ports.unreadable.raise(unreadable);
  let replayed = 0;
  let more = page.continuation !== undefined || unreadable.length > 0;
  for (const { subjectId, version } of items) {
    const isReplayed = await replayReadable(ports, partition, subjectId, version);
    if (isReplayed === true) replayed += 1;
    else if (isReplayed === 'unreadable') more = true;
  }
  return { replayed, more };
};

/** Which delivery of the endpoint an event is; undefined for an id that no event has. */
const namedBy = ({ partnerId }: Endpoint, eventId: string): { readonly subjectId: string; readonly version: number } | undefined => {
  const [, stream, version] = /^(.+):(\d{1,8})$/.exec(eventId) ?? [];
  if (stream === undefined || version === undefined) return undefined;
  // What is of no customer says first whose it is.
  const own = `${partnerId}|`;
  return { subjectId: stream.startsWith(own) ? stream.slice(own.length) : stream, version: Number(version) };
};

/**
 * WHK-7: takes up again what was given up for an endpoint: one event, or all of them, a bounded number at a call. Each is tried for three days anew, before whatever else of its subject waits.
 * Those that cannot be read stay, and take no other with them (DUE-2). Refused: WebhookUnsubscribed; DeadLetterNotFound where the one that is named was not given up.
 * @returns how many, and whether others stay. @throws RowUnreadable where the one that is named cannot be read; when the store fails.
 */
export const replayDeadLetters = async (ports: WebhookPorts, endpoint: Endpoint, eventId: string | undefined): Promise<Result<{ readonly replayed: number; readonly more: boolean }, WebhookRefusal>> => {
  if (endpoint.unsubscribedAt !== undefined) return failure({ kind: 'WebhookUnsubscribed', webhookId: endpoint.id });
  const { clock, deadlines } = ports;
  const partition = endpointPartition(endpoint.id);
  const one = eventId === undefined ? undefined : namedBy(endpoint, eventId);
  // A refusal leaves nothing behind.
  if (eventId !== undefined) {
    const found = one === undefined ? undefined : await deliveriesOf(ports, partition, [one]);
    const [damaged] = found?.unreadable ?? [];
    if (damaged !== undefined) throw new RowUnreadable(damaged);
    if (found === undefined || found.items.length === 0) return failure({ kind: 'DeadLetterNotFound', eventId });
  }
  // For the case that this process dies before it says so.
  await deadlines.put([deliveryDeadline(endpoint, plusMinutes(clock.now(), 3)), retentionDeadline(endpoint, clock.now())]);
  if (eventId !== undefined && one !== undefined && !(await replay(ports, partition, one.subjectId, one.version))) return failure({ kind: 'DeadLetterNotFound', eventId });
  const outcome = eventId === undefined ? await replayAll(ports, partition) : { replayed: 1, more: false };
  await deadlines.put([deliveryDeadline(endpoint, clock.now())]);
  return success(outcome);
};

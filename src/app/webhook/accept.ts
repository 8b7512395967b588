import { hears } from '../../domain/webhook/hears';
import { type Endpoint, type Hearable } from '../../domain/webhook/state';
import { type Instant } from '../../kernel/instant';
import { type Write } from '../../kernel/partitionStore';
import { type EventPublisher, type EventRecord } from '../command/eventRecord';
import { audienceOf } from '../event/audience';
import { storedEvents } from '../event/storedEvents';
import { RowUnreadable, type UnreadableRow } from '../unreadable';
import { deliveryDeadline, retentionDeadline, takeUpDeadline } from './webhookDeadlines';
import { bodyFor } from './eventBody';
import { heardOf, withProduct } from './heard';
import { deliveryKey, dueKey, endpointOfKey, endpointPartition, streamKey, waitingKey } from './webhookKeys';
import { streamRows, type Stream } from './webhookRows';
import { type WebhookPorts } from './webhookPorts';

/** Others write the same stream only while its first event is settled. */
const attempts = 20;
/** Of a subject, looked at together. */
const VERSIONS_AT_ONCE = 1000;

/** A change with who may hear it, and how what its subject said before is found. */
interface Told {
  readonly event: Hearable;
  readonly record: EventRecord;
  /** With its product. */
  readonly detailed: () => Promise<Hearable>;
  /** Of the same subject, with versions above the one given and below this one's, in order; since that instant, inclusive. */
  readonly earlier: (above: number, since: Instant) => Promise<readonly Told[]>;
}

/** Of an event, or of what says that it was told: each key ends with the version. */
const versionIn = ({ key }: UnreadableRow): number => Number(key.slice(key.lastIndexOf('|') + 1));

/**
 * What a record's subject said with versions above one and below the record's, in order: back to what it said before an instant, however much that is. One operation for each thousand versions; of a window two for each.
 * @throws RowUnreadable for one that may have been said since then: what comes after it is told after it.
 */
const earlierOf = async (ports: WebhookPorts, record: EventRecord, above: number, since: Instant): Promise<readonly EventRecord[]> => {
  let found: readonly EventRecord[] = [];
  for (let last = record.version - 1; last > above; last -= VERSIONS_AT_ONCE) {
    const { items, unreadable } = await storedEvents(ports, { ...record, version: last }, Math.max(above, last - VERSIONS_AT_ONCE));
    const before = items.findLast(({ at }) => at < since)?.version ?? 0;
    const missed = unreadable.find((row) => versionIn(row) > before);
    if (missed !== undefined) throw new RowUnreadable(missed);
    await ports.unreadable.raise(unreadable);
    found = [...items, ...found];
    if (before > 0) break;
  }
  return found;
};

const toldOf = async (ports: WebhookPorts, record: EventRecord): Promise<Told> => {
  const event = await heardOf(ports.commerce, record);
  return {
    event,
    record,
    detailed: () => withProduct(ports.commerce, record, event),
    earlier: async (above, since) => Promise.all((await earlierOf(ports, record, above, since)).filter(({ at }) => at >= since).map((each) => toldOf(ports, each))),
  };
};

/**
 * Takes one change up for one endpoint, with those of its subject that this endpoint was to hear before and that did not come by: what is delivered later is delivered after it. In one transaction its body, its place among what waits, and how
 * far the subject was looked at.
 */
const acceptFor = async (ports: WebhookPorts, endpoint: Endpoint, told: Told): Promise<void> => {
  const { webhooks, clock, deadlines, webhookSettings } = ports;
  const partition = endpointPartition(endpoint.id);
  const { subject, version } = told.event;
  // What is not heard costs nothing. What else of the subject was missed by then is found with the next that is heard.
  if (!hears(endpoint, endpoint.products.length === 0 ? told.event : await told.detailed())) return;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = await webhooks.read(partition, streamKey(subject.id));
    const known = row === undefined ? undefined : streamRows.readStored(row);
    const stream: Stream = known?.value ?? { subjectId: subject.id, version: 0 };
    const now = clock.now();
    const due = [deliveryDeadline(endpoint, now), retentionDeadline(endpoint, now)];
    if (version <= stream.version) {
      // Taken up before, by somebody who may have died before the deadline was written.
      if (stream.nextAt !== undefined) await deadlines.put(due);
      return;
    }
    // What was said before the endpoint was there is none of its own; what is said late, of a time before it, is.
    const earlier = version > stream.version + 1 ? await told.earlier(stream.version, endpoint.createdAt) : [];
    const heard: { readonly event: Hearable; readonly record: EventRecord }[] = [];
    for (const each of [...earlier, told]) {
      const event = endpoint.products.length === 0 ? each.event : await each.detailed();
      if (hears(endpoint, event)) heard.push({ event, record: each.record });
    }
    // Of one transaction; what is left over is taken up by the next attempt.
    const taken = heard.slice(0, 40);
    const last = taken.at(-1)?.event.version ?? version;
    const nextAt = stream.nextAt ?? now;
    const value = { type: 'webhookStream', ...stream, version: last, nextAt };
    const committed = await webhooks.commit(partition, [
      known === undefined ? { op: 'create', key: streamKey(subject.id), value } : { op: 'update', key: streamKey(subject.id), value, etag: known.etag },
      ...(stream.nextAt === undefined ? [{ op: 'put', key: dueKey(nextAt, subject.id), value: { type: 'webhookDue', subjectId: subject.id, at: nextAt } } as const] : []),
      ...taken.flatMap(({ event, record }): Write[] => {
        const { body, eventTypes } = bodyFor(endpoint, event, () => ports.ownBody(event, record), webhookSettings.publicUrl);
        return [
          { op: 'put', key: deliveryKey(subject.id, event.version), value: { type: 'webhookEvent', eventId: event.id, subjectId: subject.id, version: event.version, eventTypes, body, acceptedAt: now, attempts: 0, status: 'waiting', ...(record.traceparent !== undefined && { traceparent: record.traceparent }) } },
          { op: 'put', key: waitingKey(subject.id, event.version), value: { type: 'webhookWaiting', subjectId: subject.id, version: event.version } },
        ];
      }),
    ]);
    if (!committed.ok) continue;
    await deadlines.put(due);
    if (taken.length === heard.length) return;
  }
  throw new Error(`${told.event.id} could not be taken up for the webhook ${endpoint.id} in ${attempts} attempts`);
};

/** DUE-2: what one endpoint's rows cannot give takes nothing from the others, and is taken up once they can be read. */
const orLater = async (ports: WebhookPorts, endpoint: Pick<Endpoint, 'id' | 'partnerId'>, record: EventRecord, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    await ports.unreadable.raise([error.row]);
    await ports.deadlines.put([takeUpDeadline(endpoint, ports.clock.now(), record)]);
  }
};

/** DUE-2: where not even whom it concerns can be read, all of whom the event itself says so take it up later. */
const toldOrRaised = async (ports: WebhookPorts, record: EventRecord): Promise<Told | undefined> => {
  try {
    return await toldOf(ports, record);
  } catch (error) {
    if (!(error instanceof RowUnreadable)) throw error;
    await ports.unreadable.raise([error.row]);
    return undefined;
  }
};

const acceptForAll = async (ports: WebhookPorts, record: EventRecord): Promise<void> => {
  const told = await toldOrRaised(ports, record);
  for (const partnerId of told?.event.partnerIds ?? audienceOf(record)) {
    const { items, unreadable } = await ports.endpoints.remembered(partnerId);
    await ports.unreadable.raise(unreadable);
    const endpoints = items.filter(({ unsubscribedAt }) => unsubscribedAt === undefined);
    const later = [...unreadable.map(({ key }) => ({ id: endpointOfKey(key), partnerId })), ...(told === undefined ? endpoints : [])];
    await ports.deadlines.put(later.map((endpoint) => takeUpDeadline(endpoint, ports.clock.now(), record)));
    if (told !== undefined) for (const endpoint of endpoints) await orLater(ports, endpoint, record, () => acceptFor(ports, endpoint, told));
  }
};

/**
 * WHK-2: takes changes up for every endpoint that hears them: once for each endpoint and event, in the order of each subject's versions, however often and in whatever order it is told of them. What could not be taken up is told again by whoever
 * brings events out; what a row that cannot be read stands in the way of has a deadline of its own.
 * @throws when the store fails; some may be taken up then.
 */
export const acceptEvents = async (ports: WebhookPorts, records: readonly EventRecord[]): Promise<void> => {
  for (const record of records) await acceptForAll(ports, record);
};

/** The same for one endpoint alone. @throws when the store fails; some may be taken up then. */
export const acceptEventsFor = async (ports: WebhookPorts, endpoint: Endpoint, records: readonly EventRecord[]): Promise<void> => {
  for (const record of records) await orLater(ports, endpoint, record, async () => acceptFor(ports, endpoint, await toldOf(ports, record)));
};

/** On the way to whoever else is told: a failure leaves the records in the outbox, and the sweep comes again. */
export class WebhookPublisher implements EventPublisher {
  constructor(
    private readonly ports: WebhookPorts,
    private readonly next: EventPublisher,
  ) {}

  async publish(records: readonly EventRecord[]): Promise<void> {
    await acceptEvents(this.ports, records);
    await this.next.publish(records);
  }
}

import { BusError, Condition } from './busError';
import { type Content, type Incoming, sizeOf } from './message';
import { type Queue } from './queue';
import { type Store } from './store';
import { type Entry, type Subscription } from './topic';

/**
 * Takes messages in: all of them or, if one cannot be taken, none. What is not due yet is scheduled; duplicates are dropped.
 * @returns the number each got, in order; a duplicate's belongs to no message.
 * @throws BusError for an entity that is full, or a message without a session where sessions are required
 */
export function send(store: Store, path: string, incoming: readonly Incoming[], now: number): number[] {
  const entry = store.entry(path);
  for (const { content } of incoming) checkSession(entry, content);
  checkQuota(entry, incoming);
  // What a rule throws it throws here, before anything is taken in.
  const judged = sharingTheirSessions(entry, incoming).map((one) => ({ ...one, copies: isLater(one, now) || entry.history?.knows(one.messageId, now) ? [] : copiesOf(entry, one.content) }));
  return judged.map((one) => {
    const { content, messageId, copies } = one;
    if (entry.history?.knows(messageId, now)) return nextSeq(entry);
    if (entry.history) store.record({ kind: 'seen', entity: entry.path, messageId, at: now });
    return isLater(one, now) ? putScheduled(store, entry, content, one.scheduledAt, now) : deliver(store, entry, content, copies, now);
  });
}

/** Takes back scheduled messages: all of them or, if one is not there, none. @throws BusError */
export function cancelScheduled(store: Store, path: string, numbers: readonly number[]): void {
  const entry = store.entry(path);
  const messages = entry.target.kind === 'queue' ? entry.target.queue.messages : entry.target.scheduled;
  for (const seq of numbers) {
    if (messages.get(seq)?.state !== 'scheduled') throw new BusError(Condition.messageNotFound, `There is no scheduled message with the sequence number ${seq} in '${entry.name}'.`);
  }
  for (const seq of numbers) store.record({ kind: 'remove', entity: entry.path, seq });
}

/** The instant of a scheduled message has come: it is enqueued now, under a new number. */
export function activate(store: Store, entry: Entry, seq: number, now: number): void {
  const message = (entry.target.kind === 'queue' ? entry.target.queue.messages : entry.target.scheduled).get(seq);
  if (!message) return;
  const copies = copiesOf(entry, message.content);
  store.record({ kind: 'remove', entity: entry.path, seq });
  deliver(store, entry, message.content, copies, now);
}

const isLater = <T extends Pick<Incoming, 'scheduledAt'>>(one: T, now: number): one is T & { readonly scheduledAt: number } => one.scheduledAt !== undefined && one.scheduledAt > now;

function putScheduled(store: Store, entry: Entry, content: Content, scheduledAt: number, now: number): number {
  const seq = nextSeq(entry);
  store.record({ kind: 'put', entity: entry.path, facts: { seq, enqueuedAt: now, expiresAt: Infinity, scheduledAt }, content, deliveryCount: 0, deferred: false });
  return seq;
}

/** @param copies what the rules of a topic's subscriptions make of it; none for a queue. */
function deliver(store: Store, entry: Entry, content: Content, copies: readonly Copies[], now: number): number {
  const seq = nextSeq(entry);
  const { target } = entry;
  const ttl = Math.min(content.ttl ?? Infinity, entry.settings.defaultTtl);
  if (target.kind === 'queue') {
    store.record({ kind: 'put', entity: target.queue.path, facts: { seq, enqueuedAt: now, expiresAt: now + ttl }, content, deliveryCount: 0, deferred: false });
    return seq;
  }
  for (const { queue, contents } of copies) {
    for (const copy of contents) {
      queue.lastSeq += 1;
      const facts = { seq: queue.lastSeq, enqueuedSeq: seq, enqueuedAt: now, expiresAt: now + Math.min(ttl, queue.settings.defaultTtl) };
      store.record({ kind: 'put', entity: queue.path, facts, content: copy, deliveryCount: 0, deferred: false });
    }
  }
  return seq;
}

interface Copies {
  readonly queue: Queue;
  readonly contents: readonly Content[];
}

const copiesOf = ({ target }: Entry, content: Content): Copies[] => (target.kind === 'queue' ? [] : target.subscriptions.map((subscription) => ({ queue: subscription.queue, contents: copiesFor(subscription, content) })));

/** One for all rules without an action, and one for each that has one. Source: "Topic filters and actions". */
function copiesFor({ rules }: Subscription, content: Content): Content[] {
  const matching = [...rules.values()].filter((rule) => rule.always || rule.matches(content));
  const acted = matching.filter((rule) => rule.definition.action !== undefined).map((rule) => rule.act(content));
  return matching.length > acted.length ? [content, ...acted] : acted;
}

const nextSeq = ({ target }: Entry): number => {
  const counted = target.kind === 'queue' ? target.queue : target;
  counted.lastSeq += 1;
  return counted.lastSeq;
};

/** The text of a session's id once for all of its messages. */
function sharingTheirSessions({ target }: Entry, incoming: readonly Incoming[]): Incoming[] {
  const queues = target.kind === 'queue' ? [target.queue] : target.subscriptions.map(({ queue }) => queue);
  const texts = new Map<string, string>();
  return incoming.map((one) => {
    const { sessionId } = one.content;
    if (sessionId === undefined) return one;
    const known = texts.get(sessionId) ?? queues.map(({ sessions }) => sessions.get(sessionId)).find((session) => session !== undefined)?.id ?? sessionId;
    texts.set(known, known);
    return { ...one, content: { ...one.content, sessionId: known } };
  });
}

function checkSession({ name, target }: Entry, { sessionId }: Content): void {
  const queues = target.kind === 'queue' ? [target.queue] : target.subscriptions.map(({ queue }) => queue);
  if (sessionId !== undefined || !queues.some(({ settings }) => settings.requiresSession)) return;
  throw new BusError(
    Condition.notAllowed,
    `The SessionId was not set on a message, and it cannot be sent to '${name}'. Entities that have session support enabled can only receive messages that have the SessionId set to a valid value.`,
  );
}

function checkQuota({ name, target, settings }: Entry, incoming: readonly Incoming[]): void {
  const queues = target.kind === 'queue' ? [target.queue] : target.subscriptions.map(({ queue }) => queue);
  const scheduled = target.kind === 'queue' ? 0 : target.scheduledBytes;
  const held = queues.reduce((sum, { bytes, deadLetters }) => sum + bytes + (deadLetters?.bytes ?? 0), scheduled);
  const size = held + incoming.reduce((sum, { content }) => sum + sizeOf(content), 0) * Math.max(queues.length, 1);
  if (size <= settings.maxBytes) return;
  throw new BusError(
    Condition.quotaExceeded,
    `The maximum entity size has been reached or exceeded for ${target.kind === 'queue' ? 'Queue' : 'Topic'}: '${name}'. Size of entity in bytes:${size}, Max entity size in bytes: ${settings.maxBytes}.`,
  );
}

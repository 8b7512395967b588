import { BusError, Condition } from './busError';
import { type Message } from './message';
import { type Holder, type Lock, type Queue } from './queue';
import { lock } from './receiving';
import { type Store } from './store';

/** Up to `count` messages from this number on, whatever their state, locked or not. */
export function peek(store: Store, queue: Queue, from: number, count: number, sessionId?: string): Message[] {
  const found: Message[] = [];
  for (const message of queue.messages.from(from)) {
    if (found.length >= count) break;
    if (message.position <= store.durable && (sessionId === undefined || message.content.sessionId === sessionId)) found.push(message);
  }
  return found;
}

/** Locks deferred messages: all of them or, if one is not there, none. @throws BusError */
export function takeDeferred(store: Store, queue: Queue, numbers: readonly number[], holder: Holder, now: number, sessionId?: string): Lock[] {
  const session = sessionId === undefined ? undefined : queue.sessions.get(sessionId);
  return mustBeDeferred(queue, numbers, sessionId).map((message) => lock(store, queue, message, holder, now, session));
}

/** As `takeDeferred`, for those who want no lock. @param read as for `takeAway`. @throws BusError */
export function takeDeferredAway<T>(store: Store, queue: Queue, numbers: readonly number[], read: (message: Message) => T, sessionId?: string): T[] {
  const messages = mustBeDeferred(queue, numbers, sessionId);
  const got = messages.map(read);
  for (const { seq } of messages) store.record({ kind: 'remove', entity: queue.path, seq });
  return got;
}

function mustBeDeferred(queue: Queue, numbers: readonly number[], sessionId: string | undefined): Message[] {
  if (sessionId !== undefined && queue.sessions.get(sessionId)?.holder === undefined) {
    throw new BusError(Condition.sessionLockLost, `The session lock has expired on the session '${sessionId}'. Accept the session again.`);
  }
  return [...new Set(numbers)].map((seq) => {
    const message = queue.messages.get(seq);
    if (message?.state === 'deferred' && (!queue.settings.requiresSession || message.content.sessionId === sessionId)) return message;
    throw new BusError(Condition.messageNotFound, `Failed to lock one or more specified messages. The message with the sequence number ${seq} does not exist or is not deferred.`);
  });
}

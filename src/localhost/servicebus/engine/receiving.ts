import { BusError, Condition } from './busError';
import { type Content, type Message } from './message';
import { type Holder, type Lock, type Queue, type Session } from './queue';
import { type Store } from './store';

/** The first message that may be seen now, locked for the holder. Undefined: there is none, or the session is not the holder's any more: what it took would be out of its order, and nobody else's until it goes. */
export function take(store: Store, queue: Queue, holder: Holder, now: number, session?: Session): Lock | undefined {
  const message = mayReceive(holder, session) ? visible(store, queue, session) : undefined;
  if (!message) return undefined;
  queue.takeFirst(session);
  return lock(store, queue, message, holder, now, session);
}

/** As `take`, for those who want no lock: it is gone from the queue once the change is durable. @param read what they get of it: afterwards it cannot be read any more */
export function takeAway<T>(store: Store, queue: Queue, holder: Holder, read: (message: Message) => T, session?: Session): T | undefined {
  const message = mayReceive(holder, session) ? visible(store, queue, session) : undefined;
  if (!message) return undefined;
  const got = read(message);
  store.record({ kind: 'remove', entity: queue.path, seq: message.seq });
  return got;
}

/** Whether the lock of the session, where there is one, is still the holder's. */
export const mayReceive = (holder: Holder, session?: Session): boolean => session === undefined || session.holder === holder;

/** Whether `take` would answer one to whoever may receive. */
export const visible = (store: Store, queue: Queue, session?: Session): Message | undefined => {
  const message = queue.first(session);
  return message !== undefined && message.position <= store.durable ? message : undefined;
};

/** How many messages are locked, or could be received now by whoever asks or holds their session. */
export const outstanding = (store: Store, queue: Queue): number => {
  const sessions = queue.settings.requiresSession ? [...queue.sessions.values()] : [undefined];
  return queue.locks.size + sessions.filter((session) => visible(store, queue, session) !== undefined).length;
};

/** Locks a message that is not locked; in a session its lock ends with the session's. */
export function lock(store: Store, queue: Queue, message: Message, holder: Holder, now: number, session?: Session): Lock {
  message.state = 'locked';
  const taken: Lock = { token: store.ports.newToken(), message, holder, until: session?.lockedUntil ?? now + queue.settings.lockDuration, held: true, ...(session && { session }) };
  queue.locks.set(taken.token, taken);
  if (session) (session.locks ??= new Set()).add(taken);
  else store.deadlines.set({ kind: 'lock', at: taken.until, queue, lock: taken });
  return taken;
}

export type Settlement =
  | { readonly kind: 'complete' }
  | { readonly kind: 'abandon'; readonly rewrite?: (content: Content) => Content }
  | { readonly kind: 'defer'; readonly rewrite?: (content: Content) => Content }
  | { readonly kind: 'deadLetter'; readonly reason?: string; readonly description?: string; readonly rewrite?: (content: Content) => Content };

/** Ends a lock as its holder says. @throws BusError when it is lost */
export function settle(store: Store, queue: Queue, token: string, settlement: Settlement, now: number): void {
  const { message } = mustHold(queue, token);
  if (settlement.kind === 'deadLetter' && !queue.deadLetters) {
    throw new BusError(Condition.notAllowed, `A message in '${queue.path}' is a dead letter already and cannot be dead-lettered again.`);
  }
  release(store, queue, token);
  switch (settlement.kind) {
    case 'complete':
      store.record({ kind: 'remove', entity: queue.path, seq: message.seq });
      return;
    case 'abandon':
      giveBack(store, queue, message, now, { counted: true, ...(settlement.rewrite && { content: settlement.rewrite(message.content) }) });
      return;
    case 'defer':
      store.record({
        kind: 'change', entity: queue.path, seq: message.seq, deliveryCount: message.deliveryCount, deferred: true,
        ...(settlement.rewrite && { content: settlement.rewrite(message.content) }),
      });
      return;
    case 'deadLetter': {
      const { reason, description, rewrite } = settlement;
      const content = rewrite ? rewrite(message.content) : message.content;
      toDeadLetters(store, queue, message, now, content, { ...(reason !== undefined && { DeadLetterReason: reason }), ...(description !== undefined && { DeadLetterErrorDescription: description }) });
    }
  }
}

/** @returns the instant until which it is locked now. @throws BusError when it is lost */
export function renewLock(store: Store, queue: Queue, token: string, now: number): number {
  const held = mustHold(queue, token);
  if (held.session) throw new BusError(Condition.notAllowed, 'A message of a session has no lock of its own: renew the lock of the session.');
  const until = now + queue.settings.lockDuration;
  if (until !== held.until) {
    held.until = until;
    store.deadlines.died();
    store.deadlines.set({ kind: 'lock', at: until, queue, lock: held });
  }
  return until;
}

/** A message's lock has expired. */
export function expireLock(store: Store, queue: Queue, held: Lock, now: number): void {
  release(store, queue, held.token);
  giveBack(store, queue, held.message, now, { counted: true });
}

/** A message's time to live has passed. One that is locked stays until its lock ends. */
export function expire(store: Store, queue: Queue, message: Message, now: number): void {
  if (message.state === 'locked') return;
  if (!queue.settings.deadLetterExpired || !queue.deadLetters) {
    store.record({ kind: 'remove', entity: queue.path, seq: message.seq });
    return;
  }
  toDeadLetters(store, queue, message, now, message.content, { DeadLetterReason: 'TTLExpiredException', DeadLetterErrorDescription: 'The message expired and was dead lettered.' });
}

/** Puts a message whose lock has ended unsettled where it was. Too many deliveries, or too late: it is dead-lettered or dropped. */
export function giveBack(store: Store, queue: Queue, message: Message, now: number, { counted, content }: { readonly counted: boolean; readonly content?: Content }): void {
  const deliveryCount = message.deliveryCount + (counted ? 1 : 0);
  if (deliveryCount >= queue.settings.maxDeliveryCount && queue.deadLetters && counted) {
    toDeadLetters(store, queue, message, now, content ?? message.content, {
      DeadLetterReason: 'MaxDeliveryCountExceeded',
      DeadLetterErrorDescription: `Message could not be consumed after ${queue.settings.maxDeliveryCount} delivery attempts.`,
    }, deliveryCount);
    return;
  }
  if (message.expiresAt <= now) {
    message.state = 'deferred';
    expire(store, queue, message, now);
    return;
  }
  if (counted || content) store.record({ kind: 'change', entity: queue.path, seq: message.seq, deliveryCount, deferred: message.deferred, ...(content && { content }) });
  else {
    if (message.deferred) queue.setAside(message);
    else queue.makeReady(message);
    store.touch(queue);
  }
}

function toDeadLetters(store: Store, queue: Queue, message: Message, now: number, content: Content, properties: Readonly<Record<string, string>>, deliveryCount = message.deliveryCount): void {
  const { deadLetters } = queue;
  if (!deadLetters) return;
  store.record({ kind: 'remove', entity: queue.path, seq: message.seq });
  deadLetters.lastSeq += 1;
  store.record({
    kind: 'put',
    entity: deadLetters.path,
    facts: { seq: deadLetters.lastSeq, enqueuedSeq: message.enqueuedSeq ?? message.seq, enqueuedAt: now, expiresAt: Infinity },
    content: Object.keys(properties).length === 0 ? content : store.ports.stamp(content, properties),
    deliveryCount,
    deferred: false,
  });
}

function release(store: Store, queue: Queue, token: string): void {
  const held = queue.locks.get(token);
  if (held) store.release(queue, held);
}

const mustHold = (queue: Queue, token: string): Lock => {
  const held = queue.locks.get(token);
  if (held) return held;
  throw queue.settings.requiresSession
    ? new BusError(Condition.sessionLockLost, 'The session lock has expired on the session. Accept the session again.')
    : new BusError(Condition.messageLockLost, 'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.');
};

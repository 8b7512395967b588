import { BusError, Condition } from './busError';
import { giveBack, visible } from './receiving';
import { type Holder, type Queue, type Session } from './queue';
import { type Store } from './store';

/** Locks the session of this id, which need not hold anything. @throws BusError when someone else holds it */
export function acceptSession(store: Store, queue: Queue, id: string, holder: Holder, now: number): Session {
  const session = queue.session(id, now);
  if (session.holder !== undefined) {
    throw new BusError(Condition.sessionCannotBeLocked, `The requested session '${id}' cannot be accepted. It may be locked by another receiver.`);
  }
  return hold(store, queue, session, holder, now);
}

/** Locks the session that has waited longest with something to receive. Undefined: there is none. */
export function acceptNext(store: Store, queue: Queue, holder: Holder, now: number): Session | undefined {
  for (const id of queue.openSessions) {
    const session = queue.session(id, now);
    if (visible(store, queue, session)) return hold(store, queue, session, holder, now);
  }
  return undefined;
}

const hold = (store: Store, queue: Queue, session: Session, holder: Holder, now: number): Session => {
  session.holder = holder;
  queue.openSessions.delete(session.id);
  session.lockedUntil = now + queue.settings.lockDuration;
  store.deadlines.set({ kind: 'sessionLock', at: session.lockedUntil, queue, session });
  return session;
};

/** The holder has gone: what it had is there again, and was not delivered in vain. */
export const closeSession = (store: Store, queue: Queue, session: Session, now: number): void => endSession(store, queue, session, now, false);

/** The lock has expired: what the holder had counts as delivered in vain. */
export function expireSession(store: Store, queue: Queue, session: Session, now: number): void {
  const { holder } = session;
  endSession(store, queue, session, now, true);
  if (holder) store.sessionEnded(holder, session.id);
}

function endSession(store: Store, queue: Queue, session: Session, now: number, counted: boolean): void {
  for (const lock of [...(session.locks ?? [])].sort((one, other) => one.message.seq - other.message.seq)) {
    store.release(queue, lock);
    giveBack(store, queue, lock.message, now, { counted });
  }
  store.endSession(queue, session);
}

/** @returns the instant until which it is locked now. @throws BusError */
export function renewSession(store: Store, queue: Queue, id: string, now: number): number {
  const session = mustBeHeld(queue, id);
  const until = now + queue.settings.lockDuration;
  if (until !== session.lockedUntil) {
    session.lockedUntil = until;
    for (const lock of session.locks ?? []) lock.until = until;
    store.deadlines.died();
    store.deadlines.set({ kind: 'sessionLock', at: until, queue, session });
  }
  return until;
}

export const sessionState = (queue: Queue, id: string): Buffer | null => mustBeHeld(queue, id).state;

/** @param state null takes it away. @throws BusError */
export function setSessionState(store: Store, queue: Queue, id: string, state: Buffer | null, now: number): void {
  mustBeHeld(queue, id);
  store.record({ kind: 'sessionState', entity: queue.path, sessionId: id, state, at: now });
}

/** Ids of sessions that hold messages or a state set after the instant, in order of their ids. */
export function listSessions(queue: Queue, updatedAfter: number, skip: number, top: number): string[] {
  return [...queue.sessions.values()]
    .filter((session) => session.messages > 0 || (session.state !== null && session.updatedAt > updatedAfter))
    .map(({ id }) => id)
    .sort()
    .slice(skip, skip + top);
}

const mustBeHeld = (queue: Queue, id: string): Session => {
  const session = queue.sessions.get(id);
  if (session?.holder !== undefined) return session;
  throw new BusError(Condition.sessionLockLost, `The session lock has expired on the session '${id}'. Accept the session again.`);
};

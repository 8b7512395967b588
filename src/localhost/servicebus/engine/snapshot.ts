import { type Message } from './message';
import { type Op } from './op';
import { type Store } from './store';

/** The durable part of a state as the shortest list of changes that makes it. @param now ms: older ids are not needed any more. */
export function* snapshot(store: Store, now: number): Iterable<Op> {
  for (const { path, target, history } of store.entries()) {
    for (const [messageId, at] of history?.within(now) ?? []) yield { kind: 'seen', entity: path, messageId, at };
    if (target.kind === 'queue') continue;
    yield { kind: 'numbered', entity: path, lastSeq: target.lastSeq };
    for (const message of target.scheduled.values()) yield put(path, message);
  }
  for (const { queue, changedRules } of store.subscriptions()) {
    for (const [name, rule] of changedRules) yield rule === null ? { kind: 'noRule', entity: queue.path, name } : { kind: 'rule', entity: queue.path, rule };
  }
  for (const queue of store.queues()) {
    yield { kind: 'numbered', entity: queue.path, lastSeq: queue.lastSeq };
    for (const message of queue.messages.values()) yield put(queue.path, message);
    for (const { id, state, updatedAt } of queue.sessions.values()) if (state !== null) yield { kind: 'sessionState', entity: queue.path, sessionId: id, state, at: updatedAt };
  }
}

const put = (entity: string, { seq, enqueuedSeq, enqueuedAt, expiresAt, scheduledAt, content, deliveryCount, deferred }: Message): Op => ({
  kind: 'put',
  entity,
  facts: { seq, enqueuedSeq, enqueuedAt, expiresAt, scheduledAt },
  content,
  deliveryCount,
  deferred,
});

import { expire, expireLock } from './receiving';
import { activate } from './sending';
import { expireSession } from './sessions';
import { type Store } from './store';

/** Lets everything happen whose instant has come, in order. */
export function due(store: Store, now: number): void {
  for (let deadline = store.deadlines.takeDue(now); deadline !== undefined; deadline = store.deadlines.takeDue(now)) {
    switch (deadline.kind) {
      case 'expiry':
        for (const message of store.takeExpired(deadline.queue, deadline.at)) expire(store, deadline.queue, message, now);
        break;
      case 'scheduled':
        activate(store, deadline.entry, deadline.message.seq, now);
        break;
      case 'lock':
        expireLock(store, deadline.queue, deadline.lock, now);
        break;
      case 'sessionLock':
        expireSession(store, deadline.queue, deadline.session, now);
    }
  }
}

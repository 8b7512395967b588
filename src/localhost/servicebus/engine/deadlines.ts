import { LazyHeap } from '../../lazyHeap';
import { type Message } from './message';
import { type Lock, type Queue, type Session } from './queue';
import { type Entry } from './topic';

/** Something that happens by itself at an instant (ms), unless what it is about has changed by then. */
export type Deadline = { readonly at: number; readonly order: number } & (
  | { readonly kind: 'expiry'; readonly queue: Queue }
  | { readonly kind: 'scheduled'; readonly entry: Entry; readonly message: Message }
  | { readonly kind: 'lock'; readonly queue: Queue; readonly lock: Lock }
  | { readonly kind: 'sessionLock'; readonly queue: Queue; readonly session: Session }
);
type Unordered<T> = T extends unknown ? Omit<T, 'order'> : never;

const alive = (deadline: Deadline): boolean => {
  switch (deadline.kind) {
    case 'expiry':
      return deadline.queue.expiryAt === deadline.at;
    case 'scheduled':
      return deadline.message.state === 'scheduled';
    case 'lock':
      return deadline.lock.held && deadline.lock.until === deadline.at;
    case 'sessionLock':
      return deadline.session.holder !== undefined && deadline.session.lockedUntil === deadline.at;
  }
};

/** All deadlines of a broker in one heap; those of the same instant in the order they were set. */
export class Deadlines {
  readonly #heap = new LazyHeap<Deadline>((one, other) => one.at < other.at || (one.at === other.at && one.order < other.order), alive);
  #set = 0;

  set(deadline: Unordered<Deadline>): void {
    if (deadline.at === Infinity) return;
    this.#set += 1;
    this.#heap.add({ ...deadline, order: this.#set });
  }

  /** Call it whenever one that was set has lost its object. */
  died(): void {
    this.#heap.died();
  }

  /** The instant of the first, ms. */
  next(): number | undefined {
    return this.#heap.peek()?.at;
  }

  takeDue(now: number): Deadline | undefined {
    const first = this.#heap.peek();
    return first !== undefined && first.at <= now ? this.#heap.take() : undefined;
  }

  get held(): number {
    return this.#heap.held;
  }
}

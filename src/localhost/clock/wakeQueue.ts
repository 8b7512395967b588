import { LazyHeap } from '../lazyHeap';

export interface Wake {
  readonly at: number;
  readonly order: number;
  readonly run: () => void | Promise<void>;
  cancelled: boolean;
}

/** Wakes by time; those of the same instant in the order they were added. */
export class WakeQueue {
  readonly #heap = new LazyHeap<Wake>(
    (one, other) => one.at < other.at || (one.at === other.at && one.order < other.order),
    ({ cancelled }) => !cancelled,
  );
  #added = 0;

  add(at: number, run: () => void | Promise<void>): Wake {
    const wake: Wake = { at, run, order: this.#added, cancelled: false };
    this.#added += 1;
    this.#heap.add(wake);
    return wake;
  }

  /** The earliest wake that was not cancelled, left in the queue. */
  peek(): Wake | undefined {
    return this.#heap.peek();
  }

  take(): Wake | undefined {
    return this.#heap.take();
  }
}

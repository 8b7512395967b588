import { type DurableStore } from '../../../src/localhost/durable/store/port';

const WRITES = ['create', 'commit', 'commitEntities', 'post', 'postEntities', 'discard', 'purge', 'markLive'] as const;

export interface FaultyStore extends DurableStore {
  /** Writes begun so far. */
  readonly writes: number;
  /** Resolves when the store has died. */
  readonly died: Promise<void>;
}

const withResolver = (): { promise: Promise<void>; resolve: () => void } => {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
};

/**
 * A store that dies at write number `at` (from 1), before it reaches the real one or after, like a process that is killed: that write and
 * everything later never comes back, neither with an answer nor with an error.
 */
export const dieAt = (store: DurableStore, at: number, when: 'before' | 'after'): FaultyStore => {
  let writes = 0;
  let dead = false;
  const { promise: died, resolve: die } = withResolver();
  const never = new Promise<never>(() => undefined);
  const kill = (): Promise<never> => {
    dead = true;
    die();
    return never;
  };
  const isWrite = (name: PropertyKey): boolean => WRITES.some((write) => write === name);
  return new Proxy(store as FaultyStore, {
    get: (_, name) => {
      if (name === 'writes') return writes;
      if (name === 'died') return died;
      const method = Reflect.get(store, name) as (...args: unknown[]) => unknown;
      return (...args: unknown[]): unknown => {
        if (dead) return never;
        if (!isWrite(name)) return method.apply(store, args);
        writes += 1;
        if (writes !== at) return method.apply(store, args);
        if (when === 'before') return kill();
        return Promise.resolve(method.apply(store, args)).then(kill);
      };
    },
  });
};

/** A process that died at a write, or did not write so often. */
export interface Dead<Run> {
  readonly run: Run;
  /** What is left: the store of the next process. */
  readonly store: DurableStore;
  readonly died: boolean;
  /** For a message: before or after which write. */
  readonly where: string;
}

/**
 * Begins a process again and again, which dies before its first write, before its second, and so on until one does not die; and then after each.
 * @param begin a process over a store that dies, and when it would be finished. @param then what its successor must find. @returns how many writes there are at which it can die.
 */
export const atEveryWrite = async <Run>(make: () => DurableStore | Promise<DurableStore>, begin: (faulty: FaultyStore) => Promise<{ readonly run: Run; readonly finished: Promise<unknown> }>, then: (dead: Dead<Run>) => Promise<void>): Promise<number> => {
  let last = Infinity;
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; at <= last; at += 1) {
      const store = await make();
      const faulty = dieAt(store, at, when);
      const { run, finished } = await begin(faulty);
      const died = await Promise.race([faulty.died.then(() => true), finished.then(() => false)]);
      if (!died) last = at - 1;
      await then({ run, store, died, where: `${when} write ${at}` });
    }
  }
  return last;
};

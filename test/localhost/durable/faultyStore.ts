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

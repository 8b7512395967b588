import { type PartitionStore, type Write } from '../../src/kernel/partitionStore';

export interface Interrupted {
  readonly store: PartitionStore;
  /** Whether somebody has acted. */
  readonly hasActed: () => boolean;
}

/** When somebody else acts: before anything is stored, once all has been read. */
export const COMMIT = Symbol('before the first commit');

/** Just before a row is taken away whose key begins so. */
export interface Deletion {
  readonly deletes: string;
}

/**
 * The same store, in which somebody else acts, once, just before a row is read whose key begins so, or rows are listed whose keys do; or just before something is stored, or taken away. What was asked for at the same moment is as it
 * was before.
 */
export const interrupted = (inner: PartitionStore, moment: string | typeof COMMIT | Deletion, act: () => Promise<unknown>): Interrupted => {
  let hasActed = false;
  const after = async <T>(isMoment: boolean, ask: () => Promise<T>): Promise<T> => {
    if (isMoment && !hasActed) {
      hasActed = true;
      // All that is asked for at the same moment is on its way by then.
      await new Promise((resolve) => setImmediate(resolve));
      await act();
    }
    return ask();
  };
  const begins = (key = ''): boolean => typeof moment === 'string' && key.startsWith(moment);
  const isCommit = (writes: readonly Write[]): boolean => moment === COMMIT || (typeof moment === 'object' && writes.some(({ op, key }) => op === 'delete' && key.startsWith(moment.deletes)));
  return {
    hasActed: () => hasActed,
    store: {
      read: (partition, key) => after(begins(key), () => inner.read(partition, key)),
      list: (partition, range) => after(begins(range.prefix), () => inner.list(partition, range)),
      listAcross: (range) => inner.listAcross(range),
      commit: (partition, writes) => after(isCommit(writes), () => inner.commit(partition, writes)),
    },
  };
};

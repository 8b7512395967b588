import { type PartitionStore } from '../../src/kernel/partitionStore';

export interface Interrupted {
  readonly store: PartitionStore;
  /** Whether somebody has acted. */
  readonly hasActed: () => boolean;
}

/** When somebody else acts: before anything is stored, once all has been read. */
export const COMMIT = Symbol('before the first commit');

/**
 * The same store, in which somebody else acts, once, just before a row is read whose key begins so, or rows are listed whose keys do; or just before something is stored. What was asked for at the same moment is as it
 * was before.
 */
export const interrupted = (inner: PartitionStore, moment: string | typeof COMMIT, act: () => Promise<unknown>): Interrupted => {
  let hasActed = false;
  const before = async (isMoment: boolean): Promise<void> => {
    if (hasActed || !isMoment) return;
    hasActed = true;
    await act();
  };
  const begins = (key = ''): boolean => typeof moment === 'string' && key.startsWith(moment);
  return {
    hasActed: () => hasActed,
    store: {
      read: async (partition, key) => {
        await before(begins(key));
        return inner.read(partition, key);
      },
      list: async (partition, range) => {
        await before(begins(range.prefix));
        return inner.list(partition, range);
      },
      listAcross: (range) => inner.listAcross(range),
      commit: async (partition, writes) => {
        await before(moment === COMMIT);
        return inner.commit(partition, writes);
      },
    },
  };
};

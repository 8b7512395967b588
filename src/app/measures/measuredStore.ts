import { type PartitionStore, StoreUnavailable } from '../../kernel/partitionStore';
import { workContext } from '../command/workContext';
import { type Measures } from './measures';

/** The same store: each operation counts for the work that asks for it, and one that fails as a failure of storage. What the adapter repeats by itself is one operation. */
export const measuredStore = (inner: PartitionStore, measures: Measures): PartitionStore => {
  const told = (error: unknown): never => {
    if (error instanceof StoreUnavailable) measures.count('nextterm.failures', 1, { part: 'storage' });
    throw error;
  };
  const counted = <T>(operation: Promise<T>): Promise<T> => {
    const { tally } = workContext();
    if (tally !== undefined) tally.operations += 1;
    return operation.catch(told);
  };
  return {
    read: (partition, key) => counted(inner.read(partition, key)),
    list: (partition, range) => counted(inner.list(partition, range)),
    listAcross: (range) => counted(inner.listAcross(range)),
    commit: (partition, writes) => counted(inner.commit(partition, writes)),
  };
};

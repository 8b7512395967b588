import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { type PartitionStore } from '../../../src/kernel/partitionStore';

/** The same rows in a table of their own. @throws Error for what is not in memory. */
export const copyOfTable = (store: PartitionStore): PartitionStore => {
  if (store instanceof CopiedOnWrite) return new CopiedOnWrite(store.rows);
  if (!(store instanceof MemoryPartitionStore)) throw new Error('Only what is in memory can be copied');
  return store.copy();
};

/** A table that shares its rows with another one until it is written to. The other one must not change any more. */
class CopiedOnWrite implements PartitionStore {
  private own: PartitionStore | undefined;

  constructor(private readonly others: PartitionStore) {}

  get rows(): PartitionStore {
    return this.own ?? this.others;
  }

  read: PartitionStore['read'] = (partition, key) => this.rows.read(partition, key);
  list: PartitionStore['list'] = (partition, range) => this.rows.list(partition, range);
  listAcross: PartitionStore['listAcross'] = (range) => this.rows.listAcross(range);
  commit: PartitionStore['commit'] = (partition, writes) => (this.own ??= copyOfTable(this.others)).commit(partition, writes);
}

export const copiedOnWrite = (store: PartitionStore): PartitionStore => new CopiedOnWrite(store);

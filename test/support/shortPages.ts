import { type PartitionStore } from '../../src/kernel/partitionStore';

/** The same store, which gives a row at a time, as Azure may: fewer than were asked for, and more behind them. */
export const shortPages = (store: PartitionStore): PartitionStore => ({
  read: (partition, key) => store.read(partition, key),
  list: (partition, range) => store.list(partition, { ...range, limit: 1 }),
  listAcross: (range) => store.listAcross({ ...range, limit: 1 }),
  commit: (partition, writes) => store.commit(partition, writes),
});

import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';
import { mergedPage } from './mergedPages';

/** A table whose partitions are spread over accounts by their own keys, for good. */
export class SpreadStore implements PartitionStore {
  /** @param stores the table in each account. @param indexOf which of them a partition is in. */
  constructor(
    private readonly stores: readonly PartitionStore[],
    private readonly indexOf: (partition: string) => number,
  ) {}

  async read(partition: string, key: string): Promise<Row | undefined> {
    return this.storeOf(partition).read(partition, key);
  }

  async list(partition: string, range: KeyRange): Promise<RowPage> {
    return this.storeOf(partition).list(partition, range);
  }

  listAcross(range: PartitionRange): Promise<RowPage> {
    return mergedPage(this.stores, range, () => true);
  }

  async commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    return this.storeOf(partition).commit(partition, writes);
  }

  private storeOf(partition: string): PartitionStore {
    const store = this.stores[this.indexOf(partition)];
    if (store === undefined) throw new RangeError('A partition of no account');
    return store;
  }
}

import { type PartitionStore, type Write } from '../../../src/kernel/partitionStore';
import { type TableName } from './tableName';
import { DueTimes } from './dueTimes';

/** A row that a commit wrote or took away. */
export interface RowChange {
  readonly table: TableName;
  readonly partition: string;
  readonly key: string;
  /** Undefined: it was not there. */
  readonly before: Record<string, unknown> | undefined;
  /** Undefined: it is gone. */
  readonly after: Record<string, unknown> | undefined;
  /** The same for all rows of one transaction. */
  readonly commit: number;
}

/** Notes what is written to tables, in order; one for all hosts. */
export class Recorder {
  readonly dueTimes = new DueTimes();
  private commits = 0;
  private noted: RowChange[] = [];

  /** What was written since this was asked last. */
  take(): readonly RowChange[] {
    const { noted } = this;
    this.noted = [];
    return noted;
  }

  recorded(store: PartitionStore, table: TableName): PartitionStore {
    const commit = async (partition: string, writes: readonly Write[]) => {
      const before = await Promise.all(writes.map(({ key }) => store.read(partition, key)));
      const outcome = await store.commit(partition, writes);
      if (outcome.ok) {
        this.commits += 1;
        for (const [index, write] of writes.entries()) {
          const change: RowChange = { table, partition, key: write.key, before: before[index]?.value, after: write.op === 'delete' ? undefined : (write.value as Record<string, unknown>), commit: this.commits };
          this.noted.push(change);
          this.dueTimes.follow(change);
        }
      }
      return outcome;
    };
    return { read: (partition, key) => store.read(partition, key), list: (partition, range) => store.list(partition, range), listAcross: (range) => store.listAcross(range), commit };
  }
}

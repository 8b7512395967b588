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
  /** Rows that were written or are about to be, as they stand: by table, partition and key; undefined for one that is not there. */
  private readonly standing = new Map<TableName, Map<string, Map<string, Record<string, unknown> | undefined>>>();

  /** What was written since this was asked last. */
  take(): readonly RowChange[] {
    const { noted } = this;
    this.noted = [];
    return noted;
  }

  recorded(store: PartitionStore, table: TableName): PartitionStore {
    const ofTable = known(this.standing, table);
    const commit = async (partition: string, writes: readonly Write[]) => {
      const standing = known(ofTable, partition);
      for (const { op, key } of writes) {
        if (standing.has(key)) continue;
        // One that is created was not there, else nothing is written.
        const before = await (op === 'create' ? undefined : store.read(partition, key));
        if (op !== 'create' && !standing.has(key)) standing.set(key, before?.value);
      }
      const outcome = await store.commit(partition, writes);
      if (outcome.ok) {
        this.commits += 1;
        for (const write of writes) {
          const change: RowChange = { table, partition, key: write.key, before: standing.get(write.key), after: write.op === 'delete' ? undefined : (write.value as Record<string, unknown>), commit: this.commits };
          this.noted.push(change);
          standing.set(write.key, change.after);
          this.dueTimes.follow(change);
        }
      }
      return outcome;
    };
    return { read: (partition, key) => store.read(partition, key), list: (partition, range) => store.list(partition, range), listAcross: (range) => store.listAcross(range), commit };
  }
}

/** What is kept under a name; made where there is nothing yet. */
const known = <K, T, V>(all: Map<K, Map<T, V>>, name: K): Map<T, V> => {
  const found = all.get(name) ?? new Map<T, V>();
  all.set(name, found);
  return found;
};

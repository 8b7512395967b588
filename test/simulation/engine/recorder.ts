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
  /** Rows that were written or are about to be, as they stand: undefined for one that is not there. */
  private readonly standing = new Map<string, Record<string, unknown> | undefined>();

  /** What was written since this was asked last. */
  take(): readonly RowChange[] {
    const { noted } = this;
    this.noted = [];
    return noted;
  }

  recorded(store: PartitionStore, table: TableName): PartitionStore {
    const commit = async (partition: string, writes: readonly Write[]) => {
      const places = writes.map((write) => ({ write, place: `${table}|${partition}|${write.key}` }));
      for (const { write, place } of places) if (!this.standing.has(place)) this.standing.set(place, (await store.read(partition, write.key))?.value);
      const outcome = await store.commit(partition, writes);
      if (outcome.ok) {
        this.commits += 1;
        for (const { write, place } of places) {
          const change: RowChange = { table, partition, key: write.key, before: this.standing.get(place), after: write.op === 'delete' ? undefined : (write.value as Record<string, unknown>), commit: this.commits };
          this.noted.push(change);
          this.standing.set(place, change.after);
          this.dueTimes.follow(change);
        }
      }
      return outcome;
    };
    return { read: (partition, key) => store.read(partition, key), list: (partition, range) => store.list(partition, range), listAcross: (range) => store.listAcross(range), commit };
  }
}

import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';

/** Round trips to storage. */
export interface Counts {
  /** Of single rows. */
  points: number;
  /** Pages of rows. */
  queries: number;
  /** Transactions; a write of one row is one. */
  writes: number;
}

export const noCounts = (): Counts => ({ points: 0, queries: 0, writes: 0 });

/** A store that counts what goes through it. @param onCommit is told what each transaction writes. */
export class CountedStore implements PartitionStore {
  constructor(
    private readonly store: PartitionStore,
    private readonly counts: Counts,
    private readonly onCommit: (writes: readonly Write[]) => void = () => undefined,
  ) {}

  read(partition: string, key: string): Promise<Row | undefined> {
    this.counts.points += 1;
    return this.store.read(partition, key);
  }

  list(partition: string, range: KeyRange): Promise<RowPage> {
    this.counts.queries += 1;
    return this.store.list(partition, range);
  }

  listAcross(range: PartitionRange): Promise<RowPage> {
    this.counts.queries += 1;
    return this.store.listAcross(range);
  }

  commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    this.counts.writes += 1;
    this.onCommit(writes);
    return this.store.commit(partition, writes);
  }
}

import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';

/** Round trips to storage and what travelled in them. */
export interface Tally {
  reads: number;
  /** Reads of a customer's row, which the ledger needs of one that the process does not remember. */
  customers: number;
  writes: number;
  rowsRead: number;
  rowsWritten: number;
}

export const noTally = (): Tally => ({ reads: 0, customers: 0, writes: 0, rowsRead: 0, rowsWritten: 0 });

/** A store that counts what goes through it. */
export class TalliedStore implements PartitionStore {
  readonly counts = noTally();

  /** @param watch told of every transaction before it is sent. */
  constructor(
    private readonly store: PartitionStore,
    private readonly watch: (partition: string, writes: readonly Write[]) => void = () => undefined,
  ) {}

  async read(partition: string, key: string): Promise<Row | undefined> {
    const row = await this.store.read(partition, key);
    if (key.startsWith('customer|')) this.counts.customers += 1;
    this.hasRead(row === undefined ? 0 : 1);
    return row;
  }

  async list(partition: string, range: KeyRange): Promise<RowPage> {
    const page = await this.store.list(partition, range);
    this.hasRead(page.rows.length);
    return page;
  }

  async listAcross(range: PartitionRange): Promise<RowPage> {
    const page = await this.store.listAcross(range);
    this.hasRead(page.rows.length);
    return page;
  }

  commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    this.counts.writes += 1;
    this.counts.rowsWritten += writes.length;
    this.watch(partition, writes);
    return this.store.commit(partition, writes);
  }

  private hasRead(rows: number): void {
    this.counts.reads += 1;
    this.counts.rowsRead += rows;
  }
}

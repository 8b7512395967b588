import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../src/kernel/partitionStore';

/** Operations are round trips to the store; `writes` and `rows` say how much travelled in them. */
export interface OperationCount {
  readonly read: number;
  readonly list: number;
  readonly listAcross: number;
  readonly commit: number;
  /** Writes in all commits, also refused ones. */
  readonly writes: number;
  /** Rows handed out by reads and pages. */
  readonly rows: number;
}

const NOTHING: OperationCount = { read: 0, list: 0, listAcross: 0, commit: 0, writes: 0, rows: 0 };

const sum = (a: OperationCount, b: Partial<OperationCount>): OperationCount => ({
  read: a.read + (b.read ?? 0),
  list: a.list + (b.list ?? 0),
  listAcross: a.listAcross + (b.listAcross ?? 0),
  commit: a.commit + (b.commit ?? 0),
  writes: a.writes + (b.writes ?? 0),
  rows: a.rows + (b.rows ?? 0),
});

/** One tally for all tables of a test. */
export class OperationCounts {
  private readonly byTable = new Map<string, OperationCount>();

  of(table: string): OperationCount {
    return this.byTable.get(table) ?? NOTHING;
  }

  total(): OperationCount {
    return [...this.byTable.values()].reduce(sum, NOTHING);
  }

  /** Round trips of every kind, all tables. */
  operations(): number {
    const { read, list, listAcross, commit } = this.total();
    return read + list + listAcross + commit;
  }

  add(table: string, more: Partial<OperationCount>): void {
    this.byTable.set(table, sum(this.of(table), more));
  }

  reset(): void {
    this.byTable.clear();
  }
}

/** Counts what passes through, also what fails. */
export class CountingStore implements PartitionStore {
  constructor(
    private readonly inner: PartitionStore,
    readonly table = 'table',
    readonly counts = new OperationCounts(),
  ) {}

  async read(partition: string, key: string): Promise<Row | undefined> {
    this.counts.add(this.table, { read: 1 });
    const row = await this.inner.read(partition, key);
    this.counts.add(this.table, { rows: row === undefined ? 0 : 1 });
    return row;
  }

  async list(partition: string, range: KeyRange): Promise<RowPage> {
    this.counts.add(this.table, { list: 1 });
    const page = await this.inner.list(partition, range);
    this.counts.add(this.table, { rows: page.rows.length });
    return page;
  }

  async listAcross(range: PartitionRange): Promise<RowPage> {
    this.counts.add(this.table, { listAcross: 1 });
    const page = await this.inner.listAcross(range);
    this.counts.add(this.table, { rows: page.rows.length });
    return page;
  }

  async commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    this.counts.add(this.table, { commit: 1, writes: writes.length });
    return this.inner.commit(partition, writes);
  }
}

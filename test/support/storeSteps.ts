import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../src/kernel/partitionStore';

/** What was asked of stores, in order, while somebody listens: `Commerce read {partition} {key}`, say. How many rows came back is no part of it. */
export class StoreSteps {
  private steps: string[] | undefined;

  /** What is asked of the stores while `work` goes on. */
  async of<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly steps: readonly string[] }> {
    const steps: string[] = [];
    this.steps = steps;
    try {
      return { result: await work(), steps };
    } finally {
      this.steps = undefined;
    }
  }

  add(step: string): void {
    this.steps?.push(step);
  }
}

/** Tells what passes through. Keys of the audit log, which are made of the time and a number of the call, are left out. */
export class StepStore implements PartitionStore {
  constructor(
    private readonly inner: PartitionStore,
    private readonly table: string,
    private readonly told: StoreSteps,
  ) {}

  read(partition: string, key: string): Promise<Row | undefined> {
    this.told.add(`${this.table} read ${partition} ${key}`);
    return this.inner.read(partition, key);
  }

  list(partition: string, range: KeyRange): Promise<RowPage> {
    this.told.add(`${this.table} list ${partition} ${JSON.stringify(range)}`);
    return this.inner.list(partition, range);
  }

  listAcross(range: PartitionRange): Promise<RowPage> {
    this.told.add(`${this.table} listAcross ${JSON.stringify(range)}`);
    return this.inner.listAcross(range);
  }

  commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    const written = this.table === 'Audit' ? writes.map(({ op }) => op) : writes.map(({ op, key }) => `${op} ${key}`);
    this.told.add(`${this.table} commit ${partition} ${written.join(', ')}`);
    return this.inner.commit(partition, writes);
  }
}

import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../src/kernel/partitionStore';
import { type TableName } from '../support/worldStores';

/** Work without end shows by its operations, not by a clock. */
const MOST_OPERATIONS = 20_000;

interface Touched {
  readonly store: PartitionStore;
  readonly where: string;
  readonly partition: string;
  readonly key: string;
  /** JSON; undefined where there was no row. */
  readonly before: string | undefined;
}

const textOf = (row: Row | undefined): string | undefined => row && JSON.stringify(row.value);

/** What one call did to all that is stored. */
export class Watch {
  private touched = new Map<string, Touched>();
  private operations = 0;

  /** A call begins. */
  begin(): void {
    this.touched = new Map();
    this.operations = 0;
  }

  step(): void {
    this.operations += 1;
    if (this.operations > MOST_OPERATIONS) throw new Error(`More than ${MOST_OPERATIONS} storage operations for one call`);
  }

  async note(store: PartitionStore, table: TableName, partition: string, { key }: Write): Promise<void> {
    const where = `${table} ${partition} ${key}`;
    if (!this.touched.has(where)) this.touched.set(where, { store, where, partition, key, before: textOf(await store.read(partition, key)) });
  }

  /** Rows that are not as they were when the call began, without those of a kind that is declared. */
  async changes(isDeclared: (where: string) => boolean): Promise<readonly string[]> {
    const changed: string[] = [];
    for (const { store, where, partition, key, before } of this.touched.values()) {
      if (isDeclared(where)) continue;
      const now = textOf(await store.read(partition, key));
      if (now !== before) changed.push(`${where}: ${before?.slice(0, 200) ?? 'nothing'} -> ${now?.slice(0, 200) ?? 'nothing'}`);
    }
    return changed;
  }
}

/** A table whose writes are watched. */
export class WatchedStore implements PartitionStore {
  constructor(
    private readonly inner: PartitionStore,
    private readonly table: TableName,
    private readonly watch: Watch,
  ) {}

  read(partition: string, key: string): Promise<Row | undefined> {
    this.watch.step();
    return this.inner.read(partition, key);
  }

  list(partition: string, range: KeyRange): Promise<RowPage> {
    this.watch.step();
    return this.inner.list(partition, range);
  }

  listAcross(range: PartitionRange): Promise<RowPage> {
    this.watch.step();
    return this.inner.listAcross(range);
  }

  async commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    this.watch.step();
    // A key that no row can have is the store's to refuse.
    if (writes.every(({ key }) => key.length > 0 && key.length < 300)) for (const write of writes) await this.watch.note(this.inner, this.table, partition, write);
    return this.inner.commit(partition, writes);
  }
}

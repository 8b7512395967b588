import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../src/kernel/partitionStore';
import { type TableName } from './worldStores';

/** `receipt|7d0e…|0f8f…` is a receipt; `2026-01-31T10:00:00.000Z|publish|…` a deadline to publish. */
const kindOf = (key: string): string => key.split('|').find((part) => /^[a-zA-Z]+$/.test(part)) ?? key;

const writeKind = ({ op, key }: Write): string => `${op} ${kindOf(key)}`;

/** Notes every round trip in order: `Commerce read subscription`, `Deadlines commit put publish`. */
export class JournalStore implements PartitionStore {
  constructor(
    private readonly inner: PartitionStore,
    private readonly table: TableName,
    private readonly journal: string[],
  ) {}

  read(partition: string, key: string): Promise<Row | undefined> {
    this.journal.push(`${this.table} read ${kindOf(key)}`);
    return this.inner.read(partition, key);
  }

  list(partition: string, range: KeyRange): Promise<RowPage> {
    this.journal.push(`${this.table} list ${kindOf(range.prefix ?? 'all')}`);
    return this.inner.list(partition, range);
  }

  listAcross(range: PartitionRange): Promise<RowPage> {
    this.journal.push(`${this.table} listAcross`);
    return this.inner.listAcross(range);
  }

  commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    this.journal.push(`${this.table} commit ${writes.map(writeKind).join(', ')}`);
    return this.inner.commit(partition, writes);
  }
}

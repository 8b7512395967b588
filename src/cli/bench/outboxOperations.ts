import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';

/** Round trips that are there for the outbox alone. */
export interface OutboxCounts {
  operations: number;
}

const isOutbox = (key: string): boolean => key.startsWith('outbox|');

/** A store that counts what a command does for its outbox alone: looks for earlier rows of it, deletes them, writes and deletes the deadline that stands for them. */
export class OutboxOperations implements PartitionStore {
  constructor(
    private readonly store: PartitionStore,
    private readonly counts: OutboxCounts,
    private readonly table: string,
  ) {}

  read(partition: string, key: string): Promise<Row | undefined> {
    if (this.table === 'Commerce' && isOutbox(key)) this.counts.operations += 1;
    return this.store.read(partition, key);
  }

  list(partition: string, range: KeyRange): Promise<RowPage> {
    return this.store.list(partition, range);
  }

  listAcross(range: PartitionRange): Promise<RowPage> {
    return this.store.listAcross(range);
  }

  commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    if (this.isForOutbox(writes)) this.counts.operations += 1;
    return this.store.commit(partition, writes);
  }

  private isForOutbox(writes: readonly Write[]): boolean {
    return this.table === 'Commerce' ? writes.every(({ key }) => isOutbox(key)) : writes.every(({ key }) => key.includes('|publish|'));
  }
}

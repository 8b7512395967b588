import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';

/** Round trips to storage, the most rows that a renewal took (in a transaction of several, its share), and how many rows each transaction of renewals had. */
export interface Counts {
  reads: number;
  writes: number;
  mostRows: number;
  sizes: number[];
}

const isRenewal = ({ op, ...rest }: Write): boolean => (op === 'create' || op === 'put') && 'value' in rest && 'chargeType' in rest.value && rest.value.chargeType === 'renew';

/** A store that counts what goes through it. */
export class CountedStore implements PartitionStore {
  constructor(
    private readonly store: PartitionStore,
    private readonly counts: Counts,
  ) {}

  read(partition: string, key: string): Promise<Row | undefined> {
    this.counts.reads += 1;
    return this.store.read(partition, key);
  }

  list(partition: string, range: KeyRange): Promise<RowPage> {
    this.counts.reads += 1;
    return this.store.list(partition, range);
  }

  listAcross(range: PartitionRange): Promise<RowPage> {
    this.counts.reads += 1;
    return this.store.listAcross(range);
  }

  commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    this.counts.writes += 1;
    const renewals = writes.filter(isRenewal).length;
    if (renewals > 0) {
      this.counts.mostRows = Math.max(this.counts.mostRows, writes.length / renewals);
      this.counts.sizes.push(writes.length);
    }
    return this.store.commit(partition, writes);
  }
}

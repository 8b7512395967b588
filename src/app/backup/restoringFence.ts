import { type PartitionStore, StoreUnavailable } from '../../kernel/partitionStore';
import { customerOf } from '../shards/shardMap';
import { ALL, markedIn } from './restoreMarks';

/** A customer's rows are being replaced by those of a back-up: nothing of it is written meanwhile. Nothing was stored. */
export class CustomerBeingRestored extends StoreUnavailable {
  constructor(readonly customerId: string) {
    super(`Customer ${customerId} is being restored from a back-up`);
  }
}

/** Everything is being restored from a back-up: nothing is written meanwhile, as the next row of the back-up may be the same. Nothing was stored. */
export class InstallationBeingRestored extends StoreUnavailable {
  constructor() {
    super('The installation is being restored from a back-up');
  }
}

/** For so long a process goes by what it has read. */
export const FENCE_MILLIS = 10_000;

/** Keeps commits out of what is being restored. One request every ten seconds in which something is committed, whatever is committed. */
export class RestoringFence {
  private known: { readonly marked: ReadonlySet<string>; readonly since: number } | undefined;
  private reading: Promise<ReadonlySet<string>> | undefined;

  /** @param partners the `Partners` table. @param elapsed milliseconds of real time since any fixed moment. */
  constructor(
    private readonly partners: PartitionStore,
    private readonly elapsed: () => number,
  ) {}

  /** @throws CustomerBeingRestored; when the store fails. */
  async pass(customerId: string): Promise<void> {
    const marked = await this.marked();
    if (marked.has(customerId) || marked.has(ALL)) throw new CustomerBeingRestored(customerId);
  }

  /** Of what is no customer's. @throws InstallationBeingRestored; when the store fails. */
  async passWhole(): Promise<void> {
    if ((await this.marked()).has(ALL)) throw new InstallationBeingRestored();
  }

  private async marked(): Promise<ReadonlySet<string>> {
    if (this.known !== undefined && this.elapsed() - this.known.since < FENCE_MILLIS) return this.known.marked;
    this.reading ??= this.read();
    try {
      return await this.reading;
    } finally {
      this.reading = undefined;
    }
  }

  /** What was read counts from when it was asked for. */
  private async read(): Promise<ReadonlySet<string>> {
    const since = this.elapsed();
    const marked = await markedIn(this.partners);
    this.known = { marked, since };
    return marked;
  }
}

const passing = (store: PartitionStore, pass: (partition: string) => Promise<void>): PartitionStore => ({
  read: (partition, key) => store.read(partition, key),
  list: (partition, range) => store.list(partition, range),
  listAcross: (range) => store.listAcross(range),
  commit: async (partition, writes) => {
    await pass(partition);
    return store.commit(partition, writes);
  },
});

/** Any other table, to which nothing is committed while everything is being restored: a number that was given meanwhile would be given again. */
export const fencedWhole = (store: PartitionStore, fence: RestoringFence): PartitionStore => passing(store, () => fence.passWhole());

/** A table of customers' partitions, `Commerce` or `Usage`, to which nothing is committed of who is being restored. */
export const fenced = (customers: PartitionStore, fence: RestoringFence): PartitionStore => passing(customers, (partition) => fence.pass(customerOf(partition)));

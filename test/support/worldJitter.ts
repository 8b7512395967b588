import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../src/kernel/partitionStore';

/** Numbers from 0 to `below` - 1, the same for the same seed (Lehmer). */
const numbers = (seed: number): ((below: number) => number) => {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
};

/** How late the operations of one imagined host are, in turns of the event loop's microtasks. */
export class Jitter {
  private readonly next: (below: number) => number;

  /** @param most an operation is later by fewer turns than that; with hundreds one host does all of its work between two reads of another. */
  constructor(
    seed: number,
    private readonly most = 12,
  ) {
    this.next = numbers(seed);
  }

  async pass(): Promise<void> {
    for (let turns = this.next(this.most); turns > 0; turns -= 1) await Promise.resolve();
  }
}

/** Lets operations of several hosts meet in every order, chosen by seeds. */
export class JitterStore implements PartitionStore {
  constructor(
    private readonly inner: PartitionStore,
    private readonly jitter: Jitter,
  ) {}

  read(partition: string, key: string): Promise<Row | undefined> {
    return this.late(() => this.inner.read(partition, key));
  }

  list(partition: string, range: KeyRange): Promise<RowPage> {
    return this.late(() => this.inner.list(partition, range));
  }

  listAcross(range: PartitionRange): Promise<RowPage> {
    return this.late(() => this.inner.listAcross(range));
  }

  commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    return this.late(() => this.inner.commit(partition, writes));
  }

  private async late<T>(operation: () => Promise<T>): Promise<T> {
    await this.jitter.pass();
    const answer = await operation();
    await this.jitter.pass();
    return answer;
  }
}

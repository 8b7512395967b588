import { type PartitionStore, type Row, type RowPage } from '../../kernel/partitionStore';
import { inMidstOf, workContext } from './workContext';

/** What one piece of work read: each round trip with the versions it found. */
export class Trail {
  constructor(private readonly steps: readonly string[]) {}

  /** Whether all of it stood together at one moment: a single round trip sees one state of a partition, several may see different ones. */
  get isOneMoment(): boolean {
    return this.steps.length <= 1;
  }

  /**
   * Whether two pieces of work, one after the other, found the same versions of the same rows. A version never comes back, so all of them stood together in between:
   * what both were decided on is one state.
   */
  isSameAs({ steps }: Trail): boolean {
    const others = steps.toSorted();
    return steps.length === this.steps.length && this.steps.toSorted().every((step, index) => step === others[index]);
  }
}

const seen = (rows: readonly (Row | undefined)[]): readonly unknown[] => rows.map((row) => row && [row.partition, row.key, row.etag]);

/** A store that notes what is read through it, for whoever asks what some work was decided on. */
export class ReadTrail {
  /** The same store, watched. */
  readonly store: PartitionStore;

  constructor(inner: PartitionStore) {
    this.store = {
      read: async (partition, key) => {
        const row = await inner.read(partition, key);
        this.note([partition, key], [row]);
        return row;
      },
      list: async (partition, range) => this.noted([partition, range], await inner.list(partition, range)),
      listAcross: async (range) => this.noted([range], await inner.listAcross(range)),
      commit: (partition, writes) => inner.commit(partition, writes),
    };
  }

  /** @returns what the work came to, and what it read on the way, however deep below. */
  async follow<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly trail: Trail }> {
    const steps: string[] = [];
    const value = await inMidstOf({ reading: { by: this, steps } }, work);
    return { value, trail: new Trail(steps) };
  }

  /** What was remembered instead of being read counts as read: where it is read later, and found as it was, it has been so all along. */
  recalled(partition: string, key: string, row: Row): void {
    this.note([partition, key], [row]);
  }

  private noted(asked: readonly unknown[], page: RowPage): RowPage {
    this.note(asked, page.rows);
    return page;
  }

  private note(asked: readonly unknown[], rows: readonly (Row | undefined)[]): void {
    const { reading } = workContext();
    if (reading?.by === this) reading.steps.push(JSON.stringify([asked, seen(rows)]));
  }
}

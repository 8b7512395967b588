import { LRUCache } from 'lru-cache';
import { type CommitOutcome, type PartitionStore, type Row, type Write } from '../../kernel/partitionStore';
import { cartPrefix, subscriptionPrefix } from './commerceKeys';
import { type ReadTrail } from './readTrail';

/** Subscriptions and carts: what a caller looks at, and then changes. */
const REMEMBERED = [subscriptionPrefix, cartPrefix] as const;
const MOST_REMEMBERED = 5000;
/** As long as somebody has to do with one at one sitting: what is older may well have been changed by another process, and then costs more than it spares. */
const REMEMBERED_MILLIS = 5 * 60_000;

const isKept = (key: string): boolean => REMEMBERED.some((prefix) => key.startsWith(prefix));

const placeOf = (partition: string, key: string): string => `${partition}|${key}`;

interface Kept {
  readonly row: Row;
  readonly since: number;
}

/**
 * Rows of subscriptions and carts that this process read or wrote a moment ago, so that a command that commits against their etags need not read them again. What is remembered may be out of date: nobody refuses a command
 * for it, answers a read from it, or commits without its etag. A row that is read again and found as it was is the same object.
 */
export class RememberedRows {
  private readonly rows = new LRUCache<string, Kept>({ max: MOST_REMEMBERED });
  /** The same store, watched: what is read one by one and committed through it is remembered. */
  readonly store: PartitionStore;

  private readonly commerce: PartitionStore;

  /** @param reads of the `Commerce` table. @param elapsed milliseconds of real time since any fixed moment. */
  constructor(
    private readonly reads: ReadTrail,
    private readonly elapsed: () => number,
  ) {
    const commerce = (this.commerce = reads.store);
    this.store = {
      read: (partition, key) => this.read(partition, key),
      list: (partition, range) => commerce.list(partition, range),
      listAcross: (range) => commerce.listAcross(range),
      commit: (partition, writes) => this.commit(partition, writes),
    };
  }

  /** The row as it was last seen, five minutes ago at most; undefined if it is not remembered. */
  recall(partition: string, key: string): Row | undefined {
    const kept = this.rows.get(placeOf(partition, key));
    if (kept === undefined || this.elapsed() - kept.since > REMEMBERED_MILLIS) return undefined;
    this.reads.recalled(partition, key, kept.row);
    return kept.row;
  }

  private async read(partition: string, key: string): Promise<Row | undefined> {
    const row = await this.commerce.read(partition, key);
    if (!isKept(key)) return row;
    const before = this.rows.get(placeOf(partition, key))?.row;
    const kept = row === undefined || (before?.isKept && before.etag === row.etag) ? row && before : { ...row, isKept: true as const };
    this.remember(partition, key, kept);
    return kept;
  }

  private async commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    const kept = writes.filter(({ key }) => isKept(key));
    // Until the outcome is known nothing is: a refusal, or a lost answer, leaves the row to be read again.
    for (const { key } of kept) this.rows.delete(placeOf(partition, key));
    const outcome = await this.commerce.commit(partition, writes);
    if (!outcome.ok) return outcome;
    for (const write of kept) {
      const etag = outcome.etags.get(write.key);
      if ('value' in write && etag !== undefined) this.remember(partition, write.key, { partition, key: write.key, value: { ...write.value }, etag });
    }
    return outcome;
  }

  private remember(partition: string, key: string, row: Row | undefined): void {
    const place = placeOf(partition, key);
    if (row === undefined) this.rows.delete(place);
    else this.rows.set(place, { row, since: this.elapsed() });
  }
}

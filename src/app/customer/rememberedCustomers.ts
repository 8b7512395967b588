import { LRUCache } from 'lru-cache';
import { type CommitOutcome, type PartitionStore, type Row, type Write } from '../../kernel/partitionStore';
import { type Customer } from '../../domain/parties/customer/state';
import { customerKey } from '../command/commerceKeys';
import { customerRows } from './customerBook';
import { type Stored } from '../subscription/subscriptionBook';

const most = 1000;

/**
 * The guard rows of the customers this process dealt with lately, so that a command that commits against the guard's etag anyway need not read it first.
 * What is remembered may be out of date: nobody refuses a command for it, answers a read from it, or commits without its etag.
 */
export class RememberedCustomers {
  private readonly rows: LRUCache<string, Pick<Row, 'value' | 'etag'>>;
  /** The same store, watched: what is read and committed through it is remembered. */
  readonly store: PartitionStore;

  /** @param commerce the `Commerce` table. @param bound how many customers are kept; those dealt with longest ago go first. */
  constructor(
    private readonly commerce: PartitionStore,
    bound = most,
  ) {
    this.rows = new LRUCache({ max: bound });
    this.store = {
      read: (partition, key) => this.read(partition, key),
      list: (partition, range) => commerce.list(partition, range),
      listAcross: (range) => commerce.listAcross(range),
      commit: (partition, writes) => this.commit(partition, writes),
    };
  }

  /** The customer as it was last seen; undefined if it is not remembered. */
  recall(customerId: string): Stored<Customer> | undefined {
    const row = this.rows.get(customerId);
    const [value] = row === undefined ? [] : customerRows.readable([{ partition: customerId, key: customerKey(customerId), ...row }]).items;
    return row && value && { value, etag: row.etag };
  }

  private async read(partition: string, key: string): Promise<Row | undefined> {
    const row = await this.commerce.read(partition, key);
    if (key === customerKey(partition)) this.remember(partition, row);
    return row;
  }

  private async commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    const guard = writes.find(({ key }) => key === customerKey(partition));
    // Until the outcome is known nothing is: a refusal, or a lost answer, leaves the row to be read again.
    if (guard !== undefined) this.rows.delete(partition);
    const outcome = await this.commerce.commit(partition, writes);
    const etag = outcome.ok && guard !== undefined ? outcome.etags.get(guard.key) : undefined;
    if (guard !== undefined && 'value' in guard && etag !== undefined) this.remember(partition, { value: { ...guard.value }, etag });
    return outcome;
  }

  private remember(customerId: string, row: Pick<Row, 'value' | 'etag'> | undefined): void {
    if (row === undefined) this.rows.delete(customerId);
    else this.rows.set(customerId, { value: row.value, etag: row.etag });
  }
}

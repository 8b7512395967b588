import { type Customer } from '../../../src/domain/parties/customer/state';
import { type Subscription } from '../../../src/domain/subscription/state';
import { type RowChange } from './recorder';
import { subscriptionOf } from './subscriptionRow';

/** What clients could have learnt of what there is, so that they ask for things that exist. Followed by rows as they are written, and judged by nobody: checks have models of their own. */
export class Known {
  private readonly byId = new Map<string, Subscription>();
  private readonly rows = new Map<string, Record<string, unknown>>();

  follow(changes: readonly RowChange[]): void {
    for (const { table, partition, key, after } of changes) {
      if (table !== 'Commerce') continue;
      if (key.startsWith('subscription|') && after !== undefined) {
        const subscription = subscriptionOf(after);
        this.byId.set(subscription.id, subscription);
        continue;
      }
      if (!/^(cart|order|customer|transfer|support|azure|overage|handover|migration|migrationschedule)\|/.test(key)) continue;
      if (after === undefined) this.rows.delete(`${partition}|${key}`);
      else this.rows.set(`${partition}|${key}`, after);
    }
  }

  /** In the order in which they came to be. */
  subscriptions(): readonly Subscription[] {
    return [...this.byId.values()];
  }

  subscription(id: string): Subscription | undefined {
    return this.byId.get(id);
  }

  /** Those that were made or changed in this life, as they stand. */
  changedCustomers(): readonly Customer[] {
    return [...this.rows].filter(([key]) => key.includes('|customer|')).map(([, row]) => row as unknown as Customer);
  }

  /** Rows of a customer's partition whose key begins so, in the order in which they came to be: carts, orders, transfers and what else is not a subscription. */
  of(customerId: string, prefix: string): readonly Record<string, unknown>[] {
    return [...this.rows].filter(([key]) => key.startsWith(`${customerId}|${prefix}`)).map(([, row]) => row);
  }
}

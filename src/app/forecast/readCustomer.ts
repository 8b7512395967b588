import { type Subscription } from '../../domain/subscription/state';
import { type Instant } from '../../kernel/instant';
import { customerKey } from '../command/commerceKeys';
import { customerRows } from '../customer/customerBook';
import { mayMigrate, plannedFor, plannedMigrations } from '../migration/plannedMigration';
import { type App } from '../ports';
import { readableSubscriptionsOf } from '../subscription/sheets';
import { readableSubscriptions } from '../subscription/subscriptionBook';
import { type UnreadableRow } from '../unreadable';

/** What is stored of a customer that its time to come is lived by. */
export interface StoredCustomer {
  /** Every partner's. */
  readonly subscriptions: readonly Subscription[];
  /** When a subscription is to become another one, by its id (MIG-6). */
  readonly migratedAt: ReadonlyMap<string, Instant>;
  readonly unreadable: readonly UnreadableRow[];
}

/** Two operations where the partner has something there: the customer's row and its subscriptions, or their sheets; one more where something of it is traditional and may be migrated. */
export const readStoredCustomer = async (app: Pick<App, 'commerce'>, partnerTenantId: string, customerId: string): Promise<StoredCustomer> => {
  const row = await app.commerce.read(customerId, customerKey(customerId));
  const customer = customerRows.readable(row === undefined ? [] : [row]);
  const [read] = customer.items;
  const { items: subscriptions, unreadable } = read === undefined ? await readableSubscriptions(app.commerce, customerId) : await readableSubscriptionsOf(app.commerce, read);
  const isAnyOf = subscriptions.some((each) => each.partnerId === partnerTenantId && mayMigrate(each));
  const planned = isAnyOf ? await plannedMigrations(app, customerId) : { items: [], unreadable: [] };
  const migratedAt = new Map(
    subscriptions.flatMap((each) => {
      const migration = plannedFor(planned, each);
      return migration === undefined ? [] : [[each.id, migration.at] as const];
    }),
  );
  return { subscriptions, migratedAt, unreadable: [...customer.unreadable, ...unreadable, ...planned.unreadable] };
};

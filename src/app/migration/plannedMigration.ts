import { kindOf } from '../../domain/subscription/kinds/table';
import { type Subscription } from '../../domain/subscription/state';
import { type Instant } from '../../kernel/instant';
import { allRows } from '../allRows';
import { migrationSchedulePrefix } from '../command/commerceKeys';
import { type App } from '../ports';
import { migrationScheduleRows } from './scheduleBook';

/** A migration that is planned for a subscription. */
export interface PlannedMigration {
  readonly scheduleId: string;
  readonly at: Instant;
}

/**
 * MIG-6: what a subscription is planned to become another one by, itself or with its base. One list of the customer's rows where it is traditional, else nothing is read.
 * A plan that cannot be read is none here; health and the daily check name its row. @throws when the store fails.
 */
export const plannedMigration = async ({ commerce }: Pick<App, 'commerce'>, subscription: Subscription): Promise<PlannedMigration | undefined> => {
  if (kindOf(subscription).commerce !== 'traditional') return undefined;
  const { items } = migrationScheduleRows.readable(await allRows(commerce, subscription.customerId, migrationSchedulePrefix));
  const planned = items.find(({ status, currentSubscriptionId }) => status === 'created' && (currentSubscriptionId === subscription.id || currentSubscriptionId === subscription.parentId));
  return planned && { scheduleId: planned.id, at: planned.dueAt };
};

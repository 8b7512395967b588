import { carriedOutAt } from '../../domain/migration/schedule';
import { type MigrationSchedule } from '../../domain/migration/scheduleState';
import { kindOf } from '../../domain/subscription/kinds/table';
import { type Subscription } from '../../domain/subscription/state';
import { type Instant } from '../../kernel/instant';
import { allRows } from '../allRows';
import { migrationSchedulePrefix } from '../command/commerceKeys';
import { type App } from '../ports';
import { type Readable } from '../unreadable';
import { migrationScheduleRows } from './scheduleBook';

/** A migration that is planned for a subscription. */
export interface PlannedMigration {
  readonly scheduleId: string;
  readonly at: Instant;
  /** When it falls due as it is stored: before that where the term began anew since, and moves it then. */
  readonly lookedAt: Instant;
}

/** MIG-6: the migrations of a customer's that are yet to come. One list of its rows. @throws when the store fails. */
export const plannedMigrations = async ({ commerce }: Pick<App, 'commerce'>, customerId: string): Promise<Readable<MigrationSchedule>> => {
  const { items, unreadable } = migrationScheduleRows.readable(await allRows(commerce, customerId, migrationSchedulePrefix));
  return { items: items.filter(({ status }) => status === 'created'), unreadable };
};

/** Whether a migration can be planned for it. */
export const mayMigrate = (subscription: Subscription): boolean => kindOf(subscription).commerce === 'traditional';

/** MIG-6: what a subscription is planned to become another one by, itself or with its base. A plan that cannot be read is none here; health and the daily check name its row. */
export const plannedFor = ({ items }: Readable<MigrationSchedule>, subscription: Subscription): PlannedMigration | undefined => {
  const { id, parentId } = subscription;
  const planned = items.find(({ currentSubscriptionId }) => currentSubscriptionId === id || currentSubscriptionId === parentId);
  return planned && { scheduleId: planned.id, at: carriedOutAt(planned, subscription), lookedAt: planned.dueAt };
};

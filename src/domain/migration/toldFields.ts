import { changedFields, type ChangedFields, type ToldFields } from '../../kernel/changedFields';
import { type MigrationSchedule } from './scheduleState';
import { type Migration } from './state';

/** How far a migration is. */
export type MigrationStage = 'started' | 'completed';

const fieldsOf = (stage: MigrationStage, { currentSubscriptionId, quantity, termDuration, billingCycle, purchaseFullTerm, externalReferenceId, ...done }: Migration) => ({
  status: stage,
  currentSubscriptionId,
  quantity,
  termDuration,
  billingCycle,
  purchaseFullTerm,
  externalReferenceId,
  catalogItemId: stage === 'completed' ? done.catalogItemId : undefined,
  newCommerceSubscriptionId: stage === 'completed' ? done.newCommerceSubscriptionId : undefined,
  newCommerceOrderId: stage === 'completed' ? done.newCommerceOrderId : undefined,
  subscriptionEnd: stage === 'completed' ? done.subscriptionEnd : undefined,
}) satisfies ToldFields;

export type MigrationField = keyof ReturnType<typeof fieldsOf>;

/** AUD-2: what of a migration changed, with both values; its subscriptions and orders tell of themselves. @param before undefined: it was asked for just now. */
export const changedOfMigration = (before: MigrationStage | undefined, after: MigrationStage, migration: Migration): ChangedFields => changedFields(before && fieldsOf(before, migration), fieldsOf(after, migration));

const scheduleFieldsOf = ({ status, currentSubscriptionId, targetDate, dueAt, subscriptionEnd, quantity, termDuration, billingCycle, purchaseFullTerm, customTermEnd, externalReferenceId, migrationId, failure, addOns }: MigrationSchedule) => ({
  status,
  currentSubscriptionId,
  targetDate,
  dueAt,
  subscriptionEnd,
  quantity,
  termDuration,
  billingCycle,
  purchaseFullTerm,
  customTermEnd,
  externalReferenceId,
  migrationId,
  failure,
  addOns: addOns.length === 0 ? undefined : addOns,
}) satisfies ToldFields;

export type ScheduleField = keyof ReturnType<typeof scheduleFieldsOf>;

/** AUD-2: the same of a migration that is planned. */
export const changedOfSchedule = (before: MigrationSchedule | undefined, after: MigrationSchedule): ChangedFields => changedFields(before && scheduleFieldsOf(before), scheduleFieldsOf(after));

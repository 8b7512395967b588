import { type MigrationField, type ScheduleField } from '../../../domain/migration/toldFields';
import { instantSchema } from '../../../kernel/schemas';
import { fact, id, orNothing, type FactSchema } from './factSchema';

const of = (...fields: readonly MigrationField[]): readonly MigrationField[] => fields;

/** Of a migration into new commerce. */
export const migrationFacts = {
  MigrationStarted: fact('A traditional subscription is to go on in new commerce (MIG-5).', { currentSubscriptionId: id }, of('status', 'currentSubscriptionId', 'quantity', 'termDuration', 'billingCycle', 'purchaseFullTerm', 'externalReferenceId')),
  MigrationCompleted: fact('It does: the same transaction as its start.', { currentSubscriptionId: id, newCommerceSubscriptionId: id, newCommerceOrderId: id }, of('status', 'catalogItemId', 'newCommerceSubscriptionId', 'newCommerceOrderId', 'subscriptionEnd')),
} satisfies Readonly<Record<string, FactSchema>>;

const ofSchedule = (...fields: readonly ScheduleField[]): readonly ScheduleField[] => fields;
const plan = ofSchedule('status', 'currentSubscriptionId', 'targetDate', 'dueAt', 'subscriptionEnd', 'quantity', 'termDuration', 'billingCycle', 'purchaseFullTerm', 'customTermEnd', 'externalReferenceId', 'addOns');
const when = { currentSubscriptionId: id, dueAt: instantSchema };

/** Of a migration that is planned. */
export const migrationScheduleFacts = {
  MigrationScheduled: fact('A migration is planned (MIG-6).', when, plan),
  MigrationRescheduled: orNothing(fact('It is planned otherwise, or waits for the end of a term that began anew.', when, plan)),
  MigrationScheduleCancelled: fact('Nothing will come of it.', { currentSubscriptionId: id }, ofSchedule('status')),
  MigrationScheduleCompleted: fact('It was carried out.', { currentSubscriptionId: id, migrationId: id }, ofSchedule('status', 'migrationId')),
  MigrationScheduleFailed: fact('It was refused on its day, by what `reason` names; nothing was changed.', { currentSubscriptionId: id, reason: id }, ofSchedule('status', 'failure')),
} satisfies Readonly<Record<string, FactSchema>>;

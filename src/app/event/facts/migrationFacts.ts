import { type MigrationField } from '../../../domain/migration/toldFields';
import { fact, id, type FactSchema } from './factSchema';

const of = (...fields: readonly MigrationField[]): readonly MigrationField[] => fields;

/** Of a migration into new commerce. */
export const migrationFacts = {
  MigrationStarted: fact('A traditional subscription is to go on in new commerce (MIG-5).', { currentSubscriptionId: id }, of('status', 'currentSubscriptionId', 'quantity', 'termDuration', 'billingCycle', 'purchaseFullTerm', 'externalReferenceId')),
  MigrationCompleted: fact('It does: the same transaction as its start.', { currentSubscriptionId: id, newCommerceSubscriptionId: id, newCommerceOrderId: id }, of('status', 'catalogItemId', 'newCommerceSubscriptionId', 'newCommerceOrderId', 'subscriptionEnd')),
} satisfies Readonly<Record<string, FactSchema>>;

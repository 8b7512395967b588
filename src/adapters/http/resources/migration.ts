import { z } from 'zod';
import { type MigrationEligibility } from '../../../app/migration/migrations';
import { type MigrationCommand } from '../../../domain/migration/migrate';
import { type AskedPlan } from '../../../domain/migration/plan';
import { type Migrated, type Migration } from '../../../domain/migration/state';
import { billingCycles, limitedTerms } from '../../../domain/subscription/state';
import { wireError } from '../errors';
import { dayAtMidnight } from '../wireDates';
import { guidSchema, wireDaySchema } from '../wireSchemas';

/** More than hang on any base. */
export const mostAddOns = 50;

export const planBody = {
  currentSubscriptionId: guidSchema.meta({ description: 'The traditional subscription.' }),
  termDuration: z.enum(limitedTerms).optional(),
  billingCycle: z.enum(billingCycles).optional(),
  purchaseFullTerm: z.boolean().optional().meta({ description: 'A whole term from now on; else a term of the old length ends when the old one would have.' }),
  quantity: z.number().int().positive().optional().meta({ description: 'Absent: as many as there are.' }),
  customTermEndDate: wireDaySchema.optional().meta({ description: 'Last day of the new term, UTC, itself included; not with `purchaseFullTerm`.' }),
};

/** A migration as clients send it; what the server sets is ignored. */
export const migrationBody = z.object({
  ...planBody,
  externalReferenceId: z.string().trim().max(100).optional(),
  addOnMigrations: z.array(z.object(planBody)).max(mostAddOns, `must hold at most ${mostAddOns} add-ons`).optional(),
});
export type MigrationBody = z.infer<typeof migrationBody>;

export const askedPlan = ({ currentSubscriptionId, termDuration, billingCycle, purchaseFullTerm, quantity, customTermEndDate }: Omit<MigrationBody, 'addOnMigrations' | 'externalReferenceId'>): AskedPlan => ({
  currentSubscriptionId,
  termDuration,
  billingCycle,
  purchaseFullTerm,
  // What .NET clients send for a number that nobody set would be 0, and is refused: no licences are not migrated.
  quantity,
  customTermEnd: customTermEndDate,
});

export const askedMigration = (body: MigrationBody): MigrationCommand => ({
  ...askedPlan(body),
  addOns: (body.addOnMigrations ?? []).map(askedPlan),
  externalReferenceId: body.externalReferenceId,
});

const planMembers = ({ quantity, termDuration, billingCycle, purchaseFullTerm, customTermEnd }: Migrated) => ({
  quantity,
  termDuration,
  billingCycle,
  purchaseFullTerm,
  ...(customTermEnd !== undefined && { customTermEndDate: dayAtMidnight(customTermEnd) }),
});

const migratedMembers = (migrated: Migrated) => ({
  currentSubscriptionId: migrated.currentSubscriptionId,
  catalogItemId: migrated.catalogItemId,
  newCommerceSubscriptionId: migrated.newCommerceSubscriptionId,
  newCommerceOrderId: migrated.newCommerceOrderId,
  subscriptionEndDate: dayAtMidnight(migrated.subscriptionEnd),
  ...planMembers(migrated),
});

/** The contract's NewCommerceMigration: completed, as it is carried out at once. */
export const migrationResource = (migration: Migration) => {
  const { id, at, customerId, addOns, externalReferenceId } = migration;
  const common = { id, startedTime: at, completedTime: at, status: 'Completed', customerTenantId: customerId, ...(externalReferenceId !== undefined && { externalReferenceId }) };
  return { ...common, ...migratedMembers(migration), addOnMigrations: addOns.map((addOn) => ({ ...common, ...migratedMembers(addOn), addOnMigrations: [] })), attributes: { objectType: 'NewCommerceMigration' } };
};

/** The one number that the pages print: nothing in new commerce is the same. What else stands against it has the code that the migration would be refused with. */
const NOT_OFFERED = 5;

/** The contract's NewCommerceEligibility. */
export const eligibilityResource = (currentSubscriptionId: string, { result }: MigrationEligibility) => {
  if (!result.ok) {
    const { code, description } = wireError(result.error).body;
    return { currentSubscriptionId, isEligible: false, errors: [{ code: result.error.kind === 'MigrationNotOffered' ? NOT_OFFERED : code, description }] };
  }
  const { migration } = result.value;
  const eligible = (migrated: Migrated) => ({ currentSubscriptionId: migrated.currentSubscriptionId, isEligible: true, errors: [], catalogItemId: migrated.catalogItemId, ...planMembers(migrated) });
  return { ...eligible(migration), addOnMigrations: migration.addOns.map(eligible) };
};

/** As published. */
export const migrationEventNames = ['MigrationStarted', 'NewCommerceSubscriptionCreated', 'NewCommerceSubscriptionProvisioned', 'MigrationCompleted'] as const;

/** What happened in a migration, each by the published name; all of it at one instant. @param idOf an id for each. */
export const migrationEvents = ({ id, customerId, at, currentSubscriptionId }: Migration, idOf: (eventName: string) => string) =>
  migrationEventNames.map((eventName) => ({
    id: idOf(eventName),
    newCommerceMigrationId: id,
    currentSubscriptionId,
    customerTenantId: customerId,
    createdTime: at,
    eventName,
  }));

import { z } from 'zod';
import { migrationEventNames } from '../../resources/migration';
import { attributesOf, count, guid, instant, members, named } from './answerSchema';
import { midnight } from './days';
import { writtenBeside } from './preview';
import { billingCycle, limitedTerm } from './terms';

const customTermEndDate = midnight.optional().meta({ description: 'Last day of a first term that ends sooner than its length says.' });

const planned = { quantity: count, termDuration: limitedTerm, billingCycle, purchaseFullTerm: z.boolean().meta({ description: 'A whole term from then on; else a term of the old length ends when the old one would have.' }), customTermEndDate };

const shape = {
  id: guid,
  startedTime: instant,
  completedTime: instant,
  status: z.literal('Completed'),
  customerTenantId: guid,
  externalReferenceId: z.string().optional(),
  currentSubscriptionId: guid.meta({ description: 'The traditional subscription.' }),
  catalogItemId: z.string(),
  newCommerceSubscriptionId: guid,
  newCommerceOrderId: z.string(),
  subscriptionEndDate: midnight.meta({ description: 'Last day of the new term, itself included, as the midnight that begins it.' }),
  ...planned,
};

const attributes = attributesOf('NewCommerceMigration');
const addOnMigrations = z.array(named('NewCommerceAddOnMigration', members({ ...shape, addOnMigrations: z.array(z.never()) })));

export const migration = named('NewCommerceMigration', members({ ...shape, addOnMigrations, attributes }));

export const writtenMigration = named('WrittenNewCommerceMigration', members({ ...shape, addOnMigrations, ...writtenBeside, attributes }));

const judged = { currentSubscriptionId: guid, isEligible: z.boolean(), errors: z.array(members({ code: z.number().int(), description: z.string() })) };
const eligible = { ...judged, isEligible: z.literal(true), errors: z.array(z.never()), catalogItemId: z.string(), ...planned };

export const migrationEligibility = z.discriminatedUnion('isEligible', [
  named('NewCommerceEligible', members({ ...eligible, addOnMigrations: z.array(members(eligible)) })),
  named('NewCommerceNotEligible', members({ ...judged, isEligible: z.literal(false) })),
]);

export const migrationEvent = named(
  'NewCommerceMigrationEvent',
  members({ id: guid, newCommerceMigrationId: guid, currentSubscriptionId: guid, customerTenantId: guid, createdTime: instant, eventName: z.enum(migrationEventNames) }),
);

const wished = {
  currentSubscriptionId: guid,
  quantity: count.optional(),
  termDuration: limitedTerm.optional(),
  billingCycle: billingCycle.optional(),
  purchaseFullTerm: z.boolean(),
  customTermEndDate,
};

/** What was not said of the plan is left out, and taken from the subscription on the day. */
export const migrationSchedule = named(
  'NewCommerceMigrationSchedule',
  members({
    id: guid,
    ...wished,
    status: z.enum(['Created', 'Completed', 'Failed', 'Cancelled']),
    customerTenantId: guid,
    subscriptionEndDate: midnight.meta({ description: 'Last day of the running term, itself included, as the midnight that begins it.' }),
    targetDate: midnight.optional().meta({ description: 'The UTC day on which it is carried out, as it begins; absent: on the last day of the term.' }),
    migrateOnRenewal: z.boolean(),
    createdTime: instant,
    lastModifiedTime: instant,
    externalReferenceId: z.string().optional(),
    newCommerceMigrationId: guid.optional().meta({ description: 'What came of it.' }),
    errorDescription: z.string().optional().meta({ description: 'Why nothing came of it.' }),
    addOnMigrations: z.array(members(wished)),
    attributes: attributesOf('NewCommerceMigrationSchedule'),
  }),
);

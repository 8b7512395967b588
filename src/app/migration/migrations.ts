import { type MigrationCommand, type MigrationOutcome } from '../../domain/migration/migrate';
import { type Migration } from '../../domain/migration/state';
import { type Subscription } from '../../domain/subscription/state';
import { failure, success, type Result } from '../../kernel/result';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { customerOf } from '../customer/customerBook';
import { decide, loadMigration, mayMigrate, migrationChanges, type Decided, type MigrationShop, type Refused } from './decideMigration';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { type Page } from '../unreadable';
import { migrationPage, readMigration } from './migrationBook';

/**
 * MIG-5: a traditional subscription with all that hangs on it into new commerce, in one transaction, guarded by the customer's row and each subscription's. Refused as the rule says; SubscriptionNotFound also for another
 * partner's; OrderTooLarge where it takes more rows than a transaction has.
 */
export const createMigration = (app: App, call: WriteCall, customerId: string, command: MigrationCommand, encode: Encoding<MigrationOutcome, Subscription>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<MigrationShop, Decided>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => loadMigration(app, partner, customerId, command.currentSubscriptionId),
    decide: (shop, now) => {
      const allowed = mayMigrate(partner, shop);
      return allowed.ok ? decide(app, command, shop, partner, now) : allowed;
    },
    changes: migrationChanges,
    before: ({ source }) => encode.before(source),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};

/** What a migration would come to, or what stands against it. */
export interface MigrationEligibility {
  readonly result: Result<MigrationOutcome, Refused>;
}

/** MIG-5: whether a subscription can be migrated so, by the very rule of the command and, like a preview, on rows that stood together; nothing is stored. Refused: CustomerNotFound, SubscriptionNotFound, and what the partner may not do at all. */
export const validateMigration = (app: App, call: WriteCall, customerId: string, command: MigrationCommand, encode: Pick<Encoding<MigrationEligibility, never>, 'answer'>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<MigrationShop, MigrationEligibility>(app, {
    customerId,
    request: call.request,
    preview: true,
    load: () => loadMigration(app, partner, customerId, command.currentSubscriptionId),
    decide: (shop, now) => {
      const allowed = mayMigrate(partner, shop);
      return allowed.ok ? success({ result: decide(app, command, shop, partner, now) }) : allowed;
    },
    changes: () => ({ writes: [], records: [] }),
    before: () => undefined,
    answer: (eligibility) => encode.answer(eligibility),
    previewAnswer: (eligibility) => encode.answer(eligibility),
  });
};

/** A migration as its partner sees it. Refused: CustomerNotFound, MigrationNotFound. */
export const getMigration = async (app: App, partnerTenantId: string, customerId: string, migrationId: string): Promise<Result<Migration, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const migration = await readMigration(app.commerce, customerId, migrationId.toLowerCase());
  return migration?.partnerId === partnerTenantId ? success(migration) : failure({ kind: 'MigrationNotFound', migrationId });
};

/** Which of a customer's migrations are asked for; what is absent is any. */
export interface MigrationQuery {
  readonly currentSubscriptionId?: string | undefined;
  readonly migrationId?: string | undefined;
  readonly externalReferenceId?: string | undefined;
}

const concerns = (migration: Migration, { currentSubscriptionId, migrationId, externalReferenceId }: MigrationQuery): boolean =>
  (currentSubscriptionId === undefined || [migration, ...migration.addOns].some((each) => each.currentSubscriptionId === currentSubscriptionId)) &&
  (migrationId === undefined || migration.id === migrationId) &&
  (externalReferenceId === undefined || migration.externalReferenceId === externalReferenceId);

/** The partner's at a customer, page by page, in order of their ids; a page may hold fewer than there are places. Refused: CustomerNotFound. */
export const migrationsOf = async (app: App, partnerTenantId: string, customerId: string, query: MigrationQuery): Promise<Result<(limit: number, continuation: string | undefined) => Promise<Page<Migration>>, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  return success(async (limit, continuation) => {
    const page = await migrationPage(app.commerce, customerId, limit, continuation);
    return { ...page, items: page.items.filter((each) => each.partnerId === partnerTenantId && concerns(each, query)) };
  });
};

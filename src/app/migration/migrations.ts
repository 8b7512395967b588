import { migrationTarget } from '../../domain/migration/plan';
import { migrate, type MigrationCommand, type MigrationContext, type MigrationOutcome, type MigrationProblem } from '../../domain/migration/migrate';
import { type Migration } from '../../domain/migration/state';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Partner } from '../../domain/parties/partner/state';
import { policyAt } from '../../domain/policy/policy';
import { liveAddOns } from '../../domain/subscription/kinds/traditional/family';
import { type Subscription } from '../../domain/subscription/state';
import { type OverageSetUp } from '../../domain/usage/overage/setUp';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid, derivedOrderId } from '../command/ids';
import { customerOf, customerWrite } from '../customer/customerBook';
import { sellerOf } from '../order/cartSeller';
import { loadShopper, maySell, pricingContext, type Shop } from '../order/cartShop';
import { fitsTransaction, orderRecords, orderWrites, purchaseWrites } from '../order/orderBook';
import { bringsOverage, purchaseSetUp, readTelcoState, setUpRecords, setUpRows, setUpWrites } from '../overage/purchaseSetUp';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { rowsOfNewSheets } from '../subscription/sheets';
import { listStoredSubscriptions, subscriptionRecords } from '../subscription/subscriptionBook';
import { type Page } from '../unreadable';
import { migrationPage, migrationRecords, migrationWrite, MIGRATION_ROWS, readMigration } from './migrationBook';

/** What a migration is decided on. The customer's row is read first: its etag then tells of every purchase since. */
interface MigrationShop extends Shop {
  readonly source: Subscription;
}

/** Refused: CustomerNotFound, SubscriptionNotFound, also for another partner's. */
const loadMigration = async (app: App, partner: Partner, customerId: string, subscriptionId: string): Promise<Result<MigrationShop, Refusal>> => {
  const shopper = await loadShopper(app, customerId, partner);
  if (!shopper.ok) return shopper;
  const { customer, catalogue } = shopper.value;
  const stored = await listStoredSubscriptions(app.commerce, customerId);
  const subscriptions = stored.map(({ value }) => value);
  const source = subscriptions.find(({ id, partnerId }) => id === subscriptionId && partnerId === partner.tenantId);
  if (source === undefined) return failure({ kind: 'SubscriptionNotFound', subscriptionId });
  const family = [source, ...liveAddOns(source, subscriptions)];
  const seller = await sellerOf(app, partner, family.map(({ resellerOfRecord, additionalResellers = [] }) => ({ ...(resellerOfRecord !== undefined && { resellerOfRecord }), additionalResellers })));
  const targets = family.flatMap((each) => migrationTarget(catalogue, each, customer.value.segment) ?? []);
  const telco = bringsOverage(targets, catalogue, policyAt(app.policies, app.clock.now())) ? await readTelcoState(app.commerce, customerId, catalogue, subscriptions) : undefined;
  return success({ ...shopper.value, seller, subscriptions, etags: new Map(stored.map(({ value, etag }) => [value.id, etag])), source, ...(telco !== undefined && { telco, azure: telco.azure }) });
};

/** The same subscription in the same state has the same migration. */
const migrationIdOf = ({ id, version }: Subscription): string => derivedGuid('migration', id, String(version));

const contextOf = (app: App, shop: MigrationShop, partner: Partner, now: Instant): MigrationContext => {
  const migrationId = migrationIdOf(shop.source);
  return {
    customerId: shop.customer.value.id,
    subscriptions: shop.subscriptions,
    shop: pricingContext(app, shop, partner, now),
    policies: app.policies,
    migrationId,
    newSubscriptionId: (subscriptionId) => derivedGuid('subscription', migrationId, subscriptionId),
    orderId: (billingCycle) => derivedOrderId(migrationId, billingCycle),
  };
};

/** Whether the partner may migrate anything of the customer's. */
const mayMigrate = (partner: Partner, { customer }: MigrationShop): Result<unknown, Refusal> => {
  const allowed = mayTransact(partner, 'manage');
  return allowed.ok ? maySell(partner, customer.value) : allowed;
};

type Decided = MigrationOutcome & { readonly setUp: OverageSetUp };
type Refused = MigrationProblem | { readonly kind: 'OrderTooLarge'; readonly rows: number; readonly most: number };

const decide = (app: App, command: MigrationCommand, shop: MigrationShop, partner: Partner, now: Instant): Result<Decided, Refused> => {
  const decided = migrate(command, shop.source, contextOf(app, shop, partner, now));
  if (!decided.ok) return decided;
  const { orders, ended, purchases } = decided.value;
  const setUp = purchaseSetUp(shop.telco, purchases, now);
  const fits = fitsTransaction(orders, [...ended, ...purchases], MIGRATION_ROWS + setUpRows(setUp, shop.telco) + rowsOfNewSheets(shop.customer.value));
  return fits.ok ? success({ ...decided.value, setUp }) : fits;
};

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
    changes: ({ migration, orders, ended, purchases, setUp }, { customer, subscriptions, etags, telco, azure }, now) => ({
      writes: [customerWrite(customer.value, customer.etag), ...orderWrites(orders, purchases, etags), ...purchaseWrites(ended, etags), migrationWrite(migration), ...setUpWrites(setUp, telco)],
      records: [...orderRecords(orders, purchases, subscriptions), ...ended.flatMap((each) => subscriptionRecords(each, subscriptions, now)), ...migrationRecords(migration), ...setUpRecords(setUp, telco, azure, now)],
    }),
    before: ({ source }) => encode.before(source),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};

/** What a migration would come to, or what stands against it. */
export interface MigrationEligibility {
  readonly result: Result<MigrationOutcome, Refused>;
}

/** MIG-5: whether a subscription can be migrated so, by the very rule of the command; nothing is stored. Refused: CustomerNotFound, SubscriptionNotFound, and what the partner may not do at all. */
export const validateMigration = async (app: App, partner: Partner, customerId: string, command: MigrationCommand): Promise<Result<MigrationEligibility, Refusal>> => {
  const loaded = await loadMigration(app, partner, customerId, command.currentSubscriptionId);
  if (!loaded.ok) return loaded;
  const allowed = mayMigrate(partner, loaded.value);
  return allowed.ok ? success({ result: decide(app, command, loaded.value, partner, app.clock.now()) }) : allowed;
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

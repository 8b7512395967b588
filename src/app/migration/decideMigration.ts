import { migrationTarget } from '../../domain/migration/plan';
import { migrate, type MigrationCommand, type MigrationContext, type MigrationOutcome, type MigrationProblem } from '../../domain/migration/migrate';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Partner } from '../../domain/parties/partner/state';
import { policyAt } from '../../domain/policy/policy';
import { liveAddOns } from '../../domain/subscription/kinds/traditional/family';
import { type Subscription } from '../../domain/subscription/state';
import { type OverageSetUp } from '../../domain/usage/overage/setUp';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type Changes } from '../command/changes';
import { derivedGuid, derivedOrderId } from '../command/ids';
import { customerWrite } from '../customer/customerBook';
import { sellerOf } from '../order/cartSeller';
import { loadShopper, maySell, pricingContext, type Shop } from '../order/cartShop';
import { fitsTransaction, orderRecords, orderWrites, purchaseWrites } from '../order/orderBook';
import { bringsOverage, purchaseSetUp, readTelcoState, setUpRecords, setUpRows, setUpWrites } from '../overage/purchaseSetUp';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { rowsOfNewSheets } from '../subscription/sheets';
import { listStoredSubscriptions, subscriptionRecords } from '../subscription/subscriptionBook';
import { migrationRecords, migrationWrite, MIGRATION_ROWS } from './migrationBook';

/** What a migration is decided and stored by. */
export type MigrationPorts = Pick<App, 'clock' | 'commerce' | 'policies' | 'catalogueOf' | 'partnerOf'>;

/** What a migration is decided on. The customer's row is read first: its etag then tells of every purchase since. */
export interface MigrationShop extends Shop {
  readonly source: Subscription;
}

/** Refused: CustomerNotFound, SubscriptionNotFound, also for another partner's. */
export const loadMigration = async (app: MigrationPorts, partner: Partner, customerId: string, subscriptionId: string): Promise<Result<MigrationShop, Refusal>> => {
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

export const contextOf = (app: MigrationPorts, shop: MigrationShop, partner: Partner, now: Instant): MigrationContext => {
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
export const mayMigrate = (partner: Partner, { customer }: MigrationShop): Result<unknown, Refusal> => {
  const allowed = mayTransact(partner, 'manage');
  return allowed.ok ? maySell(partner, customer.value) : allowed;
};

export type Decided = MigrationOutcome & { readonly setUp: OverageSetUp };
export type Refused = MigrationProblem | { readonly kind: 'OrderTooLarge'; readonly rows: number; readonly most: number };

export const decide = (app: MigrationPorts, command: MigrationCommand, shop: MigrationShop, partner: Partner, now: Instant): Result<Decided, Refused> => {
  const decided = migrate(command, shop.source, contextOf(app, shop, partner, now));
  if (!decided.ok) return decided;
  const { orders, ended, purchases } = decided.value;
  const setUp = purchaseSetUp(shop.telco, purchases, now);
  const fits = fitsTransaction(orders, [...ended, ...purchases], MIGRATION_ROWS + setUpRows(setUp, shop.telco) + rowsOfNewSheets(shop.customer.value));
  return fits.ok ? success({ ...decided.value, setUp }) : fits;
};

/** All that a migration stores and tells. */
export const migrationChanges = ({ migration, orders, ended, purchases, setUp }: Decided, { customer, subscriptions, etags, telco, azure }: MigrationShop, now: Instant): Changes => ({
  writes: [customerWrite(customer.value, customer.etag), ...orderWrites(orders, purchases, etags), ...purchaseWrites(ended, etags), migrationWrite(migration), ...setUpWrites(setUp, telco)],
  records: [...orderRecords(orders, purchases, subscriptions), ...ended.flatMap((each) => subscriptionRecords(each, subscriptions, now)), ...migrationRecords(migration), ...setUpRecords(setUp, telco, azure, now)],
});

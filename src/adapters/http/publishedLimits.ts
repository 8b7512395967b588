/** Calls a minute on customers, orders and subscriptions; of the other resources that are named as limited no number is published, so the same holds for them. */
export const PUBLISHED_CALLS_A_MINUTE = 500;

/** Whose calls are counted together, in the contract's words. */
export type LimitedResource = 'customer' | 'cart' | 'order' | 'subscription' | 'azure_entitlement' | 'product_upgrade' | 'transfer' | 'migration';

/**
 * The operations that the contract names as throttled, by the name of their function, each with the resource whose calls are counted together: by partner tenant, and where the path names a customer by partner and customer
 * tenant, so that other customers keep working. Sources: Partner Center developer, "API throttling guidance"; "Customer resources", "Order resources", "Subscription resources" (500 requests a minute per tenant).
 */
export const publishedLimits: ReadonlyMap<string, LimitedResource> = new Map<string, LimitedResource>([
  ['listCustomers', 'customer'],
  ['getCustomer', 'customer'],
  ['createCustomer', 'customer'],
  ['patchCustomer', 'customer'],
  ['deleteCustomer', 'customer'],
  ['createCart', 'cart'],
  ['replaceCart', 'cart'],
  ['checkoutCart', 'cart'],
  ['createOrder', 'order'],
  ['patchOrder', 'order'],
  ['getOrder', 'order'],
  ['listOrders', 'order'],
  ['getOrderProvisioningStatus', 'order'],
  ['listSubscriptions', 'subscription'],
  ['getSubscription', 'subscription'],
  ['patchSubscription', 'subscription'],
  ['listAddOns', 'subscription'],
  ['getSubscriptionProvisioningStatus', 'subscription'],
  ['activateSubscription', 'subscription'],
  ['convertSubscription', 'subscription'],
  ['listConversions', 'subscription'],
  ['upgradeSubscription', 'subscription'],
  ['listUpgrades', 'subscription'],
  ['transitionSubscription', 'subscription'],
  ['listTransitions', 'subscription'],
  ['listTransitionEligibilities', 'subscription'],
  ['listEntitlements', 'azure_entitlement'],
  ['getEntitlement', 'azure_entitlement'],
  ['cancelEntitlement', 'azure_entitlement'],
  ['reactivateEntitlement', 'azure_entitlement'],
  ['upgradeProduct', 'product_upgrade'],
  ['checkProductUpgrade', 'product_upgrade'],
  ['getProductUpgrade', 'product_upgrade'],
  ['createTransfer', 'transfer'],
  ['patchTransfer', 'transfer'],
  ['getTransfer', 'transfer'],
  ['listTransfers', 'transfer'],
  ['listTransferEligibilities', 'transfer'],
  ['createMigration', 'migration'],
  ['validateMigration', 'migration'],
  ['getMigration', 'migration'],
  ['listMigrations', 'migration'],
  ['scheduleMigration', 'migration'],
  ['replaceMigrationSchedule', 'migration'],
  ['cancelMigrationSchedule', 'migration'],
  ['getMigrationSchedule', 'migration'],
  ['listMigrationSchedules', 'migration'],
]);

/** What a command is in the audit log: published words where there are any. */
export interface AuditedOperation {
  readonly resourceType: string;
  readonly operationType: string;
}

const of = (resourceType: string, operationType: string): AuditedOperation => ({ resourceType, operationType });

/** AUD-1: every route that changes something, by the name of its function. A write that is in neither list does not pass the test of this table. */
export const auditedOperations: Readonly<Record<string, AuditedOperation>> = {
  createCustomer: of('customer', 'add_customer'),
  patchCustomer: of('customer', 'update_customer'),
  deleteCustomer: of('customer', 'delete_customer'),
  replaceBillingProfile: of('customer', 'update_customer_billing_profile'),
  addQualification: of('customer', 'update_customer_qualification'),
  approveQualification: of('customer', 'approve_customer_qualification'),
  denyQualification: of('customer', 'deny_customer_qualification'),
  askRelationship: of('partner_relationship', 'request_relationship'),
  acceptRelationship: of('partner_relationship', 'accept_relationship'),
  declineRelationship: of('partner_relationship', 'decline_relationship'),
  attestAgreement: of('agreement', 'create_agreement'),
  createCart: of('cart', 'create_cart'),
  replaceCart: of('cart', 'update_cart'),
  checkoutCart: of('order', 'create_order'),
  createOrder: of('order', 'create_order'),
  patchOrder: of('order', 'update_order'),
  patchSubscription: of('subscription', 'update_subscription'),
  activateSubscription: of('subscription', 'activate_subscription'),
  transitionSubscription: of('subscription', 'upgrade_subscription'),
  convertSubscription: of('subscription', 'convert_trial_subscription'),
  upgradeSubscription: of('subscription', 'upgrade_subscription'),
  fileSupportRequest: of('support_request', 'create_support_request'),
  grantSupportRequest: of('support_request', 'grant_support_request'),
  refuseSupportRequest: of('support_request', 'refuse_support_request'),
  createTransfer: of('transfer', 'create_transfer'),
  patchTransfer: of('transfer', 'update_transfer'),
  offerTransfer: of('transfer', 'update_transfer'),
  setOverage: of('overage', 'manage_overage'),
  askOverageHandover: of('overage', 'request_overage_handover'),
  agreeOverageHandover: of('overage', 'agree_overage_handover'),
  refuseOverageHandover: of('overage', 'refuse_overage_handover'),
  addEntitlement: of('azure_entitlement', 'create_azure_entitlement'),
  cancelEntitlement: of('azure_entitlement', 'cancel_azure_entitlement'),
  reactivateEntitlement: of('azure_entitlement', 'reactivate_azure_entitlement'),
  setPartnerAccess: of('azure_entitlement', 'update_partner_access'),
  patchUsageBudget: of('customer', 'update_customer_spending_budget'),
  upgradeProduct: of('product_upgrade', 'create_product_upgrade'),
  reportUsage: of('usage', 'report_usage'),
  createWebhook: of('webhook', 'create_webhook'),
  replaceWebhook: of('webhook', 'update_webhook'),
  deleteWebhook: of('webhook', 'delete_webhook'),
  rotateWebhookSecret: of('webhook', 'rotate_webhook_secret'),
  testWebhook: of('webhook', 'test_webhook'),
  replayDeadLetters: of('webhook', 'replay_dead_letters'),
  createRegistration: of('webhook', 'create_webhook_registration'),
  replaceRegistration: of('webhook', 'update_webhook_registration'),
  createValidationEvent: of('webhook', 'test_webhook_registration'),
  replaceNotificationSettings: of('notification_settings', 'update_notification_settings'),
  sendNotification: of('notification', 'send_notification'),
  releaseParked: of('parked_work', 'release_parked_work'),
  putPartner: of('partner', 'update_partner'),
  removePartner: of('partner', 'delete_partner'),
  setExchangeRates: of('exchange_rate', 'update_exchange_rates'),
  exportBilledReconciliation: of('export', 'export_billed_reconciliation'),
  exportUnbilledReconciliation: of('export', 'export_unbilled_reconciliation'),
  exportBilledUsage: of('export', 'export_billed_usage'),
  exportUnbilledUsage: of('export', 'export_unbilled_usage'),
  rebuild: of('directory', 'rebuild_directory'),
  rebuildLedger: of('ledger', 'rebuild_ledger'),
};

/** Posted, and yet reading only. */
export const readsThatArePosted: ReadonlySet<string> = new Set(['checkInventory', 'checkProductUpgrade', 'checkPromotionEligibilities', 'getProductUpgrade', 'validateAddress']);

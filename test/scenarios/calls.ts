import { availabilityIdOf } from '../../src/domain/catalogue/availabilityId';
import { cartOf, type Line } from '../support/clientShop';
import { type Shop, type Sold } from './shop';

/** Traditional. */
const SAMPLE_OFFER = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123';
const SAMPLE_PROMOTION = 'PRBUSPREMI01:0001:PRSPRING2026';

/** One call of a route that succeeds. */
export interface Call {
  /** Of the function. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly query?: string;
  readonly body?: object;
  /** What a token without a user gets instead: status and code. */
  readonly appOnly?: '403 900329' | '400 800002';
  /** No token needed. */
  readonly open?: true;
  /** Reads, though it is posted. */
  readonly reads?: true;
  /** A file, not JSON. */
  readonly file?: 'application/octet-stream' | 'application/x-pem-file';
}

export const customerBody = {
  companyProfile: { domain: 'tulpenhof.onmicrosoft.com' },
  billingProfile: {
    email: 'post@tulpenhof.example',
    culture: 'nl-NL',
    language: 'nl',
    companyName: 'Tulpenhof',
    defaultAddress: { country: 'NL', city: 'Utrecht', addressLine1: 'Havenkade 12', firstName: 'Ilse', lastName: 'Kuiper' },
  },
};

export const attestationBody = {
  primaryContact: { firstName: 'Ilse', lastName: 'Kuiper', email: 'post@tulpenhof.example' },
  templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
  dateAgreed: '2021-06-02T00:00:00Z',
  type: 'MicrosoftCustomerAgreement',
};

/** An order of one line without a cart. */
export const orderOf = ({ catalogItemId, quantity, termDuration, billingCycle }: Line) => ({
  partnerOnRecordAttestationAccepted: true,
  billingCycle,
  lineItems: [{ lineItemNumber: 0, offerId: catalogItemId, quantity, termDuration }],
});

/** Every HTTP route of the app once; a test compares the names with those the host has loaded. */
export const callsOf = ({ line }: Pick<Shop, 'line'>, { customerId, subscriptionId, orderId, cartId }: Sold): readonly Call[] => {
  const [productId = '', skuId = '', availabilityId = ''] = line.catalogItemId.split(':');
  const customer = `/v1/customers/${customerId}`;
  const sku = `/v1/products/${productId}/skus/${skuId}`;
  const query = 'country=NL';
  return [
    { name: 'health', method: 'GET', path: '/nextterm/v1/health', open: true },
    { name: 'root', method: 'GET', path: '/', open: true },
    { name: 'listProducts', method: 'GET', path: '/v1/products', query: `${query}&targetView=OnlineServices` },
    { name: 'getProduct', method: 'GET', path: `/v1/products/${productId}`, query },
    { name: 'listSkus', method: 'GET', path: `/v1/products/${productId}/skus`, query },
    { name: 'getSku', method: 'GET', path: sku, query },
    { name: 'listAvailabilities', method: 'GET', path: `${sku}/availabilities`, query },
    { name: 'getAvailability', method: 'GET', path: `${sku}/availabilities/${availabilityId}`, query },
    { name: 'listOffers', method: 'GET', path: '/v1/offers', query },
    { name: 'getOffer', method: 'GET', path: `/v1/offers/${SAMPLE_OFFER}`, query },
    { name: 'listOfferAddOns', method: 'GET', path: `/v1/offers/${SAMPLE_OFFER}/addons`, query },
    { name: 'listPromotions', method: 'GET', path: '/v1/productpromotions', query: `${query}&segment=commercial` },
    { name: 'getPromotion', method: 'GET', path: `/v1/productpromotions/${SAMPLE_PROMOTION}`, query },
    { name: 'checkInventory', method: 'POST', path: '/v1/extensions/product/checkInventory', query, body: { targetItems: [{ productId, skuId }], inventoryContext: { customerId } }, reads: true },
    { name: 'downloadPriceSheet', method: 'GET', path: "/v1.0/sales/pricesheets(Market='NL',PricesheetView='updatedlicensebased')/$value", appOnly: '400 800002', file: 'application/octet-stream' },
    { name: 'downloadOfferMatrix', method: 'GET', path: "/v1.0/sales/offermatrix(Month='202106')/$value", appOnly: '400 800002', file: 'application/octet-stream' },
    { name: 'getAzureRateCard', method: 'GET', path: '/v1/ratecards/azure', query: 'region=NL', appOnly: '403 900329' },
    { name: 'listCustomerOffers', method: 'GET', path: `${customer}/offers` },
    { name: 'listCustomerProducts', method: 'GET', path: `${customer}/products`, query: 'targetView=OnlineServices' },
    { name: 'getCustomerProduct', method: 'GET', path: `${customer}/products/${productId}` },
    { name: 'listCustomerSkus', method: 'GET', path: `${customer}/products/${productId}/skus` },
    { name: 'getCustomerSku', method: 'GET', path: `${customer}/products/${productId}/skus/${skuId}` },
    { name: 'listCustomerAvailabilities', method: 'GET', path: `${customer}/products/${productId}/skus/${skuId}/availabilities` },
    { name: 'getCustomerAvailability', method: 'GET', path: `${customer}/products/${productId}/skus/${skuId}/availabilities/${availabilityId}` },
    { name: 'checkPromotionEligibilities', method: 'POST', path: `${customer}/promotionEligibilities`, body: { items: [{ id: 0, ...line }] }, reads: true },
    { name: 'listAgreementTemplates', method: 'GET', path: '/v1/agreements', query: 'agreementType=*', appOnly: '403 900329' },
    { name: 'createCustomer', method: 'POST', path: '/v1/customers', body: customerBody },
    { name: 'getCustomer', method: 'GET', path: customer },
    { name: 'listCustomers', method: 'GET', path: '/v1/customers', query: 'size=0' },
    { name: 'getCompanyProfile', method: 'GET', path: `${customer}/profiles/company`, appOnly: '403 900329' },
    { name: 'getBillingProfile', method: 'GET', path: `${customer}/profiles/billing` },
    { name: 'listQualifications', method: 'GET', path: `${customer}/qualifications` },
    { name: 'addQualification', method: 'POST', path: `${customer}/qualifications`, body: { qualification: 'StateOwnedEntity' }, appOnly: '403 900329' },
    { name: 'listValidationCodes', method: 'GET', path: '/v1/customers/all/validations', appOnly: '403 900329' },
    { name: 'getCountryRules', method: 'GET', path: '/v1/countryvalidationrules/NL' },
    { name: 'customerRelationshipRequest', method: 'GET', path: '/v1/customers/relationshiprequests', appOnly: '403 900329' },
    { name: 'listCustomerResellers', method: 'GET', path: `${customer}/relationships`, appOnly: '403 900329' },
    { name: 'listPartnerRelationships', method: 'GET', path: '/v1/relationships', query: 'relationship_type=IsIndirectResellerOf', appOnly: '403 900329' },
    { name: 'getAgreementStatus', method: 'GET', path: '/v1/compliance/csp/agreementstatus', query: 'mpnId=6120045', appOnly: '403 900329' },
    { name: 'getMpnProfile', method: 'GET', path: '/v1/profiles/mpn', query: 'mpnId=6120045', appOnly: '403 900329' },
    { name: 'getDirectSignedStatus', method: 'GET', path: `${customer}/directSignedMicrosoftCustomerAgreementStatus`, appOnly: '403 900329' },
    { name: 'attestAgreement', method: 'POST', path: `${customer}/agreements`, body: attestationBody, appOnly: '403 900329' },
    { name: 'listAgreements', method: 'GET', path: `${customer}/agreements`, query: 'agreementType=*', appOnly: '403 900329' },
    { name: 'createCart', method: 'POST', path: `${customer}/carts`, body: cartOf([line]) },
    { name: 'getCart', method: 'GET', path: `${customer}/carts/${cartId}` },
    { name: 'replaceCart', method: 'PUT', path: `${customer}/carts/${cartId}`, body: cartOf([{ ...line, quantity: 3 }]) },
    { name: 'checkoutCart', method: 'POST', path: `${customer}/carts/${cartId}/checkout` },
    { name: 'createOrder', method: 'POST', path: `${customer}/orders`, body: orderOf(line) },
    { name: 'getOrderProvisioningStatus', method: 'GET', path: `${customer}/orders/${orderId}/provisioningstatus`, appOnly: '403 900329' },
    { name: 'listOrders', method: 'GET', path: `${customer}/orders` },
    { name: 'getOrder', method: 'GET', path: `${customer}/orders/${orderId}` },
    { name: 'listSubscriptions', method: 'GET', path: `${customer}/subscriptions`, query: `order_id=${orderId}` },
    { name: 'customTermEndDates', method: 'GET', path: `${customer}/subscriptions/customTermEndDates`, query: 'term_duration=P1Y' },
    { name: 'getSubscription', method: 'GET', path: `${customer}/subscriptions/${subscriptionId}` },
    { name: 'listAddOns', method: 'GET', path: `${customer}/subscriptions/${subscriptionId}/addons` },
    { name: 'listPurchasableAddOns', method: 'GET', path: `/nextterm${customer}/subscriptions/${subscriptionId}/purchasableaddons` },
    { name: 'listSubscriptionActivationLinks', method: 'GET', path: `${customer}/subscriptions/${subscriptionId}/activationlinks` },
    { name: 'getSubscriptionProvisioningStatus', method: 'GET', path: `${customer}/subscriptions/${subscriptionId}/provisioningstatus` },
    { name: 'patchSubscription', method: 'PATCH', path: `${customer}/subscriptions/${subscriptionId}`, body: { quantity: 12 } },
    { name: 'listCharges', method: 'GET', path: `/nextterm${customer}/subscriptions/${subscriptionId}/charges` },
    { name: 'explainCharge', method: 'GET', path: `/nextterm${customer}/subscriptions/${subscriptionId}/charges/1.1/explain` },
    { name: 'getOptions', method: 'GET', path: `/nextterm${customer}/subscriptions/${subscriptionId}/options` },
    { name: 'listDeadlines', method: 'GET', path: '/nextterm/v1/deadlines', query: 'until=2030-01-01T00:00:00Z' },
    { name: 'listPartnerEvents', method: 'GET', path: '/nextterm/v1/events', query: 'since=000000000000' },
    { name: 'listSupportRequests', method: 'GET', path: '/nextterm/v1/supportrequests', query: 'status=filed' },
    { name: 'listSupportRequestsOfSubscription', method: 'GET', path: `/nextterm${customer}/subscriptions/${subscriptionId}/supportrequests` },
    { name: 'listEvents', method: 'GET', path: `/nextterm${customer}/subscriptions/${subscriptionId}/events` },
    { name: 'listTransitionEligibilities', method: 'GET', path: `${customer}/subscriptions/${subscriptionId}/transitionEligibilities`, query: 'eligibilityType=immediate' },
    {
      name: 'transitionSubscription',
      method: 'POST',
      path: `${customer}/subscriptions/${subscriptionId}/transitions`,
      body: { toCatalogItemId: `NCBUSPREMI01:0001:${availabilityIdOf('NCBUSPREMI01', '0001', 'commercial', 'NL')}`, quantity: 2, transitionType: 'transition_only' },
    },
    { name: 'listUnbilledLineItems', method: 'GET', path: '/v1/invoices/unbilled/lineitems', query: 'provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=current' },
    { name: 'getStatement', method: 'GET', path: '/nextterm/v1/statements/2021-06' },
    { name: 'listComingLines', method: 'GET', path: '/nextterm/v1/statements/2021-06/coming' },
    { name: 'getInvoiceRun', method: 'GET', path: '/nextterm/v1/invoiceruns/2021-06' },
    { name: 'listEstimateLinks', method: 'GET', path: '/v1/invoices/estimates/links', query: 'currencycode=EUR' },
    { name: 'listInvoices', method: 'GET', path: '/v1/invoices', appOnly: '403 900329' },
    { name: 'accountSummary', method: 'GET', path: '/v1/invoices/summary', appOnly: '403 900329' },
    { name: 'accountSummaries', method: 'GET', path: '/v1/invoices/summaries', appOnly: '403 900329' },
    { name: 'listWebhooks', method: 'GET', path: '/nextterm/v1/webhooks' },
    { name: 'getNotificationSettings', method: 'GET', path: '/nextterm/v1/notificationsettings' },
    { name: 'listNotifications', method: 'GET', path: '/nextterm/v1/notifications', query: 'status=sent' },
    { name: 'listRegistrationEvents', method: 'GET', path: '/webhooks/v1/registration/events' },
    { name: 'getWebhookCertificate', method: 'GET', path: '/nextterm/v1/webhookcertificate', open: true, file: 'application/x-pem-file' },
    { name: 'getUsageBudget', method: 'GET', path: `${customer}/usagebudget` },
    { name: 'patchUsageBudget', method: 'PATCH', path: `${customer}/usagebudget`, body: { amount: 500 } },
    { name: 'getUsageSummary', method: 'GET', path: `${customer}/usagesummary` },
    { name: 'customerUsageRecords', method: 'GET', path: '/v1/customers/usagerecords' },
    { name: 'listAuditRecords', method: 'GET', path: '/v1/auditrecords', query: 'startDate=2021-06-01' },
    { name: 'getAuditRecord', method: 'GET', path: '/v1/auditrecords/2021-06-18T10:00:00.000Z_none' },
    { name: 'listTransferEligibilities', method: 'GET', path: `${customer}/transferseligibility`, query: 'transferType=5' },
    { name: 'listTransferRequests', method: 'GET', path: '/nextterm/v1/transfers', query: 'direction=outgoing&status=Pending' },
    { name: 'listTransfers', method: 'GET', path: `${customer}/transfers` },
    { name: 'listTransitions', method: 'GET', path: `${customer}/subscriptions/${subscriptionId}/transitions` },
  ];
};

export const isWrite = ({ method, reads }: Call): boolean => method !== 'GET' && reads === undefined;

/** Routes that have no call above yet: nothing here says how they behave. A new route belongs above. */
export const notCalledYet: readonly string[] = [
  'acceptRelationship',
  'activateSubscription',
  'addEntitlement',
  'agreeOverageHandover',
  'approveQualification',
  'askOverageHandover',
  'askRelationship',
  'cancelEntitlement',
  'checkDomain',
  'checkLedger',
  'checkProductUpgrade',
  'convertSubscription',
  'createRegistration',
  'createTransfer',
  'createValidationEvent',
  'createWebhook',
  'declineRelationship',
  'deleteCustomer',
  'deleteWebhook',
  'denyQualification',
  'exportBilledReconciliation',
  'exportBilledUsage',
  'exportUnbilledReconciliation',
  'exportUnbilledUsage',
  'fileSupportRequest',
  'getAgreementDocument',
  'getAzureUsage',
  'getEntitlement',
  'getExportManifest',
  'getExportOperation',
  'getInvoice',
  'getInvoiceReceiptStatement',
  'getInvoiceStatement',
  'getMarket',
  'getNotification',
  'getOverage',
  'getOverageHandover',
  'getPartner',
  'getPlanUsageSummary',
  'getProductUpgrade',
  'getRegistration',
  'getSupportRequest',
  'getTransfer',
  'getUsage',
  'getValidationEvent',
  'getValidationStatus',
  'getWebhook',
  'grantSupportRequest',
  'listAssignableOverage',
  'listAzureCharges',
  'listAzurePlans',
  'listCalls',
  'listChecks',
  'listConversions',
  'listCustomerEntitlements',
  'listDeadLetters',
  'listEntitlements',
  'listExchangeRates',
  'listLineActivationLinks',
  'listMarkets',
  'listMeterUsageRecords',
  'listOrderActivationLinks',
  'listOverageCharges',
  'listParked',
  'listParkedSubjects',
  'listPartners',
  'listPolicies',
  'listRedundantLicences',
  'listRelationshipsOfCustomer',
  'listResourceUsageRecords',
  'listSupportRequestEvents',
  'listTransferEvents',
  'listUnreadable',
  'listUpgrades',
  'listWebhookDeliveries',
  'offerTransfer',
  'patchCustomer',
  'patchOrder',
  'patchTransfer',
  'previewTransfer',
  'putPartner',
  'queryInvoiceLineItems',
  'queryInvoiceLineItemsByPath',
  'reactivateEntitlement',
  'rebuild',
  'rebuildLedger',
  'refuseOverageHandover',
  'refuseSupportRequest',
  'releaseParked',
  'removePartner',
  'replaceBillingProfile',
  'replaceNotificationSettings',
  'replaceRegistration',
  'replaceWebhook',
  'replayDeadLetters',
  'reportUsage',
  'rotateWebhookSecret',
  'sendNotification',
  'setExchangeRates',
  'setOverage',
  'setPartnerAccess',
  'testWebhook',
  'upgradeProduct',
  'upgradeSubscription',
  'validateAddress',
];

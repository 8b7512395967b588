import { type ServedRoute } from '../../src/adapters/http/routeDefinition';
import { addOn, base, type Ids, itemOf } from './twoShops';

/** A body that makes sense for each route that asks for one, about what `ids` names. @param country of the customer. */
export const bodiesFor = (ids: Ids, country: string): Readonly<Record<string, object>> => {
  const { customerId, subscriptionId = '', phoneId = '', plannedId = '', invoiceId = '', cartId = '', entitlementId = '' } = ids;
  const item = itemOf('NCBUSSTAND01:0001', country);
  const line = { id: 0, catalogItemId: item, quantity: 2, termDuration: 'P1Y', billingCycle: 'monthly' };
  const cart = { partnerOnRecordAttestationAccepted: true, lineItems: [line] };
  const address = { country, city: 'Utrecht', addressLine1: 'Havenkade 12', postalCode: '3511 AA', firstName: 'Ilse', lastName: 'Kuiper' };
  const profile = { email: 'post@people.example', culture: 'nl-NL', language: 'nl', companyName: 'People', defaultAddress: address };
  const migration = { currentSubscriptionId: plannedId };
  const upgrade = { customerId, productFamily: 'Azure' };
  const picked = { subscriptionId, productType: 'OnlineServicesNCE' };
  const webhook = { url: 'https://hooks.example/one', events: ['*'] };
  return {
    addEntitlement: { friendlyName: 'Test' },
    addQualification: { qualification: 'Education', educationSegment: 'K12', website: 'https://school.example' },
    askOverageHandover: { toPartnerTenantId: '00000000-1111-4222-8333-444444444444' },
    attestAgreement: { primaryContact: { firstName: 'Ilse', lastName: 'Kuiper', email: 'post@people.example' }, templateId: '117a77b0-9360-443b-8795-c6dedc750cf9', dateAgreed: '2026-03-01T00:00:00Z', type: 'MicrosoftCustomerAgreement' },
    cancelEntitlement: { cancellationReason: 'compromise' },
    checkInventory: { targetItems: [{ productId: 'NCBUSSTAND01', skuId: '0001' }], inventoryContext: { customerId } },
    checkProductUpgrade: upgrade,
    checkPromotionEligibilities: { items: [line] },
    convertSubscription: { offerId: item, quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' },
    createCart: cart,
    createCustomer: { companyProfile: { domain: 'people.onmicrosoft.com' }, billingProfile: profile },
    createMigration: migration,
    createOrder: { partnerOnRecordAttestationAccepted: true, billingCycle: 'monthly', lineItems: [{ lineItemNumber: 0, offerId: item, quantity: 2, termDuration: 'P1Y' }] },
    createTransfer: { sourcePartnerTenantId: '00000000-1111-4222-8333-444444444444', customerEmailId: 'it@people.example', transferType: 5 },
    createWebhook: webhook,
    exportBilledReconciliation: { invoiceId, attributeSet: 'full' },
    exportBilledUsage: { invoiceId, attributeSet: 'full' },
    fileSupportRequest: { reason: 'incorrect_purchase', note: 'Twice' },
    getProductUpgrade: upgrade,
    offerTransfer: { lineItems: [picked] },
    patchCustomer: { relationshipToPartner: 'none' },
    patchOrder: { lineItems: [{ lineItemNumber: 0, offerId: item, quantity: 3, subscriptionId }] },
    patchSubscription: { quantity: 11 },
    patchTransfer: { status: 'InProgress', lineItems: [picked] },
    patchUsageBudget: { amount: 3 },
    replaceBillingProfile: profile,
    replaceCart: { id: cartId, ...cart },
    replaceMigrationSchedule: { ...migration, targetDate: '2026-08-01' },
    replaceSupportContact: { supportMpnId: '5310388', name: 'Desk' },
    replaceWebhook: webhook,
    replayDeadLetters: {},
    reportUsage: { reports: [{ reportId: 'r1', service: 'PhoneServices', subscriptionId: phoneId, userId: 'ida@people.example', date: '2026-05-02', minutes: 10 }] },
    scheduleMigration: { ...migration, targetDate: '2026-07-01' },
    setOverage: { azureEntitlementId: entitlementId, overageEnabled: true, type: 'PhoneServices' },
    transitionSubscription: { toCatalogItemId: itemOf('NCBUSPREMI01:0001', country), quantity: 2, transitionType: 'transition_only', termDuration: 'P1Y', billingCycle: 'monthly' },
    upgradeProduct: upgrade,
    upgradeSubscription: { targetOffer: { id: 'x' }, upgradeType: 'upgrade_only', quantity: 1 },
    validateMigration: migration,
  };
};

/** The same with lines of an add-on, and of a base with one, where a base is named that was bought before. */
export const addOnBodiesFor = (country: string): Readonly<Record<string, object>> => {
  const line = { id: 0, quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' };
  const below = { partnerOnRecordAttestationAccepted: true, lineItems: [{ ...line, catalogItemId: itemOf(base, country), addonItems: [{ ...line, catalogItemId: itemOf(addOn, country) }] }] };
  const alone = { partnerOnRecordAttestationAccepted: true, lineItems: [{ ...line, catalogItemId: itemOf(addOn, country) }] };
  const ordered = { partnerOnRecordAttestationAccepted: true, billingCycle: 'monthly', lineItems: [{ lineItemNumber: 0, offerId: itemOf(addOn, country), quantity: 1, termDuration: 'P1Y' }] };
  return { createCart: alone, replaceCart: alone, 'createCart below': below, 'replaceCart below': below, createOrder: ordered, patchOrder: { lineItems: [{ lineItemNumber: 1, offerId: itemOf(addOn, country), quantity: 1 }] } };
};

const queries: Readonly<Record<string, string>> = {
  checkInventory: 'country=NL',
  getUsage: 'month=2026-03',
  listMigrations: 'customerTenantId={customerId}',
  listMigrationSchedules: 'customerTenantId={customerId}',
  listCalls: 'service=PhoneServices&date=2026-03-02',
  listTransferEligibilities: 'transferType=5',
  getValidationStatus: 'type=account',
  customTermEndDates: 'termDuration=P1Y',
  findMigrationEvents: 'migrationId={migrationId}',
  listAzureCharges: 'month=2026-03',
  listOverageCharges: 'month=2026-03',
  getAzureUsage: 'month=2026-03',
  listAgreements: 'agreementType=*',
  listTransitionEligibilities: 'eligibilityType=immediate',
  listCustomerProducts: 'targetView=OnlineServices',
  getAgreementDocument: 'country=NL&language=en-US',
  queryInvoiceLineItems: 'provider=onetime&invoicelineitemtype=billinglineitems',
};

const filled = (text: string, ids: Ids): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? 'x'));

/** The path of a route with its parameters filled in, and with the query without which it reads nothing. */
export const pathOf = ({ name, path }: ServedRoute, ids: Ids): string => filled(queries[name] === undefined ? path : `${path}?${queries[name]}`, ids);

export const paramsOf = (path: string): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

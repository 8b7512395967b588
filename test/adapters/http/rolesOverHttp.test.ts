import { partnerRoles, type Caller, type Role } from '../../../src/adapters/http/caller';
import { routes } from '../../../src/adapters/http/route';
import { type ServedRoute } from '../../../src/adapters/http/routeDefinition';
import { httpOver, type Call, type Reply } from '../../support/httpWorld';
import { World } from '../../support/world';

const GUID = '00000000-1111-4222-8333-444444444444';

const everybody: readonly Role[] = partnerRoles;
const sellers: readonly Role[] = ['global_admin', 'admin_agent', 'sales_agent'];
const admins: readonly Role[] = ['global_admin', 'admin_agent'];
const accountants: readonly Role[] = ['global_admin', 'admin_agent', 'billing_admin'];

/** Who may do what, stated from the rule and the published pages, apart from the code: a principle, the roles, and the routes it is about, each once. */
const expected: readonly (readonly [principle: string, roles: readonly Role[], routes: string])[] = [
  ['all five read the catalogue', everybody, `checkInventory getAvailability getCustomerAvailability getCustomerProduct getCustomerSku getOffer getProduct getSku listAvailabilities listCustomerAvailabilities
    listCustomerOfferCategories listCustomerOffers listCustomerProducts listCustomerSkus listOfferAddOns listOfferCategories listOffers listProducts listSkus`],
  ['who sells reads price sheets, promotions, and who is eligible', sellers, 'downloadOfferMatrix downloadPriceSheet getAzureRateCard checkPromotionEligibilities getPromotion listPromotions'],
  ['all five read customers, partners and agreements', everybody, `checkDomain getBillingProfile getCompanyProfile getCountryRules getCustomer getValidationStatus listCustomerResellers listCustomers listQualifications listValidationCodes
    validateAddress getAgreementStatus getLegalBusinessProfile getMpnProfile getOrganizationProfile getPartnerBillingProfile getSupportProfile listPartnerRelationships getAgreementDocument getDirectSignedStatus listAgreementTemplates listAgreements`],
  ['those who administer a tenant say what it tells of itself', admins, 'replaceLegalBusinessProfile replaceOrganizationProfile replacePartnerBillingProfile replaceSupportProfile'],
  ['who sells makes and manages customers, asks them for a relationship, attests their agreement', sellers, `createCustomer addQualification deleteCustomer patchCustomer replaceBillingProfile askRelationship customerRelationshipRequest
    attestAgreement`],
  ['a customer sees who asks for a relationship, too', [...everybody, 'customer'], 'listRelationshipsOfCustomer'],
  ['a customer alone answers for itself', ['customer'], 'acceptRelationship declineRelationship'],
  ['who sells buys', sellers, 'checkoutCart createCart getCart replaceCart createOrder patchOrder'],
  ['all five read orders', everybody, 'getOrder listLineActivationLinks listOrderActivationLinks listOrders'],
  ['the page of an order\'s provisioning names the admins alone', admins, 'getOrderProvisioningStatus'],
  ['all five read subscriptions, also what they could become, and whether the older Azure offer can move', everybody, `customTermEndDates getEntitlement getOptions getSubscription getSubscriptionProvisioningStatus getSupportContact getTimeline listAddOns listAzurePlans listClosingWindows
    listConversions listCustomerEntitlements listDeadlines listEntitlements listEvents listPartnerEvents listPartnerSubscriptions listPurchasableAddOns listRedundantLicences listRenewals listSubscribedSkus listSubscriptionActivationLinks listSubscriptions listTransitionEligibilities listTransitions listUpgrades checkProductUpgrade getProductUpgrade
    getMigration getMigrationSchedule findMigrationEvents listMigrationSchedules listMigrations validateMigration`],
  ['who sells manages: seats, terms, upgrades, conversions, problem orders, Azure plans', sellers, `activateSubscription addEntitlement applyRenewals undoRenewals convertSubscription fileSupportRequest patchSubscription replaceSupportContact transitionSubscription upgradeProduct
    upgradeSubscription cancelMigrationSchedule createMigration replaceMigrationSchedule scheduleMigration`],
  ['the page of a single Azure subscription names the admins alone', admins, 'cancelEntitlement reactivateEntitlement'],
  ['the operator sees a support request, too', [...everybody, 'operator'], 'getSupportRequest listSupportRequestEvents listSupportRequests listSupportRequestsOfSubscription'],
  ['admins move customers between partners, all five see it', admins, 'createTransfer offerTransfer patchTransfer'],
  ['all five see transfers', everybody, 'listTransferEligibilities listTransferRequests previewTransfer'],
  ['and so does the customer that is moved', [...everybody, 'customer'], 'getTransfer listTransferEvents listTransfers'],
  ['who sells manages overage', sellers, 'getOverage listAssignableOverage setOverage'],
  ['and hands it over, as the customer agrees to', [...sellers, 'customer'], 'agreeOverageHandover askOverageHandover getOverageHandover refuseOverageHandover'],
  ['who sells reports usage, as the operator does', [...sellers, 'operator'], 'reportUsage'],
  ['whoever it concerns reads it', [...everybody, 'operator', 'customer'], 'getAzureUsage getUsage listCalls'],
  ['all five read what it costs their tenant', everybody, 'customerPlanUsageRecords customerUsageRecords getPlanUsageSummary getUsageBudget getUsageSummary listMeterUsageRecords listResourceUsageRecords'],
  ['who sells sets budgets', sellers, 'patchUsageBudget'],
  ['who sells, and who accounts, reads what was charged', [...sellers, 'billing_admin'], 'explainCharge getForecast listAzureCharges listCharges listOverageCharges'],
  ['who accounts reads the partner\'s reconciliation', accountants, 'exportBilledReconciliation exportBilledUsage exportUnbilledReconciliation exportUnbilledUsage getExportManifest getExportOperation getStatement getStatementToDate listComingLines listEstimateLinks listUnbilledLineItems queryInvoiceLineItems queryInvoiceLineItemsByPath'],
  ['and its invoices, and what is owed', accountants, 'accountSummaries accountSummary getInvoice getInvoiceReceiptStatement getInvoiceRun getInvoiceStatement listInvoices'],
  ['those who administer a tenant read its log', [...admins, 'operator', 'customer'], 'getAuditEvidence getAuditRecord listAuditRecords listAuditSeals'],
  ['those who administer a tenant say who outside is told of what happens', admins, `createRegistration createValidationEvent createWebhook deleteWebhook getRegistration getValidationEvent getWebhook listDeadLetters listRegistrationEvents
    listWebhookDeliveries listWebhooks replaceRegistration replaceWebhook replayDeadLetters rotateWebhookSecret testWebhook`],
  ['and who is written to in its name', admins, 'getNotificationSettings replaceNotificationSettings'],
  ['and see what was written; the operator sees what the installation wrote', [...admins, 'operator'], 'getNotification listNotifications sendNotification'],
  ['whoever has a token learns what it says', [...everybody, 'operator', 'customer'], 'whoAmI'],
  ['the operator operates', ['operator'], `approveQualification checkAuditSeals denyQualification grantSupportRequest listAuditAnchors listChecks listExchangeRates listParked listParkedSubjects listUnreadable rebuild refuseSupportRequest releaseParked releaseAllParked skipParked findAnything seeCustomer listCustomerHistory listBusDeadLetters replayBusDeadLetters discardBusDeadLetter listAllDeadLetters replayDeadLettersOfPartner rotateSecretOfPartner rotateAllSecrets rotateSigningKey listProjections checkProjection rebuildProjection setExchangeRates checkLedger rebuildLedger upgradeRows setPartnerAccess getImport getMarket getPartner listImports listMarkets listPartners listPolicies putImport putPartner removePartner getStatus getSweep setSweep`],
];

const callerWith = (world: World, role: Role): Caller => {
  const who = { userId: 'u', displayName: 'u', roles: [role], appOnly: false };
  if (role === 'customer' || role === 'operator') return { ...who, tenantId: GUID, kind: role };
  const { partner } = world.as('havn');
  return { ...who, tenantId: partner.tenantId, kind: 'partner', partner };
};

const paths: Readonly<Record<string, string>> = { service: 'PhoneServices', country: 'NL' };
const filled = (path: string): string => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => paths[name] ?? GUID);

/** Refused for its role, of overage with a code of its own; or for being no partner, which would make the table of rights untrue. */
const isRoleRefused = ({ status, body }: Reply): boolean => {
  const { code, description = '' } = (body ?? {}) as { code?: number; description?: string };
  return status === 403 && (code === 900150 || code === 2032 || (code === 800114 && description.includes('its roles')));
};

let world: World;
let http: (path: string, call?: Call) => Promise<Reply>;

beforeAll(async () => {
  world = await World.at('2026-03-02T10:00:00.000Z');
  http = httpOver(world);
});

const guarded = (): readonly ServedRoute[] => routes().filter(({ access }) => access !== 'public');
const namesOf = (text: string): readonly string[] => text.split(/\s+/);

test('[PAR-2] every route that takes a token is in the table of this test, once', () => {
  expect(expected.flatMap(([, , names]) => namesOf(names)).toSorted()).toEqual(guarded().map(({ name }) => name).toSorted());
});

test.each(expected)('[PAR-2] %s', async (_principle, allowed, names) => {
  const found = new Map<string, readonly Role[]>();
  const wanted = new Map<string, readonly Role[]>();
  const all: readonly Role[] = [...everybody, 'operator', 'customer'];
  for (const name of namesOf(names)) {
    const route = guarded().find((each) => each.name === name);
    if (route === undefined) throw new Error(`There is no route ${name}`);
    const admitted: Role[] = [];
    for (const role of all) {
      const reply = await http(filled(route.path), { method: route.method, caller: callerWith(world, role), ...(!['GET', 'HEAD'].includes(route.method) && { body: {} }) });
      expect([name, role, reply.status]).not.toEqual([name, role, 500]);
      // An answer to HEAD has no body, so its status has to tell.
      if (!(route.method === 'HEAD' ? reply.status === 403 : isRoleRefused(reply))) admitted.push(role);
    }
    found.set(name, admitted);
    wanted.set(name, all.filter((role) => allowed.includes(role)));
  }
  expect(found).toEqual(wanted);
});

/** Whose pages ask for a user, stated from them. */
const ofUsers = `accountSummaries accountSummary addQualification askRelationship attestAgreement checkProductUpgrade customerRelationshipRequest getAgreementDocument getAgreementStatus getAzureRateCard getCompanyProfile getDirectSignedStatus
  getInvoice getInvoiceReceiptStatement getInvoiceStatement getLegalBusinessProfile getMpnProfile getOrderProvisioningStatus getOrganizationProfile getPartnerBillingProfile getProductUpgrade getSupportContact getSupportProfile getValidationStatus
  listAgreementTemplates listAgreements listCustomerResellers listInvoices listPartnerRelationships listSubscribedSkus listValidationCodes patchCustomer replaceLegalBusinessProfile replaceOrganizationProfile replacePartnerBillingProfile
  replaceSupportContact replaceSupportProfile upgradeProduct`;

const call = ({ method, path }: ServedRoute, caller: Caller): Promise<Reply> => http(filled(path), { method, caller, ...(!['GET', 'HEAD'].includes(method) && { body: {} }) });

test('[PAR-2] a token of an app alone opens all but what asks for a user: 403 / 900329', async () => {
  const refused: string[] = [];
  for (const route of guarded()) {
    const { status, body } = await call(route, { ...callerWith(world, 'admin_agent'), appOnly: true });
    if (status === 403 && (body as { code?: number } | undefined)?.code === 900329) refused.push(route.name);
  }
  expect(refused.toSorted()).toEqual(namesOf(ofUsers));
});

test('[PAR-2] a token without a role opens nothing, whatever its tenant is', async () => {
  const opened: string[] = [];
  for (const role of ['admin_agent', 'operator', 'customer'] as const) {
    for (const route of guarded()) {
      const reply = await call(route, { ...callerWith(world, role), roles: [] });
      if (!(route.method === 'HEAD' ? reply.status === 403 : isRoleRefused(reply))) opened.push(`${role}: ${route.name}`);
    }
  }
  expect(opened).toEqual([]);
});

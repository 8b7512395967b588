import { calendarDate } from '../../src/kernel/calendarDate';
import { invoiced } from '../domain/invoice/invoicedWorld';
import { customerToken as customerCaller, operatorToken as operatorCaller, oresund } from '../domain/usage/overage/oresund';
import { attestationBody, callsOf, customerBody } from '../scenarios/calls';
import { httpOver, type Call, type Reply } from '../support/httpWorld';
import { World } from '../support/world';
import { type Valid } from './draft';
import { type Json, type Words } from './hostile';
import { type Operation } from './operations';

export { customerCaller, operatorCaller };

const began = '2026-01-13T10:00:00.000Z';
/** Where the clock stands: in the window of what was bought last, after the window of what was bought first. */
export const NOW = '2026-03-02T10:00:00.000Z';

/** Of every world that goes on from it. */
export const SETTINGS = { NEXTTERM_MAIL: 'file:///mail', NEXTTERM_MAIL_FROM: 'no-reply@nextterm.example', NEXTTERM_TAX_PERCENT: 'NL=21,DK=25,NO=25,SE=25' };

export const MAIL = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123';
const ARCHIVE = '16dc8dad-2af2-45bb-ae80-aba6a21254a5';
/** Of each kind something: licences, trials, add-ons, software, SaaS, what is metered, for schools only, traditional, on its way out, the Azure plan. */
const SKUS = ['NCBUSSTAND01:0001', 'NCBUSPREMI01:0001', 'NCBUSPREMI01:0002', 'NCM365ENTE05:0001', 'NCM365COPIL1:0001', 'NCMULTIGEO01:0001', 'NCD365CINS01:0001', 'NCFJORDINS01:0001', 'NCFJORDSIG01:0001', 'NCWINSRVSUB1:0001', 'NCSQLSTAND01:0001', 'NCSUSELINUX1:0001', `${MAIL}:0001`, `${ARCHIVE}:0001`, 'DZH318Z0BPS6:0001', 'NCM365EDUCA3:0001', 'NCBUSVOICE01:0001', 'NCTEAMSPHON1:0001'];
const HOURS = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';

/** What one call of a route that passes all checks of its form brings. */
export interface ValidCall {
  /** By the names of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface FuzzedWorld {
  readonly world: World;
  /** Most calls are about this one. */
  readonly customerId: string;
  /** Whoever may call a route. */
  readonly callerOf: (permission: string) => Pick<Call, 'as' | 'caller'>;
  readonly validCall: (operation: { readonly name: string; readonly path: string }) => ValidCall;
  /** What good calls of this world could say as well, by the names of members and parameters. */
  readonly others: Readonly<Record<string, readonly (string | number)[]>>;
  /** What no answer to Havn or to its customer may name: ids and names of another partner's customer and of what it holds. */
  readonly foreign: ReadonlySet<string>;
}

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

/** @param http where the calls go that prepare it. */
const succeeded = async (what: string, reply: Promise<Reply>): Promise<Reply> => {
  const done = await reply;
  if (done.status >= 300) throw new Error(`${what}: ${done.status} ${done.text}`);
  return done;
};

/**
 * Three customers of Havn, Zonnebloem and Tulpveld in NL and Oresund in SE, which Nordlys sells to as well, with something of each kind: licences, traditional ones, an Azure plan, minutes, carts, orders, invoices,
 * a transfer, a migration and a planned one, requests to the operator, webhooks, settings. And a customer of Nordlys alone.
 */
export const fuzzedWorld = async (): Promise<FuzzedWorld> => {
  const world = await World.at(began, undefined, undefined, SETTINGS);
  const http = httpOver(world);
  await world.app.consumers.begin();
  const send = (method: string, path: string, body?: unknown, call: Call = {}) => succeeded(`${method} ${path}`, http(path, { method, ...(body !== undefined && { body }), ...call }));
  const post = (path: string, body?: unknown, call: Call = {}) => send('POST', path, body, call);
  const idOf = ({ body }: Reply): string => (body as { readonly id: string }).id;

  const customerId = world.customer('Zonnebloem');
  const shared = world.customer('Oresund');
  const alone = world.customer('Björkhagen');
  const school = world.customer('Grachtenpand');
  const havn = world.as('havn').partner.tenantId;
  const nordlys = world.as('nordlys').partner.tenantId;
  const of = (id: string) => `/v1/customers/${id}`;
  const item = (sku: string, market = 'NL') => world.as('havn').item(market, sku);
  const line = { catalogItemId: await item('NCBUSSTAND01:0001'), quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' };

  const traditional = async (): Promise<string> => (await world.buy('havn', customerId, [{ sku: `${MAIL}:0001`, termDuration: 'P1Y', quantity: 5, addonItems: [{ catalogItemId: await item(`${ARCHIVE}:0001`), quantity: 2, billingCycle: 'monthly', termDuration: 'P1Y', additionalResellers: [], id: 0 }] } as never]))[0] ?? '';
  const migrated = await traditional();
  const planned = await traditional();
  const older = await traditional();
  const [settled = ''] = await world.buy('havn', customerId, [{ sku: 'NCBUSSTAND01:0001', termDuration: 'P1Y', quantity: 20 }]);
  await world.buy('nordlys', alone, [{ sku: 'NCBUSSTAND01:0001', quantity: 3 }]);
  await world.advanceTo('2026-02-07T00:00:00.000Z');
  const [invoiceId = ''] = await invoiced(world, calendarDate('2026-01-01'));
  await world.advanceTo('2026-03-01T09:00:00.000Z');
  await send('PUT', '/nextterm/v1/notificationsettings', { senderName: 'Havn Cloud', replyTo: 'help@havn.example', partnerEmail: 'desk@havn.example' });

  await world.advanceTo(NOW);
  const { ofHavn, ofNordlys } = await oresund(NOW, world);
  const [subscriptionId = ''] = await world.buy('havn', customerId, [{ sku: 'NCBUSSTAND01:0001', termDuration: 'P1Y', quantity: 10 }]);
  const [saas = ''] = await world.buy('havn', customerId, [{ sku: 'NCFJORDINS01:0001', quantity: 1 }, { sku: 'NCM365ENTE05:0001', termDuration: 'P1Y', quantity: 4 }]);
  const { items: plans } = (await http(`/nextterm${of(shared)}/azureplans`)).body as Listed;
  const planId = plans[0]?.id ?? '';
  const { items: entitlements } = (await http(`${of(shared)}/subscriptions/${planId}/azureEntitlements`)).body as Listed;
  const entitlementId = entitlements[0]?.id ?? '';
  const { orderId } = (await http(`${of(customerId)}/subscriptions/${subscriptionId}`)).body as { readonly orderId: string };
  const { orderId: olderOrder } = (await http(`${of(customerId)}/subscriptions/${older}`)).body as { readonly orderId: string };
  const cartId = idOf(await post(`${of(customerId)}/carts`, { partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, ...line }] }));
  const transferId = idOf(await post(`${of(shared)}/transfers`, { sourcePartnerTenantId: havn, customerEmailId: 'it@oresundfoods.example', transferType: 5 }, { as: 'nordlys' }));
  const migrationId = idOf(await post(`${of(customerId)}/migrations/newcommerce`, { currentSubscriptionId: migrated }));
  const scheduleId = idOf(await post(`${of(customerId)}/migrations/newcommerce/schedules`, { currentSubscriptionId: planned, targetDate: '2026-05-10' }));
  const requests = `/nextterm${of(customerId)}/subscriptions/${settled}/supportrequests`;
  const requestId = idOf(await post(requests, { reason: 'duplicate_order', note: 'Ordered twice' }));
  const handoverId = idOf(await post(`/nextterm${of(shared)}/overage/PhoneServices/handover`, { toPartnerTenantId: nordlys }));
  await post(`${of(school)}/qualifications`, { qualification: 'Education', educationSegment: 'K12' });
  await post(`/nextterm${of(customerId)}/relationships`, {}, { as: 'nordlys' });
  const webhookId = idOf(await post('/nextterm/v1/webhooks', { url: 'https://hooks.example/one', events: ['*'] }));
  await post('/webhooks/v1/registration', { WebhookUrl: 'https://hooks.example/pc', WebhookEvents: ['subscription-updated', 'test-created'] });
  const { correlationId } = (await post('/webhooks/v1/registration/validationEvents')).body as { readonly correlationId: string };
  await send('PATCH', `${of(customerId)}/usagebudget`, { amount: 500 });
  await post(`/nextterm${of(shared)}/usage`, { reports: [{ reportId: 'c1', service: 'PhoneServices', userId: 'ida@oresundfoods.example', date: '2026-03-01', minutes: 10 }, { reportId: 'm1', azureSubscriptionId: entitlementId, meterId: HOURS, date: '2026-03-01', quantity: 10 }] });
  const exported = await post('/v1.0/reports/partners/billing/reconciliation/billed/export', { invoiceId });
  await http(`${of(customerId)}/subscriptions/${settled}`, { method: 'PATCH', body: { friendlyName: 'Office', autoRenewEnabled: false } });
  await world.settle();

  const kade = { kind: 'indirect_provider', name: 'Kade', partnerId: '5400001', country: 'NL', currency: 'EUR', address: ['Kade 1'], programmeStatus: 'active', domains: ['kade.example'], slug: 'kade', providers: [], resellers: [] };
  const gone = '00000000-2222-4222-8333-444444444444';
  await send('PUT', `/nextterm/v1/operations/partners/${gone}`, { ...kade, name: 'Sluis', partnerId: '5400002', domains: ['sluis.example'], slug: 'sluis' }, { caller: operatorCaller });
  const { etag: profileEtag = '' } = ((await http(`${of(customerId)}/profiles/billing`)).body as { readonly attributes: { readonly etag?: string } }).attributes;
  const operationId = (exported.headers['Location'] ?? '').slice(-36);
  const { items: messages } = (await http('/nextterm/v1/notifications')).body as Listed;
  const { items: records } = (await http('/v1/auditrecords?startDate=2026-03-01')).body as Listed;
  const { items: charges } = (await http(`/nextterm${of(customerId)}/subscriptions/${subscriptionId}/charges`)).body as { readonly items: readonly { readonly referenceId: string; readonly lineId?: string }[] };
  const availabilityId = line.catalogItemId.split(':')[2] ?? '';
  const upgradeId = '00000000-1111-4222-8333-444444444444';

  const params: Readonly<Record<string, string>> = {
    customerId, subscriptionId, orderId, cartId, transferId, migrationId, scheduleId, requestId, handoverId, webhookId, invoiceId, correlationId, operationId, manifestId: operationId, planId, entitlementId, upgradeId, availabilityId,
    notificationId: messages[0]?.id ?? 'none', recordId: records[0]?.id ?? 'none', lineId: charges[0]?.lineId ?? '1.1', receiptId: `${invoiceId}-1`, lineItemNumber: '0', partnerTenantId: nordlys, tenantId: world.as('polder').partner.tenantId, importId: upgradeId, projection: 'directory', parkedId: upgradeId,
    productId: 'NCBUSSTAND01', skuId: '0001', offerId: MAIL, promotionId: 'PRBUSPREMI01:0001:PRSPRING2026', templateId: attestationBody.templateId, service: 'PhoneServices', qualification: 'Education', country: 'NL', month: '2026-01', domain: 'tulpenhof.onmicrosoft.com', provider: 'OneTime', invoiceLineItemType: 'BillingLineItems', file: 'start.js', number: '1', selector: "Market='NL',PricesheetView='updatedlicensebased'",
  };

  // Other subjects than the usual ones.
  const special: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    downloadOfferMatrix: { selector: "Month='202603'" },
    convertSubscription: { subscriptionId: older },
    upgradeSubscription: { subscriptionId: older },
    listConversions: { subscriptionId: older },
    listUpgrades: { subscriptionId: older },
    fileSupportRequest: { subscriptionId: settled },
    ...Object.fromEntries(['getSupportRequest', 'grantSupportRequest', 'refuseSupportRequest', 'listSupportRequestEvents', 'listSupportRequestsOfSubscription'].map((name) => [name, { subscriptionId: settled }])),
    ...Object.fromEntries(['approveQualification', 'denyQualification'].map((name) => [name, { customerId: school }])),
    putPartner: { tenantId: upgradeId },
    removePartner: { tenantId: gone },
    activateSubscription: { subscriptionId: saas },
    patchCustomer: { customerId: school },
    patchOrder: { orderId: olderOrder },
  };
  const ofShared = /\{(transferId|planId|entitlementId|handoverId|service)\}/;
  const atShared = new Set(['reportUsage', 'getUsage', 'getAzureUsage', 'listCalls', 'listAzureCharges', 'listOverageCharges', 'setOverage', 'getOverage', 'listAzurePlans', 'createTransfer', 'listTransfers', 'listTransferEligibilities', 'getUsageSummary']);

  const picked = { subscriptionId: ofHavn, productType: 'OnlineServicesNCE' };
  const upgrade = { customerId: shared, productFamily: 'Azure' };
  const next = { product: { productId: 'NCBUSSTAND01', skuId: '0001', availabilityId, billingCycle: 'monthly', termDuration: 'P1Y' }, quantity: 3 };
  const address = { addressLine1: 'Havenkade 12', city: 'Utrecht', postalCode: '3511 AA', country: 'NL' };
  const person = { firstName: 'Ilse', lastName: 'Kuiper', email: 'post@havn.example' };
  const registration = { webhookUrl: 'https://hooks.example/pc', webhookEvents: ['subscription-updated', 'test-created'] };
  const webhook = { url: 'https://hooks.example/two', events: ['subscription.*'], description: 'Billing' };
  const migration = { currentSubscriptionId: older, quantity: 3, externalReferenceId: 'm-1' };
  const calls = callsOf({ line }, { customerId, subscriptionId, orderId, cartId });
  const bodies = new Map<string, unknown>([
    ...calls.flatMap(({ name, body }) => (body === undefined ? [] : [[name, body] as const])),
    ['acceptRelationship', { acceptCustomerAgreement: true }],
    ['createCustomer', customerBody],
    ['createCart', { partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, ...line, participants: [{ key: 'transaction_reseller', value: '6120045' }] }, { id: 1, catalogItemId: await item('DZH318Z0BPS6:0001'), quantity: 1, billingCycle: 'one_time' }] }],
    ['patchSubscription', { quantity: 12, friendlyName: 'Desk', autoRenewEnabled: true, status: 'active', scheduledNextTermInstructions: next }],
    ...['applyRenewals', 'undoRenewals'].map((name) => [name, { lines: [{ customerId, subscriptionId, planTag: 'p1.1.000000000000.000000000000', nextTerm: { atTermEnd: 'renew', quantity: 3, catalogItemId: line.catalogItemId, termDuration: 'P1Y', billingCycle: 'monthly', customTermEndDate: null } }] }] as const),
    ['createTransfer', { sourcePartnerTenantId: nordlys, customerEmailId: 'it@oresundfoods.example', transferType: 5, targetPartnerEmailId: 'post@havn.example', targetProductTypes: ['OnlineServicesNCE'] }],
    ['offerTransfer', { lineItems: [picked] }],
    ['patchTransfer', { status: 'Complete', lineItems: [picked] }],
    ['setOverage', { azureEntitlementId: entitlementId, overageEnabled: true, type: 'PhoneServices' }],
    ['askOverageHandover', { toPartnerTenantId: nordlys }],
    ['askRelationship', {}],
    ['reportUsage', { reports: [{ reportId: 'c2', service: 'PhoneServices', userId: 'ida@oresundfoods.example', date: '2026-03-02', minutes: 10 }, { reportId: 'm2', azureSubscriptionId: entitlementId, meterId: HOURS, date: '2026-03-02', quantity: '1.5', resourceUri: '/a' }] }],
    ['addEntitlement', { friendlyName: 'Test' }],
    ['cancelEntitlement', { cancellationReason: 'compromise' }],
    ['setPartnerAccess', { hasAccess: false, from: '2026-03-01', to: '2026-03-02' }],
    ...['upgradeProduct', 'checkProductUpgrade', 'getProductUpgrade'].map((name) => [name, upgrade] as const),
    ['setSweep', { state: 'paused', reason: 'a release', kinds: ['renewal'] }],
    ['setExchangeRates', { rates: [{ from: 'USD', to: 'EUR', month: '2026-03', rate: '0.9' }] }],
    ['replayBusDeadLetters', { subscription: 'notifications' }],
    ['discardBusDeadLetter', { subscription: 'notifications', sequenceNumber: '1', reason: 'It is no more' }],
    ['replayDeadLettersOfPartner', {}],
    ...['rotateSecretOfPartner', 'rotateAllSecrets'].map((name) => [name, { revoke: true }] as const),
    ['skipParked', { reason: 'It is no more' }],
    ['releaseAllParked', { kind: 'renewal' }],
    ['putImport', { files: [{ name: 'sheet.csv', kind: 'price_sheet', content: 'bm8gc2hlZXQ=' }] }],
    ['putPartner', kade],
    ['convertSubscription', { offerId: line.catalogItemId, quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' }],
    ['upgradeSubscription', { targetOffer: { id: MAIL }, upgradeType: 'upgrade_only', quantity: 1 }],
    ['patchOrder', { id: olderOrder, lineItems: [{ lineItemNumber: 1, offerId: await item(`${ARCHIVE}:0001`), quantity: 1, parentSubscriptionId: older }] }],
    ['patchCustomer', { relationshipToPartner: 'none' }],
    ['denyQualification', { reason: 'Not an Education Customer' }],
    ['refuseSupportRequest', { why: 'It was used' }],
    ['grantSupportRequest', { refund: '10.00' }],
    ['fileSupportRequest', { reason: 'technical_issue', note: 'It does not start' }],
    ...['createRegistration', 'replaceRegistration'].map((name) => [name, registration] as const),
    ...['createWebhook', 'replaceWebhook'].map((name) => [name, webhook] as const),
    ['replayDeadLetters', {}],
    ['replaceNotificationSettings', { senderName: 'Havn Cloud', replyTo: 'help@havn.example', partnerEmail: 'desk@havn.example', language: 'en', kinds: ['suspended'] }],
    ['replaceBillingProfile', { ...customerBody.billingProfile, companyName: 'Zonnebloem' }],
    ['replaceOrganizationProfile', { defaultAddress: { ...address, firstName: 'Ilse', lastName: 'Kuiper' }, email: 'post@havn.example', language: 'en', culture: 'nl-NL' }],
    ['replaceLegalBusinessProfile', { address, primaryContact: person, companyApproverEmail: 'ilse@havn.example' }],
    ['replacePartnerBillingProfile', { address, primaryContact: person, purchaseOrderNumber: '9888', taxId: 'NL123456789B01' }],
    ['replaceSupportProfile', { email: 'help@havn.example', telephone: '0301234567', website: 'www.havn.example' }],
    ...['createMigration', 'validateMigration'].map((name) => [name, migration] as const),
    ['scheduleMigration', { ...migration, targetDate: '2026-04-10' }],
    ['replaceMigrationSchedule', { ...migration, currentSubscriptionId: planned, targetDate: '2026-04-10' }],
    ['validateAddress', address],
    ...['exportBilledReconciliation', 'exportBilledUsage'].map((name) => [name, { invoiceId, attributeSet: 'full' }] as const),
    ...['exportUnbilledReconciliation', 'exportUnbilledUsage'].map((name) => [name, { currencyCode: 'EUR', billingPeriod: 'current' }] as const),
  ]);

  const queries = new Map<string, Readonly<Record<string, string>>>([
    ...calls.map(({ name, query = '' }) => [name, Object.fromEntries(new URLSearchParams(query))] as const),
    ['listAuditRecords', { startDate: '2026-03-01' }],
    ['listBusDeadLetters', { subscription: 'notifications' }],
    ['findAnything', { text: 'tulpenhof' }],
    ['listCalls', { date: '2026-03-01' }],
    ['listDeadlines', { until: '2027-06-01T00:00:00Z', details: 'true' }],
    ['getValidationStatus', { type: 'account' }],
    ...['listMigrations', 'listMigrationSchedules'].map((name) => [name, { customerTenantId: customerId }] as const),
    ['queryInvoiceLineItems', { provider: 'onetime', invoiceLineItemType: 'billinglineitems' }],
    ['getAzureUsage', { month: '2026-03' }],
    ['getUsage', { service: 'PhoneServices', month: '2026-03' }],
    ['listOverageCharges', { month: '2026-03' }],
    ['listAzureCharges', { month: '2026-03' }],
    ['findMigrationEvents', { migrationId }],
  ]);

  const foreignOrders = (await http(`${of(alone)}/orders`, { as: 'nordlys' })).body as Listed;
  const foreignSubscriptions = (await http(`${of(alone)}/subscriptions`, { as: 'nordlys' })).body as Listed;
  const foreign = new Set(['Björkhagen', alone, ofNordlys, ...[...foreignOrders.items, ...foreignSubscriptions.items].map(({ id }) => id)]);

  const items = await Promise.all(SKUS.map((sku) => item(sku)));
  const own = [subscriptionId, settled, older, planned, ofHavn, entitlementId, planId];
  return {
    world,
    others: { catalogItemId: items, offerId: items, toCatalogItemId: items, subscriptionId: own, currentSubscriptionId: own, parentSubscriptionId: own, toSubscriptionId: own, customerId: [customerId, shared, school], productId: SKUS.map((sku) => sku.split(':')[0] ?? ''), size: [0, 1, 2, 500], country: ['SE', 'US'], status: ['suspended', 'deleted'] },
    customerId,
    foreign,
    callerOf: (permission) => (permission === 'operations.manage' ? { caller: operatorCaller } : permission === 'relationships.answer' ? { caller: customerCaller(customerId) } : { as: 'havn' }),
    validCall: ({ name, path }) => {
      return {
        params: { ...params, ...((atShared.has(name) || ofShared.test(path)) && { customerId: shared }), ...special[name] },
        query: queries.get(name) ?? {},
        ...(name === 'replaceBillingProfile' && { headers: { 'If-Match': `"${profileEtag}"` } }),
        ...(bodies.has(name) && { body: bodies.get(name) }),
      };
    },
  };
};

/** A good call of an operation. @param made ids that go before the usual ones, by names of path parameters; they may be another customer's than the path's: that too is a call somebody makes. */
export const validOf = ({ validCall }: FuzzedWorld, operation: Operation, made: ReadonlyMap<string, string> = new Map()): Valid => {
  const { params, query, body, headers = {} } = validCall(operation);
  return { params: { ...params, ...Object.fromEntries(made) }, query, headers, ...(body !== undefined && { body: body as Json }) };
};

/** What members and parameters of a name say in calls that are good. */
export const wordsOf = (operations: readonly Operation[], { validCall, foreign, others }: FuzzedWorld): Words => {
  const byName = new Map<string, Set<Json>>();
  const add = (name: string, value: Json): void => void byName.set(name.toLowerCase(), (byName.get(name.toLowerCase()) ?? new Set()).add(value));
  const walk = (name: string, value: Json): void => {
    if (Array.isArray(value)) for (const item of value as readonly Json[]) walk(name, item);
    else if (typeof value === 'object' && value !== null) for (const [member, inner] of Object.entries(value)) walk(member, inner);
    else add(name, value);
  };
  const calls = operations.map(validCall);
  for (const { params, query, body } of calls) for (const part of [params, query, body ?? {}]) walk('', part as Json);
  for (const [name, values] of Object.entries(others)) for (const value of values) add(name, value);
  const { params } = validCall({ name: '', path: '' });
  return { ids: [...new Set([...Object.values(params), ...Object.values(others).flat().map(String), ...[...foreign].filter((word) => /^[0-9a-f-]+$/.test(word))])], byName: new Map([...byName].map(([name, values]) => [name, [...values]])) };
};

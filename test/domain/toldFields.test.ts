import { azurePlanSchema, azureSubscriptionSchema, olderSubscriptionSchema, type AzurePlan, type AzureSubscription } from '../../src/domain/azurePlan/state';
import { changedOfAzure, changedOfOlder } from '../../src/domain/azurePlan/toldFields';
import { migrationScheduleSchema } from '../../src/domain/migration/scheduleState';
import { migrationSchema } from '../../src/domain/migration/state';
import { orderSchema } from '../../src/domain/order/state';
import { customerSchema, type Customer } from '../../src/domain/parties/customer/state';
import { changedOfCustomer } from '../../src/domain/parties/customer/toldFields';
import { supportCaseSchema } from '../../src/domain/support/state';
import { transferSchema } from '../../src/domain/transfer/state';
import { handoverSchema, overageSchema, type Handover, type Overage } from '../../src/domain/usage/overage/state';
import { changedOfOverage } from '../../src/domain/usage/overage/toldFields';
import { instant } from '../../src/kernel/instant';
import { aCustomer } from './parties/customer/aCustomer';

const at = instant('2021-06-18T10:00:00Z');

/** Whoever gives a subject another member says here whether events tell how it changed. */
test.each([
  { name: 'customer', schema: customerSchema, told: ['name', 'country', 'domain', 'segment', 'organizationRegistrationNumber', 'billingProfile', 'relationships', 'attestations', 'directAcceptance', 'qualifications'], untold: ['id', 'commerceId', 'version', 'billingProfileVersion', 'createdAt', 'sheets'] },
  { name: 'order', schema: orderSchema, told: ['status', 'billingCycle', 'totalPrice', 'currency', 'lines'], untold: ['id', 'version', 'customerId', 'partnerId', 'cartId', 'createdAt', 'attestationAccepted'] },
  {
    name: 'transfer',
    schema: transferSchema,
    told: ['status', 'expiresAt', 'offered', 'lines', 'completedAt'],
    untold: ['id', 'version', 'customerId', 'customerName', 'customerEmail', 'transferType', 'sourcePartnerId', 'sourceName', 'targetPartnerId', 'targetName', 'partnerOnRecord', 'targetProductTypes', 'createdAt', 'modifiedAt', 'modifiedBy', 'meant', 'offeredTerms'],
  },
  {
    name: 'migration',
    schema: migrationSchema,
    told: ['currentSubscriptionId', 'catalogItemId', 'newCommerceSubscriptionId', 'newCommerceOrderId', 'subscriptionEnd', 'quantity', 'termDuration', 'billingCycle', 'purchaseFullTerm', 'externalReferenceId'],
    untold: ['id', 'customerId', 'partnerId', 'at', 'customTermEnd', 'addOns'],
  },
  {
    name: 'planned migration',
    schema: migrationScheduleSchema,
    told: ['status', 'currentSubscriptionId', 'targetDate', 'dueAt', 'subscriptionEnd', 'quantity', 'termDuration', 'billingCycle', 'purchaseFullTerm', 'customTermEnd', 'externalReferenceId', 'migrationId', 'failure', 'addOns'],
    untold: ['id', 'version', 'customerId', 'partnerId', 'createdAt', 'modifiedAt'],
  },
  { name: 'support request', schema: supportCaseSchema, told: ['status', 'refund'], untold: ['id', 'version', 'customerId', 'partnerId', 'subscriptionId', 'reason', 'note', 'filedAt', 'filedBy', 'decidedAt', 'decidedBy', 'why'] },
  { name: 'overage', schema: overageSchema, told: ['holderId', 'assigned', 'handoverId'], untold: ['id', 'customerId', 'service', 'version', 'since', 'lapsed', 'charged', 'refusedTargets'] },
  { name: 'hand-over', schema: handoverSchema, told: ['status', 'agreed'], untold: ['id', 'customerId', 'service', 'sourcePartnerId', 'targetPartnerId', 'requestedBy', 'requestedAt', 'expiresAt', 'refusedBy', 'clearedAt', 'endedAt'] },
  { name: 'Azure plan', schema: azurePlanSchema, told: ['status', 'friendlyName', 'resellerOfRecord', 'catalogItemId', 'orderId'], untold: ['id', 'customerId', 'partnerId', 'version', 'createdAt'] },
  { name: 'Azure subscription', schema: azureSubscriptionSchema, told: ['status', 'inactiveAt', 'friendlyName', 'purpose', 'accessGaps'], untold: ['id', 'planId', 'customerId', 'partnerId', 'resellerOfRecord', 'createdAt'] },
  { name: 'older Azure subscription', schema: olderSubscriptionSchema, told: ['status', 'movedAt'], untold: ['id', 'friendlyName'] },
])('[AUD-2] every member of a $name is told of, or is one of those that are not', ({ schema, told, untold }) => {
  expect([...told, ...untold].sort()).toEqual(Object.keys(schema.shape).sort());
});

describe('[AUD-2] what of a customer changed', () => {
  const related = (customer: Customer): Customer => ({ ...customer, relationships: { mine: { status: 'accepted', since: at }, other: { status: 'accepted', since: at } } });

  test('[PAR-3] is told to a partner without what it is to another', () => {
    expect(changedOfCustomer(aCustomer(), related(aCustomer()), 'mine')).toEqual({ relationship: { after: 'accepted' } });
    expect(JSON.stringify(changedOfCustomer(undefined, related(aCustomer()), 'mine'))).not.toContain('other');
  });

  test('of people only that it changed', () => {
    const before = aCustomer();
    const billingProfile = { ...before.billingProfile, email: 'new@zonnebloem.example', companyName: 'New' };
    expect(changedOfCustomer(before, { ...before, billingProfile }, 'mine')).toEqual({ 'billingProfile.companyName': { before: before.billingProfile.companyName, after: 'New' }, 'billingProfile.email': { withheld: true } });
  });

  test('of a new one nothing personal at all', () => {
    const { email, defaultAddress } = aCustomer().billingProfile;
    const text = JSON.stringify(changedOfCustomer(undefined, aCustomer(), 'mine'));
    expect([text.includes(email), text.includes('withheld'), text.includes(defaultAddress.city ?? 'no city')]).toEqual([false, false, false]);
  });
});

describe('[AUD-2] what of a service’s overage changed', () => {
  const overage: Overage = { id: 'o', customerId: 'c', service: 'PhoneServices', version: 1, holderId: 'a', assigned: { azureSubscriptionId: 'azure-a' }, since: at, charged: [] };
  const handover: Handover = { id: 'h', customerId: 'c', service: 'PhoneServices', status: 'pending', sourcePartnerId: 'a', targetPartnerId: 'b', requestedBy: 'source', requestedAt: at, expiresAt: at, agreed: { source: at } };

  test('[OVG-5] is told of its hand-over too', () => {
    const agreed = { ...handover, agreed: { ...handover.agreed, customer: at } };
    expect(changedOfOverage({ overage, handover }, { overage, handover: agreed, events: [] })).toEqual({ handoverAgreed: { before: ['source'], after: ['source', 'customer'] } });
  });

  test('[PAR-3] a new holder is not told what the one before had', () => {
    const changed = changedOfOverage({ overage, handover: undefined }, { overage: { ...overage, holderId: 'b', assigned: { azureSubscriptionId: 'azure-b' } }, events: [] });
    expect(changed).toEqual({ partnerTenantId: { after: 'b' }, azureSubscriptionId: { after: 'azure-b' } });
  });
});

describe('[AUD-2] what of Azure changed', () => {
  const plan: AzurePlan = { id: 'p', customerId: 'c', partnerId: 'a', version: 1, friendlyName: 'Azure plan', status: 'active', createdAt: at };
  const under: AzureSubscription = { id: 'e', planId: 'p', customerId: 'c', partnerId: 'a', friendlyName: 'Microsoft Azure', status: 'active', purpose: 'standard', createdAt: at };

  test('is told of the plan and of each subscription under it', () => {
    const changed = changedOfAzure({ plans: [plan], subscriptions: [under], legacy: [] }, { plan: { ...plan, friendlyName: 'Ours' }, subscriptions: [{ ...under, inactiveAt: at }, { ...under, id: 'new' }] });
    expect(changed).toEqual({
      friendlyName: { before: 'Azure plan', after: 'Ours' },
      'azureSubscriptions.e.inactiveAt': { after: at },
      'azureSubscriptions.new.status': { after: 'active' },
      'azureSubscriptions.new.friendlyName': { after: 'Microsoft Azure' },
      'azureSubscriptions.new.purpose': { after: 'standard' },
    });
  });

  test('[AZP-3] an older one that says nothing is active', () => {
    const legacy = { id: 'l', customerId: 'c', partnerId: 'a', offerId: 'o', since: at, azureSubscriptions: [{ id: 's', friendlyName: 'Old' }] };
    expect(changedOfOlder(legacy, { ...legacy, azureSubscriptions: [{ id: 's', friendlyName: 'Old', status: 'suspended' }] })).toEqual({ 'azureSubscriptions.s.status': { before: 'active', after: 'suspended' } });
  });
});

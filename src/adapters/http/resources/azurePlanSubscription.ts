import { type HeldOlder } from '../../../domain/azurePlan/olderSubscription';
import { planOfferId } from '../../../domain/subscription/kinds/azurePlan/fixedMembers';
import { type AzurePlan } from '../../../domain/azurePlan/state';
import { etagOf } from '../etag';
import { link } from '../links';

/** The contract's date of what neither ends nor renews. */
export const WITHOUT_END = '9999-12-10T00:00:00Z';

/** The contract's Subscription of an Azure plan: a container without licences, term or end, whose Azure subscriptions hang on a link of its own. */
export const azurePlanSubscription = (plan: AzurePlan) => {
  const self = `/customers/${plan.customerId}/subscriptions/${plan.id}`;
  return {
    id: plan.id,
    offerId: planOfferId(plan),
    offerName: 'Microsoft Azure plan',
    friendlyName: plan.friendlyName,
    productType: { id: 'Azure', displayName: 'Azure' },
    quantity: 1,
    unitType: 'none',
    hasPurchasableAddons: false,
    creationDate: plan.createdAt,
    effectiveStartDate: plan.createdAt,
    commitmentEndDate: WITHOUT_END,
    status: plan.status,
    autoRenewEnabled: false,
    isTrial: false,
    billingType: 'usage',
    billingCycle: 'one_time',
    actions: ['edit'],
    refundOptions: [],
    isMicrosoftProduct: true,
    ...(plan.resellerOfRecord !== undefined && { partnerId: plan.resellerOfRecord }),
    ...(plan.status === 'suspended' && { suspensionReasons: ['PartnerInitiated'] }),
    attentionNeeded: false,
    actionTaken: false,
    contractType: 'subscription',
    publisherName: 'Microsoft',
    ...(plan.orderId !== undefined && { orderId: plan.orderId }),
    links: { azureEntitlements: link(`${self}/azureEntitlements`), self: link(self) },
    attributes: { etag: etagOf(plan), objectType: 'Subscription' },
  };
};

/** The same of an Azure subscription under the older offer, which is a subscription by itself. */
export const olderAzureSubscription = ({ legacy, subscription }: HeldOlder) => {
  const self = `/customers/${legacy.customerId}/subscriptions/${subscription.id}`;
  return {
    id: subscription.id,
    offerId: legacy.offerId,
    offerName: 'Microsoft Azure',
    friendlyName: subscription.friendlyName,
    productType: { id: 'Azure', displayName: 'Azure' },
    quantity: 1,
    unitType: 'Usage-based',
    hasPurchasableAddons: false,
    creationDate: legacy.since,
    effectiveStartDate: legacy.since,
    commitmentEndDate: WITHOUT_END,
    status: subscription.status ?? 'active',
    autoRenewEnabled: true,
    isTrial: false,
    billingType: 'usage',
    billingCycle: 'monthly',
    refundOptions: [],
    isMicrosoftProduct: true,
    entitlementId: subscription.id,
    ...(subscription.status === 'suspended' && { suspensionReasons: ['PartnerInitiated'] }),
    attentionNeeded: false,
    actionTaken: false,
    contractType: 'subscription',
    publisherName: 'Microsoft',
    links: { self: link(self) },
    attributes: { objectType: 'Subscription' },
  };
};

import { type AzurePlan, type AzureSubscription } from '../../../domain/azurePlan/state';
import { link } from '../links';

/** The contract's AzureEntitlement. */
export const entitlementResource = ({ id, friendlyName, status, planId, customerId }: AzureSubscription) => ({
  id,
  friendlyName,
  status,
  subscriptionId: planId,
  links: { self: link(`/customers/${customerId}/subscriptions/${planId}/azureEntitlements/${id}`) },
  attributes: { objectType: 'AzureEntitlement' },
});

/** Own API: a plan, which the list of subscriptions does not hold. */
export const azurePlanResource = ({ id, customerId, friendlyName, status, resellerOfRecord, createdAt }: AzurePlan) => ({
  id,
  friendlyName,
  status,
  ...(resellerOfRecord !== undefined && { partnerId: resellerOfRecord }),
  createdAt,
  links: { azureEntitlements: link(`/customers/${customerId}/subscriptions/${id}/azureEntitlements`) },
  attributes: { objectType: 'AzurePlan' },
});

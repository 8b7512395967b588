import { type AzurePlan, type AzureSubscription } from '../../../domain/azurePlan/state';
import { link } from '../links';

/** The contract's AzureEntitlement; beside it, on which days the partner earns no credit. */
export const entitlementResource = ({ id, friendlyName, status, planId, customerId, accessGaps }: AzureSubscription) => ({
  id,
  friendlyName,
  status,
  subscriptionId: planId,
  ...(accessGaps !== undefined && { accessGaps }),
  links: { self: link(`/customers/${customerId}/subscriptions/${planId}/azureEntitlements/${id}`) },
  attributes: { objectType: 'AzureEntitlement' },
});

/** Own API: a plan as what it is; the list of subscriptions shows it as one of them. */
export const azurePlanResource = ({ id, customerId, friendlyName, status, resellerOfRecord, createdAt }: AzurePlan) => ({
  id,
  friendlyName,
  status,
  ...(resellerOfRecord !== undefined && { partnerId: resellerOfRecord }),
  createdAt,
  links: { azureEntitlements: link(`/customers/${customerId}/subscriptions/${id}/azureEntitlements`) },
  attributes: { objectType: 'AzurePlan' },
});

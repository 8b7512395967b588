import { AZURE_PLAN } from '../../../domain/azurePlan/state';
import { type Sku } from '../../../domain/catalogue/state';
import { awaitsActivation } from '../../../domain/subscription/kinds/saas/activate';
import { type Subscription } from '../../../domain/subscription/state';
import { isGuid } from '../guid';
import { dayAtMidnight } from '../wireDates';
import { WITHOUT_END } from './azurePlanSubscription';

/**
 * The contract's `skuId` is a GUID here, of what is provisioned, not the SKU's four characters: the one that the offer matrix gives, or one made of the offer's name.
 * @param sku as the catalogue has it now; absent: no longer there. @param guidOf the GUID of a SKU that the matrix gives none for.
 */
export const provisionedSku = ({ offer }: Subscription, sku: Sku | undefined, guidOf: (productId: string, skuId: string) => string): string =>
  sku?.provisioningId !== undefined && isGuid(sku.provisioningId) ? sku.provisioningId : guidOf(offer.productId, offer.skuId);

/** Licences are there as soon as they are bought; only what awaits its activation at the publisher is pending. */
export const subscriptionProvisioningResource = (subscription: Subscription, sku: Sku | undefined, guidOf: (productId: string, skuId: string) => string) => ({
  skuId: provisionedSku(subscription, sku, guidOf),
  status: awaitsActivation(subscription) ? 'pending' : 'success',
  quantity: subscription.quantity,
  endDate: dayAtMidnight(subscription.term.end),
  attributes: { objectType: 'SubscriptionProvisioningStatus' },
});

/** The same of an Azure plan, or a subscription of the older offer: there at once, and without end. */
export const azureProvisioningResource = (guidOf: (productId: string, skuId: string) => string) => ({
  skuId: guidOf(AZURE_PLAN.productId, AZURE_PLAN.skuId),
  status: 'success',
  quantity: 1,
  endDate: WITHOUT_END,
  attributes: { objectType: 'SubscriptionProvisioningStatus' },
});

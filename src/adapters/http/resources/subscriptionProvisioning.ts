import { awaitsActivation } from '../../../saas/activate';
import { type Subscription } from '../../../subscription/state';
import { dayAtMidnight } from '../wireDates';

/** Licences are there as soon as they are bought; only what awaits its activation at the publisher is pending. */
export const subscriptionProvisioningResource = (subscription: Subscription) => ({
  skuId: subscription.offer.skuId,
  status: awaitsActivation(subscription) ? 'pending' : 'success',
  quantity: subscription.quantity,
  endDate: dayAtMidnight(subscription.term.end),
  attributes: { objectType: 'SubscriptionProvisioningStatus' },
});

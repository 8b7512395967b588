import { type Holdings } from '../catalogue/holdings';
import { type Subscription } from '../subscription/state';

/**
 * A customer's subscriptions, every partner's and those that are over too, as the rules of buying see them.
 * Doubt: a subscription does not remember its largest quantity, so seats of a promotion that were taken off again inside the window are not counted.
 */
export const holdingsOf = (subscriptions: readonly Subscription[]): Holdings =>
  subscriptions.map(({ id, offer, quantity, status, partnerId, promotionId }) => ({
    subscriptionId: id,
    productId: offer.productId,
    skuId: offer.skuId,
    quantity,
    status,
    partnerId,
    ...(promotionId !== undefined && { promotionId }),
    purchasedQuantity: quantity,
  }));

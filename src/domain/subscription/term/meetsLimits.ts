import { skuKey, type Catalogue } from '../../catalogue/state';
import { touchesAddOns } from '../limits/addOnFit';
import { dependsOnHoldings } from '../limits/dependsOnHoldings';
import { isPromotedBy } from '../limits/promotionLeft';
import { type Outcome } from '../outcome';
import { type Subscription } from '../state';

const keyOf = ({ offer: { productId, skuId } }: Subscription): string => skuKey(productId, skuId);

/**
 * Whether steps decided without what the customer has might be decided, or told, otherwise with it: one brings another number of seats, another SKU or a promotion that was not there, or ends the subscription,
 * and a limit, a promotion or an add-on depends on that. A plain renewal never does. @param before as it was before the steps.
 */
export const meetsLimits = (before: Subscription, steps: readonly Outcome[], catalogue: Catalogue): boolean => {
  let last = before;
  return steps.some(({ subscription: next }) => {
    const was = last;
    if (next.id !== before.id) return false;
    last = next;
    const ended = was.status !== next.status;
    const isNewlyPromoted = next.promotionId !== undefined && !isPromotedBy(was, next.promotionId);
    if (!ended && was.quantity === next.quantity && keyOf(was) === keyOf(next) && !isNewlyPromoted) return false;
    const sku = catalogue.items.get(keyOf(next))?.sku;
    return touchesAddOns(keyOf(was), catalogue) || touchesAddOns(keyOf(next), catalogue) || (!ended && sku !== undefined && dependsOnHoldings(sku, catalogue));
  });
};

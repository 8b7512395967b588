import { discountedCyclePrice, promotionAtRenewal } from '../catalogue/applyPromotion';
import { offerOf } from '../catalogue/findOffer';
import { priceFor } from '../catalogue/priceFor';
import { segmentsOf, skuKey, type Catalogue } from '../catalogue/state';
import { type Instant } from '../kernel/instant';
import { type Subscription } from '../subscription/state';

/** Per licence and whole charge cycle. */
export interface RenewalPrice {
  /** After the promotion, if one is kept. */
  readonly cyclePrice: string;
  readonly promotion?: KeptPromotion;
}

/** A promotion that goes on, and the price it discounts. */
export interface KeptPromotion {
  readonly promotionId: string;
  readonly listCyclePrice: string;
}

/**
 * What one licence costs per charge cycle in the term that starts at `at`: the list price of that day, in the subscription's currency; less the promotion it was bought
 * with, if the day lies within that promotion's dates (CAT-5).
 * @param catalogue of the market the subscription was bought in. @returns null if the offer, or its term, is no longer sold then.
 */
export const renewalPrice = (catalogue: Catalogue, subscription: Subscription, at: Instant): RenewalPrice | null => {
  const { productId, skuId, availabilityId } = subscription.offer;
  const item = catalogue.items.get(skuKey(productId, skuId));
  const offer = item && segmentsOf(item).map((segment) => offerOf(catalogue, item, segment)).find((candidate) => candidate.availabilityId === availabilityId);
  if (offer === undefined) return null;
  const { termDuration, billingCycle, currency, quantity, promotionId } = subscription;
  const price = priceFor({ offer, termDuration, billingCycle, currency, quantity, at });
  if (!price.ok) return null;
  const listCyclePrice = price.value.cyclePrice;
  const kept = promotionId === undefined ? undefined : promotionAtRenewal(catalogue, { promotionId, productId, skuId, termDuration, billingCycle, at });
  if (kept === undefined) return { cyclePrice: listCyclePrice };
  return { cyclePrice: discountedCyclePrice(price.value, kept), promotion: { promotionId: kept.promotionId, listCyclePrice } };
};

import { discountedCyclePrice, promotionAtRenewal } from '../catalogue/applyPromotion';
import { offerOf, type FoundOffer } from '../catalogue/findOffer';
import { priceFor } from '../catalogue/priceFor';
import { segmentsOf, skuKey, type Catalogue } from '../catalogue/state';
import { extendedMonthPrice } from '../extendedTerm/monthPrice';
import { type Instant } from '../kernel/instant';
import { type Policy } from '../policy/policy';
import { type PaidPlan, type Subscription } from '../subscription/state';

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

/** The offer it was bought as; undefined once the catalogue of the market has no such SKU. */
const soldOffer = (catalogue: Catalogue, { offer: { productId, skuId, availabilityId } }: Subscription): FoundOffer | undefined => {
  const item = catalogue.items.get(skuKey(productId, skuId));
  return item && segmentsOf(item).map((segment) => offerOf(catalogue, item, segment)).find((candidate) => candidate.availabilityId === availabilityId);
};

/**
 * What one licence costs per charge cycle in the term that starts at `at`: the list price of that day, in the subscription's currency; less the promotion it was bought
 * with, if the day lies within that promotion's dates (CAT-5).
 * @param catalogue of the market the subscription was bought in. @returns null if the offer, or its term, is no longer sold then.
 */
export const renewalPrice = (catalogue: Catalogue, subscription: Subscription, at: Instant): RenewalPrice | null => {
  const { productId, skuId } = subscription.offer;
  const offer = soldOffer(catalogue, subscription);
  if (offer === undefined) return null;
  const { termDuration, billingCycle, currency, quantity, promotionId } = subscription;
  const price = priceFor({ offer, termDuration, billingCycle, currency, quantity, at });
  if (!price.ok) return null;
  const listCyclePrice = price.value.cyclePrice;
  const kept = promotionId === undefined ? undefined : promotionAtRenewal(catalogue, { promotionId, productId, skuId, termDuration, billingCycle, at });
  if (kept === undefined) return { cyclePrice: listCyclePrice };
  return { cyclePrice: discountedCyclePrice(price.value, kept), promotion: { promotionId: kept.promotionId, listCyclePrice } };
};

/**
 * POL-2: what one licence costs for the month of extended service that starts at `at`, by the list prices of that day.
 * @param policy the one the extended term keeps. @returns null if the offer is no longer sold then.
 */
export const extendedPrice = (catalogue: Catalogue, subscription: Subscription, { autoRenewOff }: Policy, at: Instant): RenewalPrice | null => {
  const offer = soldOffer(catalogue, subscription);
  if (offer === undefined || autoRenewOff.meaning !== 'extendedServiceTerm') return null;
  const { currency, quantity, extendedFrom } = subscription;
  const { termDuration, billingCycle } = extendedFrom ?? subscription;
  const listed = (plan: PaidPlan) => {
    const price = priceFor({ offer, ...plan, currency, quantity, at });
    return price.ok ? price.value.unitPrice : undefined;
  };
  const ended = listed({ termDuration, billingCycle });
  const cyclePrice = extendedMonthPrice(
    { monthlyTerm: listed({ termDuration: 'P1M', billingCycle: 'monthly' }), endedTerm: ended === undefined ? undefined : { unitPrice: ended, termDuration } },
    autoRenewOff,
  );
  return cyclePrice === null ? null : { cyclePrice };
};

import { Decimal } from 'decimal.js';
import { type Instant } from '../../kernel/instant';
import { cyclePriceOf, type Price } from './priceFor';
import { eligiblePromotions, isNamed, runningEditions, type PromotionQuestion } from './promotionEligibility';
import { skuKey, type Catalogue } from './state';

export interface AppliedPromotion {
  readonly promotionId: string;
  /** A fraction of the partner's price: `0.12`. */
  readonly percentDiscount: string;
}

/**
 * CAT-5: the promotion a purchase gets: of those it may have, applied by themselves or named, the deepest; the earlier listed of two equally deep.
 * Undefined: the normal price, also where the named one does not apply.
 * @param named promotion id of the line. @param kept one that it has whatever is asked of a purchase; the first of two equally deep.
 */
export const promotionFor = (catalogue: Catalogue, question: PromotionQuestion, named?: string, kept?: AppliedPromotion): AppliedPromotion | undefined => {
  const eligible = eligiblePromotions(catalogue, question)
    .filter(({ promotion, obstacles }) => obstacles.length === 0 && (promotion.autoApplicable || isNamed(promotion, named)))
    .flatMap(({ promotion, percentDiscount }) => (percentDiscount === undefined ? [] : [{ promotionId: promotion.id, percentDiscount }]));
  return [...(kept === undefined ? [] : [kept]), ...eligible].sort((a, b) => new Decimal(b.percentDiscount).cmp(a.percentDiscount))[0];
};

/** What a subscription brings to its renewal. */
export interface RenewalQuestion {
  readonly promotionId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly termDuration: string;
  readonly billingCycle: string;
  /** When the new term starts. */
  readonly at: Instant;
}

/**
 * CAT-5: a promotion is kept at renewal only if the renewal lies within its dates, in whatever edition runs then: the very one it was bought with, else the one in force. What it asked of the purchase is not asked again.
 * Undefined: the list price.
 */
export const promotionAtRenewal = (catalogue: Catalogue, { promotionId, productId, skuId, termDuration, billingCycle, at }: RenewalQuestion): AppliedPromotion | undefined =>
  runningEditions(catalogue, promotionId, at).flatMap(({ id, requiredProducts }) => {
    const term = requiredProducts.find((required) => skuKey(required.productId, required.skuId) === skuKey(productId, skuId) && required.termDuration === termDuration && required.billingCycle === billingCycle);
    return term === undefined ? [] : [{ promotionId: id, percentDiscount: term.percentDiscount }];
  })[0];

/** Per licence and charge cycle, of the partner's price, not of the retail price; rounded up as the list price is (see `cyclePrice`). */
export const discountedCyclePrice = (price: Price, { percentDiscount }: AppliedPromotion): string => cyclePriceOf(price.unitPrice, price.cyclesInTerm, percentDiscount);

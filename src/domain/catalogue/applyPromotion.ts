import { Decimal } from 'decimal.js';
import { type Instant } from '../../kernel/instant';
import { cyclePriceOf, type Price } from './priceFor';
import { eligiblePromotions, findPromotion, isNamed, isRunning, type PromotionQuestion } from './promotionEligibility';
import { skuKey, type Catalogue } from './state';

export interface AppliedPromotion {
  readonly promotionId: string;
  /** A fraction of the partner's price: `0.12`. */
  readonly percentDiscount: string;
}

/**
 * CAT-5: the promotion a purchase gets: of those it may have, applied by themselves or named, the deepest; the earlier listed of two equally deep.
 * Undefined: the normal price, also where the named one does not apply.
 * @param named promotion id of the line.
 */
export const promotionFor = (catalogue: Catalogue, question: PromotionQuestion, named?: string): AppliedPromotion | undefined =>
  eligiblePromotions(catalogue, question)
    .filter(({ promotion, obstacles }) => obstacles.length === 0 && (promotion.autoApplicable || isNamed(promotion, named)))
    .flatMap(({ promotion, percentDiscount }) => (percentDiscount === undefined ? [] : [{ promotionId: promotion.id, percentDiscount }]))
    .sort((a, b) => new Decimal(b.percentDiscount).cmp(a.percentDiscount))[0];

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

/** A promotion is kept at renewal only if the renewal lies within its dates; what it asked of the purchase is not asked again. Undefined: the list price. */
export const promotionAtRenewal = (catalogue: Catalogue, { promotionId, productId, skuId, termDuration, billingCycle, at }: RenewalQuestion): AppliedPromotion | undefined => {
  const promotion = findPromotion(catalogue, promotionId, at);
  if (promotion === undefined || !isRunning(promotion, at)) return undefined;
  const term = promotion.requiredProducts.find(
    (required) => skuKey(required.productId, required.skuId) === skuKey(productId, skuId) && required.termDuration === termDuration && required.billingCycle === billingCycle,
  );
  return term && { promotionId: promotion.id, percentDiscount: term.percentDiscount };
};

/** Per licence and charge cycle, of the partner's price, not of the retail price; rounded up as the list price is (see `cyclePrice`). */
export const discountedCyclePrice = (price: Price, { percentDiscount }: AppliedPromotion): string => cyclePriceOf(price.unitPrice, price.cyclesInTerm, percentDiscount);

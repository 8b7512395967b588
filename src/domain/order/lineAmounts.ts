import { discountedCyclePrice, promotionFor } from '../catalogue/applyPromotion';
import { type BillingCycle, type TermDuration } from '../../kernel/durations';
import { termEnd } from '../../kernel/term';
import { isPromoted, isTraditional } from '../subscription/kinds/table';
import { TRIAL_TERM } from '../subscription/kinds/saas/purchaseWithFreeDays';
import { chargesOfTerm, chargesWithBase, traditionalPricing } from '../subscription/kinds/traditional/pricing';
import { type PlannedLine } from './linePlan';
import { linePricing } from './linePricing';
import { type ListedLine, type PricingContext } from './priceLine';
import { type LinePricing } from './state';

/** What a line costs, and the plan it shows for that. */
export interface LineAmounts {
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  /** Per licence and charge cycle, after the promotion. */
  readonly cyclePrice: string;
  readonly promotionId?: string;
  readonly pricing: LinePricing;
}

/** What costs nothing. */
export const FREE: LinePricing = { listPrice: '0', discountedPrice: '0', proratedPrice: '0', price: '0', extendedPrice: '0' };

/** MIG-1: without promotions, and rounded as traditional lines are. */
const traditionalLine = ({ line: { quantity }, base }: PlannedLine, { price, termDuration, billingCycle, start }: ListedLine, { currency, at }: PricingContext): LineAmounts => {
  const { cyclePrice } = price;
  const ownTerm = { start, end: termEnd(start, termDuration), duration: termDuration, billingCycle };
  const charges = base === undefined ? chargesOfTerm(ownTerm) : chargesWithBase(base, at);
  return { termDuration, billingCycle, cyclePrice, pricing: traditionalPricing({ cyclePrice, billingCycle, currency }, quantity, charges) };
};

/** What a listed line is charged over its first term. Free days cost nothing (ORD-6). */
export const lineAmounts = (planned: PlannedLine, listed: ListedLine, context: PricingContext): LineAmounts => {
  const { offer, price, termDuration, billingCycle, start, end } = listed;
  const { catalogue, standing, at, currency, policy } = context;
  if (planned.renewsTo !== undefined) return { ...TRIAL_TERM, pricing: FREE };
  if (isTraditional(offer.item.sku)) return traditionalLine(planned, listed, context);
  const { quantity, promotionAsked } = planned.line;
  const promotion = isPromoted(offer.item.sku) ? promotionFor(catalogue, { offer, termDuration, billingCycle, quantity, holdings: standing.holdings, at }, promotionAsked) : undefined;
  const cyclePrice = promotion === undefined ? price.cyclePrice : discountedCyclePrice(price, promotion);
  const pricing = linePricing({ termDuration, billingCycle, start, end, listCyclePrice: price.cyclePrice, cyclePrice, currency }, quantity, policy.rounding);
  return { termDuration, billingCycle, cyclePrice, pricing, ...(promotion && { promotionId: promotion.promotionId }) };
};

import { discountedCyclePrice, promotionFor } from '../catalogue/applyPromotion';
import { type FoundOffer } from '../catalogue/findOffer';
import { type Holdings } from '../catalogue/holdings';
import { priceFor } from '../catalogue/priceFor';
import { type Catalogue } from '../catalogue/state';
import { monthsOfTerm, type BillingCycle, type TermDuration } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type Subscription } from '../subscription/state';
import { type TransitionRefusal } from './refusals';

/** What the licences become, and what one of them costs per whole charge cycle. */
export interface TargetPlan {
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  readonly cyclePrice: string;
  readonly listCyclePrice?: string;
  readonly promotionId?: string;
}

export interface PlanQuestion {
  readonly source: Subscription;
  readonly target: FoundOffer;
  readonly quantity: number;
  readonly termDuration?: TermDuration | undefined;
  readonly billingCycle?: BillingCycle | undefined;
  readonly promotionId?: string | undefined;
  readonly holdings: Holdings;
  readonly at: Instant;
}

/**
 * The plan of upgraded licences that go to no existing subscription: the source's where nothing else was asked for, at the list price of the day less the promotion that applies. Never a shorter
 * term; only all licences together may begin a longer one, as a part ends with the rest (UPG-2). Refused: TransitionTermTooShort, TransitionTermFixed, TransitionPlanNotOffered.
 */
export const targetPlan = (catalogue: Catalogue, question: PlanQuestion): Result<TargetPlan, TransitionRefusal> => {
  const { source, target: offer, quantity, holdings, at } = question;
  const { termDuration = source.termDuration, billingCycle = source.billingCycle } = question;
  const plan = { termDuration, billingCycle };
  const months = monthsOfTerm(termDuration) - monthsOfTerm(source.termDuration);
  if (months < 0) return failure({ kind: 'TransitionTermTooShort', termDuration, sourceTermDuration: source.termDuration });
  if (months > 0 && quantity < source.quantity) return failure({ kind: 'TransitionTermFixed', termDuration, sourceTermDuration: source.termDuration });
  const price = priceFor({ offer, ...plan, currency: source.currency, at, quantity });
  if (!price.ok) return failure({ kind: 'TransitionPlanNotOffered', ...plan });
  const promotion = promotionFor(catalogue, { offer, ...plan, quantity, holdings, at }, question.promotionId);
  if (promotion === undefined) return success({ ...plan, cyclePrice: price.value.cyclePrice });
  return success({ ...plan, cyclePrice: discountedCyclePrice(price.value, promotion), listCyclePrice: price.value.cyclePrice, promotionId: promotion.promotionId });
};

import { type FoundOffer } from '../catalogue/findOffer';
import { linesToChooseFrom } from '../catalogue/priceFor';
import { skuKey, type PriceLine } from '../catalogue/state';
import { type BillingCycle, type TermDuration } from '../../kernel/durations';
import { failure, success, type Result } from '../../kernel/result';
import { planAfterTrial } from '../subscription/kinds/saas/freeTrial';
import { type PaidPlan, type Subscription } from '../subscription/state';
import { kindOfOffer } from '../subscription/kinds/table';
import { baseProblem, withRoom } from '../subscription/kinds/traditional/baseProblem';
import { type ListedLine, type PricingContext } from './priceLine';
import { type CartLine, type CartLineError } from './state';

/** A line with the plan it is to be priced for, where its kind decides that. */
export interface PlannedLine {
  readonly line: CartLine;
  /** ORD-6: it begins with free days, which turn into this. */
  readonly renewsTo?: PaidPlan;
  /** ORD-5: the subscription that a traditional add-on hangs on. */
  readonly base?: Subscription;
}

/** Lines of the same cart that can be bought, by their ids: bases come before what hangs on them. */
export type AcceptedLines = ReadonlyMap<number, ListedLine>;

const paidPlans = (lines: readonly PriceLine[]): readonly PaidPlan[] => lines.flatMap(({ termDuration, billingCycle }) => (termDuration === 'NoTerm' ? [] : [{ termDuration, billingCycle }]));

/** ORD-6: free days are given with every offer that has them, whatever the line asks. */
const withFreeDays = (line: CartLine, offer: FoundOffer, { currency, at }: PricingContext): Result<PlannedLine, CartLineError> => {
  const [renewsTo] = linesToChooseFrom(offer, currency, at).flatMap((lines) => planAfterTrial(line, paidPlans(lines)) ?? []);
  if (renewsTo !== undefined) return success({ line: { ...line, ...renewsTo }, renewsTo });
  return failure({ kind: 'BillingPlanNotSupported', termDuration: line.renewsTo?.termDuration ?? line.termDuration ?? '', billingCycle: line.billingCycle });
};

const follows = (line: CartLine, plan: { readonly termDuration: TermDuration; readonly billingCycle: BillingCycle }): CartLine => ({
  ...line,
  termDuration: plan.termDuration,
  billingCycle: plan.billingCycle,
});

const notAddOnOf = (parentLineId: number, { item: { sku: { productId, skuId } } }: FoundOffer): CartLineError => ({ kind: 'NotAddOnOf', parentId: `line ${parentLineId}`, productId, skuId });

/** ORD-5: it hangs on a subscription it names, or on a line of the same cart, and has the plan of either. */
const withBase = (line: CartLine, offer: FoundOffer, accepted: AcceptedLines, { standing, at }: PricingContext): Result<PlannedLine, CartLineError> => {
  const { parentSubscriptionId: parentId, parentLineId } = line;
  const { sku } = offer.item;
  if (parentLineId !== undefined) {
    const base = accepted.get(parentLineId);
    if (base === undefined) return failure({ kind: 'AddOnBaseMissing', prerequisites: [...sku.prerequisiteSkus] });
    const { productId, skuId, prerequisiteSkus } = base.offer.item.sku;
    const fits = prerequisiteSkus.length === 0 && sku.prerequisiteSkus.some((key) => key.toUpperCase() === skuKey(productId, skuId));
    return fits ? success({ line: follows(line, base) }) : failure(notAddOnOf(parentLineId, offer));
  }
  if (parentId === undefined) return failure({ kind: 'AddOnBaseMissing', prerequisites: [...sku.prerequisiteSkus] });
  const base = standing.bases.find(({ id }) => id === parentId.toLowerCase());
  if (base === undefined) return failure({ kind: 'ParentNotFound', parentId });
  const problem = baseProblem(withRoom(base, standing.bases), sku, sku.prerequisiteSkus, at);
  return problem === undefined ? success({ line: follows(line, base), base }) : failure(problem);
};

/** What the kind of the offer makes of a line's plan. Of most it is what the line says; such a line stands for itself, also where it needs a base, and hangs on no other (ORD-5). */
export const planLine = (line: CartLine, offer: FoundOffer, accepted: AcceptedLines, context: PricingContext): Result<PlannedLine, CartLineError> => {
  switch (kindOfOffer(offer.item.sku)?.planOf) {
    case 'freeDays':
      return withFreeDays(line, offer, context);
    case 'base':
      return withBase(line, offer, accepted, context);
    default:
      return line.parentLineId === undefined ? success({ line }) : failure(notAddOnOf(line.parentLineId, offer));
  }
};

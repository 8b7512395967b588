import { offersOf } from '../../catalogue/findOffer';
import { segments, skuKey, type Catalogue } from '../../catalogue/state';
import { type CalendarDate } from '../../../kernel/calendarDate';
import { canonicalJson } from '../../../kernel/canonicalJson';
import { type BillingCycle, type TermDuration } from '../../../kernel/durations';
import { failure, success, type Result } from '../../../kernel/result';
import { termEndAction, type TermEndAction } from '../extendedService/chooseTermEnd';
import { nextTermPlan } from '../kinds/trial/paidForm';
import { type PatchSubscription } from '../patch';
import { type SubscriptionRefusal } from '../refusals';
import { type PlannedProduct, type Subscription } from '../state';

/** What the end of a term is to bring, as one record that can be shown, edited and asked for. The rest says nothing where it does not renew. */
export interface NextTerm {
  readonly atTermEnd: TermEndAction;
  readonly quantity: number;
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  /** That is named; one that applies by itself need not be. */
  readonly promotionId?: string | undefined;
  /** Last day of the next term, if that is cut short. */
  readonly customTermEnd?: CalendarDate | undefined;
}

/** What is to be another: absent members stay as they stand, null takes away what need not be. */
export interface AskedNextTerm {
  readonly atTermEnd?: TermEndAction | undefined;
  readonly quantity?: number | undefined;
  /** Without an availability: that of the segment which the running term is in. */
  readonly product?: { readonly productId: string; readonly skuId: string; readonly availabilityId?: string | undefined } | undefined;
  readonly termDuration?: TermDuration | undefined;
  readonly billingCycle?: BillingCycle | undefined;
  readonly promotionId?: string | null | undefined;
  readonly customTermEnd?: CalendarDate | null | undefined;
}

const recordOf = (atTermEnd: TermEndAction, { productId, skuId, availabilityId, termDuration, billingCycle, promotionId }: PlannedProduct, quantity: number, customTermEnd: CalendarDate | undefined): NextTerm => ({
  atTermEnd,
  quantity,
  productId,
  skuId,
  availabilityId,
  termDuration,
  billingCycle,
  ...(promotionId !== undefined && { promotionId }),
  ...(customTermEnd !== undefined && { customTermEnd }),
});

/** What follows the term as it stands: of a suspended one nothing, whatever it says of itself (SUS-3). */
const standingAction = (subscription: Subscription): TermEndAction => (subscription.status === 'suspended' ? 'cancel' : termEndAction(subscription));

/** What follows where nothing is planned: the same again, what free days or a trial turn into, or, of extended service, the plan before it (POL-2). */
const repetitionOf = (subscription: Subscription): NextTerm => {
  const { offer, termDuration, billingCycle, renewsTo, paidForm, extendedFrom, quantity } = subscription;
  const { productId, skuId, availabilityId } = offer;
  return recordOf(standingAction(subscription), paidForm ?? { productId, skuId, availabilityId, ...(renewsTo ?? extendedFrom ?? { termDuration, billingCycle }) }, quantity, undefined);
};

/** BLK-1: what the end of the running term brings as it stands: what is planned, or what comes by itself. */
export const nextTermOf = (subscription: Subscription): NextTerm => {
  const plan = nextTermPlan(subscription);
  return plan === undefined ? repetitionOf(subscription) : recordOf(standingAction(subscription), plan.product, plan.quantity, plan.customTermEnd);
};

/** Member by member. */
export const isSameNextTerm = (one: NextTerm, other: NextTerm): boolean => canonicalJson(one) === canonicalJson(other);

/** Whether two would renew alike, whether or not they renew. */
const renewsAlike = (one: NextTerm, other: NextTerm): boolean => isSameNextTerm({ ...one, atTermEnd: 'renew' }, { ...other, atTermEnd: 'renew' });

/** The availability that is meant where none is named: the standing one of the same SKU, else that of the segment which the running term is in. */
const availabilityMeant = ({ offer }: Subscription, standing: NextTerm, productId: string, skuId: string, catalogue: Catalogue): string | undefined => {
  if (skuKey(productId, skuId) === skuKey(standing.productId, standing.skuId)) return standing.availabilityId;
  const own = catalogue.items.get(skuKey(offer.productId, offer.skuId));
  const segment = own && offersOf(catalogue, own, segments).find(({ availabilityId }) => availabilityId === offer.availabilityId)?.segment;
  const item = catalogue.items.get(skuKey(productId, skuId));
  return item && segment && offersOf(catalogue, item, [segment])[0]?.availabilityId;
};

/**
 * BLK-2: what the next term would be with what is asked for in the place of what stands. A promotion that was named goes with another product, term or billing cycle, unless one is named with it.
 * Refused: `PlannedProductUnknown` where a SKU is named without an availability and the catalogue has none for it; `ScheduleNeedsAutoRenew` where something else is asked for beside a term that is not to renew (SCH-2).
 */
export const nextTermAsked = (asked: AskedNextTerm, subscription: Subscription, catalogue: Catalogue): Result<NextTerm, SubscriptionRefusal> => {
  const standing = nextTermOf(subscription);
  const { productId, skuId, availabilityId } = asked.product ?? standing;
  const inCatalogue = catalogue.items.get(skuKey(productId, skuId))?.sku;
  const meant = availabilityId ?? availabilityMeant(subscription, standing, productId, skuId, catalogue);
  if (meant === undefined) return failure({ kind: 'PlannedProductUnknown', missing: inCatalogue === undefined ? 'sku' : 'availability', productId, skuId, availabilityId: '' });
  const isSameProduct = skuKey(productId, skuId) === skuKey(standing.productId, standing.skuId) && meant.toUpperCase() === standing.availabilityId.toUpperCase();
  const named = isSameProduct ? { productId: standing.productId, skuId: standing.skuId, availabilityId: standing.availabilityId } : { productId: inCatalogue?.productId ?? productId, skuId: inCatalogue?.skuId ?? skuId, availabilityId: meant.toUpperCase() };
  const product = { ...named, termDuration: asked.termDuration ?? standing.termDuration, billingCycle: asked.billingCycle ?? standing.billingCycle };
  const isSamePlan = isSameProduct && product.termDuration === standing.termDuration && product.billingCycle === standing.billingCycle;
  const promotionId = asked.promotionId === undefined ? (isSamePlan ? standing.promotionId : undefined) : (asked.promotionId ?? undefined);
  const customTermEnd = asked.customTermEnd === undefined ? standing.customTermEnd : (asked.customTermEnd ?? undefined);
  const target = recordOf(asked.atTermEnd ?? standing.atTermEnd, { ...product, ...(promotionId !== undefined && { promotionId }) }, asked.quantity ?? standing.quantity, customTermEnd);
  return target.atTermEnd === 'renew' || renewsAlike(target, standing) ? success(target) : failure({ kind: 'ScheduleNeedsAutoRenew', subscriptionId: subscription.id });
};

/** BLK-2: the PATCH by which the next term becomes this one: whether it renews, and with what, as a plan, or with none where it is what would come by itself. Where it does not renew the rest is not asked for. A promotion that the standing plan has and this one does not is taken away. */
export const patchTowards = (subscription: Subscription, target: NextTerm): PatchSubscription => {
  const { atTermEnd, quantity, productId, skuId, availabilityId, termDuration, billingCycle, promotionId, customTermEnd } = target;
  const named = promotionId ?? (nextTermPlan(subscription)?.product.promotionId === undefined ? undefined : null);
  const planned = {
    product: { productId, skuId, availabilityId, termDuration, billingCycle, ...(named !== undefined && { promotionId: named }) },
    quantity,
    ...(customTermEnd !== undefined && { customTermEnd }),
  };
  if (atTermEnd !== 'renew') return { atTermEnd };
  return { atTermEnd, scheduledChange: renewsAlike(target, repetitionOf(subscription)) ? null : planned };
};

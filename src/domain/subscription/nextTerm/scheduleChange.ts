import { promotionAtRenewal, promotionFor, type AppliedPromotion } from '../../catalogue/applyPromotion';
import { findAvailability, segmentsOpenTo, type FoundOffer } from '../../catalogue/findOffer';
import { type Holdings } from '../../catalogue/holdings';
import { priceFor } from '../../catalogue/priceFor';
import { findPromotion } from '../../catalogue/promotionEligibility';
import { skuKey, type Catalogue, type Segment } from '../../catalogue/state';
import { dayOf, type CalendarDate } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';
import { termEnd } from '../../../kernel/term';
import { newMisfits } from '../limits/addOnFit';
import { withHeld } from '../limits/customerStanding';
import { becomingProblem, holdingsProblem, promotionProblem, withheldFrom, type HoldingsChange } from '../limits/seatLimits';
import { driftsOff, mayEndOn, type AlignmentTarget } from '../termEndDates';
import { unchanged, type Decision } from '../outcome';
import { type SubscriptionRefusal } from '../refusals';
import { renewalSince, statusAt, termOverAt } from '../standing';
import { kindOf, kindOfOffer } from '../kinds/table';
import { asKind, type PlannedProduct, type ScheduledChange, type Subscription } from '../state';
import { nextTermPlan } from '../kinds/trial/paidForm';
import { findTarget } from '../../catalogue/upgradeTargets';

/** What a caller wants the next term to be. */
export interface AskedChange extends Omit<ScheduledChange, 'requestedAt' | 'product'> {
  /** A promotion that is not named is whatever is planned already, else one that applies by itself; null: none is named, also where one was. */
  readonly product: Omit<PlannedProduct, 'promotionId'> & { readonly promotionId?: string | null | undefined };
}

/** What it is judged by: the customer's market, segment and subscriptions. */
export interface ScheduleContext {
  readonly catalogue: Catalogue;
  readonly segment: Segment;
  readonly holdings: Holdings;
  /** Subscriptions of the same partner that the next term may end with. */
  readonly targets: readonly AlignmentTarget[];
}

type Refused = Result<never, SubscriptionRefusal>;
const refused = (error: SubscriptionRefusal): Refused => failure(error);

const keyOf = ({ productId, skuId }: { readonly productId: string; readonly skuId: string }): string => skuKey(productId, skuId);

/** SCH-1: the offer of the next term: the same SKU, an upgrade of it, or what a trial turns into. */
const plannedOffer = (subscription: Subscription, product: AskedChange['product'], { catalogue, segment }: ScheduleContext): Result<FoundOffer, SubscriptionRefusal> => {
  const { productId, skuId, availabilityId } = product;
  const found = findAvailability(catalogue, productId, skuId, availabilityId);
  if (!found.ok) return refused({ kind: 'PlannedProductUnknown', missing: found.error.kind === 'ProductNotFound' ? 'product' : found.error.kind === 'SkuNotFound' ? 'sku' : 'availability', productId, skuId, availabilityId });
  const own = catalogue.items.get(keyOf(subscription.offer))?.sku;
  const isSame = kindOf(subscription).termEnd.repeats && keyOf(product) === keyOf(subscription.offer);
  const isPaidForm = own?.convertsTo !== undefined && keyOf(product) === own.convertsTo.toUpperCase();
  if ((isSame || isPaidForm) && segmentsOpenTo(segment).includes(found.value.segment)) return found;
  const target = findTarget(catalogue, subscription, found.value.catalogItemId, segment);
  return target.ok ? target : refused({ kind: 'PlannedProductNotATarget', catalogItemId: found.value.catalogItemId });
};

/** What the customer would have with the next term as it is planned, everything else being as it is. @param holdings with or without the subscription itself. */
export const plannedHoldings = (subscription: Subscription, { product, quantity }: Pick<AskedChange, 'product' | 'quantity'>, holdings: Holdings): HoldingsChange => {
  const { productId, skuId } = product;
  return { before: withHeld(holdings, subscription), after: withHeld(holdings, { ...subscription, offer: { ...subscription.offer, productId, skuId }, quantity }) };
};

/** Whether a next term is of the same offer, for the same term, and billed alike. */
export const isOnSamePlan = ({ offer, termDuration, billingCycle }: Subscription, product: Omit<PlannedProduct, 'promotionId'>): boolean =>
  keyOf(product) === keyOf(offer) && product.availabilityId === offer.availabilityId && product.termDuration === termDuration && product.billingCycle === billingCycle;

/** ORD-8 for the term after this one. */
const endProblem = (end: CalendarDate | undefined, product: Pick<PlannedProduct, 'termDuration'>, offer: FoundOffer, start: CalendarDate, targets: readonly AlignmentTarget[]): SubscriptionRefusal | undefined => {
  if (end === undefined) return undefined;
  const { sku } = offer.item;
  if (!sku.isMicrosoft || kindOfOffer(sku)?.isAligned !== true) return { kind: 'PlannedEndNotForProduct', end };
  const duration = product.termDuration;
  if (end < start || end > termEnd(start, duration)) return { kind: 'PlannedEndOutsideTerm', end, start };
  if (duration === 'P1M' && driftsOff(end)) return { kind: 'PlannedEndDrifts', end };
  return mayEndOn(end, { duration, start }, targets) ? undefined : { kind: 'PlannedEndMatchesNothing', end };
};

/**
 * CAT-5: the promotion of the running term, where the next one is on the same plan and a renewal would keep it: it is not asked again. Only fewer seats than its least lose it. Undefined: it is as for a purchase.
 * @param at when the next term begins.
 */
const keptPromotion = ({ product, quantity }: AskedChange, { availabilityId }: FoundOffer, subscription: Subscription, catalogue: Catalogue, at: Instant): AppliedPromotion | undefined => {
  const { promotionId, offer } = subscription;
  const { termDuration, billingCycle } = product;
  const kept = isOnSamePlan(subscription, { ...product, availabilityId }) && promotionId !== undefined ? promotionAtRenewal(catalogue, { ...offer, promotionId, termDuration, billingCycle, at }) : undefined;
  if (kept === undefined || quantity >= subscription.quantity) return kept;
  const minimum = findPromotion(catalogue, kept.promotionId, at)?.constraints.seats?.minimum ?? 0;
  return quantity < minimum ? undefined : kept;
};

/** The promotion the next term will have: the one it keeps, the one named, or one that applies by itself. */
const plannedPromotion = (asked: AskedChange, offer: FoundOffer, kept: AppliedPromotion | undefined, subscription: Subscription, { catalogue, holdings }: ScheduleContext, at: Instant): Result<string | undefined, SubscriptionRefusal> => {
  const { termDuration, billingCycle } = asked.product;
  const promotionId = asked.product.promotionId ?? undefined;
  if (!kindOf(subscription).hasPromotions) return success(undefined);
  if (promotionId !== undefined && findPromotion(catalogue, promotionId, at) === undefined) return refused({ kind: 'PlannedPromotionUnknown', promotionId });
  return success(promotionFor(catalogue, { offer, termDuration, billingCycle, quantity: asked.quantity, holdings, at }, promotionId, kept)?.promotionId);
};

/** What stands against any change of what comes next, or its removal; undefined if nothing does (SCH-2, SCH-3). */
export const scheduleProblem = (subscription: Subscription, now: Instant): SubscriptionRefusal | undefined => {
  const { id: subscriptionId } = subscription;
  const status = statusAt(subscription, now);
  if (status === 'suspended') return { kind: 'SubscriptionSuspended', subscriptionId };
  if (status !== 'active') return { kind: 'SubscriptionNotActive', subscriptionId, status };
  const since = renewalSince(subscription, now);
  if (since !== undefined) return { kind: 'ReadOnlyDuringRenewal', subscriptionId, member: 'scheduledNextTermInstructions', since };
  return kindOf(subscription).refuses.planning?.(subscriptionId);
};

/**
 * SCH-1 to SCH-3, SCH-6: plans the next term instead of a repetition, in the place of whatever was planned before. Judged by the prices of the day the term will begin, and again when it does. What is
 * on sale now and will not be then can be planned as well: it is honoured (contract §6.1).
 * Refused: `SubscriptionSuspended`, `SubscriptionNotActive`, `ReadOnlyDuringRenewal`, `NothingScheduledFor`, `ScheduleNeedsAutoRenew`, `PlannedProductUnknown`, `PlannedProductNotATarget`,
 * `QuantityOutsideLimits`, `NotTransactable`, `NotInProgramme`, `NotSoldInMarket`, `ExclusiveToOthers`, `AlreadyHeld`, `HeldSuspended`, `SeatsExceedWhatIsLeft`, `NoBaseHeld`, `AddOnShareNotMet`, `PlannedPlanNotOffered`, `PlannedEndNotForProduct`, `PlannedEndOutsideTerm`, `PlannedEndDrifts`, `PlannedEndMatchesNothing`, `PlannedPromotionUnknown`.
 */
export const scheduleChange = (asked: AskedChange, subscription: Subscription, context: ScheduleContext, now: Instant): Decision => {
  const problem = scheduleProblem(subscription, now);
  if (problem !== undefined) return failure(problem);
  if (!subscription.autoRenew) return failure({ kind: 'ScheduleNeedsAutoRenew', subscriptionId: subscription.id });
  const offer = plannedOffer(subscription, asked.product, context);
  if (!offer.ok) return offer;
  const { quantity, product, customTermEnd } = asked;
  const { minimumQuantity: minimum, maximumQuantity: maximum } = offer.value.item.sku;
  if (quantity < minimum || quantity > maximum) return failure({ kind: 'QuantityOutsideLimits', quantity, minimum, maximum });
  const { catalogue } = context;
  const change = plannedHoldings(subscription, { product, quantity }, context.holdings);
  const at = termOverAt(subscription);
  const kept = keptPromotion(asked, offer.value, subscription, catalogue, at);
  // More seats than the kept promotion has left are refused, as now; one that the next term has not limits nothing.
  const beyond = withheldFrom(catalogue, subscription, product) ?? becomingProblem(catalogue, subscription, product, context.holdings) ?? holdingsProblem(catalogue, change) ?? (kept && promotionProblem({ ...subscription, promotionId: kept.promotionId }, Math.max(quantity, subscription.quantity), { catalogue, holdings: change.before }, at));
  if (beyond !== undefined) return failure(beyond);
  const { termDuration, billingCycle } = product;
  const isSoldAt = (when: Instant): boolean => priceFor({ offer: offer.value, termDuration, billingCycle, currency: subscription.currency, quantity, at: when }).ok;
  if (!isSoldAt(at) && !isSoldAt(now)) return failure({ kind: 'PlannedPlanNotOffered', termDuration, billingCycle });
  const end = endProblem(customTermEnd, product, offer.value, dayOf(at), context.targets);
  if (end !== undefined) return failure(end);
  const promotion = plannedPromotion(asked, offer.value, kept, subscription, context, at);
  if (!promotion.ok) return promotion;
  const { promotionId: _asked, ...plain } = product;
  const planned: PlannedProduct = { ...plain, availabilityId: offer.value.availabilityId, ...(promotion.value !== undefined && { promotionId: promotion.value }) };
  const scheduledChange: ScheduledChange = { requestedAt: now, product: planned, quantity, ...(customTermEnd !== undefined && { customTermEnd }) };
  // Named or not, it applies.
  if (product.promotionId === null && isPlanned(subscription, { ...scheduledChange, product: { ...planned, promotionId: promotion.value ?? null } })) return success(unchanged(subscription));
  const outOfProportion = newMisfits(catalogue, change);
  const told = outOfProportion.length > 0 && { outOfProportion };
  return success({
    ...unchanged(asKind({ ...subscription, scheduledChange }, subscription.kind)),
    events: [{ type: 'ChangeScheduled', catalogItemId: offer.value.catalogItemId, termDuration, billingCycle, quantity, effectiveOn: dayOf(at), ...told }],
    reversibleUntil: at,
  });
};

/** Whether it asks for what is planned already; a promotion that is not named is whatever was filled in, none (null) is none. */
export const isPlanned = (subscription: Subscription, { product, quantity, customTermEnd }: AskedChange): boolean => {
  const scheduledChange = nextTermPlan(subscription);
  if (scheduledChange === undefined) return false;
  const { product: planned } = scheduledChange;
  return (
    keyOf(planned) === keyOf(product) &&
    planned.availabilityId === product.availabilityId.toUpperCase() &&
    planned.termDuration === product.termDuration &&
    planned.billingCycle === product.billingCycle &&
    (product.promotionId === undefined || (product.promotionId ?? undefined) === planned.promotionId) &&
    scheduledChange.quantity === quantity &&
    scheduledChange.customTermEnd === customTermEnd
  );
};

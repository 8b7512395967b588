import { discountedCyclePrice, promotionAtRenewal } from '../../catalogue/applyPromotion';
import { findAvailability } from '../../catalogue/findOffer';
import { priceFor } from '../../catalogue/priceFor';
import { type Catalogue } from '../../catalogue/state';
import { type BillingCycle, type TermDuration } from '../../../kernel/durations';
import { type Instant } from '../../../kernel/instant';
import { failure, success } from '../../../kernel/result';
import { type Policy } from '../../policy/policy';
import { nextCycleAt } from '../enterCycle';
import { kindOf } from '../kinds/table';
import { unchanged, type Decision } from '../outcome';
import { type SubscriptionRefusal } from '../refusals';
import { renewalSince, statusAt } from '../standing';
import { type NextCharge, type Subscription } from '../state';
import { NEXT_CHARGE_MEMBER, withoutNextCharge } from './removeNextCharge';

/** What a caller asks for; the product must be the subscription's own. */
export interface AskedNextCharge {
  readonly productId: string;
  readonly skuId: string;
  readonly billingCycle: BillingCycle;
  /** What comes with it in a resource that is sent back; a next charge changes none of it. */
  readonly termDuration?: TermDuration;
  readonly promotionId?: string;
  readonly quantity?: number;
}

const isOwn = ({ offer }: Subscription, { productId, skuId }: AskedNextCharge): boolean =>
  offer.productId.toUpperCase() === productId.toUpperCase() && offer.skuId.toUpperCase() === skuId.toUpperCase();

/** A traditional subscription has its billing cycle changed through its order (MIG-1, MIG-3). */
const mayChange = (subscription: Subscription, to: BillingCycle): boolean => {
  const { termDuration, billingCycle } = subscription;
  return kindOf(subscription).commerce === 'new' && termDuration === 'P3Y' && ((billingCycle === 'annual' && to === 'monthly') || (billingCycle === 'monthly' && to === 'annual'));
};

/** Whether it stands as asked: planned, or billed so already with nothing planned. */
export const isNextCharge = (subscription: Subscription, asked: AskedNextCharge): boolean =>
  isOwn(subscription, asked) && asked.billingCycle === (subscription.nextCharge?.billingCycle ?? subscription.billingCycle);

/** CYC-1: the member that asks for more than another billing cycle. @param quantity of licences that the same command asks for. */
export const nextChargeExcess = (asked: AskedNextCharge, subscription: Subscription, quantity: number = subscription.quantity): string | undefined => {
  if (asked.termDuration !== undefined && asked.termDuration !== subscription.termDuration) return `${NEXT_CHARGE_MEMBER}.product.termDuration`;
  const promotions = [subscription.promotionId, subscription.nextCharge?.promotionId].map((each) => each?.toLowerCase());
  if (asked.promotionId !== undefined && !promotions.includes(asked.promotionId.toLowerCase())) return `${NEXT_CHARGE_MEMBER}.product.promotionId`;
  return asked.quantity === undefined || asked.quantity === subscription.quantity || asked.quantity === quantity ? undefined : `${NEXT_CHARGE_MEMBER}.quantity`;
};

/** CYC-2: since when the next charge, or the renewal, is due and not carried out yet, whatever the subscription's status; undefined while neither is. */
const dueSince = (subscription: Subscription, now: Instant): Instant | undefined => {
  const renewing = renewalSince(subscription, now);
  const chargeAt = nextCycleAt(subscription);
  return renewing ?? (chargeAt !== undefined && now >= chargeAt ? chargeAt : undefined);
};

/** What stands against planning the next charge; undefined if nothing does. */
const problemOf = (subscription: Subscription, now: Instant, to: BillingCycle): SubscriptionRefusal | undefined => {
  const { id: subscriptionId, termDuration, billingCycle } = subscription;
  const status = statusAt(subscription, now);
  if (status === 'suspended') return { kind: 'SubscriptionSuspended', subscriptionId };
  if (status !== 'active') return { kind: 'SubscriptionNotActive', subscriptionId, status };
  const since = dueSince(subscription, now);
  if (since !== undefined) return { kind: 'ReadOnlyDuringRenewal', subscriptionId, member: NEXT_CHARGE_MEMBER, since };
  if (nextCycleAt(subscription) === undefined) return { kind: 'BillingCycleNotChangeable', termDuration, from: billingCycle, to };
  return undefined;
};

/**
 * CYC-1: another billing cycle from the next charge on, within the term, at the price that is listed for that day now: as the term's own price it is locked from then on. Refused: `SubscriptionSuspended`, `SubscriptionNotActive`, `ReadOnlyDuringRenewal`,
 * `BillingCycleNotChangeable` (also where the term has no further charge), `NextChargeOtherProduct`, `PlannedPlanNotOffered`.
 * @param policy the one the running term keeps.
 */
export const planNextCharge = (asked: AskedNextCharge, subscription: Subscription, catalogue: Catalogue, policy: Policy, now: Instant): Decision => {
  const problem = problemOf(subscription, now, asked.billingCycle);
  if (problem !== undefined) return failure(problem);
  const { offer, termDuration, currency, quantity, promotionId } = subscription;
  const { billingCycle } = asked;
  if (!isOwn(subscription, asked)) return failure({ kind: 'NextChargeOtherProduct', productId: asked.productId, skuId: asked.skuId });
  if (billingCycle === subscription.billingCycle) return unplanNextCharge(subscription, now);
  const at = nextCycleAt(subscription);
  if (at === undefined || !mayChange(subscription, billingCycle)) return failure({ kind: 'BillingCycleNotChangeable', termDuration, from: subscription.billingCycle, to: billingCycle });
  const found = findAvailability(catalogue, offer.productId, offer.skuId, offer.availabilityId);
  const price = found.ok ? priceFor({ offer: found.value, termDuration, billingCycle, currency, quantity, at }) : found;
  if (!price.ok) return failure({ kind: 'PlannedPlanNotOffered', termDuration, billingCycle });
  const kept = promotionId === undefined ? undefined : promotionAtRenewal(catalogue, { ...offer, promotionId, termDuration, billingCycle, at });
  const prices = kept === undefined ? { cyclePrice: price.value.cyclePrice } : { cyclePrice: discountedCyclePrice(price.value, kept), listCyclePrice: price.value.cyclePrice, promotionId: kept.promotionId };
  const nextCharge: NextCharge = { requestedAt: now, billingCycle, ...prices, proration: policy.billingPlanProration };
  return success({ ...unchanged({ ...subscription, nextCharge }), events: [{ type: 'NextChargePlanned', billingCycle, effectiveAt: at }], reversibleUntil: at });
};

/** Takes the plan away, also of a suspended subscription, until the charge is due; nothing happens where there is none. Refused: `ReadOnlyDuringRenewal`. */
export const unplanNextCharge = (subscription: Subscription, now: Instant): Decision => {
  if (subscription.nextCharge === undefined) return success(unchanged(subscription));
  const since = dueSince(subscription, now);
  if (since !== undefined) return failure({ kind: 'ReadOnlyDuringRenewal', subscriptionId: subscription.id, member: NEXT_CHARGE_MEMBER, since });
  return success({ ...unchanged(subscription), ...withoutNextCharge(subscription, 'Asked'), reversibleUntil: nextCycleAt(subscription) ?? null });
};

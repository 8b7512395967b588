import { type FoundOffer } from '../catalogue/findOffer';
import { mayBuy } from '../catalogue/mayBuy';
import { priceFor } from '../catalogue/priceFor';
import { type CatalogueRefusal } from '../catalogue/refusals';
import { skuKey, type Catalogue, type Segment } from '../catalogue/state';
import { type BillingCycle, type TermDuration } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { withMisfits } from '../subscription/limits/addOnFit';
import { hasMostSubscriptions, standingOf, withHeld } from '../subscription/limits/customerStanding';
import { CONVERSION_PLAN } from '../subscription/kinds/trial/paidForm';
import { offerSold } from '../subscription/offerSold';
import { holdingsProblem, promotionProblem, type HoldingsChange } from '../subscription/limits/seatLimits';
import { firstDiffering } from '../../kernel/sentMembers';
import { type Policy } from '../policy/policy';
import { type Outcome } from '../subscription/outcome';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { renewalSince, statusAt } from '../subscription/standing';
import { kindOf, kindOfSku, type KindName } from '../subscription/kinds/table';
import { type Subscription } from '../subscription/state';
import { findConversion, intoPaidProblem } from './convertTrial';
import { addedToExisting, convertedInPlace, upgradedApart, upgradedInPlace, type Upgraded } from './arriving';
import { intoProblem } from './intoExisting';
import { preparedSource, withLicencesGone, type Move } from './leaving';
import { targetPlan } from './plan';
import { conflictsOf, reassignment, type Reassigned } from './reassignment';
import { type TransitionRefusal } from './refusals';
import { type Transition, type TransitionType } from './state';
import { findTarget } from '../catalogue/upgradeTargets';

/** What a caller asks for. */
export interface TransitionCommand {
  readonly toCatalogItemId: string;
  readonly quantity: number;
  readonly transitionType: TransitionType;
  /** UPG-3. */
  readonly toSubscriptionId?: string | undefined;
  readonly termDuration?: TermDuration | undefined;
  readonly billingCycle?: BillingCycle | undefined;
  readonly promotionId?: string | undefined;
  /** The source, as clients name it again. */
  readonly fromSubscriptionId?: string | undefined;
  readonly fromCatalogItemId?: string | undefined;
}

/** What it is decided on. */
export interface TransitionContext {
  readonly catalogue: Catalogue;
  readonly segment: Segment;
  /** All of the customer's, every partner's. */
  readonly subscriptions: readonly Subscription[];
  /** In force now; the running term's own policy is `kept`. */
  readonly policy: Policy;
  readonly kept: Policy;
  readonly operationId: string;
  /** What a new subscription is called. */
  readonly newSubscriptionId: string;
}

export interface Transitioned {
  readonly transition: Transition;
  /** The source first. */
  readonly outcomes: readonly Outcome[];
}

type Refusal = TransitionRefusal | SubscriptionRefusal | CatalogueRefusal;

const isConversion = (source: Subscription): boolean => kindOf(source).upgrade === 'conversion';

/** What stands against any upgrade of a subscription; undefined if nothing does. */
export const sourceProblem = (source: Subscription, now: Instant): Refusal | undefined =>
  kindOf(source).upgrade === undefined ? { kind: 'TransitionNotForTraditional', subscriptionId: source.id } : sourceStanding(source, now);

/** The same of its standing alone, whatever kind it is of. */
export const sourceStanding = (source: Subscription, now: Instant): Refusal | undefined => {
  const { id: subscriptionId } = source;
  const status = statusAt(source, now);
  if (status === 'suspended') return { kind: 'SubscriptionSuspended', subscriptionId };
  if (status !== 'active') return { kind: 'SubscriptionNotActive', subscriptionId, status };
  const since = renewalSince(source, now);
  return since === undefined ? undefined : { kind: 'RenewalInProgress', subscriptionId, since };
};

/** Licences are moved from the subscription of the call, whatever else it names. */
const otherSource = ({ fromSubscriptionId, fromCatalogItemId }: TransitionCommand, { id, offer: { productId, skuId, availabilityId } }: Subscription): Refusal | undefined => {
  const differing = firstDiffering([
    ['fromSubscriptionId', fromSubscriptionId, id],
    ['fromCatalogItemId', fromCatalogItemId, `${productId}:${skuId}:${availabilityId}`],
  ]);
  return differing && { kind: 'MemberFixed', ...differing };
};

/** A transition with what it is asked of. */
export interface AskedTransition {
  readonly command: TransitionCommand;
  readonly source: Subscription;
  readonly target: FoundOffer;
  readonly context: TransitionContext;
  readonly now: Instant;
}

const outside = (quantity: number, { minimumQuantity: minimum, maximumQuantity: maximum }: Subscription['offer']): Refusal | undefined =>
  quantity < minimum || quantity > maximum ? { kind: 'TransitionQuantityOutsideLimits', quantity, minimum, maximum } : undefined;

const holdingsOf = ({ context: { subscriptions }, source, now }: AskedTransition, outcomes: readonly Outcome[]): HoldingsChange => {
  const before = standingOf(subscriptions, source.partnerId, now).holdings;
  return { before, after: outcomes.reduce((held, { subscription }) => withHeld(held, subscription), before) };
};

/**
 * What the customer may have of both SKUs afterwards, as for seats added and taken off (ORD-3, ORD-4, ORD-7), and of their promotions (CAT-5). @param outcomes the source's first, what gets the licences last.
 * @param existing what gets them as it was, where it was there; of what is made now the promotion was judged with its plan.
 */
const beyondLimits = (outcomes: readonly Outcome[], grown: Subscription, existing: Subscription | undefined, asked: AskedTransition): Refusal | undefined => {
  const { source, context: { catalogue }, now } = asked;
  const change = holdingsOf(asked, outcomes);
  const limits = { catalogue, holdings: change.before };
  const left = outcomes.find(({ subscription: { id, status } }) => id === source.id && id !== grown.id && status === 'active')?.subscription;
  return (
    outside(grown.quantity, grown.offer) ??
    holdingsProblem(catalogue, change) ??
    (existing === undefined || grown.promotionId === undefined ? undefined : promotionProblem(existing, grown.quantity, limits, now)) ??
    (left === undefined ? undefined : promotionProblem(source, left.quantity, limits, now))
  );
};

/** CAT-4, ORD-7: what stands against a subscription of the target, as against buying one. A part of the licences makes one more; all of them make none but of the target. */
export const ownProblem = ({ command, source, target, context, now }: AskedTransition): Refusal | undefined => {
  const { catalogue, segment, subscriptions, policy } = context;
  const { holdings } = standingOf(subscriptions, source.partnerId, now);
  const isMore = command.quantity < source.quantity;
  const others = isMore ? holdings : holdings.filter(({ subscriptionId }) => subscriptionId !== source.id);
  const allowed = mayBuy(target, { partner: { tenantId: source.partnerId }, customerMarket: catalogue.market, customerSegment: segment, holdings: others, at: now });
  if (!allowed.ok) return allowed.error;
  const most = policy.subscriptionsPerCustomer;
  return isMore && hasMostSubscriptions(holdings, most) ? { kind: 'SubscriptionsExceedLimit', most } : undefined;
};

const reassigned = ({ command, source, target, context, now }: AskedTransition): Reassigned => {
  const { productId, skuId } = target.item.sku;
  const isInPlace = command.toSubscriptionId === undefined && command.quantity >= source.quantity;
  return reassignment(isInPlace, conflictsOf(source.id, skuKey(productId, skuId), context.subscriptions, now), source.partnerId);
};

const intoExisting = (asked: AskedTransition, existing: Subscription, move: Move): Result<readonly Outcome[], Refusal> => {
  const { source, target, context: { kept }, now } = asked;
  const problemOf = isConversion(source) ? intoPaidProblem : intoProblem;
  const problem = problemOf(source, existing, target, now);
  if (problem !== undefined) return failure(problem);
  if (move.quantity > source.quantity) return failure({ kind: 'MoreThanTheSourceHas', quantity: move.quantity, held: source.quantity });
  const left = withLicencesGone(preparedSource(source, kept, now), move, existing.id, kept, now);
  if (isConversion(source) && move.quantity !== source.quantity) return failure({ kind: 'TransitionQuantityOutsideLimits', quantity: move.quantity, minimum: source.quantity, maximum: source.quantity });
  const limit = left.subscription.status === 'active' ? outside(left.subscription.quantity, source.offer) : undefined;
  if (limit !== undefined) return failure(limit);
  const added = addedToExisting(existing, move, source.id, kept, now);
  const tooMany = beyondLimits([left, added], added.subscription, existing, asked);
  return tooMany === undefined ? success([left, added]) : failure(tooMany);
};

/** As what the licences go on: paid for from now on, also where who buys the target begins with free days (ORD-6). */
const kindAfter = ({ item: { sku } }: FoundOffer, source: Subscription): KindName => {
  const { freeTrialDays: _free, ...paid } = sku;
  return kindOfSku(paid) ?? source.kind;
};

const toOwn = (asked: AskedTransition, move: Move): Result<readonly Outcome[], Refusal> => {
  const { command, source, target, context, now } = asked;
  const { kept, policy, catalogue, subscriptions } = context;
  const holdings = standingOf(subscriptions, source.partnerId, now).holdings;
  const plan = targetPlan(catalogue, { ...command, source, target, holdings, at: now });
  if (!plan.ok) return plan;
  const problem = ownProblem(asked);
  if (problem !== undefined) return failure(problem);
  const upgraded: Upgraded = { kind: kindAfter(target, source), offer: offerSold(target, source.offer.country), plan: plan.value };
  const prepared = preparedSource(source, kept, now);
  if (command.quantity >= source.quantity) {
    const whole = upgradedInPlace(prepared, move, upgraded, command.quantity, plan.value.termDuration === source.termDuration ? kept : policy, now);
    const tooMany = beyondLimits([whole], whole.subscription, undefined, asked);
    return tooMany === undefined ? success([whole]) : failure(tooMany);
  }
  const left = withLicencesGone(prepared, move, context.newSubscriptionId, kept, now);
  const apart = upgradedApart(prepared.subscription, move, upgraded, context.newSubscriptionId, kept, now);
  const limit = outside(left.subscription.quantity, source.offer) ?? beyondLimits([left, apart], apart.subscription, undefined, asked);
  return limit === undefined ? success([left, apart]) : failure(limit);
};

/** TRI-4, TRI-5: a trial in place; a year billed monthly unless another plan is asked for, never with a promotion. */
const converted = (asked: AskedTransition, move: Move): Result<readonly Outcome[], Refusal> => {
  const { command, source, target, context: { kept, policy }, now } = asked;
  const { termDuration = CONVERSION_PLAN.termDuration, billingCycle = CONVERSION_PLAN.billingCycle, quantity } = command;
  const { minimumQuantity, maximumQuantity: maximum } = target.item.sku;
  const minimum = Math.max(source.quantity, minimumQuantity);
  if (quantity < minimum || quantity > maximum) return failure({ kind: 'TransitionQuantityOutsideLimits', quantity, minimum, maximum });
  const price = priceFor({ offer: target, termDuration, billingCycle, currency: source.currency, at: now, quantity });
  if (!price.ok) return failure({ kind: 'TransitionPlanNotOffered', termDuration, billingCycle });
  const problem = ownProblem(asked);
  if (problem !== undefined) return failure(problem);
  const upgraded: Upgraded = { kind: kindAfter(target, source), offer: offerSold(target, source.offer.country), plan: { termDuration, billingCycle, cyclePrice: price.value.cyclePrice } };
  const outcome = convertedInPlace(preparedSource(source, kept, now, 'TrialConverted'), move, upgraded, quantity, policy, now);
  const tooMany = beyondLimits([outcome], outcome.subscription, undefined, asked);
  return tooMany === undefined ? success([outcome]) : failure(tooMany);
};

/** History of it: carried out at once, so begun and completed at one instant. */
const recorded = ({ command, source, target, context: { operationId }, now }: AskedTransition, { subscription }: Outcome, { obstacle }: Reassigned): Transition => ({
  operationId,
  at: now,
  fromCatalogItemId: `${source.offer.productId}:${source.offer.skuId}:${source.offer.availabilityId}`,
  fromSubscriptionId: source.id,
  toCatalogItemId: target.catalogItemId,
  toSubscriptionId: subscription.id,
  quantity: command.quantity,
  termDuration: subscription.termDuration,
  billingCycle: subscription.billingCycle,
  transitionType: command.transitionType,
  ...(command.toSubscriptionId === undefined && subscription.promotionId !== undefined && { promotionId: subscription.promotionId }),
  events: [
    { name: 'Conversion', status: 'Started', at: now },
    { name: 'Conversion', status: 'Completed', at: now },
    { name: 'LicenseReassignment', at: now, ...(obstacle === undefined ? { status: 'Completed' } : { status: 'Failed', errors: [obstacle] }) },
  ],
});

/**
 * Moves licences of a paid subscription to a higher SKU (UPG-1 to UPG-7), or makes a trial a paid one (TRI-4): all of them in place, a part of them into a subscription of their own, or some or all into one that is there. The lines of
 * both subscriptions bear the operation's id. Cycles that have begun but were not charged yet are charged first. Final: no window opens, nothing undoes it.
 * @param source of the partner who asks. @returns the outcomes of both subscriptions, to be stored in one transaction.
 */
export const transition = (command: TransitionCommand, source: Subscription, context: TransitionContext, now: Instant): Result<Transitioned, Refusal> => {
  const problem = sourceProblem(source, now) ?? otherSource(command, source);
  if (problem !== undefined) return failure(problem);
  const find = isConversion(source) ? findConversion : findTarget;
  const target = find(context.catalogue, source, command.toCatalogItemId, context.segment);
  if (!target.ok) return target;
  const asked: AskedTransition = { command, source, target: target.value, context, now };
  const how = reassigned(asked);
  const move: Move = { operationId: context.operationId, quantity: command.quantity, chargeType: command.toSubscriptionId === undefined ? 'convert' : 'moveQuantity', licences: how.licences };
  const { toSubscriptionId } = command;
  const existing = context.subscriptions.find(({ id, partnerId }) => id === toSubscriptionId && partnerId === source.partnerId);
  if (toSubscriptionId !== undefined && existing === undefined) return failure({ kind: 'SubscriptionNotFound', subscriptionId: toSubscriptionId });
  const own = isConversion(source) ? converted : toOwn;
  const outcomes = existing === undefined ? own(asked, move) : intoExisting(asked, existing, move);
  if (!outcomes.ok) return outcomes;
  const last = outcomes.value.at(-1);
  if (last === undefined) throw new RangeError('An upgrade has an outcome');
  return success({ transition: recorded(asked, last, how), outcomes: withMisfits(outcomes.value, context.catalogue, holdingsOf(asked, []).before) });
};

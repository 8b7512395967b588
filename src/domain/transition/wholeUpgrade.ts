import { type CatalogueRefusal } from '../catalogue/refusals';
import { findTarget } from '../catalogue/upgradeTargets';
import { priceFor } from '../catalogue/priceFor';
import { skuKey } from '../catalogue/state';
import { type FoundOffer } from '../catalogue/findOffer';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { proratedLine } from '../billing/chargeLines';
import { enterDueCycles } from '../subscription/enterCycle';
import { formerSkusOf } from '../subscription/formerSkus';
import { kindOf, kindOfSku } from '../subscription/kinds/table';
import { chargeSpan } from '../subscription/kinds/traditional/charged';
import { liveAddOns } from '../subscription/kinds/traditional/family';
import { restLines } from '../subscription/kinds/traditional/restart';
import { offerSold } from '../subscription/offerSold';
import { unchanged, type LicenceReassignment, type Outcome } from '../subscription/outcome';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { changeDay } from '../subscription/standing';
import { type Offer, type Subscription } from '../subscription/state';
import { conflictsOf, reassignment } from './reassignment';
import { type TransitionRefusal } from './refusals';
import { ownProblem, sourceStanding, type TransitionCommand, type TransitionContext } from './transition';

type Refusal = TransitionRefusal | SubscriptionRefusal | CatalogueRefusal;

export interface WholeUpgraded {
  readonly outcome: Outcome;
  readonly licences: LicenceReassignment;
}

const itemOf = ({ productId, skuId, availabilityId }: Offer): string => `${productId}:${skuId}:${availabilityId}`;

/** MIG-4: a base becomes a base, an add-on an add-on that its base has a place for. */
const isSameKind = (source: Subscription, { item: { sku } }: FoundOffer, { subscriptions }: TransitionContext): boolean => {
  if (kindOfSku(sku) !== source.kind) return false;
  const base = subscriptions.find(({ id }) => id === source.parentId);
  return base === undefined || sku.prerequisiteSkus.some((key) => key.toUpperCase() === skuKey(base.offer.productId, base.offer.skuId));
};

const problemOf = (source: Subscription, { subscriptions }: TransitionContext, now: Instant): Refusal | undefined => {
  if (!kindOf(source).isProrated) return { kind: 'UpgradeOfTraditionalOnly', subscriptionId: source.id };
  const addOnIds = liveAddOns(source, subscriptions).map(({ id }) => id);
  return sourceStanding(source, now) ?? (addOnIds.length === 0 ? undefined : { kind: 'AddOnsAttached', subscriptionId: source.id, addOnIds });
};

/** The subscription on the other offer from today on: what is left of the running cycle comes back, and the same days are charged at the new price. */
const upgraded = (source: Subscription, offer: Offer, cyclePrice: string, licences: LicenceReassignment, { kept, operationId }: TransitionContext, now: Instant): Outcome => {
  const entered = enterDueCycles({ ...source, version: source.version + 1 }, kept.rounding, now);
  const { subscription: before, charges, events } = entered;
  const today = changeDay(before, now);
  const { listCyclePrice: _listed, promotionId: _promotion, ...rest } = before;
  const friendlyName = before.friendlyName === before.offer.title ? offer.title : before.friendlyName;
  const subscription: Subscription = { ...rest, ...formerSkusOf(before, offer), offer, cyclePrice, friendlyName, seatsByDay: [{ from: today, quantity: before.quantity }] };
  const credit = restLines(entered, 'Cancel fee', kept, now);
  const charge = { chargeType: 'Prorate fees when purchase', orderDate: now, quantity: subscription.quantity, sign: 1, span: chargeSpan(subscription, today, subscription.cycle.end) } as const;
  return {
    ...unchanged(subscription),
    events: [...events, { type: 'SubscriptionUpgraded', operationId, fromCatalogItemId: itemOf(before.offer), toCatalogItemId: itemOf(offer), quantity: subscription.quantity, termEnd: subscription.term.end, licences }],
    charges: [...charges, ...credit, proratedLine(subscription, charge, kept.rounding, charges.length + credit.length + 1)],
  };
};

/**
 * MIG-4: all licences of a traditional subscription become another traditional offer that the catalogue names as its upgrade, in the subscription they are in, with its term and its billing. Final.
 * Refused: UpgradeOfTraditionalOnly, SubscriptionSuspended, SubscriptionNotActive, RenewalInProgress, AddOnsAttached, UpgradeNotOffered, TransitionQuantityOutsideLimits, TransitionPlanNotOffered, and what a purchase of the target is refused.
 * @param toCatalogItemId of the target. @param quantity as it was sent; it can only be all.
 */
export const wholeUpgrade = (toCatalogItemId: string, quantity: number, source: Subscription, context: TransitionContext, now: Instant): Result<WholeUpgraded, Refusal> => {
  const { catalogue, segment, subscriptions } = context;
  const problem = problemOf(source, context, now);
  if (problem !== undefined) return failure(problem);
  const found = findTarget(catalogue, source, toCatalogItemId, segment);
  if (!found.ok) return found;
  const target = found.value;
  if (!isSameKind(source, target, context)) return failure({ kind: 'UpgradeNotOffered', reason: 'NotATarget', toCatalogItemId });
  if (quantity !== source.quantity) return failure({ kind: 'TransitionQuantityOutsideLimits', quantity, minimum: source.quantity, maximum: source.quantity });
  const { minimumQuantity: minimum, maximumQuantity: maximum } = target.item.sku;
  if (quantity < minimum || quantity > maximum) return failure({ kind: 'TransitionQuantityOutsideLimits', quantity, minimum, maximum });
  const { termDuration, billingCycle, currency } = source;
  const price = priceFor({ offer: target, termDuration, billingCycle, currency, at: now, quantity });
  if (!price.ok) return failure({ kind: 'TransitionPlanNotOffered', termDuration, billingCycle });
  const command: TransitionCommand = { toCatalogItemId, quantity, transitionType: 'transition_only' };
  const owned = ownProblem({ command, source, target, context, now });
  if (owned !== undefined) return failure(owned);
  const { licences } = reassignment(true, conflictsOf(source.id, skuKey(target.item.sku.productId, target.item.sku.skuId), subscriptions, now), source.partnerId);
  return success({ outcome: upgraded(source, offerSold(target, source.offer.country), price.value.cyclePrice, licences, context, now), licences });
};

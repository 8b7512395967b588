import { NO_AZURE, type AzureHoldings } from '../../azurePlan/state';
import { isHeld, type Holding, type Holdings } from '../../catalogue/holdings';
import { skuKey } from '../../catalogue/state';
import { type Instant } from '../../../kernel/instant';
import { kindOf } from '../kinds/table';
import { arrivalsOf, receivedFrom } from '../moved';
import { statusAt } from '../standing';
import { type Subscription } from '../state';
import { type AlignmentTarget } from '../termEndDates';

/** What the rules of buying know of a customer's subscriptions. */
export interface CustomerStanding {
  /** Over all partners (ORD-3, ORD-4, ORD-7). */
  readonly holdings: Holdings;
  /** Only what the same partner sold can be aligned to (ORD-8). */
  readonly targets: readonly AlignmentTarget[];
  /** What the same partner sold of traditional offers: an add-on may hang on it (ORD-5). */
  readonly bases: readonly Subscription[];
  /** Of all partners; empty where no line asks for a plan (AZP-1). */
  readonly azure: AzureHoldings;
}

export const NO_STANDING: CustomerStanding = { holdings: [], targets: [], bases: [], azure: NO_AZURE };

const holdingOf = (subscription: Subscription, status: Holding['status'], wentOn = false): Holding => ({
  subscriptionId: subscription.id,
  productId: subscription.offer.productId,
  skuId: subscription.offer.skuId,
  quantity: subscription.quantity,
  status,
  partnerId: subscription.partnerId,
  ...(subscription.redemptions !== undefined && { redemptions: subscription.redemptions }),
  ...(subscription.formerSkus !== undefined && { formerSkus: subscription.formerSkus }),
  ...(wentOn && { wentOn }),
});

/** ORD-8: only a licence of new commerce that costs something. */
const isTarget = (subscription: Subscription, now: Instant): boolean => {
  const { offer } = subscription;
  return statusAt(subscription, now) === 'active' && offer.isMicrosoft && kindOf(subscription).isAligned;
};

/** @param subscriptions all of the customer's, every partner's. @param partnerId tenant of the seller. */
export const standingOf = (subscriptions: readonly Subscription[], partnerId: string, now: Instant, azure: AzureHoldings = NO_AZURE): CustomerStanding => {
  const own = subscriptions.filter((subscription) => subscription.partnerId === partnerId);
  const arrivals = arrivalsOf(subscriptions);
  return {
    holdings: subscriptions.map((subscription) => holdingOf(subscription, statusAt(subscription, now), receivedFrom(subscription, arrivals) !== undefined)),
    targets: own.filter((subscription) => isTarget(subscription, now)).map(({ id, termDuration, term, autoRenew }) => ({ id, termDuration, termEnd: term.end, autoRenew })),
    bases: own.filter((subscription) => kindOf(subscription).family !== undefined),
    azure,
  };
};

/** What the customer has where a subscription is, or has become, so: in the place of what is known of it, or besides. Its status is the stored one: what is about to end is held until it has. */
export const withHeld = (holdings: Holdings, subscription: Subscription): Holdings => [...holdings.filter(({ subscriptionId }) => subscriptionId !== subscription.id), holdingOf(subscription, subscription.status)];

/** ORD-7: whether a customer has as many subscriptions as it may, over all partners. @param most undefined: as many as it likes. */
export const hasMostSubscriptions = (holdings: Holdings, most: number | undefined): most is number => most !== undefined && holdings.filter(isHeld).length >= most;

/** Licences held of some SKUs, given by `product:sku`. */
export const seatsHeld = (holdings: Holdings, skus: readonly string[]): number => {
  const wanted = new Set(skus.map((sku) => sku.toUpperCase()));
  return holdings.filter((holding) => isHeld(holding) && wanted.has(skuKey(holding.productId, holding.skuId))).reduce((sum, { quantity }) => sum + quantity, 0);
};

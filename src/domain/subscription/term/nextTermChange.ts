import { offersOf, type FoundOffer } from '../../catalogue/findOffer';
import { segmentsOf, skuKey, type Catalogue } from '../../catalogue/state';
import { type CalendarDate } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { offerSold } from '../offerSold';
import { becomingProblem, holdingsProblem, withheldFrom } from '../limits/seatLimits';
import { isPromotedBy, isPromotionLeft } from '../limits/promotionLeft';
import { isOnSamePlan, plannedHoldings } from '../nextTerm/scheduleChange';
import { type Holdings } from '../../catalogue/holdings';
import { formerSkusOf } from '../formerSkus';
import { type LicenceReassignment, type SubscriptionEvent } from '../outcome';
import { kindOf, kindOfSku, type KindName } from '../kinds/table';
import { asKind, type Offer, type ScheduledChange, type Subscription } from '../state';
import { nextTermPlan } from '../kinds/trial/paidForm';
import { honouredPrice, renewalPrice, type RenewalPrice } from './renewalPrice';

/** What a new term has instead of the ended one's. */
export interface NextTermChange {
  readonly kind: KindName;
  readonly offer: Offer;
  readonly quantity: number;
  readonly plan: Pick<Subscription, 'termDuration' | 'billingCycle'>;
  /** Of a term cut short. */
  readonly end?: CalendarDate | undefined;
  readonly event: SubscriptionEvent;
}

/** A change that can be made, with its price; or why it cannot, which the plain renewal tells. */
export type PlannedRenewal = { readonly change: NextTermChange; readonly price: RenewalPrice } | { readonly notApplied: SubscriptionEvent };

const itemOf = ({ productId, skuId, availabilityId }: Pick<Offer, 'productId' | 'skuId' | 'availabilityId'>): string => `${productId}:${skuId}:${availabilityId}`;

const keyOf = ({ productId, skuId }: Pick<Offer, 'productId' | 'skuId'>): string => skuKey(productId, skuId);

/** In whatever segment the subscription's own offer is of. */
const offerInSegment = (catalogue: Catalogue, subscription: Subscription, key: string): FoundOffer | undefined => {
  const own = catalogue.items.get(keyOf(subscription.offer));
  const segment = own && offersOf(catalogue, own, segmentsOf(own)).find(({ availabilityId }) => availabilityId === subscription.offer.availabilityId)?.segment;
  const item = catalogue.items.get(key.toUpperCase());
  return segment === undefined || item === undefined ? undefined : offersOf(catalogue, item, [segment])[0];
};

/** Priced as the subscription will be; undefined if it is not sold so then. */
const priced = (catalogue: Catalogue, next: Subscription, at: Instant): RenewalPrice | undefined => renewalPrice(catalogue, next, at) ?? undefined;

/** SCH-5: users keep their licences by themselves where their number stays. Undefined: the SKU stays, and nothing is moved. */
const licencesOf = (subscription: Subscription, scheduled: ScheduledChange): LicenceReassignment | undefined => {
  if (keyOf(subscription.offer) === keyOf(scheduled.product)) return undefined;
  return scheduled.quantity === subscription.quantity ? 'automatic' : 'manual';
};

/**
 * SCH-6, TRI-2: what is planned, looked at again on the day it begins, also by what the customer has then (ORD-3, ORD-4, ORD-7, CAT-4), and by what its promotion has left (CAT-5). Undefined: nothing is planned.
 * @param subscription on the plan it would repeat. @param holdings absent where no limit can make a difference.
 */
export const plannedRenewal = (catalogue: Catalogue, subscription: Subscription, at: Instant, holdings?: Holdings): PlannedRenewal | undefined => {
  const scheduledChange = nextTermPlan(subscription);
  if (scheduledChange === undefined) return undefined;
  const { product, quantity, customTermEnd } = scheduledChange;
  const notApplied = (reason: 'NoLongerSold' | 'QuantityOutsideLimits' | 'BeyondLimits'): PlannedRenewal => ({ notApplied: { type: 'ScheduledChangeNotApplied', catalogItemId: itemOf(product), reason } });
  const item = catalogue.items.get(keyOf(product));
  const found = item && offersOf(catalogue, item, segmentsOf(item)).find(({ availabilityId }) => availabilityId === product.availabilityId);
  if (found === undefined || withheldFrom(catalogue, subscription, product) !== undefined) return notApplied('NoLongerSold');
  const offer = offerSold(found, catalogue.market);
  if (quantity < offer.minimumQuantity || quantity > offer.maximumQuantity) return notApplied('QuantityOutsideLimits');
  const beyond = holdings && (becomingProblem(catalogue, subscription, product, holdings) ?? holdingsProblem(catalogue, plannedHoldings(subscription, scheduledChange, holdings)));
  if (beyond !== undefined) return notApplied('BeyondLimits');
  const { termDuration, billingCycle, promotionId } = product;
  const { promotionId: _own, ...rest } = subscription;
  const next = asKind({ ...rest, offer, quantity, termDuration, billingCycle, ...(promotionId !== undefined && { promotionId }) }, kindOfSku(found.item.sku) ?? rest.kind);
  const price = subscription.scheduledChange === undefined ? renewalPrice(catalogue, next, at) : honouredPrice(catalogue, next, scheduledChange.requestedAt, at);
  if (price === null) return notApplied('NoLongerSold');
  const { promotion } = price;
  const unpromoted = holdings !== undefined && promotion !== undefined && !isPromotionLeft(promotion.promotionId, quantity, subscription, { catalogue, holdings }, at) ? { cyclePrice: promotion.listCyclePrice } : undefined;
  // As when it is planned: more seats than its own promotion has left are not had on the same plan; another plan is had without one that has nothing left.
  if (unpromoted !== undefined && promotion !== undefined && isPromotedBy(subscription, promotion.promotionId) && isOnSamePlan(subscription, product)) return notApplied('BeyondLimits');
  const licences = licencesOf(subscription, scheduledChange);
  const applied = { catalogItemId: found.catalogItemId, termDuration, billingCycle, quantity };
  const event: SubscriptionEvent = kindOf(subscription).upgrade === 'conversion' ? { type: 'TrialConverted', ...applied } : { type: 'ScheduledChangeApplied', ...applied, ...(licences !== undefined && { licences }) };
  return { change: { kind: next.kind, offer, quantity, plan: { termDuration, billingCycle }, end: customTermEnd, event }, price: unpromoted ?? price };
};

/** REN-8: the SKU that takes the place of one that is off sale, on the same plan, if it is sold so. */
export const successorRenewal = (catalogue: Catalogue, subscription: Subscription, at: Instant): { readonly change: NextTermChange; readonly price: RenewalPrice } | undefined => {
  const successor = catalogue.items.get(keyOf(subscription.offer))?.sku.successor;
  const found = successor === undefined ? undefined : offerInSegment(catalogue, subscription, successor);
  if (found === undefined) return undefined;
  const offer = offerSold(found, catalogue.market);
  const { quantity, termDuration, billingCycle } = subscription;
  const { promotionId: _promotion, ...rest } = subscription;
  const price = quantity < offer.minimumQuantity || quantity > offer.maximumQuantity ? undefined : priced(catalogue, { ...rest, offer }, at);
  if (price === undefined) return undefined;
  return { change: { kind: rest.kind, offer, quantity, plan: { termDuration, billingCycle }, event: { type: 'RenewedIntoSuccessor', fromCatalogItemId: itemOf(subscription.offer), toCatalogItemId: found.catalogItemId } }, price };
};

/** The subscription as its new term will have it. A friendly name that was the old offer's title becomes the new one's. */
export const changed = (subscription: Subscription, change: NextTermChange | undefined) => {
  if (change === undefined) return { planned: subscription, end: undefined, events: [] };
  const { kind, offer, quantity, plan, end, event } = change;
  const friendlyName = subscription.friendlyName === subscription.offer.title ? offer.title : subscription.friendlyName;
  return { planned: asKind({ ...subscription, ...plan, ...formerSkusOf(subscription, offer), offer, quantity, friendlyName }, kind), end, events: [event] };
};

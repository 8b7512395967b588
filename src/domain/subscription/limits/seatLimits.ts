import { isTraditional } from '../kinds/table';
import { type Holdings } from '../../catalogue/holdings';
import { findPromotion, promotionSeatsLeft } from '../../catalogue/promotionEligibility';
import { skuKey, UNLIMITED_QUANTITY, type Catalogue, type Sku } from '../../catalogue/state';
import { type Instant } from '../../../kernel/instant';
import { type SubscriptionRefusal } from '../refusals';
import { seatsRedeemed } from '../redemptions';
import { type Subscription } from '../state';
import { ownershipProblem, withheldProblem, type OwnershipProblem, type WithheldProblem } from '../../catalogue/mayBuy';
import { addOnProblem, minimumOf } from './addOnBase';
import { seatsHeld, withHeld } from './customerStanding';

/** What a customer's seats are held to: all that it has, over all partners, and the catalogue of its market. */
export interface SeatLimits {
  readonly catalogue: Catalogue;
  readonly holdings: Holdings;
}

/** What a customer has before a change and after it. */
export interface HoldingsChange {
  readonly before: Holdings;
  readonly after: Holdings;
}

type SeatsRefusal = Extract<SubscriptionRefusal, { kind: 'SeatsExceedWhatIsLeft' | 'NoBaseHeld' | 'AddOnShareNotMet' | 'PromotionSeatsNotMet' }>;
type TooMany = Extract<SeatsRefusal, { kind: 'SeatsExceedWhatIsLeft' }>;

const tooMany = (limit: TooMany['limit'], asked: number, available: number): TooMany | undefined =>
  asked <= available ? undefined : { kind: 'SeatsExceedWhatIsLeft', limit, asked, available };

/** ORD-7: how many licences of a SKU a customer may have beside what it has; undefined: as many as it likes, as none is stated for it. */
export const leftOfPool = ({ maximumQuantity }: Pick<Sku, 'maximumQuantity'>, owned: number): number | undefined => (maximumQuantity < UNLIMITED_QUANTITY ? Math.max(0, maximumQuantity - owned) : undefined);

/** More of a SKU: within its pool (ORD-7), and no more than its base allows, nothing where there is none (ORD-4). A minimum share (ORD-3) cannot be missed by adding. */
const grownProblem = (sku: Sku, owned: number, asked: number, after: Holdings): SeatsRefusal | undefined => {
  const left = leftOfPool(sku, owned);
  const pool = left === undefined ? undefined : tooMany('pool', asked, left);
  if (pool !== undefined) return pool;
  const problem = addOnProblem(sku, { base: seatsHeld(after, sku.prerequisiteSkus), owned, asked, later: 0 });
  if (problem?.kind === 'AddOnBaseMissing') return { kind: 'NoBaseHeld', prerequisites: problem.prerequisites };
  return problem?.kind === 'BaseSeatsNotMet' ? tooMany('base', asked, problem.available) : undefined;
};

/** ORD-3: fewer of a SKU, but some. What has no base any more has no share to keep. */
const shrunkProblem = (sku: Sku, left: number, after: Holdings): SeatsRefusal | undefined => {
  const problem = addOnProblem(sku, { base: seatsHeld(after, sku.prerequisiteSkus), owned: left, asked: 0, later: 0 });
  if (problem?.kind !== 'MinimumAddOnSeatsNotMet') return undefined;
  const { minimum, total, base } = problem;
  return { kind: 'AddOnShareNotMet', minimum, total, base };
};

/**
 * ORD-3, ORD-4, ORD-7: what stands against a change of what a customer has; undefined if nothing does. Each SKU is judged of which there are more or fewer seats afterwards, and by what there is of its
 * base then. The rule of a purchase, by whatever way the seats come. Traditional offers have no such limits (MIG-1); a SKU that the catalogue does not know any more has none that could be known.
 */
export const holdingsProblem = (catalogue: Catalogue, { before, after }: HoldingsChange): SeatsRefusal | undefined => {
  const keys = new Set([...before, ...after].map(({ productId, skuId }) => skuKey(productId, skuId)));
  for (const key of keys) {
    const sku = catalogue.items.get(key)?.sku;
    if (sku === undefined || isTraditional(sku)) continue;
    const owned = seatsHeld(before, [key]);
    const left = seatsHeld(after, [key]);
    if (left === owned) continue;
    const problem = left > owned ? grownProblem(sku, owned, left - owned, after) : left > 0 ? shrunkProblem(sku, left, after) : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** A subscription, as far as it matters to what it may become. */
type Becoming = Pick<Subscription, 'id' | 'offer' | 'partnerId'>;

/** The SKU that a subscription becomes; undefined where it stays what it is, or becomes what the catalogue does not know. */
const skuToBecome = (catalogue: Catalogue, { offer }: Becoming, { productId, skuId }: Pick<Subscription['offer'], 'productId' | 'skuId'>): Sku | undefined => {
  const key = skuKey(productId, skuId);
  return key === skuKey(offer.productId, offer.skuId) ? undefined : catalogue.items.get(key)?.sku;
};

/** CAT-4: why one cannot become another SKU whatever its customer has: the SKU is not sold here, or not by its partner. Undefined if nothing stands against it, and where it stays what it is. */
export const withheldFrom = (catalogue: Catalogue, subscription: Becoming, to: Pick<Subscription['offer'], 'productId' | 'skuId'>): WithheldProblem | undefined => {
  const sku = skuToBecome(catalogue, subscription, to);
  return sku && withheldProblem(sku, { partner: { tenantId: subscription.partnerId }, customerMarket: catalogue.market });
};

/** CAT-4: what the customer's other subscriptions have against one that becomes another SKU: the only one allowed is held, or was. Undefined if nothing, and where it stays what it is. @param holdings with or without it. */
export const becomingProblem = (catalogue: Catalogue, subscription: Becoming, to: Pick<Subscription['offer'], 'productId' | 'skuId'>, holdings: Holdings): OwnershipProblem | undefined => {
  const { id, partnerId } = subscription;
  const sku = skuToBecome(catalogue, subscription, to);
  return sku && ownershipProblem(sku, { holdings: holdings.filter(({ subscriptionId }) => subscriptionId !== id), partner: { tenantId: partnerId } });
};

/**
 * CAT-5: what a promotion has against another number of seats on a subscription that has it: more than it has left, or fewer than its least, whatever the window. Seats taken off earlier were counted
 * already, so putting them back asks for none.
 */
export const promotionProblem = (subscription: Subscription, quantity: number, { catalogue, holdings }: SeatLimits, at: Instant): SeatsRefusal | undefined => {
  const { promotionId } = subscription;
  const promotion = promotionId === undefined ? undefined : findPromotion(catalogue, promotionId, at);
  if (promotion === undefined || promotionId === undefined) return undefined;
  const minimum = promotion.constraints.seats?.minimum ?? 0;
  if (quantity < subscription.quantity) return quantity < minimum ? { kind: 'PromotionSeatsNotMet', quantity, minimum, promotionId } : undefined;
  const available = promotionSeatsLeft(promotion, holdings);
  const most = Math.max(subscription.quantity, seatsRedeemed(subscription, promotionId));
  return available === undefined ? undefined : tooMany('promotion', Math.max(0, quantity - most), available);
};

/**
 * What stands against another number of seats on a subscription that the customer has, more or fewer; undefined if nothing does. By the command, its preview and the options alike.
 * @param quantity the new total. @param limits with or without this subscription itself.
 */
export const seatsProblem = (subscription: Subscription, quantity: number, { catalogue, holdings }: SeatLimits, at: Instant): SeatsRefusal | undefined => {
  if (quantity === subscription.quantity) return undefined;
  const before = withHeld(holdings, subscription);
  const after = withHeld(holdings, { ...subscription, quantity });
  return holdingsProblem(catalogue, { before, after }) ?? promotionProblem(subscription, quantity, { catalogue, holdings: before }, at);
};

/** The fewest seats that a subscription can be reduced to by {@link seatsProblem} and its offer; at least 1. */
export const fewestSeats = (subscription: Subscription, { catalogue, holdings }: SeatLimits, at: Instant): number => {
  const { offer, promotionId, quantity } = subscription;
  const key = skuKey(offer.productId, offer.skuId);
  const sku = catalogue.items.get(key)?.sku;
  const held = withHeld(holdings, subscription);
  const base = sku === undefined ? 0 : seatsHeld(held, sku.prerequisiteSkus);
  const share = sku?.baseRule?.kind === 'at_least_percent' && base > 0 ? minimumOf(sku.baseRule.percent, base) - (seatsHeld(held, [key]) - quantity) : 0;
  const promoted = promotionId === undefined ? undefined : findPromotion(catalogue, promotionId, at)?.constraints.seats?.minimum;
  return Math.max(1, offer.minimumQuantity, share, promoted ?? 0);
};

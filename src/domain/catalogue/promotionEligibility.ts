import { type Instant } from '../../kernel/instant';
import { type FoundOffer } from './findOffer';
import { everOf, isHeld, type Holding, type Holdings, type Redemption } from './holdings';
import { overlapOrder, type InForce } from './overlap';
import { type Promotion } from './promotion';
import { type TermAndCycle } from './refusals';
import { skuKey, type Catalogue } from './state';

export interface PromotionQuestion {
  readonly offer: FoundOffer;
  readonly termDuration: string;
  readonly billingCycle: string;
  readonly quantity: number;
  /** Over all partners, with what is over; and with what the same cart buys before. */
  readonly holdings: Holdings;
  readonly at: Instant;
  /** A trial that turns paid, at once or at its end: no promotion applies. */
  readonly convertsTrial?: boolean;
}

/** Why a promotion does not apply; the types are the contract's. */
export type PromotionObstacle =
  | { readonly type: 'InvalidPromotion' }
  | { readonly type: 'Term'; readonly eligibleTerms: readonly TermAndCycle[] }
  | { readonly type: 'SeatCount'; readonly minimumRequiredSeats: number; readonly maximumRequiredSeats: number; readonly availableSeats: number }
  | { readonly type: 'RedemptionLimit'; readonly maxPromotionRedemptionCount: number; readonly remainingPromotionRedemptionCount: number }
  | { readonly type: 'OfferPurchasedPreviously' }
  | { readonly type: 'PrerequisiteProductOwnership' };

export interface Eligibility {
  readonly promotion: Promotion;
  /** A fraction; of the term asked for. Absent where that term has none. */
  readonly percentDiscount?: string;
  /** Empty: it applies. */
  readonly obstacles: readonly PromotionObstacle[];
}

/** `startDate` included, and the whole second of `endDate`. */
export const isRunning = ({ startDate, endDate }: Promotion, at: Instant): boolean => startDate <= at && toSecond(at) <= toSecond(endDate);

const toSecond = (at: Instant): string => at.slice(0, 'yyyy-MM-ddTHH:mm:ss'.length);

/** Promotions are told apart by `product:sku`: the third part may have been replaced since a client read it. */
const nameOf = (promotionId: string): string => promotionId.toUpperCase().split(':').slice(0, 2).join(':');

/** Whether two ids are of one promotion, in whatever edition. */
export const isSamePromotion = (a: string, b: string): boolean => nameOf(a) === nameOf(b);

/** The last year there is stands for no end, as in the sheets. */
const spanOf = ({ startDate, endDate }: Promotion): InForce => ({ from: startDate, to: endDate.startsWith('9999') ? undefined : endDate });

const firstInForce = (a: Promotion, b: Promotion): number => overlapOrder(spanOf(a), spanOf(b));

/**
 * The promotion of an id whose third part may be old. Of several that share the first two parts, the one of the very id, else the one that runs (of two that do, the one that is in force: see
 * {@link overlapOrder}), else the latest. Undefined if the market never had it.
 */
export const findPromotion = (catalogue: Catalogue, promotionId: string, at: Instant): Promotion | undefined => {
  const wanted = promotionId.toUpperCase();
  const named = catalogue.promotions.filter(({ id }) => isSamePromotion(id, wanted)).sort((a, b) => (a.startDate < b.startDate ? 1 : -1));
  const running = named.filter((promotion) => isRunning(promotion, at)).sort(firstInForce);
  return named.find(({ id }) => id.toUpperCase() === wanted) ?? running[0] ?? named[0];
};

/** The editions of a promotion that run at an instant: the one of the very id first, then the one in force. */
export const runningEditions = (catalogue: Catalogue, promotionId: string, at: Instant): readonly Promotion[] => {
  const isVery = ({ id }: Promotion): number => (id.toUpperCase() === promotionId.toUpperCase() ? 0 : 1);
  return catalogue.promotions.filter((promotion) => isSamePromotion(promotion.id, promotionId) && isRunning(promotion, at)).sort((a, b) => isVery(a) - isVery(b) || firstInForce(a, b));
};

/** Whether a line that names `promotionId` names this promotion, in whatever edition. */
export const isNamed = (promotion: Promotion, promotionId: string | undefined): boolean => promotionId !== undefined && isSamePromotion(promotion.id, promotionId);

/** Whether another edition of the same promotion, for the same plan, is in force instead of this one. */
const givesWay = (promotion: Promotion, running: readonly Promotion[], { offer, termDuration, billingCycle }: PromotionQuestion): boolean => {
  const isForPlan = ({ requiredProducts }: Promotion): boolean =>
    requiredProducts.some((required) => skuKey(required.productId, required.skuId) === keyOfOffer(offer) && required.termDuration === termDuration && required.billingCycle === billingCycle);
  return isForPlan(promotion) && running.some((other) => isSamePromotion(other.id, promotion.id) && isForPlan(other) && firstInForce(other, promotion) < 0);
};

/**
 * CAT-5: what runs for an offer, and for each whether this purchase may have it; of two editions of one promotion that overlap only the one in force. None for the conversion of a trial (TRI-5).
 */
export const eligiblePromotions = (catalogue: Catalogue, question: PromotionQuestion): readonly Eligibility[] => {
  if (question.convertsTrial === true) return [];
  const running = catalogue.promotions.filter((promotion) => isRunning(promotion, question.at) && isFor(promotion, question.offer));
  return running.filter((promotion) => !givesWay(promotion, running, question)).map((promotion) => eligibilityOf(catalogue, promotion, question));
};

/** CAT-5: whether this purchase may have that promotion. One that is not running, or not for the offer, is no promotion for it. */
export const eligibilityOf = (catalogue: Catalogue, promotion: Promotion, question: PromotionQuestion): Eligibility => {
  const { offer, at } = question;
  if (!isRunning(promotion, at) || !isFor(promotion, offer)) return { promotion, obstacles: [{ type: 'InvalidPromotion' }] };
  const terms = promotion.requiredProducts.filter((required) => skuKey(required.productId, required.skuId) === keyOfOffer(offer));
  const term = terms.find(({ termDuration, billingCycle }) => termDuration === question.termDuration && billingCycle === question.billingCycle);
  const obstacles = [
    term === undefined ? { type: 'Term' as const, eligibleTerms: terms.map(({ termDuration, billingCycle }) => ({ termDuration, billingCycle })) } : undefined,
    seatObstacle(promotion, question),
    redemptionObstacle(promotion, question.holdings),
    promotion.constraints.firstPurchase === true && boughtBefore(catalogue, offer, question.holdings) ? { type: 'OfferPurchasedPreviously' as const } : undefined,
    ownsWhatItNeeds(promotion, question.holdings) ? undefined : { type: 'PrerequisiteProductOwnership' as const },
  ].filter((obstacle) => obstacle !== undefined);
  return { promotion, obstacles, ...(term && { percentDiscount: term.percentDiscount }) };
};

/**
 * CAT-5: what stands against a promotion that a purchase names, in whatever edition, as the purchase itself takes it: nothing where the edition in force can be had; else what stands against the edition for
 * that plan, or against the very one that is named. InvalidPromotion where no edition runs for the offer.
 */
export const obstaclesToNamed = (catalogue: Catalogue, promotionId: string, question: PromotionQuestion): readonly PromotionObstacle[] => {
  const editions = eligiblePromotions(catalogue, question).filter(({ promotion }) => isNamed(promotion, promotionId));
  const ofPlan = editions.find(({ percentDiscount }) => percentDiscount !== undefined);
  const asked = ofPlan ?? editions.find(({ promotion: { id } }) => id.toUpperCase() === promotionId.toUpperCase()) ?? editions[0];
  return asked?.obstacles ?? [{ type: 'InvalidPromotion' }];
};

const keyOfOffer = ({ item: { sku } }: FoundOffer): string => skuKey(sku.productId, sku.skuId);

const keyOf = ({ productId, skuId }: Holding): string => skuKey(productId, skuId);

const isFor = ({ segment, requiredProducts }: Promotion, offer: FoundOffer): boolean => {
  if (segment !== offer.segment) return false;
  const key = keyOfOffer(offer);
  return requiredProducts.some(({ productId, skuId }) => skuKey(productId, skuId) === key);
};

/** One for each subscription that ever had it, in whatever edition. */
const redeemed = (promotion: Promotion, holdings: Holdings): readonly Redemption[] =>
  holdings.flatMap(({ redemptions = [] }) => redemptions.filter(({ promotionId }) => isSamePromotion(promotionId, promotion.id)));

/** The minimum is one subscription's, the maximum the customer's for ever: seats that were cancelled stay used. A subscription is wholly promotional or not at all. */
const seatObstacle = (promotion: Promotion, { quantity, holdings }: PromotionQuestion): PromotionObstacle | undefined => {
  const { seats } = promotion.constraints;
  if (seats === undefined) return undefined;
  const availableSeats = promotionSeatsLeft(promotion, holdings) ?? 0;
  const fits = seats.minimum <= quantity && quantity <= availableSeats;
  return fits ? undefined : { type: 'SeatCount', minimumRequiredSeats: seats.minimum, maximumRequiredSeats: seats.maximum, availableSeats };
};

/** Seats that a promotion has left for a customer, over all partners; undefined if it does not count them. */
export const promotionSeatsLeft = (promotion: Promotion, holdings: Holdings): number | undefined => {
  const { seats } = promotion.constraints;
  if (seats === undefined) return undefined;
  const used = redeemed(promotion, holdings).reduce((sum, { seats: bought }) => sum + bought, 0);
  return Math.max(0, seats.maximum - used);
};

/** How often a customer may still have a promotion, over all partners; undefined if it does not count that. */
export const promotionRedemptionsLeft = (promotion: Promotion, holdings: Holdings): number | undefined => {
  const { lifetimeRedemptions } = promotion.constraints;
  return lifetimeRedemptions === undefined ? undefined : Math.max(0, lifetimeRedemptions - redeemed(promotion, holdings).length);
};

const redemptionObstacle = (promotion: Promotion, holdings: Holdings): PromotionObstacle | undefined => {
  const { lifetimeRedemptions } = promotion.constraints;
  const remaining = promotionRedemptionsLeft(promotion, holdings);
  if (lifetimeRedemptions === undefined || remaining === undefined || remaining > 0) return undefined;
  return { type: 'RedemptionLimit', maxPromotionRedemptionCount: lifetimeRedemptions, remainingPromotionRedemptionCount: remaining };
};

/** Also by a trial of it, and though it was cancelled since, or has become something else. */
const boughtBefore = (catalogue: Catalogue, offer: FoundOffer, holdings: Holdings): boolean =>
  holdings.flatMap(everOf).some((key) => key === keyOfOffer(offer) || catalogue.items.get(key)?.sku.convertsTo?.toUpperCase() === keyOfOffer(offer));

const ownsWhatItNeeds = ({ constraints: { ownedProducts } }: Promotion, holdings: Holdings): boolean => {
  const held = new Set(holdings.filter(isHeld).map(keyOf));
  return ownedProducts === undefined || ownedProducts.some((all) => all.every((key) => held.has(key.toUpperCase())));
};

import { findPromotion, promotionSeatsLeft } from '../catalogue/promotionEligibility';
import { type Holdings } from '../catalogue/holdings';
import { skuKey, type Catalogue, type Sku } from '../catalogue/state';
import { type Instant } from '../kernel/instant';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { type Subscription } from '../subscription/state';
import { addOnProblem } from './addOnBase';
import { seatsHeld } from './customerStanding';

type TooMany = Extract<SubscriptionRefusal, { kind: 'SeatsExceedWhatIsLeft' }>;

const tooMany = (limit: TooMany['limit'], asked: number, available: number): TooMany | undefined =>
  asked <= available ? undefined : { kind: 'SeatsExceedWhatIsLeft', limit, asked, available };

const beyondPool = (sku: Sku, holdings: Holdings, asked: number): TooMany | undefined =>
  sku.kind === 'traditional' ? undefined : tooMany('pool', asked, Math.max(0, sku.maximumQuantity - seatsHeld(holdings, [skuKey(sku.productId, sku.skuId)])));

/** ORD-4. A minimum share (ORD-3) cannot be missed by adding. */
const beyondBase = (sku: Sku, holdings: Holdings, asked: number): TooMany | undefined => {
  if (sku.kind === 'traditional') return undefined;
  const owned = seatsHeld(holdings, [skuKey(sku.productId, sku.skuId)]);
  const problem = addOnProblem(sku, { base: seatsHeld(holdings, sku.prerequisiteSkus), owned, asked, later: 0 });
  return problem?.kind === 'BaseSeatsNotMet' ? tooMany('base', asked, problem.available) : undefined;
};

/** CAT-5: seats taken off earlier were counted already, so putting them back asks for none. */
const beyondPromotion = (subscription: Subscription, quantity: number, catalogue: Catalogue, holdings: Holdings, at: Instant): TooMany | undefined => {
  const promotion = subscription.promotionId === undefined ? undefined : findPromotion(catalogue, subscription.promotionId, at);
  const available = promotion && promotionSeatsLeft(promotion, holdings);
  const most = Math.max(subscription.quantity, subscription.redeemedQuantity ?? 0);
  return available === undefined ? undefined : tooMany('promotion', Math.max(0, quantity - most), available);
};

/**
 * What stands against more seats on a subscription the customer has, judged with all that the customer holds, over all partners; undefined if nothing does.
 * @param quantity the new total. @param holdings of the customer, this subscription included.
 */
export const growthProblem = (subscription: Subscription, quantity: number, catalogue: Catalogue, holdings: Holdings, at: Instant): TooMany | undefined => {
  const { productId, skuId } = subscription.offer;
  const sku = catalogue.items.get(skuKey(productId, skuId))?.sku;
  const asked = quantity - subscription.quantity;
  if (sku === undefined || asked <= 0) return undefined;
  return beyondPool(sku, holdings, asked) ?? beyondBase(sku, holdings, asked) ?? beyondPromotion(subscription, quantity, catalogue, holdings, at);
};

import { discountedCyclePrice, promotionFor } from '../catalogue/applyPromotion';
import { type FoundOffer } from '../catalogue/findOffer';
import { isHeld, type Holding } from '../catalogue/holdings';
import { mayBuy } from '../catalogue/mayBuy';
import { skuKey, type Sku } from '../catalogue/state';
import { failure, success, type Result } from '../kernel/result';
import { addOnProblem } from './addOnBase';
import { seatsHeld, type CustomerStanding } from './customerStanding';
import { linePricing } from './linePricing';
import { findLineOffer, priceLine, type ListedLine, type PricingContext } from './priceLine';
import { type CartLine, type CartLineError, type LinePricing } from './state';

/** A line that can be bought as it stands, and for what. */
export interface PricedLine extends ListedLine {
  /** Per licence and charge cycle, after the promotion. */
  readonly cyclePrice: string;
  readonly promotionId?: string;
  readonly pricing: LinePricing;
}

export interface ReviewedLine {
  readonly line: CartLine;
  readonly result: Result<PricedLine, CartLineError>;
}

interface FoundLine {
  readonly line: CartLine;
  readonly found: Result<FoundOffer, CartLineError>;
}

const keyOf = ({ productId, skuId }: Sku): string => skuKey(productId, skuId);

/** What a line would add to the customer's holdings, for the lines after it. */
const holdingOf = (line: CartLine, sku: Sku, partnerId: string, promotionId: string | undefined): Holding => ({
  subscriptionId: `line ${line.id}`,
  productId: sku.productId,
  skuId: sku.skuId,
  quantity: line.quantity,
  status: 'active',
  partnerId,
  purchasedQuantity: line.quantity,
  ...(promotionId !== undefined && { promotionId }),
});

/** ORD-7: how many a customer may have, of one SKU over all partners and of subscriptions in all. */
const limitProblem = (line: CartLine, sku: Sku, { holdings }: CustomerStanding, most: number | undefined): CartLineError | undefined => {
  if (most !== undefined && holdings.filter(isHeld).length >= most) return { kind: 'TooManySubscriptions', most };
  const available = Math.max(0, sku.maximumQuantity - seatsHeld(holdings, [keyOf(sku)]));
  return line.quantity <= available ? undefined : { kind: 'SeatPoolExceeded', catalogItemId: line.catalogItemId, asked: line.quantity, available };
};

/** One line, with everything that the customer holds and earlier lines buy in `context.standing`. @param later licences that later lines buy of the same SKU. */
const reviewLine = (line: CartLine, offer: FoundOffer, later: number, context: PricingContext): Result<PricedLine, CartLineError> => {
  const { catalogue, segment, seller, standing, policy, at, currency } = context;
  const { sku } = offer.item;
  const allowed = mayBuy(offer, { partner: seller, customerMarket: catalogue.market, customerSegment: segment, holdings: standing.holdings, at });
  if (!allowed.ok) return failure(allowed.error.kind === 'NotSoldInMarket' ? { ...allowed.error, soldIn: [...allowed.error.soldIn] } : allowed.error);
  const listed = priceLine(line, offer, context);
  if (!listed.ok) return listed;
  const limit = limitProblem(line, sku, standing, policy.subscriptionsPerCustomer);
  if (limit !== undefined) return failure(limit);
  const base = seatsHeld(standing.holdings, sku.prerequisiteSkus);
  const unsupported = addOnProblem(sku, { base, owned: seatsHeld(standing.holdings, [keyOf(sku)]), asked: line.quantity, later });
  if (unsupported !== undefined) return failure(unsupported.kind === 'AddOnBaseMissing' ? { ...unsupported, prerequisites: [...unsupported.prerequisites] } : unsupported);
  const { price, termDuration, billingCycle, start, end } = listed.value;
  const { quantity } = line;
  const promotion = promotionFor(catalogue, { offer, termDuration, billingCycle, quantity, holdings: standing.holdings, at }, line.promotionAsked);
  const cyclePrice = promotion === undefined ? price.cyclePrice : discountedCyclePrice(price, promotion);
  const pricing = linePricing({ termDuration, billingCycle, start, end, listCyclePrice: price.cyclePrice, cyclePrice, currency }, quantity, policy.rounding);
  return success({ ...listed.value, cyclePrice, pricing, ...(promotion && { promotionId: promotion.promotionId }) });
};

const isAddOn = ({ found }: FoundLine): boolean => found.ok && found.value.item.sku.prerequisiteSkus.length > 0;

const seatsAfter = (lines: readonly FoundLine[], index: number, sku: Sku): number =>
  lines.slice(index + 1).reduce((sum, { line, found }) => (found.ok && keyOf(found.value.item.sku) === keyOf(sku) ? sum + line.quantity : sum), 0);

/**
 * Every line, judged with what the customer holds and the other lines buy: the price of each or what is wrong with it. Bases go before their add-ons, whatever their
 * order in the cart (ORD-5); apart from that an earlier line takes what a limit leaves first.
 * @returns in the order in which the lines are to be bought.
 */
export const reviewLines = (lines: readonly CartLine[], context: PricingContext): ReviewedLine[] => {
  const found = lines.map((line): FoundLine => ({ line, found: findLineOffer(line.catalogItemId, context.catalogue) }));
  const ordered = [...found.filter((each) => !isAddOn(each)), ...found.filter(isAddOn)];
  let { standing } = context;
  return ordered.map(({ line, found: offer }, index) => {
    if (!offer.ok) return { line, result: offer };
    const { sku } = offer.value.item;
    const result = reviewLine(line, offer.value, seatsAfter(ordered, index, sku), { ...context, standing });
    if (result.ok) standing = { ...standing, holdings: [...standing.holdings, holdingOf(line, sku, context.seller.tenantId, result.value.promotionId)] };
    return { line, result };
  });
};

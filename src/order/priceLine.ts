import { findOffer, type FoundOffer } from '../catalogue/findOffer';
import { priceFor, type Price } from '../catalogue/priceFor';
import { type Catalogue, type Segment, type SkuKind } from '../catalogue/state';
import { type Instant } from '../kernel/instant';
import { lineAmount } from '../kernel/money';
import { failure, success, type Result } from '../kernel/result';
import { type CartLine, type CartLineError, type LinePricing } from './state';

/** What a line is priced against: the customer's market, the partner's currency (CUS-3). */
export interface PricingContext {
  readonly catalogue: Catalogue;
  readonly segment: Segment;
  readonly currency: string;
  /** Whether the partner sells through resellers: a direct-bill partner names none (ORD-2). */
  readonly sellsThroughResellers: boolean;
  readonly at: Instant;
}

export interface PricedLine {
  readonly offer: FoundOffer;
  readonly price: Price;
  readonly pricing: LinePricing;
}

/** Amounts per unit and cycle; `extendedPrice` is the whole quantity over the whole term: cycle amount × cycles. */
const pricingOf = (price: Price, quantity: number): LinePricing => {
  const perCycle = price.cyclePrice;
  const cycleAmount = lineAmount(perCycle, { days: 1, cycleDays: 1 }, quantity, price.currency, 'LINE_DOWN');
  return {
    listPrice: perCycle,
    discountedPrice: perCycle,
    proratedPrice: perCycle,
    price: perCycle,
    extendedPrice: lineAmount(cycleAmount, { days: 1, cycleDays: 1 }, price.cyclesInTerm, price.currency, 'LINE_DOWN'),
  };
};

/** Kinds whose rules of purchase and renewal are built. The catalogue lists the others; a cart shows an error on their line. */
const soldHere: ReadonlySet<SkuKind> = new Set(['licence']);

/** Finds and prices what a line names; the first thing that is wrong with it otherwise. */
export const priceLine = (line: CartLine, context: PricingContext): Result<PricedLine, CartLineError> => {
  const { catalogItemId, billingCycle, quantity } = line;
  const found = findOffer(context.catalogue, catalogItemId, context.segment);
  if (!found.ok) return failure({ kind: 'CatalogItemInvalid', catalogItemId });
  const { sku } = found.value.item;
  if (!soldHere.has(sku.kind)) return failure({ kind: 'CatalogItemInvalid', catalogItemId });
  const termDuration = line.termDuration ?? 'P1M';
  const price = priceFor({ offer: found.value, termDuration, billingCycle, currency: context.currency, at: context.at, quantity });
  if (!price.ok) {
    return price.error.kind === 'TermNotOffered'
      ? failure({ kind: 'BillingPlanNotSupported', termDuration, billingCycle })
      : failure({ kind: 'CatalogItemInvalid', catalogItemId });
  }
  if (quantity < sku.minimumQuantity || quantity > sku.maximumQuantity) {
    return failure({ kind: 'QuantityOutsideOffer', quantity, minimum: sku.minimumQuantity, maximum: sku.maximumQuantity });
  }
  const namesReseller = line.resellerOfRecord !== undefined || line.additionalResellers.length > 0;
  if (namesReseller && !context.sellsThroughResellers) return failure({ kind: 'ResellerNotAllowed' });
  return success({ offer: found.value, price: price.value, pricing: pricingOf(price.value, quantity) });
};

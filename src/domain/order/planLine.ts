import { holdsLegacy } from '../azurePlan/state';
import { planOf } from '../azurePlan/setUp';
import { type FoundOffer } from '../catalogue/findOffer';
import { mayBuy } from '../catalogue/mayBuy';
import { priceFor, type Price } from '../catalogue/priceFor';
import { failure, success, type Result } from '../../kernel/result';
import { FREE } from './lineAmounts';
import { type PricingContext } from './priceLine';
import { resellerProblem } from '../parties/partner/resellers';
import { type CartLine, type CartLineError, type LinePricing } from './state';

/** An Azure plan that can be bought: a container without a term and a price of its own. */
export interface PricedPlan {
  readonly isPlan: true;
  readonly offer: FoundOffer;
  readonly price: Price;
  readonly billingCycle: Price['billingCycle'];
  readonly pricing: LinePricing;
}

/** Whose plan it would be: one for each reseller of record, and one without (AZP-1). */
export const planHolder = ({ resellerOfRecord }: Pick<CartLine, 'resellerOfRecord'>): string => resellerOfRecord ?? '';

/** How it must be asked for: once, for no term, by somebody who may. */
const problemOfLine = (line: CartLine, { item: { sku } }: FoundOffer, { seller }: PricingContext): CartLineError | undefined => {
  const { quantity, termDuration, billingCycle, customTermEndDate } = line;
  const named = { productId: sku.productId, skuId: sku.skuId };
  if (customTermEndDate !== undefined) return { kind: 'TermEndNotForProduct', ...named };
  if (termDuration !== undefined) return { kind: 'BillingPlanNotSupported', termDuration, billingCycle };
  if (quantity < sku.minimumQuantity || quantity > sku.maximumQuantity) return { kind: 'QuantityOutsideOffer', quantity, minimum: sku.minimumQuantity, maximum: sku.maximumQuantity };
  return resellerProblem(line, seller);
};

/**
 * AZP-1, AZP-5: one plan for a partner and customer, for an indirect provider one for each of its resellers of record; none while the customer has the older offer, which is moved instead (AZP-3). In a market
 * whose catalogue has no plan there is no such line: see {@link findLineOffer}.
 * @param inCart holders of the plans that earlier lines of the same cart buy.
 */
export const reviewPlan = (line: CartLine, offer: FoundOffer, inCart: ReadonlySet<string>, context: PricingContext): Result<PricedPlan, CartLineError> => {
  const { catalogue, segment, seller, standing, currency, at } = context;
  const allowed = mayBuy(offer, { partner: seller, customerMarket: catalogue.market, customerSegment: segment, holdings: [], at });
  if (!allowed.ok) return failure(allowed.error.kind === 'NotSoldInMarket' ? { ...allowed.error, soldIn: [...allowed.error.soldIn] } : allowed.error);
  const problem = problemOfLine(line, offer, context);
  if (problem !== undefined) return failure(problem);
  const price = priceFor({ offer, termDuration: 'NoTerm', billingCycle: line.billingCycle, currency, at });
  if (!price.ok) {
    if (price.error.kind === 'CurrencyNotListed') return failure({ ...price.error, listed: [...price.error.listed] });
    return failure(price.error.kind === 'NotOnSale' ? price.error : { kind: 'BillingPlanNotSupported', termDuration: '', billingCycle: line.billingCycle });
  }
  if (holdsLegacy(standing.azure)) return failure({ kind: 'OlderAzureOfferHeld' });
  const held = planOf(standing.azure, seller.tenantId, line.resellerOfRecord);
  if (held !== undefined || inCart.has(planHolder(line))) return failure({ kind: 'AzurePlanHeld', ...(line.resellerOfRecord !== undefined && { resellerOfRecord: line.resellerOfRecord }) });
  return success({ isPlan: true, offer, price: price.value, billingCycle: line.billingCycle, pricing: FREE });
};

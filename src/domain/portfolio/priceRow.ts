import { promotionAtRenewal } from '../catalogue/applyPromotion';
import { type FoundOffer } from '../catalogue/findOffer';
import { cyclePriceOf, priceFor } from '../catalogue/priceFor';
import { type Catalogue } from '../catalogue/state';
import { cyclesInTerm, type BillingCycle, type TermDuration } from '../../kernel/durations';
import { type Instant } from '../../kernel/instant';
import { type PortfolioField } from './columns';

/** Per licence and whole charge cycle, locked for the running term. */
export interface RowPrice {
  readonly cyclePrice: string;
  readonly listCyclePrice: string;
  readonly promotionId?: string;
}

export interface PriceProblem {
  readonly of: PortfolioField;
  readonly reason: string;
}

interface AskedPrice {
  readonly offer: FoundOffer;
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  readonly currency: string;
  readonly quantity: number;
  /** When the running term began. */
  readonly at: Instant;
  /** Per licence and whole term, before a promotion; null: the sheet's of that day. */
  readonly unitPrice: string | null;
  readonly promotionId: string | null;
}

const planName = ({ termDuration, billingCycle }: { readonly termDuration: string; readonly billingCycle: string }): string => `${termDuration} ${billingCycle}`;

const listPrice = (asked: AskedPrice): { readonly unitPrice: string; readonly cycles: number } | PriceProblem => {
  const { offer, termDuration, billingCycle, currency, at, quantity } = asked;
  const cycles = cyclesInTerm(termDuration, billingCycle);
  const price = priceFor({ offer, termDuration, billingCycle, currency, at, quantity });
  if (price.ok) return { unitPrice: asked.unitPrice ?? price.value.unitPrice, cycles: price.value.cyclesInTerm };
  switch (price.error.kind) {
    case 'TermNotOffered':
      return { of: 'billingCycle', reason: `${planName(asked)} is not sold: ${price.error.offered.map(planName).join(', ')}` };
    case 'CurrencyNotListed':
      return { of: 'currency', reason: `the product has no price in ${currency}, the partner's currency: ${price.error.listed.join(', ')}` };
    default:
      if (asked.unitPrice !== null && cycles !== undefined) return { unitPrice: asked.unitPrice, cycles };
      return { of: 'price', reason: `the price sheet has no price for ${quantity} at ${at}, when the term began: name what one licence costs for the whole term` };
  }
};

/** What a licence costs for each charge cycle of the running term, by the row or else by the sheet as it was when that began; or what stands against it. */
export const priceRow = (catalogue: Catalogue, asked: AskedPrice): RowPrice | PriceProblem => {
  const { offer, termDuration, billingCycle, at, promotionId: named } = asked;
  const listed = listPrice(asked);
  if ('reason' in listed) return listed;
  const { unitPrice, cycles } = listed;
  const listCyclePrice = cyclePriceOf(unitPrice, cycles);
  if (named === null) return { cyclePrice: listCyclePrice, listCyclePrice };
  const { productId, skuId } = offer.item.sku;
  const promotion = promotionAtRenewal(catalogue, { promotionId: named, productId, skuId, termDuration, billingCycle, at });
  if (promotion === undefined) return { of: 'promotion', reason: `${named} is no promotion of ${catalogue.market} for ${productId}:${skuId} ${planName(asked)} that ran at ${at}, when the term began` };
  return { cyclePrice: cyclePriceOf(unitPrice, cycles, promotion.percentDiscount), listCyclePrice, promotionId: promotion.promotionId };
};

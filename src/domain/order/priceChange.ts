import { Decimal } from 'decimal.js';
import { type Instant } from '../../kernel/instant';
import { type CartLine, type LinePricing } from './state';

/** What a line costs, and by which promotion. */
export interface PricedLineNow {
  readonly pricing: LinePricing;
  readonly promotionId?: string | undefined;
}

/** ORD-11: a line of a cart whose price is not the one that was shown last. */
export interface PriceChange {
  readonly lineId: number;
  /** Whether it costs more: a licence for a whole cycle, or the line for its term. A first term that became shorter hides no dearer licence. */
  readonly isRisen: boolean;
  readonly currency: string;
  readonly shown: PricedLineNow;
  readonly now: PricedLineNow;
}

const amounts = ['listPrice', 'discountedPrice', 'proratedPrice', 'price', 'extendedPrice'] as const;

const exceeds = (a: string, b: string): boolean => new Decimal(a).gt(b);

const isDearer = (now: LinePricing, shown: LinePricing): boolean => exceeds(now.discountedPrice, shown.discountedPrice) || exceeds(now.extendedPrice, shown.extendedPrice);

const differs = (now: LinePricing, shown: LinePricing): boolean => amounts.some((amount) => !new Decimal(now[amount]).eq(shown[amount]));

const pricedAs = ({ pricing, promotionId }: CartLine): PricedLineNow | undefined => pricing && { pricing, ...(promotionId !== undefined && { promotionId }) };

/** The change between two pricings of one line that asks for the same; undefined if there is none, or one of them has no price. @param now the line as it is priced now. */
export const priceChangeOf = (shown: CartLine, now: CartLine): PriceChange | undefined => {
  const [before, after] = [pricedAs(shown), pricedAs(now)];
  if (before === undefined || after === undefined || now.currency === undefined) return undefined;
  const isOther = shown.currency !== now.currency || before.promotionId !== after.promotionId || differs(after.pricing, before.pricing);
  if (!isOther) return undefined;
  return { lineId: now.id, isRisen: shown.currency !== now.currency || isDearer(after.pricing, before.pricing), currency: now.currency, shown: before, now: after };
};

/** The line with what it was shown at before, where that has changed; what was noted of it earlier stays otherwise. */
export const withPriceChange = (shown: CartLine, now: CartLine, at: Instant): CartLine => {
  const change = priceChangeOf(shown, now);
  if (change === undefined) return { ...now, ...(shown.priceChange !== undefined && now.pricing !== undefined && { priceChange: shown.priceChange }) };
  const { pricing: previous, promotionId: previousPromotionId } = change.shown;
  return { ...now, priceChange: { changedAt: at, previous, ...(previousPromotionId !== undefined && { previousPromotionId }) } };
};

const isSamePlan = (a: CartLine, b: CartLine): boolean => a.catalogItemId === b.catalogItemId && a.termDuration === b.termDuration && a.billingCycle === b.billingCycle && a.customTermEndDate === b.customTermEndDate;

/**
 * A line that a client put in the place of another. What it costs otherwise because it asks otherwise is no change of price: with another quantity, or another promotion asked for, only the list price tells.
 */
export const withPriceChangeSincePut = (shown: CartLine, now: CartLine, at: Instant): CartLine => {
  if (!isSamePlan(shown, now)) return now;
  const asksTheSame = shown.quantity === now.quantity && shown.promotionAsked === now.promotionAsked;
  const { priceChange: _earlier, ...before } = shown;
  return asksTheSame || priceChangeOf(shown, now)?.shown.pricing.listPrice !== now.pricing?.listPrice ? withPriceChange(before, now, at) : now;
};

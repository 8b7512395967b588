import { Decimal } from 'decimal.js';
import { type ChargeType } from './chargeLine';
import { decimalsOf } from '../../kernel/currency';
import { type BillingCycle } from '../../kernel/durations';
import { type Share } from '../../kernel/money';

const Exact = Decimal.clone({ precision: 40 });

/** Decimals that an effective unit price keeps. */
const PRICE_DECIMALS = 20;

export interface TraditionalAmounts {
  readonly effectiveUnitPrice: string;
  /** With all decimals of the currency. */
  readonly subtotal: string;
  readonly rounding: 'LINE_HALF_UP' | 'DAY_HALF_UP';
}

/**
 * The amounts of a traditional line: rounded half-up on the line. Part of an annual cycle is priced by the day, and the price of a day is rounded half-up first; it is no more than the whole cycle,
 * of which a day that was rounded up would else give back more than was charged (BIL-3).
 * @param cyclePrice per licence and whole cycle.
 * Source: "Sample legacy monthly billing scenarios" (4 / 31 × 12 × 2 = 3.10), "Common legacy annual billing scenarios" (48 / 365 = 0.13 a day).
 */
export const traditionalAmounts = (cyclePrice: string, billingCycle: BillingCycle, { days, cycleDays }: Share, quantity: number, currency: string): TraditionalAmounts => {
  const decimals = decimalsOf(currency);
  const halfUp = (value: Decimal): Decimal => value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
  const price = new Exact(cyclePrice);
  if (billingCycle === 'annual' && days < cycleDays) {
    const share = Exact.min(halfUp(price.div(cycleDays)).times(days), price);
    return { effectiveUnitPrice: share.toFixed(), subtotal: share.times(quantity).toFixed(decimals), rounding: 'DAY_HALF_UP' };
  }
  return {
    effectiveUnitPrice: price.times(days).div(cycleDays).toDecimalPlaces(PRICE_DECIMALS, Decimal.ROUND_DOWN).toFixed(),
    subtotal: halfUp(price.times(days).times(quantity).div(cycleDays)).toFixed(decimals),
    rounding: 'LINE_HALF_UP',
  };
};

/**
 * What a traditional line is called that new commerce calls `new`, `renew` or `cycleCharge`. A first line that pays for part of a cycle is a proration whatever the billing.
 * Source: the charge types of the two pages above; that of an add-on's part of a month is inferred from its name.
 */
export const traditionalChargeType = (chargeType: 'new' | 'renew' | 'cycleCharge', billingCycle: BillingCycle, { days, cycleDays }: Share): ChargeType => {
  switch (chargeType) {
    case 'new':
      return billingCycle === 'annual' || days < cycleDays ? 'Prorate fees when purchase' : 'Cycle fee';
    case 'renew':
      return 'Prorate fee when renew';
    case 'cycleCharge':
      return 'Cycle fee';
  }
};

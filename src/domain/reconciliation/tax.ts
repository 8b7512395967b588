import { Decimal } from 'decimal.js';
import { decimalsOf } from '../../kernel/currency';

const Exact = Decimal.clone({ precision: 40 });

/**
 * Tax of one amount, rounded to the currency, halves away from zero: 9.75 at 10 % is 0.98 (billing example E17). Lines are taxed one by one and then summed, so that the sum may differ by cents
 * from the tax on the total.
 * @param percent a decimal, `25` say.
 */
export const taxOf = (amount: string, percent: string, currency: string): string => {
  const decimals = decimalsOf(currency);
  const tax = new Exact(amount).times(percent).div(100).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
  return (tax.isZero() ? tax.abs() : tax).toFixed(decimals);
};

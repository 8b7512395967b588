import { Decimal } from 'decimal.js';
import { decimalsOf } from './currency';

/** Exact decimals, 40 significant digits, cut toward zero: BIL-5 allows no binary fraction between two roundings. */
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_DOWN });

/** How a line amount is cut to the currency; names and reasons in docs/decisions/0002-rounding.md. */
export type RoundingPolicy = 'LINE_DOWN' | 'UNIT_DOWN';

/** What one line pays for: `days` of a cycle of `cycleDays`, both counted inclusively. */
export interface Share {
  readonly days: number;
  readonly cycleDays: number;
}

/** Decimals that an effective unit price keeps. */
const PRICE_DECIMALS = 20;

const exact = (text: string): Decimal => new Exact(text);

const WRITTEN = /^-?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,2})?$/;

/** A decimal as programs and spreadsheets write it, `1E-05` too, as plain digits: `0.00001`. Undefined if it is none. */
export const readDecimal = (text: string): string | undefined => (WRITTEN.test(text) ? (/e/i.test(text) ? new Decimal(text).toFixed() : text) : undefined);

/** Never an exponent, never a negative zero. */
const plainText = (value: Decimal, decimals?: number): string => {
  const positiveZero = value.isZero() ? value.abs() : value;
  return decimals === undefined ? positiveZero.toFixed() : positiveZero.toFixed(decimals);
};

/** Price of one unit for a share of its cycle, unrounded up to 20 decimals: `10.08`, 28 of 30 days → `9.408`. */
export const effectiveUnitPrice = (unitPrice: string, share: Share): string =>
  plainText(exact(unitPrice).times(share.days).div(share.cycleDays).toDecimalPlaces(PRICE_DECIMALS));

/**
 * Amount of one line in its currency, rounded once and toward zero; a negative unit price is a refund and is cut toward zero as well.
 * Computed from the exact product, not from the effective unit price, so that a third of a price times three is the price.
 * @returns all decimals of the currency: `100.80`.
 */
export const lineAmount = (unitPrice: string, share: Share, quantity: number, currency: string, rounding: RoundingPolicy): string => {
  const decimals = decimalsOf(currency);
  const prorated = (units: number): Decimal => exact(unitPrice).times(share.days).times(units).div(share.cycleDays).toDecimalPlaces(decimals);
  return plainText(rounding === 'LINE_DOWN' ? prorated(quantity) : prorated(1).times(quantity), decimals);
};

export const negated = (amount: string): string => plainText(exact(amount).neg());

/** The exact sum; `0` for none. */
export const sumOf = (amounts: readonly string[]): string => plainText(amounts.reduce((sum, amount) => sum.plus(amount), exact('0')));

/** An amount with all decimals of its currency: `100.8` EUR → `100.80`. For sums of amounts that were cut to it; what has more decimals is cut toward zero. */
export const amountIn = (amount: string, currency: string): string => {
  const decimals = decimalsOf(currency);
  return plainText(exact(amount).toDecimalPlaces(decimals), decimals);
};

/**
 * Splits an amount in proportion to the weights without losing a minor unit: largest remainder, ties by position. A credit is split by its magnitude.
 * @throws RangeError if no weight is positive, one is negative, or the amount has more decimals than the currency.
 */
export const allocate = (amount: string, weights: readonly number[], currency: string): string[] => {
  const decimals = decimalsOf(currency);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0 || weights.some((weight) => weight < 0)) throw new RangeError(`Cannot split by the weights ${weights.join(', ')}`);
  const units = exact(amount).abs().times(exact('10').pow(decimals));
  if (!units.isInteger()) throw new RangeError(`${amount} has more decimals than ${currency}`);
  const shares = weights.map((weight, position) => {
    const numerator = units.times(weight);
    return { position, whole: numerator.divToInt(total), remainder: numerator.mod(total) };
  });
  const missing = units.minus(shares.reduce((sum, share) => sum.plus(share.whole), exact('0'))).toNumber();
  const rounded = new Set([...shares].sort((a, b) => b.remainder.cmp(a.remainder) || a.position - b.position).slice(0, missing).map((share) => share.position));
  const sign = exact(amount).isNegative() ? -1 : 1;
  return shares.map(({ whole, position }) => plainText(whole.plus(rounded.has(position) ? 1 : 0).times(sign).div(exact('10').pow(decimals)), decimals));
};

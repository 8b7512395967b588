import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { decimalsOf } from '../../kernel/currency';
import { calendarDateSchema, decimalSchema } from '../../kernel/schemas';
import { type CalendarDate } from '../../kernel/calendarDate';

const Exact = Decimal.clone({ precision: 60 });

/** Of totals that are not rounded to a currency. */
const DECIMALS = 15;

/** What one unit of a pricing currency is billed at. It holds for charges of its month, and of later ones until the next is set. */
export const exchangeRateSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** First day. */
  month: calendarDateSchema,
  rate: decimalSchema,
});
export type ExchangeRate = z.infer<typeof exchangeRateSchema>;

/** The one that holds in a month: the latest that was set for it or an earlier one. @param rates of one pair of currencies. */
export const rateIn = (rates: readonly ExchangeRate[], month: CalendarDate): ExchangeRate | undefined =>
  rates.filter((each) => each.month <= month).reduce<ExchangeRate | undefined>((best, each) => (best === undefined || each.month > best.month ? each : best), undefined);

/** The one that holds in a month between two currencies; undefined where they are the same, or nobody has said. */
export const rateBetween = (rates: readonly ExchangeRate[], from: string, to: string, month: CalendarDate): ExchangeRate | undefined =>
  from === to ? undefined : rateIn(rates.filter((each) => each.from === from && each.to === to), month);

/** An amount that was rounded in its pricing currency, cut to the one it is billed in, toward zero: the rule for usage, cut twice. */
export const billedAmount = (amount: string, rate: string, currency: string): string => {
  const decimals = decimalsOf(currency);
  const billed = new Exact(amount).times(rate).toDecimalPlaces(decimals, Decimal.ROUND_DOWN);
  return (billed.isZero() ? billed.abs() : billed).toFixed(decimals);
};

/** The other way: what an amount that was billed comes to in the pricing currency, cut to that, toward zero. @param rate what one unit of the pricing currency is billed at. */
export const pricedAmount = (amount: string, rate: string, currency: string): string => {
  const decimals = decimalsOf(currency);
  return new Exact(amount).div(rate).toDecimalPlaces(decimals, Decimal.ROUND_DOWN).toFixed(decimals);
};

/** The same of a total that is not rounded, up to 15 decimals. */
export const billedTotal = (total: string, rate: string): string => new Exact(total).times(rate).toDecimalPlaces(DECIMALS, Decimal.ROUND_HALF_UP).toFixed();

/** Finer than any cent: takes away what an effective unit price lost behind its twentieth decimal, before the amount is cut. */
const FINE_DECIMALS = 12;

/** What of a line decides its amount. */
export interface Priced {
  readonly effectiveUnitPrice: string;
  readonly quantity: string;
  /** In the pricing currency, cut by `rounding`. */
  readonly subtotal: string;
  /** How a licence's amount was cut; absent: it is usage. */
  readonly rounding?: string | undefined;
}

/**
 * BIL-2, BIL-5: the amount of a line in another currency than it is priced in: cut once, by the rule that cut it before, with the rate before the cut; usage twice, as its own rule says.
 * @param rate what one unit of the pricing currency is billed at. @returns all decimals of the billing currency.
 */
export const exchanged = ({ effectiveUnitPrice, quantity, subtotal, rounding }: Priced, rate: string, currency: string): string => {
  if (rounding === undefined) return billedAmount(subtotal, rate, currency);
  const decimals = decimalsOf(currency);
  const isDown = rounding === 'LINE_DOWN' || rounding === 'UNIT_DOWN';
  const cut = (value: Decimal): Decimal => value.toDecimalPlaces(FINE_DECIMALS, Decimal.ROUND_HALF_UP).toDecimalPlaces(decimals, isDown ? Decimal.ROUND_DOWN : Decimal.ROUND_HALF_UP);
  const unit = new Exact(effectiveUnitPrice).times(rate);
  const amount = rounding === 'UNIT_DOWN' ? cut(unit).times(quantity) : cut(unit.times(quantity));
  return (amount.isZero() ? amount.abs() : amount).toFixed(decimals);
};

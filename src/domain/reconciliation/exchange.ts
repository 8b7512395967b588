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

/** An amount that was rounded in its pricing currency, cut to the one it is billed in, toward zero: the rule for usage, cut twice. */
export const billedAmount = (amount: string, rate: string, currency: string): string => {
  const decimals = decimalsOf(currency);
  const billed = new Exact(amount).times(rate).toDecimalPlaces(decimals, Decimal.ROUND_DOWN);
  return (billed.isZero() ? billed.abs() : billed).toFixed(decimals);
};

/** The same of a total that is not rounded, up to 15 decimals. */
export const billedTotal = (total: string, rate: string): string => new Exact(total).times(rate).toDecimalPlaces(DECIMALS, Decimal.ROUND_HALF_UP).toFixed();

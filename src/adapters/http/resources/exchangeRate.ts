import { z } from 'zod';
import { MOST_RATES } from '../../../app/exchangeRates';
import { isCurrency } from '../../../kernel/currency';
import { type ExchangeRate } from '../../../domain/reconciliation/exchange';
import { monthSchema } from '../usageReport';

const currencySchema = z.string().trim().toUpperCase().refine(isCurrency, 'must be a currency, EUR say').meta({ description: 'ISO 4217.' });

/** As a decimal text, so that it is what was meant. */
const rateSchema = z.string().regex(/^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,12})?$/, 'must be a positive decimal, "0.9215" say').meta({ description: 'What one unit of `from` is in `to`, exactly.' });

const rate = z.object({ from: currencySchema, to: currencySchema, month: monthSchema, rate: rateSchema });
const DIFFER = 'from and to must differ';
const rateBody = rate.refine(({ from, to }) => from !== to, DIFFER);

/** The same as it stands in a file: a member that is none is a slip of the pen. */
export const filedRate = z.strictObject(rate.shape).refine(({ from, to }) => from !== to, DIFFER);

export const namesRatesOnce = (rates: readonly ExchangeRate[]): boolean => new Set(rates.map(({ from, to, month }) => `${from}|${to}|${month}`)).size === rates.length;

export const exchangeRatesBody = z.array(rateBody).min(1).max(MOST_RATES).refine(namesRatesOnce, 'must name each pair and month once');

export const exchangeRateResource = ({ from, to, month, rate }: ExchangeRate) => ({ from, to, month: month.slice(0, 7), rate });

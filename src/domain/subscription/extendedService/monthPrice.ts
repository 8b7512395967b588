import { Decimal } from 'decimal.js';
import { monthsOfTerm, type TermDuration } from '../../../kernel/durations';
import { type ExtendedServiceTerm } from '../../policy/policy';

const Exact = Decimal.clone({ precision: 60 });
/** As list prices are cut: rounded up there, so that a line cut down to the currency never loses a cent. */
const MONTH_PRICE_DECIMALS = 12;

/** List prices of one licence on the day the month begins, per whole term; absent where the offer has none. */
export interface ListedPrices {
  readonly monthlyTerm?: string | undefined;
  readonly endedTerm?: { readonly unitPrice: string; readonly termDuration: TermDuration } | undefined;
}

/**
 * POL-2: what one licence costs for a month of extended service: the monthly term's price and 3 %, or, where the offer has no monthly term, a month of the term that ended
 * and 23 %. The percentages are the policy's. @returns null if the offer has neither price.
 */
export const extendedMonthPrice = ({ monthlyTerm, endedTerm }: ListedPrices, { percentOverMonthlyTerm, percentOverEndedTerm }: ExtendedServiceTerm): string | null => {
  if (monthlyTerm !== undefined) return dearer(new Exact(monthlyTerm), percentOverMonthlyTerm);
  return endedTerm === undefined ? null : dearer(new Exact(endedTerm.unitPrice).div(monthsOfTerm(endedTerm.termDuration)), percentOverEndedTerm);
};

const dearer = (price: Decimal, percent: number): string => price.times(100 + percent).div(100).toDecimalPlaces(MONTH_PRICE_DECIMALS, Decimal.ROUND_UP).toFixed();

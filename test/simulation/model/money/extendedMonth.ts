import { type Instant } from '../../../../src/kernel/instant';
import { chargesOfTerm, monthsOf } from './chargeCycles';
import { partOf } from './exact';
import { type Bought, type CyclePrice, type PriceSheets } from './priceSheets';

/** Of one seat, and by which of the two prices it is made. */
export interface ExtendedMonth {
  readonly price: CyclePrice;
  readonly by: 'the monthly term and 3 %' | 'a month of the ended term and 23 %';
}

/**
 * POL-2: a month of extended service by the list prices of an instant: the monthly term's and 3 %, or, where the offer has none, a month of the term that ended and 23 %. No promotion.
 * @param ended the plan of that term. @returns undefined: neither is sold then.
 */
export const extendedMonth = (sheets: PriceSheets, bought: Bought, ended: Pick<Bought, 'termDuration' | 'billingCycle'>, at: Instant): ExtendedMonth | undefined => {
  const listed = (plan: typeof ended) => sheets.priceAt({ ...bought, promotionId: undefined, ...plan }, at)?.list;
  const month = listed({ termDuration: 'P1M', billingCycle: 'monthly' });
  if (month !== undefined) return { price: twice(partOf(month, 103, 100)), by: 'the monthly term and 3 %' };
  const [cycle, months] = [listed(ended), monthsOf(ended.termDuration)];
  if (cycle === undefined || months === undefined) return undefined;
  return { price: twice(partOf(cycle, 123 * chargesOfTerm(ended.termDuration, ended.billingCycle), 100 * months)), by: 'a month of the ended term and 23 %' };
};

/** It is listed nowhere: what is paid counts as its list price. */
const twice = (price: CyclePrice['list']): CyclePrice => ({ list: price, paid: price });

import { Decimal } from 'decimal.js';
import { type ChargeLine } from '../billing/chargeLine';

const Exact = Decimal.clone({ precision: 40 });

/**
 * What of the list price is paid for a whole cycle, 0.9 with a promotion of 10 %: as the line keeps it; of one stored before that was kept, of its price, the days left out of account. Undefined for a list price of zero.
 */
export const paidShare = ({ unitPrice, effectiveUnitPrice, billableDays, cycleDays, promotedPrice }: ChargeLine): Decimal | undefined => {
  if (new Exact(unitPrice).isZero()) return undefined;
  if (promotedPrice !== undefined) return new Exact(promotedPrice).div(unitPrice);
  return new Exact(effectiveUnitPrice).abs().times(cycleDays).div(new Exact(unitPrice).times(billableDays));
};

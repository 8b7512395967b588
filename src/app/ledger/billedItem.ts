import { type Partner } from '../../domain/parties/partner/state';
import { exchanged, rateBetween, type ExchangeRate } from '../../domain/reconciliation/exchange';
import { type BilledPartner, type LineItem } from '../../domain/reconciliation/lineItem';
import { type LedgerLine } from './ledgerLine';

/** Whose lines are billed, and at which rates. */
export interface BillingTerms {
  readonly partner: BilledPartner;
  /** Into the partner's currency, from any. */
  readonly rates: readonly ExchangeRate[];
}

export const billedPartner = ({ tenantId, name, partnerId, currency }: Partner): BilledPartner => ({ tenantId, name, partnerId, currency });

/**
 * BIL-2: a line as it is billed: in its partner's currency, at the rate of the month that it was charged in; as it is priced where nobody has said a rate, or where it was billed in that currency before.
 */
export const billedItem = ({ month, rounding, item }: LedgerLine, { partner, rates }: BillingTerms): LineItem => {
  const rate = rateBetween(rates, item.currency, partner.currency, month);
  if (rate === undefined) return { partner, ...item };
  return { partner, ...item, subtotal: exchanged({ ...item, rounding }, rate.rate, partner.currency), currency: partner.currency, exchangeRate: rate.rate };
};

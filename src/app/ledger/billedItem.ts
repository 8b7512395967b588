import { type InvoiceRun } from '../../domain/invoice/state';
import { type Partner } from '../../domain/parties/partner/state';
import { billedTotal, exchanged, rateBetween, type ExchangeRate, type Priced } from '../../domain/reconciliation/exchange';
import { type BilledPartner, type DailyItem, type LineItem } from '../../domain/reconciliation/lineItem';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type LedgerLine } from './ledgerLine';

/** Whose lines are billed, and at which rates. */
export interface BillingTerms {
  readonly partner: BilledPartner;
  /** Into the partner's currency, from any. */
  readonly rates: readonly ExchangeRate[];
}

export const billedPartner = ({ tenantId, name, partnerId, currency }: Partner): BilledPartner => ({ tenantId, name, partnerId, currency });

/** What a line of a month that is not issued is billed by: for good once its run has begun, which bills what is final; else by the terms of now. @param run of the month; undefined: it has not begun. */
export const termsOf = ({ isFinal }: Pick<LedgerLine, 'isFinal'>, run: InvoiceRun | undefined, now: BillingTerms): BillingTerms => (run !== undefined && isFinal ? run.terms : now);

/** What of a line decides what it is billed at. */
export type BilledPriced = Pick<LedgerLine, 'month' | 'rounding'> & { readonly item: Omit<Priced, 'rounding'> & Pick<LineItem, 'currency'> };

/** The amount of a line as it is billed, and in which currency. */
export const billedAs = ({ month, rounding, item }: BilledPriced, { partner, rates }: BillingTerms): { readonly subtotal: string; readonly currency: string; readonly exchangeRate?: string } => {
  const rate = rateBetween(rates, item.currency, partner.currency, month);
  if (rate === undefined) return { subtotal: item.subtotal, currency: item.currency };
  return { subtotal: exchanged({ ...item, rounding }, rate.rate, partner.currency), currency: partner.currency, exchangeRate: rate.rate };
};

/**
 * BIL-2: a line as it is billed: in its partner's currency, at the rate of the month that it was charged in; as it is priced where nobody has said a rate, or where it was billed in that currency before.
 */
export const billedItem = (line: LedgerLine, terms: BillingTerms): LineItem => ({ partner: terms.partner, ...line.item, ...billedAs(line, terms) });

/** The same of a day's row behind it, whose total is not cut. @param month in which it was used. */
export const billedDaily = (row: DailyItem, month: CalendarDate, { partner: { currency }, rates }: BillingTerms): DailyItem => {
  const rate = rateBetween(rates, row.currency, currency, month);
  return rate === undefined ? row : { ...row, preTaxTotal: billedTotal(row.preTaxTotal, rate.rate), currency, exchangeRate: rate.rate };
};

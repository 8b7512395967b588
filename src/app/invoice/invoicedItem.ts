import { type InvoiceTerms } from '../../domain/invoice/state';
import { type LineItem } from '../../domain/reconciliation/lineItem';
import { taxOf } from '../../domain/reconciliation/tax';
import { billedItem } from '../ledger/billedItem';
import { type LedgerLine } from '../ledger/ledgerLine';

/** BIL-2: a line as its run bills it: in the billing currency, with its tax. The run counts what the invoice's own lines later say. */
export const invoicedItem = (line: LedgerLine, terms: InvoiceTerms): LineItem => {
  const item = billedItem(line, terms);
  return { ...item, tax: taxOf(item.subtotal, terms.taxPercent, item.currency) };
};

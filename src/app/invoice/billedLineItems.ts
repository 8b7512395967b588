import { type Invoice } from '../../domain/invoice/state';
import { type LineItem } from '../../domain/reconciliation/lineItem';
import { ledgerPage } from '../reconciliation/lineItems';
import { type App } from '../ports';
import { type Page } from '../unreadable';
import { runOf } from './invoiceBook';
import { invoicedItem } from './invoicedItem';

/**
 * BIL-4: the lines of an invoice, each with its number and tax, in order of the file: a query for each thousand, whenever it is asked. Their amounts add up to the invoice's.
 * @throws RowUnreadable; Error where the run that issued it is gone.
 */
export const billedLineItems = async (app: Pick<App, 'invoices' | 'ledgerRows'>, invoice: Invoice) => {
  const { id, partnerId, month, currency } = invoice;
  const { terms } = await runOf(app.invoices, invoice);
  return (limit: number, continuation?: string): Promise<Page<LineItem>> =>
    ledgerPage(
      app,
      partnerId,
      month,
      (lines): readonly LineItem[] =>
        lines
          .filter(({ isFinal }) => isFinal)
          .map((line) => ({ ...invoicedItem(line, terms), invoiceNumber: id }))
          .filter((item) => item.currency === currency),
      limit,
      continuation,
    );
};

import { type Invoice } from '../../domain/invoice/state';
import { type LineItem } from '../../domain/reconciliation/lineItem';
import { ledgerPage } from '../reconciliation/lineItems';
import { type App } from '../ports';
import { type Page } from '../unreadable';
import { readRun } from './invoiceBook';
import { invoicedItem } from './invoicedItem';

/**
 * BIL-4: the lines of an invoice, each with its number and tax, in order of the file: a query for each thousand, whenever it is asked. Their amounts add up to the invoice's.
 * @throws RowUnreadable; Error where the run that issued it is gone.
 */
export const billedLineItems = async (app: Pick<App, 'invoices' | 'ledgerRows'>, { id, partnerId, month, currency }: Invoice) => {
  const run = await readRun(app.invoices, partnerId, month);
  if (run === undefined) throw new Error(`There is no run of ${partnerId} for ${month}, which issued ${id}`);
  const { terms } = run.value;
  return (limit: number, continuation?: string): Promise<Page<LineItem>> =>
    ledgerPage(
      app,
      partnerId,
      month,
      (line): LineItem | undefined => {
        const item = line.isFinal ? invoicedItem(line, terms) : undefined;
        return item?.currency === currency ? { ...item, invoiceNumber: id } : undefined;
      },
      limit,
      continuation,
    );
};

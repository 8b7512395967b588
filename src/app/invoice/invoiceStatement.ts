import { type Invoice } from '../../domain/invoice/state';
import { MOST_STATEMENT_LINES, statementRows, type Statement } from '../../domain/invoice/statement';
import { sumOf } from '../../kernel/money';
import { failure, success, type Result } from '../../kernel/result';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { RowUnreadable } from '../unreadable';
import { billedLineItems } from './billedLineItems';

const linesAtOnce = 1000;

const isSame = (amount: string, other: string): boolean => sumOf([amount]) === sumOf([other]);

/**
 * BIL-2: an invoice with the rows that its statement prints, the same whenever it is asked for. A query for each thousand lines; of one with more than {@link MOST_STATEMENT_LINES} none is read. Refused: InvoiceLinesDiffer, where
 * its lines do not come to it. @throws RowUnreadable for any line; Error where the run that issued it is gone.
 */
export const invoiceStatement = async (app: Pick<App, 'invoices' | 'ledgerRows'>, invoice: Invoice): Promise<Result<Statement, Refusal>> => {
  if (invoice.lines > MOST_STATEMENT_LINES) return success({ invoice, form: 'totals', rows: [] });
  const linesOf = await billedLineItems(app, invoice);
  const rows = statementRows();
  let continuation: string | undefined;
  do {
    const page = await linesOf(linesAtOnce, continuation);
    const [first] = page.unreadable ?? [];
    if (first !== undefined) throw new RowUnreadable(first);
    for (const item of page.items) rows.add(item);
    continuation = page.continuation;
  } while (continuation !== undefined);
  const { lines, subtotal, tax } = rows.total();
  if (lines !== invoice.lines || !isSame(subtotal, invoice.subtotal) || !isSame(tax, invoice.tax)) return failure({ kind: 'InvoiceLinesDiffer', invoiceId: invoice.id, invoiced: invoice.lines, found: lines });
  return success({ invoice, ...rows.result() });
};

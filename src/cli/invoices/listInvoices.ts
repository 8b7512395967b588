import { amountIn } from '../../kernel/money';
import { connect } from '../remote/connection';
import { dayOf, showRows } from '../remote/shown';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';
import { invoicesOf, type InvoicesWish } from './invoicesOf';

/** @returns the exit code. */
export const listInvoices = async ({ flags, month }: InvoicesWish, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const invoices = await invoicesOf(api, month);
  showRows(
    invoices,
    [
      ['Invoice', ({ id }) => id],
      ['Date', ({ invoiceDate }) => dayOf(invoiceDate)],
      ['From', ({ billingPeriodStartDate }) => dayOf(billingPeriodStartDate)],
      ['To', ({ billingPeriodEndDate }) => dayOf(billingPeriodEndDate)],
      ['Due', ({ dueDate }) => dayOf(dueDate)],
      ['Lines', ({ lineItemCount }) => lineItemCount],
      ['Total', ({ totalCharges, currencyCode }) => `${amountIn(String(totalCharges), currencyCode)} ${currencyCode}`],
    ],
    'There are no invoices.',
    flags.json,
    terminal,
  );
  return tellUnreadable(api, terminal);
};

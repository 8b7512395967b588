import { type Balance } from '../../../domain/invoice/balance';
import { type Invoice } from '../../../domain/invoice/state';
import { type Instant } from '../../../kernel/instant';
import { link } from '../links';
import { dayAtMidnight } from '../wireDates';
import { currencySymbol } from './order';

/** What the contract calls everything of new commerce. */
const INVOICE_TYPE = 'OneTime';

const lineTypes = [
  { invoiceLineItemType: 'billing_line_items', path: 'BillingLineItems' },
  { invoiceLineItemType: 'usage_line_items', path: 'UsageLineItems' },
] as const;

export const invoiceLineTypes = lineTypes.map(({ invoiceLineItemType }) => invoiceLineItemType);

/** The contract's Invoice. `totalCharges` is what is owed, with tax; payments are not kept. Beside the published members: `subtotal`, `taxTotal`, `dueDate`, and `lineItemCount`, by which a file is known to be whole. */
export const invoiceResource = (invoice: Invoice) => ({
  id: invoice.id,
  invoiceDate: invoice.invoiceDate,
  billingPeriodStartDate: dayAtMidnight(invoice.billingPeriodStart),
  billingPeriodEndDate: dayAtMidnight(invoice.billingPeriodEnd),
  dueDate: dayAtMidnight(invoice.dueDate),
  subtotal: Number(invoice.subtotal),
  taxTotal: Number(invoice.tax),
  totalCharges: Number(invoice.total),
  paidAmount: 0,
  currencyCode: invoice.currency,
  currencySymbol: currencySymbol(invoice.currency),
  lineItemCount: invoice.lines,
  taxReceipts: [],
  invoiceDetails: lineTypes.map(({ invoiceLineItemType, path }) => ({
    invoiceLineItemType,
    billingProvider: 'one_time',
    links: { self: link(`/invoices/${INVOICE_TYPE}-${invoice.id}/lineitems/${INVOICE_TYPE}/${path}`) },
    attributes: { objectType: 'InvoiceDetail' },
  })),
  amendments: [],
  documentType: invoice.documentType,
  invoiceType: INVOICE_TYPE,
  status: 'active',
  links: { self: link(`/invoices/${invoice.id}`) },
  attributes: { objectType: 'Invoice' },
});

/** The same with where its statement is, which only an invoice that is read by its id says. */
export const invoiceWithStatement = (invoice: Invoice) => ({ ...invoiceResource(invoice), pdfDownloadLink: `/invoices/${invoice.id}/documents/statement` });

/** A date that there is none of, as published. */
export const NEVER = '0001-01-01T00:00:00';

/** The contract's InvoiceSummary, of one currency. @param now as of when. */
export const balanceResource = ({ currency, amount, first, latest }: Balance, now: Instant) => {
  const summary = {
    balanceAmount: Number(amount),
    currencyCode: currency,
    currencySymbol: currencySymbol(currency),
    accountingDate: now,
    firstInvoiceCreationDate: first ?? NEVER,
    lastPaymentDate: NEVER,
    lastPaymentAmount: 0,
    latestInvoiceDate: latest ?? NEVER,
  };
  return { ...summary, details: [{ invoiceType: INVOICE_TYPE, summary }], links: { self: link('/invoices/summary') }, attributes: { objectType: 'InvoiceSummary' } };
};

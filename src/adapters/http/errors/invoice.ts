import { type InvoiceRefusal } from '../../../domain/invoice/refusals';
import { type Rows } from './row';

/** Invoices and what is on them. */
export const invoiceErrors: Rows<InvoiceRefusal> = {
  // No code is published; 1000 is what else is not found.
  InvoiceNotFound: { status: 404, code: 1000, describe: ({ invoiceId }) => `There is no invoice ${invoiceId}.` },
  ChargeLineNotFound: { status: 404, code: 1000, describe: ({ subscriptionId, version, number }) => `The subscription ${subscriptionId} has no charge line ${number} of its version ${version}.` },
  UsageLineNotFound: { status: 404, code: 1000, describe: ({ subscriptionId, lineId, month }) => `The subscription ${subscriptionId} has no charge line ${lineId}${month === undefined ? '' : ` of ${month.slice(0, 7)}`}.` },
  StatementMonthAhead: { status: 400, code: 800002, describe: ({ month, latest }) => `month: ${month.slice(0, 7)} has not begun: the latest statement is that of ${latest.slice(0, 7)}.` },
  StatementBeforeLedger: { status: 404, code: 1000, describe: ({ month, first }) => `There is no statement of ${month.slice(0, 7)}: the books begin with ${first.slice(0, 7)}.` },
};

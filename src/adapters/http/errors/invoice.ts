import { type InvoiceRefusal } from '../../../domain/invoice/refusals';
import { type Rows } from './row';

/** Invoices and what is on them. */
export const invoiceErrors: Rows<InvoiceRefusal> = {
  // No code is published; 1000 is what else is not found.
  InvoiceNotFound: { status: 404, code: 1000, describe: ({ invoiceId }) => `There is no invoice ${invoiceId}.` },
  ReceiptNotFound: { status: 404, code: 1000, describe: ({ invoiceId, receiptId }) => `The invoice ${invoiceId} has no receipt ${receiptId}: no tax receipts are issued here, and its taxReceipts are empty. Its statement is at /invoices/${invoiceId}/documents/statement.` },
  // As what is stored and cannot be read.
  InvoiceLinesDiffer: { status: 500, code: 800094, describe: ({ invoiceId, invoiced, found }) => `The invoice ${invoiceId} has ${invoiced} lines, and the ledger has ${found} that do not come to it. Nothing is printed that is wrong; the operator finds and mends it with: nextterm ledger check, nextterm ledger rebuild.` },
  // No code is published; 800042 is what else is more than is done here.
  FileTooLarge: {
    status: 400,
    code: 800042,
    describe: ({ lines, bytes, isCompressed, exportAt }) =>
      `The file is larger than one answer, which has at most ${lines} lines, and ${bytes} bytes as it is sent.${exportAt === undefined ? '' : ` Ask for its export: POST ${exportAt}.`}${isCompressed ? '' : ' With Accept-Encoding: gzip more lines fit one answer.'} With size it comes in pages.`,
  },
  // As a file that is too large.
  ForecastTooLarge: { status: 400, code: 800042, describe: ({ parts }) => `What all these customers will be charged is more than one file is made of: more than ${parts} parts. Ask for it as JSON, which comes in parts to be added up.` },
  ExportNotFound: { status: 404, code: 1000, describe: ({ exportId }) => `There is no export ${exportId}.` },
  // Published with this status, without a code.
  ExportExpired: { status: 410, code: 1000, describe: ({ exportId, expiresAt }) => `The export ${exportId} expired at ${expiresAt}, and its files are gone: ask for it again.` },
  ChargeLineNotFound: { status: 404, code: 1000, describe: ({ subscriptionId, version, number }) => `The subscription ${subscriptionId} has no charge line ${number} of its version ${version}.` },
  UsageLineNotFound: { status: 404, code: 1000, describe: ({ subscriptionId, lineId, month }) => `The subscription ${subscriptionId} has no charge line ${lineId}${month === undefined ? '' : ` of ${month.slice(0, 7)}`}.` },
  StatementMonthAhead: { status: 400, code: 800002, describe: ({ month, latest }) => `month: ${month.slice(0, 7)} has not begun: the latest statement is that of ${latest.slice(0, 7)}.` },
  StatementBeforeLedger: { status: 404, code: 1000, describe: ({ month, first }) => `There is no statement of ${month.slice(0, 7)}: the books begin with ${first.slice(0, 7)}.` },
};

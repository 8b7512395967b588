import { z } from 'zod';
import { estimateKinds, estimatePeriods } from '../../resources/estimateLink';
import { type DescribedArea, type OperationDescription } from '../operation';
import { collectionOf, link, members, named } from '../schemas/answerSchema';
import { exportManifest, exportOperation } from '../schemas/billingExport';
import { invoice, invoiceSummary, invoiceWithStatement } from '../schemas/invoice';
import { invoiceRun } from '../schemas/invoiceRun';
import { dailyRatedUsageLineItem, oneTimeInvoiceLineItem } from '../schemas/lineItem';
import { forecast } from '../schemas/forecast';
import { comingLines, statement, statementToDate } from '../schemas/statement';

const lines = z.union([collectionOf(oneTimeInvoiceLineItem), collectionOf(dailyRatedUsageLineItem)]);
const LINES_AS_FILE = 'As `text/csv` or `application/x-ndjson` all of them in one file.';

const estimateLink = named(
  'EstimateLink',
  members({ type: z.enum(estimateKinds.map(({ type }) => type)), title: z.string(), description: z.string(), period: z.enum(estimatePeriods), link }),
);

const exported = (summary: string): OperationDescription => ({
  summary,
  details: 'Asked for, and made in the background: `Location` says where to ask how far it is.',
  answers: { 202: 'nothing' },
  headers: { Location: 'The operation: a path, without host.', 'Retry-After': 'Seconds after which to ask.' },
});

export const invoices: DescribedArea = {
  name: 'Invoices and reconciliation',
  about: 'What a month cost: documents, lines, statements and files.',
  operations: {
    listInvoices: { summary: 'Get a collection of invoices', details: 'The oldest first, by `size` and `offset`.', answers: { 200: collectionOf(invoice) } },
    accountSummary: { summary: "Get the partner's current account balance", details: "In the partner's own currency; `/v1/invoices/summaries` has all.", answers: { 200: invoiceSummary } },
    accountSummaries: { summary: 'Get invoice summaries', details: 'One for each currency that there are invoices in.', answers: { 200: collectionOf(invoiceSummary) } },
    getInvoice: { summary: 'Get an invoice by ID', answers: { 200: invoiceWithStatement } },
    getInvoiceStatement: { summary: 'Get invoice statement', details: 'As PDF, or as a page where `Accept` names `text/html`.', answers: { 200: 'file' } },
    getInvoiceReceiptStatement: { summary: 'Get invoice receipt statement', details: 'There are no receipts here: whatever is asked for is not found.', answers: {} },
    queryInvoiceLineItems: { summary: 'Get invoice line items; get invoice billed consumption line items', details: LINES_AS_FILE, answers: { 200: lines } },
    queryInvoiceLineItemsByPath: { summary: 'Get invoice line items by path', details: LINES_AS_FILE, answers: { 200: lines } },
    listUnbilledLineItems: { summary: 'Get invoice unbilled reconciliation and consumption line items', details: `Of the running month, or the one before it, in UTC. ${LINES_AS_FILE}`, answers: { 200: lines } },
    listEstimateLinks: { summary: 'Get invoice estimate links', answers: { 200: collectionOf(estimateLink) } },
    getInvoiceRun: { summary: 'See how far the invoicing of a month is', answers: { 200: invoiceRun } },
    getStatement: { summary: 'Get a month against the one before it', details: `What it comes to stands on the first page, its groups on every one. ${LINES_AS_FILE}`, answers: { 200: statement } },
    getStatementToDate: { summary: 'Get a month so far against the one before it, to the same day', details: 'By currency, and by day. Usage has no day, and stands beside the days.', answers: { 200: statementToDate } },
    listComingLines: { summary: 'Get the lines that will come until a month ends if nobody acts', answers: { 200: collectionOf(comingLines) } },
    getForecast: {
      summary: 'Get what each of the coming months will charge if nobody acts',
      details: 'With what is planned and without, over all customers or of one; the running month is the first. Of very many customers it comes in parts, whose sums are to be added up. As `text/csv` all of it in one file, a row for each month, currency and kind of happening.',
      answers: { 200: forecast },
      headers: { 'NextTerm-Unknown': 'Of a file: of how many subscriptions something is not in it, as nobody knows it; without `text/csv` they are named. Absent: none.' },
    },
    exportBilledReconciliation: exported('Export billed invoice reconciliation data (Microsoft Graph)'),
    exportUnbilledReconciliation: exported('Export unbilled invoice reconciliation data (Microsoft Graph)'),
    exportBilledUsage: exported('Export billed daily rated usage (Microsoft Graph)'),
    exportUnbilledUsage: exported('Export unbilled daily rated usage (Microsoft Graph)'),
    getExportOperation: { summary: 'See how far an export is', details: 'Once it has succeeded, with its manifest.', answers: { 200: exportOperation }, headers: { 'Retry-After': 'Seconds after which to ask again; of one that has not ended.' } },
    getExportManifest: { summary: 'Get where the files of an export are', answers: { 200: exportManifest } },
  },
};

import { billedDailyItems } from '../../app/invoice/billedDailyItems';
import { billedLineItems } from '../../app/invoice/billedLineItems';
import { invoiceOfPartner } from '../../app/invoice/invoiceBook';
import { type App } from '../../app/ports';
import { type Refusal } from '../../app/refusals';
import { failure, type Result } from '../../kernel/result';
import { fittingFilters, type LineItemType } from './lineItemQuery';
import { lineItemAnswer, type LineItemRequest } from './lineItemAnswer';
import { exportAt } from './resources/billingExport';
import { billingForm, dailyForm } from './resources/reconciliation';
import { type Answer } from './respond';
import { callingPartner } from './writeCall';

export interface InvoiceLinesRequest extends Omit<LineItemRequest, 'uri'> {
  readonly invoiceId: string;
  readonly invoiceLineItemType: LineItemType;
  /** Relative, without `/v1` and without what filters. */
  readonly path: string;
  readonly query: LineItemRequest['query'] & {
    readonly currencyCode?: string | undefined;
    readonly hasPartnerEarnedCredit?: boolean | undefined;
    readonly period?: string | undefined;
    readonly taxPercent?: string | undefined;
  };
}

/**
 * BIL-4: an invoice's lines, or the daily usage behind them, as a page of a collection or as a file; of any month for good.
 * Refused: FileTooLarge; InvoiceLinesDiffer, where a file would not be what was invoiced; InvoiceNotFound, also of another partner's; InputInvalid for a filter that an invoice's lines do not have, another currency than its own, and the token of another list.
 */
export const invoiceLines = async (app: App, { invoiceId, invoiceLineItemType, path, query, context }: InvoiceLinesRequest): Promise<Result<Answer, Refusal>> => {
  const partner = callingPartner(context);
  if (!partner.ok) return partner;
  const { currencyCode, hasPartnerEarnedCredit: credited, period, taxPercent } = query;
  const fitting = fittingFilters(invoiceLineItemType, query);
  if (!fitting.ok) return fitting;
  const strange = (problem: string) => failure({ kind: 'InputInvalid', problems: [problem] } as const);
  if (period !== undefined) return strange('period: is of lines that are on no invoice (/invoices/unbilled/lineitems); an invoice is of one month');
  if (taxPercent !== undefined) return strange('taxPercent: is of lines that are on no invoice; those of an invoice have their tax');
  const invoice = await invoiceOfPartner(app.invoices, partner.value.tenantId, invoiceId);
  if (!invoice.ok) return invoice;
  const { currency, taxPercent: invoiced } = invoice.value;
  if (currencyCode !== undefined && currencyCode !== currency) return strange(`currencycode: the invoice ${invoiceId} is in ${currency}, not in ${currencyCode}`);
  const filters = [...(currencyCode === undefined ? [] : [`currencycode=${currencyCode}`]), ...(credited === undefined ? [] : [`hasPartnerEarnedCredit=${credited}`])];
  const uri = filters.length === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}${filters.join('&')}`;
  const request = { uri, query, context };
  const { lines } = invoice.value;
  const known = { lines, differ: (found: number) => ({ kind: 'InvoiceLinesDiffer', invoiceId, invoiced: lines, found }) as const };
  return invoiceLineItemType === 'billinglineitems'
    ? lineItemAnswer(request, await billedLineItems(app, invoice.value), billingForm(invoiced), { ...app.exporting.wholeFile, known, exportAt: exportAt('reconciliation/billed') })
    : lineItemAnswer(request, await billedDailyItems(app, invoice.value, partner.value, credited), dailyForm, { ...app.exporting.wholeFile, exportAt: exportAt('usage/billed') });
};

import { type App } from '../../app/ports';
import { invoiceOfPartner } from '../../app/invoice/invoiceBook';
import { invoiceStatement } from '../../app/invoice/invoiceStatement';
import { type Refusal } from '../../app/refusals';
import { success, type Result } from '../../kernel/result';
import { STATEMENT_POLICY, statementHtml } from '../statement/statementHtml';
import { type RequestContext } from './requestContext';
import { type Answer } from './respond';
import { callingPartner } from './writeCall';

const HTML = 'text/html';
const PDF = 'application/pdf';

/** Whether a page is asked for, and no PDF: browsers name many types, published clients any. */
const wantsHtml = (accept = ''): boolean => accept.toLowerCase().includes(HTML) && !accept.toLowerCase().includes(PDF);

/** BIL-2: an invoice as PDF, or with `Accept: text/html` as a page. Refused: InvoiceNotFound, also of another partner's; InvoiceLinesDiffer. */
export const statementAnswer = async (app: App, invoiceId: string, context: RequestContext): Promise<Result<Answer, Refusal>> => {
  const partner = callingPartner(context);
  if (!partner.ok) return partner;
  const invoice = await invoiceOfPartner(app.invoices, partner.value.tenantId, invoiceId);
  if (!invoice.ok) return invoice;
  const statement = await invoiceStatement(app, invoice.value);
  if (!statement.ok) return statement;
  const asked = { Vary: 'Accept' };
  if (wantsHtml(context.accept)) return success({ status: 200, body: statementHtml(statement.value), headers: { ...asked, 'Content-Type': `${HTML}; charset=utf-8`, 'Content-Security-Policy': STATEMENT_POLICY } });
  const { statementPdf } = await import('../statement/statementPdf.js');
  return success({
    status: 200,
    body: await statementPdf(statement.value),
    headers: { ...asked, 'Content-Type': PDF, 'Content-Disposition': `attachment; filename=Invoice_${invoice.value.id}.pdf` },
  });
};

import { z } from 'zod';
import { invoiceIdSchema } from '../../src/adapters/http/invoiceIds';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { invoiceOfPartner } from '../../src/app/invoice/invoiceBook';
import { theApp } from '../../src/wiring/wiring';
import { failure } from '../../src/kernel/result';

/** Published for the countries that issue tax receipts. None is issued here, which every answer says. */
route({
  name: 'getInvoiceReceiptStatement',
  method: 'GET',
  path: '/v1/invoices/{invoiceId}/receipts/{receiptId}/documents/statement',
  permission: 'invoices.read',
  answersAlso: ['application/pdf', 'text/html'],
  user: 'required',
  params: { invoiceId: invoiceIdSchema, receiptId: z.string().regex(/^[\w-]{1,60}$/, 'must be an id') },
  handle: async ({ params: { invoiceId, receiptId }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const invoice = await invoiceOfPartner(app.invoices, partner.value.tenantId, invoiceId);
    return invoice.ok ? failure({ kind: 'ReceiptNotFound', invoiceId, receiptId }) : invoice;
  },
});

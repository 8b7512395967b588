import { invoiceIdSchema } from '../../src/adapters/http/invoiceIds';
import { invoiceWithStatement } from '../../src/adapters/http/resources/invoice';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { invoiceOfPartner } from '../../src/app/invoice/invoiceBook';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getInvoice',
  method: 'GET',
  path: '/v1/invoices/{invoiceId}',
  permission: 'invoices.read',
  user: 'required',
  params: { invoiceId: invoiceIdSchema },
  handle: async ({ params, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const invoice = await invoiceOfPartner(app.invoices, partner.value.tenantId, params.invoiceId);
    return invoice.ok ? success({ status: 200, body: invoiceWithStatement(invoice.value) }) : invoice;
  },
});

import { balanceResource } from '../../src/adapters/http/resources/invoice';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { allInvoices } from '../../src/app/invoice/invoiceBook';
import { balancesOf } from '../../src/domain/invoice/balance';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** In the partner's own currency alone, as older clients ask. */
route({
  name: 'accountSummary',
  method: 'GET',
  path: '/v1/invoices/summary',
  permission: 'invoices.read',
  user: 'required',
  handle: async ({ context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const [own] = balancesOf(await allInvoices(app.invoices, partner.value.tenantId), partner.value.currency);
    return success({ status: 200, body: balanceResource(own, context.now) });
  },
});

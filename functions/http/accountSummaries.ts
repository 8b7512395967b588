import { collection } from '../../src/adapters/http/collection';
import { balanceResource } from '../../src/adapters/http/resources/invoice';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { allInvoices } from '../../src/app/invoice/invoiceBook';
import { balancesOf } from '../../src/domain/invoice/balance';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** In each currency that there are invoices in. */
route({
  name: 'accountSummaries',
  method: 'GET',
  path: '/v1/invoices/summaries',
  permission: 'invoices.read',
  user: 'required',
  handle: async ({ context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const balances = balancesOf(await allInvoices(app.invoices, partner.value.tenantId), partner.value.currency);
    return success({ status: 200, body: collection(balances.map((balance) => balanceResource(balance, context.now)), '/invoices/summaries') });
  },
});

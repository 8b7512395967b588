import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { meterLineResource } from '../../src/adapters/http/resources/meter';
import { route } from '../../src/adapters/http/route';
import { monthTextSchema } from '../../src/adapters/http/usageReport';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { customerOf } from '../../src/app/customer/customerBook';
import { listMeterLines } from '../../src/app/usage/meters';
import { theApp } from '../../src/app/wiring';

// The partner's own lines; a page of which all are another partner's is empty and may have a next one.
route({
  name: 'listAzureCharges',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/usage/azure/charges',
  permission: 'charges.read',
  query: z.object({ ...pageQuery, month: monthTextSchema.optional() }),
  handle: async ({ params: { customerId }, query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const customer = await customerOf(app.commerce, customerId, partner.value.tenantId);
    if (!customer.ok) return customer;
    const uri = `/nextterm/v1/customers/${customerId}/usage/azure/charges`;
    const read = async (limit: number, continuation: string | undefined) => {
      const page = await listMeterLines(app.commerce, customerId, query.month, limit, continuation);
      return { ...page, items: page.items.filter(({ partnerId }) => partnerId === partner.value.tenantId) };
    };
    return listPage({ uri: query.month === undefined ? uri : `${uri}?month=${query.month}`, query, context }, read, meterLineResource);
  },
});

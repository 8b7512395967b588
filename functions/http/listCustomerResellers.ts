import { collection } from '../../src/adapters/http/collection';
import { customerResellerResource } from '../../src/adapters/http/resources/customerRelationship';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { customerOf } from '../../src/app/customer/customerBook';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listCustomerResellers',
  method: 'GET',
  path: '/v1/customers/{customerId}/relationships',
  permission: 'customers.read',
  user: 'required',
  handle: async ({ params: { customerId }, context }) => {
    const app = await theApp();
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { tenantId, resellers } = partner.value;
    const customer = await customerOf(app.commerce, customerId, tenantId);
    if (!customer.ok) return customer;
    const through = customer.value.value.relationships[tenantId]?.resellerTenantId;
    const items = resellers.filter((reseller) => reseller.tenantId === through).map(customerResellerResource('IsIndirectCloudSolutionProviderOf'));
    return success({ status: 200, body: collection(items, `/customers/${customerId}/relationships`) });
  },
});

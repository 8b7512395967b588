import { billingProfileResource } from '../../src/adapters/http/resources/customer';
import { route } from '../../src/adapters/http/route';
import { customerOf } from '../../src/app/customer/customerBook';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getBillingProfile',
  method: 'GET',
  path: '/v1/customers/{customerId}/profiles/billing',
  permission: 'customers.read',
  handle: async ({ params, context }) => {
    const app = await theApp();
    const customer = await customerOf(app.commerce, params.customerId, context.caller.tenantId);
    return customer.ok ? success({ status: 200, body: billingProfileResource(customer.value.value) }) : customer;
  },
});

import { route } from '../../src/adapters/http/route';
import { customerOf } from '../../src/app/customer/customerBook';
import { theApp } from '../../src/wiring/wiring';
import { failure } from '../../src/kernel/result';

// What a customer bought is charge lines, invoices and an audit trail: nothing that is deleted outside an integration sandbox.
route({
  name: 'deleteCustomer',
  method: 'DELETE',
  path: '/v1/customers/{customerId}',
  permission: 'customers.manage',
  preview: 'unsupported',
  handle: async ({ params, context }) => {
    const app = await theApp();
    const customer = await customerOf(app.commerce, params.customerId, context.caller.tenantId);
    return customer.ok ? failure({ kind: 'CustomersNotDeleted' }) : customer;
  },
});

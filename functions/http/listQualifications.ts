import { qualificationResource } from '../../src/adapters/http/resources/customerQualification';
import { route } from '../../src/adapters/http/route';
import { customerOf } from '../../src/app/customer/customerBook';
import { theApp } from '../../src/wiring/wiring';
import { qualificationsOf } from '../../src/domain/parties/customer/qualify';
import { success } from '../../src/kernel/result';

route({
  name: 'listQualifications',
  method: 'GET',
  path: '/v1/customers/{customerId}/qualifications',
  permission: 'customers.read',
  handle: async ({ params, context }) => {
    const app = await theApp();
    const customer = await customerOf(app.commerce, params.customerId, context.caller.tenantId);
    return customer.ok ? success({ status: 200, body: qualificationsOf(customer.value.value).map(qualificationResource) }) : customer;
  },
});

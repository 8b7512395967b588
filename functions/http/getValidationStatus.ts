import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { customerOf } from '../../src/app/customer/customerBook';
import { theApp } from '../../src/wiring/wiring';
import { failure } from '../../src/kernel/result';

// Nobody reviews accounts here: a customer has no status, which blocks nothing.
route({
  name: 'getValidationStatus',
  method: 'GET',
  path: '/v1/customers/{customerId}/validationStatus',
  permission: 'customers.read',
  user: 'required',
  query: z.object({ type: z.enum(['account']) }),
  handle: async ({ params: { customerId }, context }) => {
    const app = await theApp();
    const customer = await customerOf(app.commerce, customerId, context.caller.tenantId);
    return customer.ok ? failure({ kind: 'ValidationStatusNotFound', customerId }) : customer;
  },
});

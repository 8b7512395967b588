import { encoding } from '../../src/adapters/http/encoding';
import { billingProfileResource } from '../../src/adapters/http/resources/customer';
import { BillingProfileBody } from '../../src/adapters/http/resources/customerRequest';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { replaceBillingProfile } from '../../src/app/customer/customerProfile';
import { theApp } from '../../src/wiring/wiring';
import { failure } from '../../src/kernel/result';

route({
  name: 'replaceBillingProfile',
  method: 'PUT',
  path: '/v1/customers/{customerId}/profiles/billing',
  permission: 'customers.manage',
  body: BillingProfileBody,
  handle: async ({ params, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const expected = expectedVersion(context);
    if (expected === undefined) return failure({ kind: 'HeaderMissing', header: 'If-Match' });
    return replaceBillingProfile(app, call.value, params.customerId, body, expected, encoding(200, billingProfileResource));
  },
});

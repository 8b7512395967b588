import { supportRequestResource } from '../../src/adapters/http/resources/supportRequest';
import { route } from '../../src/adapters/http/route';
import { getSupportRequest } from '../../src/app/supportCase/supportCases';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getSupportRequest',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/supportrequests/{requestId}',
  permission: 'supportRequests.read',
  handle: async ({ params: { customerId, subscriptionId, requestId }, context: { caller } }) => {
    const found = await getSupportRequest(await theApp(), caller.kind === 'operator' ? undefined : caller.tenantId, customerId, subscriptionId, requestId);
    return found.ok ? success({ status: 200, body: supportRequestResource(found.value) }) : found;
  },
});

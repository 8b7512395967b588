import { subscriptionProvisioningResource } from '../../src/adapters/http/resources/subscriptionProvisioning';
import { route } from '../../src/adapters/http/route';
import { subscriptionOf } from '../../src/app/subscription/patchSubscription';
import { theApp } from '../../src/app/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getSubscriptionProvisioningStatus',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/provisioningstatus',
  permission: 'subscriptions.read',
  handle: async ({ params, context }) => {
    const stored = await subscriptionOf(await theApp(), context.caller.tenantId, params.customerId, params.subscriptionId);
    return stored.ok ? success({ status: 200, body: subscriptionProvisioningResource(stored.value.value) }) : stored;
  },
});

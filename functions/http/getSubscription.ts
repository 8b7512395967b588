import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { route } from '../../src/adapters/http/route';
import { subscriptionOf } from '../../src/app/subscription/patchSubscription';
import { theApp } from '../../src/app/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getSubscription',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}',
  permission: 'subscriptions.read',
  handle: async ({ params, context }) => {
    const app = await theApp();
    const stored = await subscriptionOf(app, context.caller.tenantId, params.customerId, params.subscriptionId);
    return stored.ok ? success({ status: 200, body: subscriptionResource(stored.value.value, context.now) }) : stored;
  },
});

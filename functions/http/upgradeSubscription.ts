import { route } from '../../src/adapters/http/route';
import { subscriptionOf } from '../../src/app/subscription/patchSubscription';
import { theApp } from '../../src/wiring/wiring';
import { failure } from '../../src/kernel/result';

route({
  name: 'upgradeSubscription',
  method: 'POST',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/upgrades',
  permission: 'subscriptions.manage',
  handle: async ({ params: { customerId, subscriptionId }, context }) => {
    const subscription = await subscriptionOf(await theApp(), context.caller.tenantId, customerId, subscriptionId);
    return subscription.ok ? failure({ kind: 'OperationNotSupported', what: 'an upgrade by the traditional call: POST a transition instead' }) : subscription;
  },
});

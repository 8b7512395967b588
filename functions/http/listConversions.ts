import { collection } from '../../src/adapters/http/collection';
import { route } from '../../src/adapters/http/route';
import { listedSubscription } from '../../src/app/subscription/listedSubscription';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** The traditional call: none of what is sold here is converted or upgraded that way. Clients that ask first learn so, and go by transitionEligibilities. */
route({
  name: 'listConversions',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/conversions',
  permission: 'subscriptions.read',
  handle: async ({ params: { customerId, subscriptionId }, context }) => {
    const subscription = await listedSubscription(await theApp(), context.caller.tenantId, customerId, subscriptionId);
    return subscription.ok ? success({ status: 200, body: collection([], `/customers/${customerId}/subscriptions/${subscriptionId}/conversions`) }) : subscription;
  },
});

import { collection } from '../../src/adapters/http/collection';
import { activationLinkResource } from '../../src/adapters/http/resources/activationLink';
import { route } from '../../src/adapters/http/route';
import { activationLinesOfSubscription } from '../../src/app/subscription/activationLines';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listSubscriptionActivationLinks',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/activationlinks',
  permission: 'subscriptions.read',
  handle: async ({ params, context }) => {
    const { customerId, subscriptionId } = params;
    const lines = await activationLinesOfSubscription(await theApp(), context.caller.tenantId, customerId, subscriptionId);
    if (!lines.ok) return lines;
    return success({ status: 200, body: collection(lines.value.map(activationLinkResource), `/customers/${customerId}/subscriptions/${subscriptionId}/activationlinks`) });
  },
});

import { listedResource } from '../../src/adapters/http/resources/listedSubscription';
import { route } from '../../src/adapters/http/route';
import { listedSubscription } from '../../src/app/subscription/listedSubscription';
import { subscriptionInView } from '../../src/app/subscription/subscriptionInView';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getSubscription',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}',
  permission: 'subscriptions.read',
  handle: async ({ params, context }) => {
    const app = await theApp();
    const found = await listedSubscription(app, context.caller.tenantId, params.customerId, params.subscriptionId);
    if (!found.ok) return found;
    const listed = found.value;
    const shown = listed.kind === 'licences' ? { ...listed, subscription: await subscriptionInView(app, listed.subscription) } : listed;
    return success({ status: 200, body: listedResource(shown, context.now) });
  },
});

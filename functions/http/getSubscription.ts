import { azurePlanSubscription, olderAzureSubscription } from '../../src/adapters/http/resources/azurePlanSubscription';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
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
    switch (listed.kind) {
      case 'licences':
        return success({ status: 200, body: subscriptionResource(await subscriptionInView(app, listed.subscription), context.now) });
      case 'azurePlan':
        return success({ status: 200, body: azurePlanSubscription(listed.plan) });
      case 'olderAzure':
        return success({ status: 200, body: olderAzureSubscription(listed.held) });
    }
  },
});

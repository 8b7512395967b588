import { azurePlanSubscription, olderAzureSubscription } from '../../src/adapters/http/resources/azurePlanSubscription';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { route } from '../../src/adapters/http/route';
import { olderOfPartner } from '../../src/app/azurePlan/older';
import { planOfPartner } from '../../src/app/azurePlan/plans';
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
    if (stored.ok) return success({ status: 200, body: subscriptionResource(stored.value.value, context.now) });
    const plan = await planOfPartner(app, context.caller.tenantId, params.customerId, params.subscriptionId);
    if (plan !== undefined) return success({ status: 200, body: azurePlanSubscription(plan) });
    const older = (await olderOfPartner(app, context.caller.tenantId, params.customerId)).find(({ subscription }) => subscription.id === params.subscriptionId);
    return older === undefined ? stored : success({ status: 200, body: olderAzureSubscription(older) });
  },
});

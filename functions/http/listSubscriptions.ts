import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { azurePlanSubscription, olderAzureSubscription } from '../../src/adapters/http/resources/azurePlanSubscription';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { route } from '../../src/adapters/http/route';
import { azureOfPartner } from '../../src/app/azurePlan/plans';
import { customerOf } from '../../src/app/customer/customerBook';
import { readableSubscriptions } from '../../src/app/subscription/subscriptionBook';
import { subscriptionInView } from '../../src/app/subscription/subscriptionInView';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';

route({
  name: 'listSubscriptions',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions',
  permission: 'subscriptions.read',
  query: z.object({ orderId: z.string().max(200).optional(), mpnId: z.string().max(20).optional() }),
  handle: async ({ params, query, context }) => {
    const app = await theApp();
    const { customerId } = params;
    const { tenantId } = context.caller;
    const customer = await customerOf(app.commerce, customerId, tenantId);
    if (!customer.ok) return customer;
    const stored = await readableSubscriptions(app.commerce, customerId);
    const subscriptions = stored.items.filter(
      (subscription) =>
        subscription.partnerId === tenantId &&
        (query.orderId === undefined || subscription.orderId === query.orderId.toLowerCase()) &&
        (query.mpnId === undefined || subscription.resellerOfRecord === query.mpnId),
    );
    const azure = await azureOfPartner(app, tenantId, customerId);
    const plans = azure.plans.filter(
      (plan) => (query.orderId === undefined || plan.orderId === query.orderId.toLowerCase()) && (query.mpnId === undefined || plan.resellerOfRecord === query.mpnId),
    );
    const older = query.orderId === undefined && query.mpnId === undefined ? azure.older : [];
    const shown = await Promise.all(subscriptions.map((subscription) => subscriptionInView(app, subscription)));
    const items = [...shown.map((subscription) => subscriptionResource(subscription, context.now)), ...plans.map(azurePlanSubscription), ...older.map(olderAzureSubscription)];
    return success(withUnreadable({ status: 200, body: collection(items, `/customers/${customerId}/subscriptions`) }, [...stored.unreadable, ...azure.unreadable], context.caller));
  },
});

import { listedResource } from '../../src/adapters/http/resources/listedSubscription';
import { route } from '../../src/adapters/http/route';
import { hasPurchasableAddOn, shelfOf } from '../../src/app/subscription/addOnShelf';
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
    if (listed.kind !== 'licences') return success({ status: 200, body: listedResource(listed, context.now) });
    const { subscription } = listed;
    const { partner } = context.caller;
    const [shown, shelf] = await Promise.all([subscriptionInView(app, subscription), partner && shelfOf(app, partner, subscription, context.now)]);
    return success({ status: 200, body: listedResource({ ...listed, subscription: shown }, context.now, shelf && hasPurchasableAddOn(shelf, subscription)) });
  },
});

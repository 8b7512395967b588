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
    const { partner } = context.caller;
    const shelf = partner && (await shelfOf(app, partner, listed.subscription, context.now));
    const subscription = shelf?.asJudged(listed.subscription) ?? listed.subscription;
    const shown = await subscriptionInView(app, subscription);
    return success({ status: 200, body: listedResource({ ...listed, subscription: shown }, context.now, shelf && hasPurchasableAddOn(shelf, subscription)) });
  },
});

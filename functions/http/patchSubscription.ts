import { encoding } from '../../src/adapters/http/encoding';
import { azurePlanSubscription, olderAzureSubscription } from '../../src/adapters/http/resources/azurePlanSubscription';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { patchOf, subscriptionPatchBody } from '../../src/adapters/http/resources/subscriptionPatch';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { patchOlder } from '../../src/app/azurePlan/older';
import { patchPlan, planOfPartner } from '../../src/app/azurePlan/plans';
import { patchSubscription } from '../../src/app/subscription/patchSubscription';
import { theApp } from '../../src/wiring/wiring';
import { type PlanChange } from '../../src/domain/azurePlan/changePlan';
import { type Outcome } from '../../src/domain/subscription/outcome';

route({
  name: 'patchSubscription',
  method: 'PATCH',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}',
  permission: 'subscriptions.manage',
  body: subscriptionPatchBody,
  handle: async ({ params, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const patch = patchOf(body, context.patchReplaces || app.patchReplaces);
    const { customerId, subscriptionId } = params;
    const encode = encoding(
      200,
      ({ subscription }: Outcome) => subscriptionResource(subscription, context.now),
      (outcome) => [outcome],
    );
    const patched = await patchSubscription(app, call.value, customerId, subscriptionId, patch, expectedVersion(context), encode);
    if (patched.ok || patched.error.kind !== 'SubscriptionNotFound') return patched;
    const plan = await planOfPartner(app, context.caller.tenantId, customerId, subscriptionId);
    if (plan === undefined) return patchOlder(app, call.value, customerId, subscriptionId, patch, encoding(200, olderAzureSubscription));
    return patchPlan(app, call.value, customerId, subscriptionId, patch, expectedVersion(context), encoding(200, (change: PlanChange) => azurePlanSubscription(change.plan)));
  },
});

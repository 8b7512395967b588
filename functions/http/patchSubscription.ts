import { encoding } from '../../src/adapters/http/encoding';
import { azurePlanSubscription, olderAzureSubscription } from '../../src/adapters/http/resources/azurePlanSubscription';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { patchOf, subscriptionPatchBody } from '../../src/adapters/http/resources/subscriptionPatch';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { patchListed } from '../../src/app/subscription/patchListed';
import { theApp } from '../../src/wiring/wiring';
import { type PlanChange } from '../../src/domain/azurePlan/changePlan';
import { allOf, type Outcome } from '../../src/domain/subscription/outcome';

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
      allOf,
    );
    return patchListed(app, call.value, customerId, subscriptionId, patch, expectedVersion(context), {
      licences: encode,
      azurePlan: encoding(200, (change: PlanChange) => azurePlanSubscription(change.plan)),
      olderAzure: encoding(200, olderAzureSubscription),
    });
  },
});

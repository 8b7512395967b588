import { encoding } from '../../src/adapters/http/encoding';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { patchOf, subscriptionPatchBody } from '../../src/adapters/http/resources/subscriptionPatch';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { patchSubscription } from '../../src/app/subscription/patchSubscription';
import { theApp } from '../../src/app/wiring';
import { type Outcome } from '../../src/subscription/outcome';

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
    const encode = encoding(
      200,
      ({ subscription }: Outcome) => subscriptionResource(subscription, context.now),
      (outcome) => [outcome],
    );
    return patchSubscription(app, call.value, params.customerId, params.subscriptionId, patchOf(body, context.patchReplaces || app.patchReplaces), expectedVersion(context), encode);
  },
});

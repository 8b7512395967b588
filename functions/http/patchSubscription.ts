import { z } from 'zod';
import { encoding } from '../../src/adapters/http/encoding';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { patchSubscription } from '../../src/app/subscription/patchSubscription';
import { theApp } from '../../src/app/wiring';
import { type Outcome } from '../../src/subscription/outcome';

/** The members that can be changed so far. The rest of the resource that clients send back is ignored. */
const SubscriptionBody = z.object({
  quantity: z.number().int().min(0).max(2_147_483_647).optional(),
  friendlyName: z.string().trim().min(1).max(200).optional(),
  autoRenewEnabled: z.boolean().optional(),
});

route({
  name: 'patchSubscription',
  method: 'PATCH',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}',
  permission: 'subscriptions.manage',
  body: SubscriptionBody,
  handle: async ({ params, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const { quantity, friendlyName, autoRenewEnabled } = body;
    const patch = {
      ...(quantity !== undefined && { quantity }),
      ...(friendlyName !== undefined && { friendlyName }),
      ...(autoRenewEnabled !== undefined && { autoRenewEnabled }),
    };
    const encode = encoding(
      200,
      ({ subscription }: Outcome) => subscriptionResource(subscription, context.now),
      (outcome) => [outcome],
    );
    return patchSubscription(app, call.value, params.customerId, params.subscriptionId, patch, expectedVersion(context), encode);
  },
});

import { z } from 'zod';
import { encoding } from '../../src/adapters/http/encoding';
import { entitlementResource } from '../../src/adapters/http/resources/entitlement';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { changeEntitlement } from '../../src/app/azurePlan/entitlements';
import { theApp } from '../../src/wiring/wiring';
import { CANCELLATION_REASON, type EntitlementChange } from '../../src/domain/azurePlan/entitlement';

const encode = encoding(200, ({ subscription }: EntitlementChange) => entitlementResource(subscription));

route({
  name: 'cancelEntitlement',
  method: 'POST',
  path: '/v1/customers/{customerId}/subscriptions/{planId}/azureEntitlements/{entitlementId}/cancel',
  permission: 'entitlements.manage',
  body: z.object({ cancellationReason: z.string().min(1).max(50).meta({ enum: [CANCELLATION_REASON] }) }),
  handle: async ({ params, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? changeEntitlement(app, call.value, params, { cancel: body.cancellationReason }, encode) : call;
  },
});

import { z } from 'zod';
import { encoding } from '../../src/adapters/http/encoding';
import { entitlementResource } from '../../src/adapters/http/resources/entitlement';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { addEntitlement } from '../../src/app/azurePlan/plans';
import { theApp } from '../../src/wiring/wiring';
import { type AzurePlanChange } from '../../src/domain/azurePlan/setUp';

const encode = encoding(201, ({ created: [subscription] }: AzurePlanChange) => subscription && entitlementResource(subscription));

/** Own API: another Azure subscription under a plan, which takes no order. */
route({
  name: 'addEntitlement',
  method: 'POST',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{planId}/azureEntitlements',
  permission: 'subscriptions.manage',
  body: z.object({ friendlyName: z.string().trim().min(1).max(200) }),
  handle: async ({ params: { customerId, planId }, body: { friendlyName }, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? addEntitlement(app, call.value, customerId, planId, friendlyName, encode) : call;
  },
});

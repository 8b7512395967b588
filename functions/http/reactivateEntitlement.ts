import { encoding } from '../../src/adapters/http/encoding';
import { entitlementResource } from '../../src/adapters/http/resources/entitlement';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { changeEntitlement } from '../../src/app/azurePlan/entitlements';
import { theApp } from '../../src/wiring/wiring';
import { type EntitlementChange } from '../../src/domain/azurePlan/entitlement';

const encode = encoding(202, ({ subscription }: EntitlementChange) => entitlementResource(subscription));

route({
  name: 'reactivateEntitlement',
  method: 'POST',
  path: '/v1/customers/{customerId}/subscriptions/{planId}/azureEntitlements/{entitlementId}/reactivate',
  permission: 'entitlements.manage',
  handle: async ({ params, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? changeEntitlement(app, call.value, params, 'reactivate', encode) : call;
  },
});

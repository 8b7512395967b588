import { entitlementResource } from '../../src/adapters/http/resources/entitlement';
import { route } from '../../src/adapters/http/route';
import { getEntitlement } from '../../src/app/azurePlan/entitlements';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getEntitlement',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{planId}/azureEntitlements/{entitlementId}',
  permission: 'subscriptions.read',
  handle: async ({ params: { customerId, planId, entitlementId }, context }) => {
    const found = await getEntitlement(await theApp(), context.caller.tenantId, customerId, planId, entitlementId);
    return found.ok ? success({ status: 200, body: entitlementResource(found.value) }) : found;
  },
});

import { collection } from '../../src/adapters/http/collection';
import { entitlementResource } from '../../src/adapters/http/resources/entitlement';
import { route } from '../../src/adapters/http/route';
import { listEntitlements } from '../../src/app/azurePlan/entitlements';
import { theApp } from '../../src/app/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listEntitlements',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{planId}/azureEntitlements',
  permission: 'subscriptions.read',
  handle: async ({ params: { customerId, planId }, context }) => {
    const found = await listEntitlements(await theApp(), context.caller.tenantId, customerId, planId);
    return found.ok ? success({ status: 200, body: collection(found.value.map(entitlementResource), `/customers/${customerId}/subscriptions/${planId}/azureEntitlements`) }) : found;
  },
});

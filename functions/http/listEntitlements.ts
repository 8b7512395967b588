import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { entitlementResource } from '../../src/adapters/http/resources/entitlement';
import { route } from '../../src/adapters/http/route';
import { listEntitlements } from '../../src/app/azurePlan/entitlements';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listEntitlements',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{planId}/azureEntitlements',
  permission: 'subscriptions.read',
  query: z.object(pageQuery),
  handle: async ({ params: { customerId, planId }, query, context }) => {
    const found = await listEntitlements(await theApp(), context.caller.tenantId, customerId, planId);
    return found.ok ? listPage({ uri: `/customers/${customerId}/subscriptions/${planId}/azureEntitlements`, query, context }, found.value, entitlementResource) : found;
  },
});

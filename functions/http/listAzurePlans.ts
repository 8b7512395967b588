import { collection } from '../../src/adapters/http/collection';
import { azurePlanResource } from '../../src/adapters/http/resources/entitlement';
import { route } from '../../src/adapters/http/route';
import { listAzurePlans } from '../../src/app/azurePlan/entitlements';
import { theApp } from '../../src/app/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listAzurePlans',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/azureplans',
  permission: 'subscriptions.read',
  handle: async ({ params: { customerId }, context }) => {
    const plans = await listAzurePlans(await theApp(), context.caller.tenantId, customerId);
    return plans.ok ? success({ status: 200, body: collection(plans.value.map(azurePlanResource), `/nextterm/v1/customers/${customerId}/azureplans`) }) : plans;
  },
});

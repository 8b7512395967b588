import { collection } from '../../src/adapters/http/collection';
import { azurePlanResource } from '../../src/adapters/http/resources/entitlement';
import { route } from '../../src/adapters/http/route';
import { listAzurePlans } from '../../src/app/azurePlan/entitlements';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';

route({
  name: 'listAzurePlans',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/azureplans',
  permission: 'subscriptions.read',
  handle: async ({ params: { customerId }, context }) => {
    const plans = await listAzurePlans(await theApp(), context.caller.tenantId, customerId);
    if (!plans.ok) return plans;
    const body = collection(plans.value.items.map(azurePlanResource), `/nextterm/v1/customers/${customerId}/azureplans`);
    return success(withUnreadable({ status: 200, body }, plans.value.unreadable, context.caller));
  },
});

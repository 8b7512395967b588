import { collection } from '../../src/adapters/http/collection';
import { subscriptionResource } from '../../src/adapters/http/resources/subscription';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { listAddOns } from '../../src/app/subscription/listAddOns';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listAddOns',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/addons',
  permission: 'subscriptions.read',
  handle: async ({ params, context }) => {
    const { customerId, subscriptionId } = params;
    const addOns = await listAddOns(await theApp(), context.caller.tenantId, customerId, subscriptionId);
    if (!addOns.ok) return addOns;
    const items = addOns.value.items.map((addOn) => subscriptionResource(addOn, context.now, false));
    return success(withUnreadable({ status: 200, body: collection(items, `/customers/${customerId}/subscriptions/${subscriptionId}/addons`) }, addOns.value.unreadable, context.caller));
  },
});

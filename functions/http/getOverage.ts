import { collection } from '../../src/adapters/http/collection';
import { overageCall, overageRoleRefused } from '../../src/adapters/http/overageCall';
import { noneResource, overageResource } from '../../src/adapters/http/resources/overage';
import { route } from '../../src/adapters/http/route';
import { overageOf } from '../../src/app/overage/manageOverage';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getOverage',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/overage',
  permission: 'overage.manage',
  roleRefused: overageRoleRefused,
  handle: async ({ params: { customerId }, context }) => {
    const call = overageCall(context, 'PhoneServices');
    if (!call.ok) return call;
    const held = await overageOf(await theApp(), context.caller.tenantId, customerId);
    if (!held.ok) return held;
    const items = held.value.assigned.map((overage) => overageResource(customerId, overage.service, overage));
    const none = held.value.none.map(noneResource);
    return success({ status: 200, body: { ...collection(items, `/customers/${customerId}/subscriptions/overage`), ...(none.length > 0 && { none }) } });
  },
});

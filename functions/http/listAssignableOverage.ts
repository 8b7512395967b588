import { collection } from '../../src/adapters/http/collection';
import { overageCall, overageRoleRefused, serviceSchema } from '../../src/adapters/http/overageCall';
import { assignableResource } from '../../src/adapters/http/resources/overage';
import { route } from '../../src/adapters/http/route';
import { assignableOf } from '../../src/app/overage/manageOverage';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listAssignableOverage',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/overage/{service}/assignable',
  permission: 'overage.manage',
  roleRefused: overageRoleRefused,
  params: { service: serviceSchema },
  handle: async ({ params: { customerId, service }, context }) => {
    const call = overageCall(context, service);
    if (!call.ok) return call;
    const assignable = await assignableOf(await theApp(), context.caller.tenantId, customerId, service);
    return assignable.ok ? success({ status: 200, body: collection(assignable.value.map(assignableResource), `/nextterm/v1/customers/${customerId}/overage/${service}/assignable`) }) : assignable;
  },
});

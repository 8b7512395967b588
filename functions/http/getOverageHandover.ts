import { serviceSchema } from '../../src/adapters/http/overageCall';
import { handoverResource } from '../../src/adapters/http/resources/handover';
import { route } from '../../src/adapters/http/route';
import { getHandover } from '../../src/app/overage/handover';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getOverageHandover',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/overage/{service}/handover/{handoverId}',
  permission: 'overage.handover',
  params: { service: serviceSchema },
  handle: async ({ params: { customerId, service, handoverId }, context: { caller, now } }) => {
    const handover = await getHandover(await theApp(), caller.tenantId, customerId, service, handoverId, now);
    return handover.ok ? success({ status: 200, body: handoverResource(handover.value, caller.tenantId) }) : handover;
  },
});

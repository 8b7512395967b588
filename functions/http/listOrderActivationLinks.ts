import { collection } from '../../src/adapters/http/collection';
import { activationLinkResource } from '../../src/adapters/http/resources/activationLink';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { activationLinesOfOrder } from '../../src/app/subscription/activationLines';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listOrderActivationLinks',
  method: 'GET',
  path: '/v1/customers/{customerId}/orders/{orderId}/activationlinks',
  permission: 'orders.read',
  params: { orderId: opaqueIdSchema },
  handle: async ({ params, context }) => {
    const { customerId, orderId } = params;
    const lines = await activationLinesOfOrder(await theApp(), context.caller.tenantId, customerId, orderId);
    if (!lines.ok) return lines;
    return success({ status: 200, body: collection(lines.value.map(activationLinkResource), `/customers/${customerId}/orders/${orderId.toLowerCase()}/activationlinks`) });
  },
});

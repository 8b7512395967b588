import { collection } from '../../src/adapters/http/collection';
import { provisionedLineResource } from '../../src/adapters/http/resources/orderProvisioning';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { orderProvisioning } from '../../src/app/order/orderProvisioning';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getOrderProvisioningStatus',
  method: 'GET',
  path: '/v1/customers/{customerId}/orders/{orderId}/provisioningstatus',
  permission: 'orders.provisioning',
  user: 'required',
  params: { orderId: opaqueIdSchema },
  handle: async ({ params, context }) => {
    const app = await theApp();
    const { customerId } = params;
    const orderId = params.orderId.toLowerCase();
    const lines = await orderProvisioning(app, context.caller.tenantId, customerId, orderId);
    if (!lines.ok) return lines;
    return success({ status: 200, body: collection(lines.value.map(provisionedLineResource), `/customers/${customerId}/orders/${orderId}/provisioningstatus`) });
  },
});

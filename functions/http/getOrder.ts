import { orderResource } from '../../src/adapters/http/resources/order';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { readOrder } from '../../src/app/orderBook';
import { theApp } from '../../src/app/wiring';
import { failure, success } from '../../src/kernel/result';

route({
  name: 'getOrder',
  method: 'GET',
  path: '/v1/customers/{customerId}/orders/{orderId}',
  permission: 'orders.read',
  params: { orderId: opaqueIdSchema },
  handle: async ({ params, context }) => {
    const app = await theApp();
    const { customerId, orderId } = params;
    const order = await readOrder(app.commerce, customerId, orderId.toLowerCase());
    if (order === undefined || order.partnerId !== context.caller.tenantId) return failure({ kind: 'OrderNotFound', orderId });
    return success({ status: 200, body: orderResource(order) });
  },
});

import { orderResource } from '../../src/adapters/http/resources/order';
import { PRICES_INCLUDED } from '../../src/adapters/http/queryForNothing';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { orderOf } from '../../src/app/order/orderProvisioning';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getOrder',
  method: 'GET',
  path: '/v1/customers/{customerId}/orders/{orderId}',
  permission: 'orders.read',
  queryForNothing: PRICES_INCLUDED,
  params: { orderId: opaqueIdSchema },
  handle: async ({ params, context }) => {
    const app = await theApp();
    const order = await orderOf(app, context.caller.tenantId, params.customerId, params.orderId);
    return order.ok ? success({ status: 200, body: orderResource(order.value) }) : order;
  },
});

import { encoding } from '../../src/adapters/http/encoding';
import { orderResource } from '../../src/adapters/http/resources/order';
import { askedOrder, OrderBody } from '../../src/adapters/http/resources/orderRequest';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { placeOrder } from '../../src/app/order/orders';
import { theApp } from '../../src/wiring/wiring';
import { type Bought } from '../../src/domain/order/buyLines';

const encode = encoding(
  201,
  ({ order }: Bought) => orderResource(order),
  ({ purchases }) => purchases,
);

route({
  name: 'createOrder',
  method: 'POST',
  path: '/v1/customers/{customerId}/orders',
  permission: 'orders.create',
  body: OrderBody,
  handle: async ({ params, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? placeOrder(app, call.value, params.customerId, askedOrder(body), encode) : call;
  },
});

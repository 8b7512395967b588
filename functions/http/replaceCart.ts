import { encoding } from '../../src/adapters/http/encoding';
import { askedCart, CartBody } from '../../src/adapters/http/resources/cartRequest';
import { cartResource } from '../../src/adapters/http/resources/order';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { replaceCart } from '../../src/app/order/carts';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'replaceCart',
  method: 'PUT',
  path: '/v1/customers/{customerId}/carts/{cartId}',
  permission: 'carts.write',
  body: CartBody,
  handle: async ({ params, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? replaceCart(app, call.value, params.customerId, params.cartId, askedCart(body), encoding(201, cartResource)) : call;
  },
});

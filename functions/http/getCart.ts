import { cartResource } from '../../src/adapters/http/resources/order';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { getCart } from '../../src/app/order/carts';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getCart',
  method: 'GET',
  path: '/v1/customers/{customerId}/carts/{cartId}',
  permission: 'carts.write',
  handle: async ({ params, context }) => {
    const app = await theApp();
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const cart = await getCart(app, partner.value, params.customerId, params.cartId);
    return cart.ok ? success({ status: 200, body: cartResource(cart.value) }) : cart;
  },
});

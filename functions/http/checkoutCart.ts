import { z } from 'zod';
import { encoding } from '../../src/adapters/http/encoding';
import { checkoutResource } from '../../src/adapters/http/resources/order';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { checkout, type Checkout } from '../../src/app/order/checkoutCart';
import { theApp } from '../../src/wiring/wiring';

const encode = encoding<Checkout>(201, checkoutResource, ({ done }) => done?.purchases ?? []);

route({
  name: 'checkoutCart',
  method: 'POST',
  path: '/v1/customers/{customerId}/carts/{cartId}/checkout',
  permission: 'carts.write',
  query: z.object({ acceptPrices: z.boolean().default(false).meta({ description: 'Buys at prices that have risen since the cart was shown.' }) }),
  handle: async ({ params: { customerId, cartId }, query: { acceptPrices }, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? checkout(app, call.value, customerId, { cartId, acceptsPrices: acceptPrices }, encode) : call;
  },
});

import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { orderResource } from '../../src/adapters/http/resources/order';
import { PRICES_INCLUDED } from '../../src/adapters/http/queryForNothing';
import { route } from '../../src/adapters/http/route';
import { readableOrders } from '../../src/app/order/orderBook';
import { customerOf } from '../../src/app/customer/customerBook';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';

route({
  name: 'listOrders',
  method: 'GET',
  path: '/v1/customers/{customerId}/orders',
  permission: 'orders.read',
  queryForNothing: PRICES_INCLUDED,
  query: z.object({ billingType: z.enum(['onetime', 'monthly', 'annual']).optional() }),
  handle: async ({ params, query, context }) => {
    const app = await theApp();
    const { customerId } = params;
    const { tenantId } = context.caller;
    const customer = await customerOf(app.commerce, customerId, tenantId);
    if (!customer.ok) return customer;
    const cycle = query.billingType === 'onetime' ? 'one_time' : query.billingType;
    const stored = await readableOrders(app.commerce, customerId);
    const orders = stored.items.filter((order) => order.partnerId === tenantId && (cycle === undefined || order.billingCycle === cycle));
    const body = collection(orders.map(orderResource), `/customers/${customerId}/orders${query.billingType === undefined ? '' : `?billingType=${query.billingType}`}`);
    return success(withUnreadable({ status: 200, body }, stored.unreadable, context.caller));
  },
});

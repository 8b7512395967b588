import { encoding } from '../../src/adapters/http/encoding';
import { orderResource } from '../../src/adapters/http/resources/order';
import { askedOfOrder, OrderPatchBody } from '../../src/adapters/http/resources/orderPatch';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { writeCall } from '../../src/adapters/http/writeCall';
import { cancelOrder } from '../../src/app/order/cancelOrder';
import { changeBillingCycle } from '../../src/app/order/changeBillingCycle';
import { extendOrder } from '../../src/app/order/extendOrder';
import { refusedByRole } from '../../src/adapters/http/permissions';
import { type CancelledOrder } from '../../src/domain/order/cancelOrder';
import { failure } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';
import { type CycleChanged } from '../../src/domain/order/changeBillingCycle';
import { type Extended } from '../../src/domain/order/extendOrder';

const encodeCancelled = encoding(
  200,
  ({ order }: CancelledOrder) => orderResource(order),
  ({ ended }) => ended,
);

const encode = encoding(
  200,
  ({ order }: Extended) => orderResource(order),
  ({ purchases }) => purchases,
);

const encodeCycle = encoding(
  200,
  ({ order }: CycleChanged) => orderResource(order),
  ({ outcomes }) => outcomes,
);

route({
  name: 'patchOrder',
  method: 'PATCH',
  path: '/v1/customers/{customerId}/orders/{orderId}',
  permission: 'orders.create',
  params: { orderId: opaqueIdSchema },
  body: OrderPatchBody,
  handle: async ({ params, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const { customerId } = params;
    const orderId = params.orderId.toLowerCase();
    const asked = askedOfOrder(body);
    if (!asked.ok) return asked;
    if ('cancel' in asked.value) {
      const forbidden = refusedByRole(context.caller.roles, 'orders.cancel');
      if (forbidden !== undefined) return failure(forbidden);
      return cancelOrder(app, call.value, customerId, orderId, asked.value.cancel, encodeCancelled);
    }
    if ('billingCycle' in asked.value) return changeBillingCycle(app, call.value, customerId, orderId, asked.value.billingCycle, asked.value.sent, encodeCycle);
    return extendOrder(app, call.value, customerId, orderId, asked.value.addOns, asked.value.sent, encode);
  },
});

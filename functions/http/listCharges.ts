import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { chargeLineResource } from '../../src/adapters/http/resources/chargeLine';
import { route } from '../../src/adapters/http/route';
import { subscriptionOf } from '../../src/app/subscription/patchSubscription';
import { listCharges } from '../../src/app/subscription/subscriptionBook';
import { theApp } from '../../src/app/wiring';

route({
  name: 'listCharges',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/charges',
  permission: 'charges.read',
  query: z.object(pageQuery),
  handle: async ({ params, query, context }) => {
    const app = await theApp();
    const { customerId, subscriptionId } = params;
    const stored = await subscriptionOf(app, context.caller.tenantId, customerId, subscriptionId);
    if (!stored.ok) return stored;
    return listPage(
      { uri: `/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/charges`, query, context },
      (limit, continuation) => listCharges(app.commerce, customerId, subscriptionId, limit, continuation),
      chargeLineResource,
    );
  },
});

import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { eventResource } from '../../src/adapters/http/resources/event';
import { route } from '../../src/adapters/http/route';
import { subscriptionOf } from '../../src/app/subscription/patchSubscription';
import { listEvents } from '../../src/app/subscription/subscriptionBook';
import { theApp } from '../../src/app/wiring';

route({
  name: 'listEvents',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/events',
  permission: 'events.read',
  query: z.object(pageQuery),
  handle: async ({ params, query, context }) => {
    const app = await theApp();
    const { customerId, subscriptionId } = params;
    const stored = await subscriptionOf(app, context.caller.tenantId, customerId, subscriptionId);
    if (!stored.ok) return stored;
    return listPage(
      { uri: `/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/events`, query, context },
      (limit, continuation) => listEvents(app.commerce, customerId, subscriptionId, limit, continuation),
      eventResource,
    );
  },
});

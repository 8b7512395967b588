import { z } from 'zod';
import { pageQuery } from '../../src/adapters/http/listPage';
import { eventResource } from '../../src/adapters/http/resources/event';
import { route } from '../../src/adapters/http/route';
import { subscriptionHistory } from '../../src/adapters/http/subscriptionHistory';
import { listEvents } from '../../src/app/subscription/subscriptionBook';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listEvents',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/events',
  permission: 'events.read',
  query: z.object({ ...pageQuery, type: z.string().min(1).max(100).optional().meta({ description: 'Facts of this type alone, `SeatsAdded` say.' }) }),
  handle: async (request) =>
    subscriptionHistory(await theApp(), 'events', request, (commerce, customerId, subscriptionId, limit, continuation) => listEvents(commerce, customerId, subscriptionId, limit, continuation, request.query.type), eventResource),
});

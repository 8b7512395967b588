import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { eventResource } from '../../src/adapters/http/resources/event';
import { route } from '../../src/adapters/http/route';
import { supportRequestHistory } from '../../src/app/supportCase/supportCases';
import { theApp } from '../../src/wiring/wiring';

/** Own API: who filed a support request and who decided it, when and why. */
route({
  name: 'listSupportRequestEvents',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/supportrequests/{requestId}/events',
  permission: 'supportRequests.read',
  query: z.object({ ...pageQuery, type: z.string().min(1).max(100).optional() }),
  handle: async ({ params: { customerId, subscriptionId, requestId }, query, context }) => {
    const viewer = context.caller.kind === 'operator' ? undefined : context.caller.tenantId;
    const history = await supportRequestHistory(await theApp(), viewer, customerId, subscriptionId, requestId);
    const uri = `/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/supportrequests/${requestId}/events`;
    return history.ok ? listPage({ uri, query, context }, (limit, continuation) => history.value(limit, continuation, query.type), eventResource) : history;
  },
});

import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { transitionResource } from '../../src/adapters/http/resources/transition';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { transitionsOf } from '../../src/app/transition/transitions';
import { listedSubscription } from '../../src/app/subscription/listedSubscription';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listTransitions',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/transitions',
  permission: 'subscriptions.read',
  query: z.object({ ...pageQuery, operationId: guidSchema.optional() }),
  handle: async ({ params: { customerId, subscriptionId }, query, context }) => {
    const app = await theApp();
    const source = await listedSubscription(app, context.caller.tenantId, customerId, subscriptionId);
    if (!source.ok) return source;
    const uri = `/customers/${customerId}/subscriptions/${subscriptionId}/transitions${query.operationId === undefined ? '' : `?operationId=${query.operationId}`}`;
    return listPage({ uri, query, context }, (limit, continuation) => transitionsOf(app, customerId, subscriptionId, { limit, continuation, operationId: query.operationId }), transitionResource);
  },
});

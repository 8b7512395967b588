import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { eligibilityResource } from '../../src/adapters/http/resources/transition';
import { route } from '../../src/adapters/http/route';
import { eligibilitiesOf } from '../../src/app/transition/transitions';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listTransitionEligibilities',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/transitionEligibilities',
  permission: 'subscriptions.read',
  query: z.object({ eligibilityType: z.enum(['immediate', 'scheduled']).default('immediate') }),
  handle: async ({ params: { customerId, subscriptionId }, query, context }) => {
    const found = await eligibilitiesOf(await theApp(), context.caller.tenantId, customerId, subscriptionId, query.eligibilityType);
    if (!found.ok) return found;
    const { operationId, items } = found.value;
    const uri = `/customers/${customerId}/subscriptions/${subscriptionId}/transitionEligibilities?eligibilityType=${query.eligibilityType}`;
    return success({ status: 200, body: collection(items.map((item) => eligibilityResource(operationId, item)), uri) });
  },
});

import { z } from 'zod';
import { seenCustomerResource } from '../../src/adapters/http/resources/seenCustomer';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { seeCustomer } from '../../src/app/operations/find/customerSeen';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: what stands about one customer, whoever sells to it. Changes nothing, and is in the audit log. */
route({
  name: 'seeCustomer',
  method: 'GET',
  path: '/nextterm/v1/operations/customers/{customerId}',
  permission: 'operations.manage',
  query: z.object({ from: guidSchema.optional().meta({ description: '`next` of the call before: further subscriptions; absent: from the first, with all else.' }) }),
  handle: async ({ params: { customerId }, query, context }) => {
    const seen = await seeCustomer(await theApp(), customerId, query.from, context.now);
    if (!seen.ok) return seen;
    return success({ status: 200, body: seenCustomerResource(customerId, seen.value), recorded: { customerId }, ...(seen.value.unreadable.length > 0 && { unreadable: seen.value.unreadable }) });
  },
});

import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { historyResource } from '../../src/adapters/http/resources/seenCustomer';
import { route } from '../../src/adapters/http/route';
import { historyOf } from '../../src/app/operations/find/history';
import { theApp } from '../../src/wiring/wiring';

/** Own API: what happened to a customer's things, whoever sold them. Changes nothing, and is in the audit log. */
route({
  name: 'listCustomerHistory',
  method: 'GET',
  path: '/nextterm/v1/operations/customers/{customerId}/history',
  permission: 'operations.manage',
  query: z.object({ ...pageQuery, subject: z.string().min(1).max(200).regex(/^[^|]+$/).optional().meta({ description: 'Of that one alone, a subscription or order say; absent: of all, subject after subject.' }) }),
  handle: async ({ params: { customerId }, query, context }) => {
    const { commerce } = await theApp();
    const uri = `/nextterm/v1/operations/customers/${customerId}/history${query.subject === undefined ? '' : `?subject=${encodeURIComponent(query.subject)}`}`;
    const page = await listPage({ uri, query, context }, (limit, continuation) => historyOf(commerce, customerId, query.subject, limit, continuation), historyResource);
    return page.ok ? { ...page, value: { ...page.value, recorded: { events: page.value.body.items.length } } } : page;
  },
});

import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { supportRequestResource } from '../../src/adapters/http/resources/supportRequest';
import { route } from '../../src/adapters/http/route';
import { supportRequestsOf } from '../../src/app/supportCase/listSupportRequests';
import { theApp } from '../../src/wiring/wiring';

/** Own API: what was filed for one subscription. */
route({
  name: 'listSupportRequestsOfSubscription',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/supportrequests',
  permission: 'supportRequests.read',
  query: z.object(pageQuery),
  handle: async ({ params: { customerId, subscriptionId }, query, context }) => {
    const viewer = context.caller.kind === 'operator' ? undefined : context.caller.tenantId;
    const pages = await supportRequestsOf(await theApp(), viewer, customerId, subscriptionId);
    return pages.ok ? listPage({ uri: `/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/supportrequests`, query, context }, pages.value, supportRequestResource) : pages;
  },
});

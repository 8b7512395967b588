import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { decodeContinuation, encodeContinuation } from '../../src/adapters/http/continuation';
import { isFirstPage, seekSchema } from '../../src/adapters/http/paging';
import { allowedEndResource } from '../../src/adapters/http/resources/customTermEndDate';
import { route } from '../../src/adapters/http/route';
import { guidSchema, wireDaySchema } from '../../src/adapters/http/wireSchemas';
import { termEnds } from '../../src/app/order/orderTermEnds';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';
import { limitedTerms } from '../../src/kernel/durations';

const pageSize = 300;

/** Where a page begins: after so many days. */
const positionSchema = z.object({ after: z.number().int().min(0) });

route({
  name: 'customTermEndDates',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/customTermEndDates',
  permission: 'subscriptions.read',
  query: z.object({ termDuration: z.enum(limitedTerms), termStartDate: wireDaySchema.optional(), targetCotermSubscriptionId: guidSchema.optional(), seekOperation: seekSchema.optional() }),
  handle: async ({ params, query, context }) => {
    const app = await theApp();
    const { customerId } = params;
    const { termDuration: duration, termStartDate: start, targetCotermSubscriptionId: subscriptionId } = query;
    const asked = `term_duration=${duration}${start ? `&term_start_date=${start}` : ''}${subscriptionId ? `&target_coterm_subscription_id=${subscriptionId}` : ''}`;
    const uri = `/customers/${customerId}/subscriptions/customTermEndDates?${asked}`;
    const scope = `${uri}|${context.caller.tenantId}`;
    const position = context.continuationToken === undefined ? success({ after: 0 }) : decodeContinuation(scope, context.continuationToken, positionSchema);
    if (!position.ok) return position;
    const allowed = await termEnds(app, context.caller.tenantId, customerId, { duration, start, subscriptionId });
    if (!allowed.ok) return allowed;
    const after = isFirstPage(query, context) ? 0 : position.value.after;
    const page = allowed.value.slice(after, after + pageSize).map(allowedEndResource);
    if (after + pageSize >= allowed.value.length) return success({ status: 200, body: collection(page, uri) });
    const continuation = encodeContinuation(scope, { after: after + pageSize });
    return success({ status: 200, headers: { 'MS-ContinuationToken': continuation }, body: collection(page, uri, { uri: `${uri}&seekOperation=Next`, continuation }) });
  },
});

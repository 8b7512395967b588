import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { deadlineCalendar, deadlineResource } from '../../src/adapters/http/resources/options';
import { route } from '../../src/adapters/http/route';
import { guidSchema, wireInstantSchema } from '../../src/adapters/http/wireSchemas';
import { listDeadlines, type ComingDeadline } from '../../src/app/subscription/options';
import { theApp } from '../../src/wiring/wiring';
import { plusHours } from '../../src/kernel/instant';
import { success } from '../../src/kernel/result';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';

/** How far ahead is looked where nobody says. */
const HOURS_AHEAD = 31 * 24;
/** Customers that one page looks at; a calendar has no pages, and takes the first. */
const CUSTOMERS_AT_MOST = 100;

route({
  name: 'listDeadlines',
  method: 'GET',
  path: '/nextterm/v1/deadlines',
  permission: 'subscriptions.read',
  query: z.object({ ...pageQuery, until: wireInstantSchema.optional(), customerId: guidSchema.optional() }),
  handle: async ({ query, context }) => {
    const app = await theApp();
    const until = query.until ?? plusHours(context.now, HOURS_AHEAD);
    const read = (limit: number, continuation: string | undefined) =>
      listDeadlines(app, context.caller.tenantId, { until, customerId: query.customerId, limit: Math.min(limit, CUSTOMERS_AT_MOST), continuation });
    const first = await read(query.size || CUSTOMERS_AT_MOST, undefined);
    if (!first.ok) return first;
    if (context.accept?.includes('text/calendar')) {
      let { items, continuation } = first.value;
      const unreadable = [...(first.value.unreadable ?? [])];
      while (continuation !== undefined) {
        const next = await read(CUSTOMERS_AT_MOST, continuation);
        if (!next.ok) return next;
        items = [...items, ...next.value.items];
        unreadable.push(...(next.value.unreadable ?? []));
        continuation = next.value.continuation;
      }
      return success(withUnreadable({ status: 200, body: deadlineCalendar(items, context.now), headers: { 'Content-Type': 'text/calendar; charset=utf-8' } }, unreadable, context.caller));
    }
    const uri = `/nextterm/v1/deadlines?until=${until}${query.customerId === undefined ? '' : `&customerId=${query.customerId}`}`;
    const page = async (limit: number, continuation: string | undefined) => {
      const found = continuation === undefined ? first : await read(limit, continuation);
      return found.ok ? found.value : { items: [] as readonly ComingDeadline[] };
    };
    return listPage({ uri, query, context }, page, deadlineResource);
  },
});

import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { deadlineCalendar, deadlineResource } from '../../src/adapters/http/resources/options';
import { refusedByRole } from '../../src/adapters/http/permissions';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { guidSchema, wireInstantSchema } from '../../src/adapters/http/wireSchemas';
import { listDeadlines, type ComingDeadline, type DeadlinePages } from '../../src/app/deadlineList/listDeadlines';
import { withCharges } from '../../src/app/deadlineList/withCharges';
import { type UnreadableRow } from '../../src/app/unreadable';
import { theApp } from '../../src/wiring/wiring';
import { plusHours } from '../../src/kernel/instant';
import { failure, success } from '../../src/kernel/result';

/** How far ahead is looked where nobody says. */
const HOURS_AHEAD = 31 * 24;
/** A calendar has no pages: it is read in so many operations, and has the next deadlines, some 3 MB of them. */
const CALENDAR_PAGES = 10;
const CALENDAR_PAGE_SIZE = 999;
/** Each may be another customer's, whose subscriptions are read for what it brings. */
const LARGEST_WITH_CHARGES = 100;

interface Calendar {
  readonly items: readonly ComingDeadline[];
  readonly unreadable: readonly UnreadableRow[];
  /** Whether there are more behind them. */
  readonly isPart: boolean;
}

const readCalendar = async (read: DeadlinePages): Promise<Calendar> => {
  const items: ComingDeadline[] = [];
  // Of one customer every page tells of the same.
  const unreadable = new Map<string, UnreadableRow>();
  let continuation: string | undefined;
  for (let pages = 0; pages === 0 || (continuation !== undefined && pages < CALENDAR_PAGES); pages += 1) {
    const page = await read(CALENDAR_PAGE_SIZE, continuation);
    items.push(...page.items);
    for (const row of page.unreadable ?? []) unreadable.set(`${row.partition}|${row.key}`, row);
    continuation = page.continuation;
  }
  return { items, unreadable: [...unreadable.values()], isPart: continuation !== undefined };
};

route({
  name: 'listDeadlines',
  method: 'GET',
  path: '/nextterm/v1/deadlines',
  permission: 'subscriptions.read',
  answersAlso: ['text/calendar'],
  query: z.object({ ...pageQuery, until: wireInstantSchema.optional(), customerId: guidSchema.optional(), charges: z.boolean().optional() }),
  handle: async ({ query, context }) => {
    const refused = query.charges ? refusedByRole(context.caller.roles, 'charges.read') : undefined;
    if (refused !== undefined) return failure(refused);
    const until = query.until ?? plusHours(context.now, HOURS_AHEAD);
    const app = await theApp();
    const pages = await listDeadlines(app, context.caller.tenantId, { until, customerId: query.customerId });
    if (!pages.ok) return pages;
    if (context.accept?.includes('text/calendar')) {
      if (query.charges) return failure({ kind: 'InputInvalid', problems: ['charges: a calendar has none'] });
      const { items, unreadable, isPart } = await readCalendar(pages.value);
      return success(withUnreadable({ status: 200, body: deadlineCalendar(items, context.now, isPart), headers: { 'Content-Type': 'text/calendar; charset=utf-8' } }, unreadable, context.caller));
    }
    const uri = `/nextterm/v1/deadlines?until=${until}${query.customerId === undefined ? '' : `&customerId=${query.customerId}`}`;
    const resource = (deadline: ComingDeadline) => deadlineResource(deadline, context.now);
    if (!query.charges) return listPage({ uri, query, context }, pages.value, resource);
    return listPage({ uri: `${uri}&charges=true`, query, context, largest: LARGEST_WITH_CHARGES }, withCharges(app, pages.value), resource);
  },
});

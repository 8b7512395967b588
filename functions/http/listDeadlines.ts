import { z } from 'zod';
import { lineItemAnswer } from '../../src/adapters/http/lineItemAnswer';
import { fileQuery } from '../../src/adapters/http/lineItemQuery';
import { LARGEST_PAGE, pageQuery } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { deadlineCalendar, deadlineForm } from '../../src/adapters/http/resources/options';
import { refusedByRole } from '../../src/adapters/http/permissions';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { guidSchema, wireInstantSchema } from '../../src/adapters/http/wireSchemas';
import { wordsOf, wordsQuery } from '../../src/adapters/http/wordsQuery';
import { listDeadlines, type ComingDeadline, type DeadlinePages } from '../../src/app/deadlineList/listDeadlines';
import { withDetails } from '../../src/app/deadlineList/withDetails';
import { type UnreadableRow } from '../../src/app/unreadable';
import { comingKinds } from '../../src/domain/options/deadlines';
import { theApp } from '../../src/wiring/wiring';
import { plusHours } from '../../src/kernel/instant';
import { failure, success } from '../../src/kernel/result';

/** How far ahead is looked where nobody says. */
const HOURS_AHEAD = 31 * 24;
/** A calendar has no pages: it is read in so many operations, and has the next deadlines, some 3 MB of them. */
const CALENDAR_PAGES = 10;
const CALENDAR_PAGE_SIZE = 999;
/** Each may be another customer's, whose row and subscriptions are read for what it is about and what it brings. */
const LARGEST_WITH_DETAILS = 100;

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
  answersAlso: ['text/csv', 'application/x-ndjson', 'text/calendar'],
  query: z.object({
    ...pageQuery,
    ...fileQuery,
    until: wireInstantSchema.optional().meta({ description: 'Exclusive; absent: 31 days ahead.' }),
    customerId: guidSchema.optional(),
    kind: wordsQuery(comingKinds).optional(),
    details: z.boolean().default(false).meta({ description: 'Says also what each is about.' }),
    charges: z.boolean().default(false).meta({ description: 'Says also what each will bring and charge, and what can be had back until windows close; for whoever may read charges.' }),
  }),
  handle: async ({ query, context }) => {
    const refused = query.charges ? refusedByRole(context.caller.roles, 'charges.read') : undefined;
    if (refused !== undefined) return failure(refused);
    const until = query.until ?? plusHours(context.now, HOURS_AHEAD);
    const app = await theApp();
    const pages = await listDeadlines(app, context.caller.tenantId, { until, customerId: query.customerId, kinds: query.kind });
    if (!pages.ok) return pages;
    const { details, charges, byteOrderMark } = query;
    if (context.accept?.toLowerCase().includes('text/calendar')) {
      const strange = Object.entries({ charges, details, byteOrderMark }).flatMap(([name, isAsked]) => (isAsked ? [`${name}: a calendar has none`] : []));
      if (strange.length > 0) return failure({ kind: 'InputInvalid', problems: strange });
      const { items, unreadable, isPart } = await readCalendar(pages.value);
      return success(withUnreadable({ status: 200, body: deadlineCalendar(items, context.now, isPart), headers: { 'Content-Type': 'text/calendar; charset=utf-8' } }, unreadable, context.caller));
    }
    const uri = listUri('/nextterm/v1/deadlines', { until, customerId: query.customerId, kind: wordsOf(query.kind), ...(details && { details: 'true' }), ...(charges && { charges: 'true' }) });
    const readsMore = details || charges;
    const request = { uri, query, context, largest: readsMore ? LARGEST_WITH_DETAILS : LARGEST_PAGE };
    const read = readsMore ? withDetails(app, context.caller.tenantId, pages.value, { details, charges }) : pages.value;
    return lineItemAnswer(request, read, deadlineForm(context.now, { details, charges }), { ...app.exporting.wholeFile, filename: 'deadlines.csv' });
  },
});

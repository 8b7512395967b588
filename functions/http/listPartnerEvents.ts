import { z } from 'zod';
import { feedAnswer, sinceSchema, wantsLines } from '../../src/adapters/http/feedAnswer';
import { pageSizeSchema } from '../../src/adapters/http/paging';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { FACT_TYPES } from '../../src/app/event/catalogue';
import { readFeed } from '../../src/app/feed/readFeed';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** Of one page, some 500 kB. */
const LARGEST = 500;

route({
  name: 'listPartnerEvents',
  method: 'GET',
  path: '/nextterm/v1/events',
  permission: 'events.read',
  answersAlso: ['application/x-ndjson'],
  query: z.object({
    since: sinceSchema.optional().meta({ description: '`since` of the page before, or `sequence` of an event; absent: from the beginning.' }),
    size: pageSizeSchema(1, LARGEST).optional(),
    type: z.string().refine((type) => FACT_TYPES.includes(type), 'is no type of fact').optional().meta({ description: 'Events with a fact of this type alone, `SeatsAdded` say.' }),
    customerId: guidSchema.optional(),
    subject: z.string().min(1).max(200).optional().meta({ description: 'Id of what events are about.' }),
  }),
  handle: async ({ query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { since = 0, size = LARGEST, ...filter } = query;
    const page = await readFeed((await theApp()).eventRows, partner.value.tenantId, since, size, filter);
    if (!page.ok) return page;
    const uri = (next: string): string => {
      const asked = new URLSearchParams();
      for (const [name, value] of Object.entries({ ...filter, size: query.size, since: next })) if (value !== undefined) asked.set(name, String(value));
      return `/nextterm/v1/events?${asked.toString()}`;
    };
    return success(withUnreadable(feedAnswer(page.value, wantsLines(context), uri), page.value.unreadable, context.caller));
  },
});

import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { isAllowed } from '../../src/adapters/http/permissions';
import { closingWindowsResource } from '../../src/adapters/http/resources/closingWindows';
import { route } from '../../src/adapters/http/route';
import { wireInstantSchema } from '../../src/adapters/http/wireSchemas';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { closingWindows } from '../../src/app/deadlineList/closingWindows';
import { theApp } from '../../src/wiring/wiring';
import { plusHours } from '../../src/kernel/instant';
import { success } from '../../src/kernel/result';

/** How far ahead is looked where nobody says. */
const HOURS_AHEAD = 7 * 24;

/** Of each subscription one item; by money within a page, by time from page to page. */
route({
  name: 'listClosingWindows',
  method: 'GET',
  path: '/nextterm/v1/windows',
  permission: 'subscriptions.read',
  query: z.object({ ...pageQuery, until: wireInstantSchema.optional().meta({ description: 'Exclusive; absent: seven days ahead.' }) }),
  handle: async ({ query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const app = await theApp();
    const until = query.until ?? plusHours(context.now, HOURS_AHEAD);
    const showsCharges = isAllowed(context.caller.roles, 'charges.read');
    let lookedUntil = until;
    const read = async (limit: number, continuation?: string) => {
      const page = await closingWindows(app, partner.value, until, showsCharges)(limit, continuation);
      ({ lookedUntil } = page);
      return page;
    };
    const uri = listUri('/nextterm/v1/windows', { until });
    const page = await listPage({ uri, query, context }, read, (each) => closingWindowsResource(each, context.now, showsCharges));
    return page.ok ? success({ ...page.value, body: { ...page.value.body, asOf: context.now, until, lookedUntil } }) : page;
  },
});

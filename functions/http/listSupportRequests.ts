import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { supportListQuery, supportRequestResource } from '../../src/adapters/http/resources/supportRequest';
import { route } from '../../src/adapters/http/route';
import { listUri } from '../../src/adapters/http/listUri';
import { supportRequestPages } from '../../src/app/supportCase/listSupportRequests';
import { theApp } from '../../src/wiring/wiring';
import { plusHours } from '../../src/kernel/instant';

/** Own API: a partner's own support requests over all its customers; for the operator, the queue of everybody's. */
route({
  name: 'listSupportRequests',
  method: 'GET',
  path: '/nextterm/v1/supportrequests',
  permission: 'supportRequests.read',
  query: z.object({ ...pageQuery, ...supportListQuery }),
  handle: async ({ query, context }) => {
    const { status, reason, customerId, partnerTenantId, filedFrom, filedBefore, olderThanDays } = query;
    // Counted once: the pages that follow are of what was so old when the first was asked for.
    const oldEnough = olderThanDays === undefined ? undefined : plusHours(context.now, -24 * olderThanDays);
    const [before] = [filedBefore, oldEnough].filter((each) => each !== undefined).sort();
    const viewer = context.caller.kind === 'operator' ? undefined : context.caller.tenantId;
    const pages = supportRequestPages(await theApp(), viewer, { status, reason, customerId, partnerTenantId, from: filedFrom, before });
    return pages.ok ? listPage({ uri: listUri('/nextterm/v1/supportrequests', { status, reason, customerId, partnerTenantId, filedFrom, filedBefore: before }), query, context }, pages.value, supportRequestResource) : pages;
  },
});

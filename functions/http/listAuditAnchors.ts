import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { anchorsFrom } from '../../src/app/audit/seals/anchors';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: the last seals of all tenants' audit logs, to be kept outside. Nothing of what the logs say. */
route({
  name: 'listAuditAnchors',
  method: 'GET',
  path: '/nextterm/v1/operations/audit/anchors',
  permission: 'operations.manage',
  query: z.object({ from: z.string().regex(/^[0-9a-f-]{1,40}$/).optional() }),
  handle: async ({ query, context }) => {
    const { unreadable, ...body } = await anchorsFrom((await theApp()).audit, query.from);
    return success(withUnreadable({ status: 200, body }, unreadable, context.caller));
  },
});

import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { route } from '../../src/adapters/http/route';
import { listSeals } from '../../src/app/audit/seals/sealBook';
import { theApp } from '../../src/wiring/wiring';

/** Own API: the seals of the tenant's own audit log, the latest first. */
route({
  name: 'listAuditSeals',
  method: 'GET',
  path: '/nextterm/v1/auditseals',
  permission: 'audit.read',
  query: z.object(pageQuery),
  handle: async ({ query, context }) => {
    const app = await theApp();
    return listPage({ uri: '/nextterm/v1/auditseals', query, context }, (limit, continuation) => listSeals(app.audit, context.caller.tenantId, limit, continuation), (seal) => seal);
  },
});

import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { auditEvidence } from '../../src/app/audit/seals/evidence';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: what one seal of the tenant's own audit log is of, record by record, as these are stored, so that whoever asks can compute the seal. */
route({
  name: 'getAuditEvidence',
  method: 'GET',
  path: '/nextterm/v1/auditseals/{number}/records',
  permission: 'audit.read',
  params: { number: z.coerce.number().int().min(1).max(999_999_999_999) },
  query: z.object({ from: z.string().min(1).max(250).optional() }),
  handle: async ({ params, query, context }) => {
    const evidence = await auditEvidence((await theApp()).audit, context.caller.tenantId, params.number, query.from);
    return evidence.ok ? success({ status: 200, body: evidence.value }) : evidence;
  },
});

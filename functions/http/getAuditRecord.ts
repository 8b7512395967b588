import { z } from 'zod';
import { auditRecordResource } from '../../src/adapters/http/resources/auditRecord';
import { route } from '../../src/adapters/http/route';
import { auditRecordOf } from '../../src/app/audit/auditLog';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** An unknown id is answered with null, as published. */
route({
  name: 'getAuditRecord',
  method: 'GET',
  path: '/v1/auditrecords/{recordId}',
  params: { recordId: z.string().min(1).max(200) },
  permission: 'audit.read',
  handle: async ({ params: { recordId }, context }) => {
    const found = await auditRecordOf(await theApp(), context.caller, recordId);
    return success({ status: 200, body: found === undefined ? 'null' : auditRecordResource(found) });
  },
});

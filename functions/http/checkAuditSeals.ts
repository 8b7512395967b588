import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { goOnWithSeals } from '../../src/app/audit/seals/checkSeals';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: proves the audit logs of all tenants, a bounded part of them at a call. Changes nothing. */
route({
  name: 'checkAuditSeals',
  method: 'GET',
  path: '/nextterm/v1/operations/audit/check',
  permission: 'operations.manage',
  query: z.object({ from: z.string().regex(/^[0-9a-f-]{1,40}(\|\d{1,12})?$/).optional() }),
  handle: async ({ query }) => success({ status: 200, body: await goOnWithSeals(await theApp(), query.from) }),
});

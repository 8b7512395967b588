import { z } from 'zod';
import { jsonText } from '../../src/adapters/http/json';
import { route } from '../../src/adapters/http/route';
import { skipParked } from '../../src/app/operations/skipParked';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'skipParked',
  method: 'POST',
  path: '/nextterm/v1/operations/parked/{parkedId}/skip',
  permission: 'operations.manage',
  preview: 'unsupported',
  body: z.object({ reason: z.string().trim().min(1).max(500).meta({ description: 'Why it is not to be done, for whoever asks later.' }) }),
  handle: async ({ params: { parkedId }, body: { reason }, context: { caller, requestId, operation, now } }) => {
    const cause = { command: operation, by: { tenantId: caller.tenantId, userId: caller.userId }, requestId };
    const skipped = await skipParked(await theApp(), parkedId, reason, cause, now);
    if (!skipped.ok) return skipped;
    const { parked, skipping } = skipped.value;
    const { skipped: _, ...before } = parked;
    return success({ status: 200, body: { ...parked, status: 'skipped', lasts: skipping.lasts, means: skipping.means }, before: jsonText({ ...before, status: 'parked' }) });
  },
});

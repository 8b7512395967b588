import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { guidSchema } from '../../src/adapters/http/wireSchemas';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { DEADLINE_KINDS } from '../../src/app/due/deadline';
import { releaseMany } from '../../src/app/operations/releaseParked';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** All that is parked, or what of it fits: the first hundred of the list at a call. */
route({
  name: 'releaseAllParked',
  method: 'POST',
  path: '/nextterm/v1/operations/parked/release',
  permission: 'operations.manage',
  preview: 'unsupported',
  body: z
    .object({
      kind: z.enum(DEADLINE_KINDS).optional().meta({ description: 'Only work of this kind.' }),
      customerId: z.string().min(1).max(200).optional().meta({ description: 'Only of this customer, or of whatever stands for one.' }),
      from: guidSchema.optional().meta({ description: '`next` of the call before; absent: from the first.' }),
    })
    .optional(),
  handle: async ({ body, context }) => {
    const app = await theApp();
    const { kind, customerId, from } = body ?? {};
    const { released, unreadable, next } = await releaseMany(app, { ...(kind && { kind }), ...(customerId && { customerId }), ...(from && { from }) }, context.now);
    return success(withUnreadable({ status: 200, body: { released: released.length, items: released.map((parked) => ({ ...parked, status: 'released' })), ...(next !== undefined && { next }) } }, unreadable, context.caller));
  },
});

import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { replayDeadLetters } from '../../src/app/webhook/deadLetters';
import { endpointOf } from '../../src/app/webhook/endpoints';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';
import { z } from 'zod';

/** One event, or all of them: called again while the answer says that there are more. */
route({
  name: 'replayDeadLetters',
  method: 'POST',
  path: '/nextterm/v1/webhooks/{webhookId}/deadletters/replay',
  permission: 'webhooks.manage',
  preview: 'unsupported',
  body: z.object({ eventId: z.string().min(1).max(300).optional().meta({ description: 'One event; absent: all that were given up.' }) }).optional(),
  handle: async ({ params, body, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { webhook } = await theApp();
    const stored = await endpointOf(webhook, call.value.partner.tenantId, params.webhookId);
    if (!stored.ok) return stored;
    const replayed = await replayDeadLetters(webhook, stored.value.value, body?.eventId);
    return replayed.ok ? success({ status: 200, body: replayed.value }) : replayed;
  },
});

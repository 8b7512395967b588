import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { replayDeadLetters } from '../../src/app/webhook/deadLetters';
import { endpointOf } from '../../src/app/webhook/endpoints';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** Own API: the partner's own call, as the operator: one event, or all of them, called again while the answer says that there are more. */
route({
  name: 'replayDeadLettersOfPartner',
  method: 'POST',
  path: '/nextterm/v1/operations/partners/{tenantId}/webhooks/{webhookId}/deadletters/replay',
  permission: 'operations.manage',
  preview: 'unsupported',
  body: z.object({ eventId: z.string().min(1).max(300).optional().meta({ description: 'One event; absent: all that were given up.' }) }).optional(),
  handle: async ({ params: { tenantId, webhookId }, body }) => {
    const { webhook } = await theApp();
    const stored = await endpointOf(webhook, tenantId, webhookId);
    if (!stored.ok) return stored;
    const replayed = await replayDeadLetters(webhook, stored.value.value, body?.eventId);
    return replayed.ok ? success({ status: 200, body: replayed.value }) : replayed;
  },
});

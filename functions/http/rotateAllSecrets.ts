import { z } from 'zod';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { rotateAllSecrets } from '../../src/app/webhook/allEndpoints';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** Own API: new secrets for the endpoints of all partners, after a leak; shown here and never again. Fifty endpoints at a call. */
route({
  name: 'rotateAllSecrets',
  method: 'POST',
  path: '/nextterm/v1/operations/webhooks/rotate',
  permission: 'operations.manage',
  preview: 'unsupported',
  body: z
    .object({
      revoke: z.boolean().default(false).meta({ description: 'The secrets before are not signed with any more.' }),
      from: z.string().min(1).max(2000).optional().meta({ description: '`next` of the call before; absent: from the first.' }),
    })
    .optional(),
  handle: async ({ body, context }) => {
    const { webhook } = await theApp();
    const { views, unreadable, next } = await rotateAllSecrets(webhook, body?.revoke ?? false, body?.from);
    const named = views.map(({ endpoint }) => ({ partnerId: endpoint.partnerId, webhookId: endpoint.id, url: endpoint.url }));
    const items = views.map(({ endpoint }, index) => ({ ...named[index], secret: endpoint.secrets[0]?.secret }));
    return success(withUnreadable({ status: 200, body: { items, ...(next !== undefined && { next }) }, recorded: { items: named } }, unreadable, context.caller));
  },
});

import { z } from 'zod';
import { decodeContinuation, encodeContinuation } from '../../src/adapters/http/continuation';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { type RequestRefusal } from '../../src/app/refusals';
import { rotateAllSecrets } from '../../src/app/webhook/allEndpoints';
import { failure, success, type Result } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

const SCOPE = 'webhook secrets';
const positionSchema = z.object({ endpoints: z.string() });

const positionOf = (from: string | undefined): Result<string | undefined, RequestRefusal> => {
  if (from === undefined) return success(undefined);
  const position = decodeContinuation(SCOPE, from, positionSchema);
  return position.ok ? success(position.value.endpoints) : failure({ kind: 'InputInvalid', problems: ['from: not the `next` of a call before'] });
};

/** Own API: new secrets for the endpoints of all partners, after a leak; shown here and never again. Fifty endpoints at a call; one that breaks off is made again from where it began, and gives its endpoints others. */
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
    const position = positionOf(body?.from);
    if (!position.ok) return position;
    const { webhook } = await theApp();
    const { views, unreadable, next } = await rotateAllSecrets(webhook, body?.revoke ?? false, position.value);
    const named = views.map(({ endpoint }) => ({ partnerId: endpoint.partnerId, webhookId: endpoint.id, url: endpoint.url }));
    const items = views.map(({ endpoint }, index) => ({ ...named[index], secret: endpoint.secrets[0]?.secret }));
    return success(withUnreadable({ status: 200, body: { items, ...(next !== undefined && { next: encodeContinuation(SCOPE, { endpoints: next }) }) }, recorded: { items: named } }, unreadable, context.caller));
  },
});

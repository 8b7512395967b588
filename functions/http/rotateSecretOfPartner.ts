import { z } from 'zod';
import { jsonText } from '../../src/adapters/http/json';
import { webhookResource, withSecret } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { rotateSecret } from '../../src/app/webhook/endpoints';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** Own API: a new secret for an endpoint of a partner's, shown here and never again: it is handed to the partner. */
route({
  name: 'rotateSecretOfPartner',
  method: 'POST',
  path: '/nextterm/v1/operations/partners/{tenantId}/webhooks/{webhookId}/rotate',
  permission: 'operations.manage',
  preview: 'unsupported',
  body: z.object({ revoke: z.boolean().default(false).meta({ description: 'The secrets before are not signed with any more.' }) }).optional(),
  handle: async ({ params: { tenantId, webhookId }, body }) => {
    const { webhook } = await theApp();
    const changed = await rotateSecret(webhook, tenantId, webhookId, body?.revoke);
    return changed.ok ? success({ status: 200, body: withSecret(changed.value.view), recorded: webhookResource(changed.value.view), before: jsonText(webhookResource(changed.value.before)) }) : changed;
  },
});

import { jsonText } from '../../src/adapters/http/json';
import { webhookResource, withSecret } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { rotateSecret } from '../../src/app/webhook/endpoints';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** The new secret is shown here, and never again. */
route({
  name: 'rotateWebhookSecret',
  method: 'POST',
  path: '/nextterm/v1/webhooks/{webhookId}/rotate',
  permission: 'webhooks.manage',
  preview: 'unsupported',
  handle: async ({ params, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { webhook } = await theApp();
    const changed = await rotateSecret(webhook, call.value.partner.tenantId, params.webhookId);
    return changed.ok ? success({ status: 200, body: withSecret(changed.value.view), recorded: webhookResource(changed.value.view), before: jsonText(webhookResource(changed.value.before)) }) : changed;
  },
});

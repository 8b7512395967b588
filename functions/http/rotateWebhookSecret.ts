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
    const view = await rotateSecret(webhook, call.value.partner.tenantId, params.webhookId);
    return view.ok ? success({ status: 200, body: withSecret(view.value), recorded: webhookResource(view.value) }) : view;
  },
});

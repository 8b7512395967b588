import { endpointAsked, webhookBody, webhookResource, withSecret } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { createEndpoint } from '../../src/app/webhook/endpoints';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** The secret is shown here, and never again. */
route({
  name: 'createWebhook',
  method: 'POST',
  path: '/nextterm/v1/webhooks',
  permission: 'webhooks.manage',
  preview: 'unsupported',
  body: webhookBody,
  handle: async ({ body, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { webhook } = await theApp();
    const made = await createEndpoint(webhook, call.value.partner.tenantId, endpointAsked(body), { requestId: context.requestId, fingerprint: context.bodyHash });
    return made.ok ? success({ status: 201, body: withSecret(made.value), recorded: webhookResource(made.value) }) : made;
  },
});

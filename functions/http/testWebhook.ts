import { attemptResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { endpointOf } from '../../src/app/webhook/endpoints';
import { testEndpoint } from '../../src/app/webhook/testEvents';
import { failure, success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** Sends one event at once, and tells what came of it. */
route({
  name: 'testWebhook',
  method: 'POST',
  path: '/nextterm/v1/webhooks/{webhookId}/test',
  permission: 'webhooks.manage',
  preview: 'unsupported',
  handle: async ({ params: { webhookId }, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { webhook } = await theApp();
    const stored = await endpointOf(webhook, call.value.partner.tenantId, webhookId);
    if (!stored.ok) return stored;
    const { value: endpoint } = stored.value;
    if (endpoint.form !== 'own') return failure({ kind: 'WebhookNotFound', webhookId });
    return success({ status: 200, body: attemptResource(await testEndpoint(webhook, endpoint)) });
  },
});

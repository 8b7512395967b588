import { jsonText } from '../../src/adapters/http/json';
import { endpointAsked, webhookBody, webhookResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { replaceEndpoint } from '../../src/app/webhook/endpoints';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'replaceWebhook',
  method: 'PUT',
  path: '/nextterm/v1/webhooks/{webhookId}',
  permission: 'webhooks.manage',
  preview: 'unsupported',
  body: webhookBody,
  handle: async ({ params, body, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { webhook } = await theApp();
    const changed = await replaceEndpoint(webhook, call.value.partner.tenantId, params.webhookId, endpointAsked(body), expectedVersion(context));
    return changed.ok ? success({ status: 200, body: webhookResource(changed.value.view), before: jsonText(webhookResource(changed.value.before)) }) : changed;
  },
});

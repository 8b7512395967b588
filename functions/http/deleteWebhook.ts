import { jsonText } from '../../src/adapters/http/json';
import { webhookResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { removeEndpoint } from '../../src/app/webhook/endpoints';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** Of the contract's registration too, for which the contract has no call. */
route({
  name: 'deleteWebhook',
  method: 'DELETE',
  path: '/nextterm/v1/webhooks/{webhookId}',
  permission: 'webhooks.manage',
  preview: 'unsupported',
  handle: async ({ params, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { webhook } = await theApp();
    const removed = await removeEndpoint(webhook, call.value.partner.tenantId, params.webhookId, expectedVersion(context));
    return removed.ok ? success({ status: 204, before: jsonText(webhookResource(removed.value)) }) : removed;
  },
});

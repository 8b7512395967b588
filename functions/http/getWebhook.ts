import { webhookResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { getEndpoint } from '../../src/app/webhook/endpoints';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'getWebhook',
  method: 'GET',
  path: '/nextterm/v1/webhooks/{webhookId}',
  permission: 'webhooks.manage',
  handle: async ({ params, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { webhook } = await theApp();
    const view = await getEndpoint(webhook, partner.value.tenantId, params.webhookId);
    return view.ok ? success({ status: 200, body: webhookResource(view.value) }) : view;
  },
});

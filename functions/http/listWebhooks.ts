import { collection } from '../../src/adapters/http/collection';
import { webhookResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { listEndpoints } from '../../src/app/webhook/endpoints';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** All of them: their number is bounded. */
route({
  name: 'listWebhooks',
  method: 'GET',
  path: '/nextterm/v1/webhooks',
  permission: 'webhooks.manage',
  handle: async ({ context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { webhook } = await theApp();
    const { items, unreadable } = await listEndpoints(webhook, partner.value.tenantId);
    return success(withUnreadable({ status: 200, body: collection(items.map(webhookResource), '/nextterm/v1/webhooks') }, unreadable, context.caller));
  },
});

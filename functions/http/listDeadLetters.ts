import { listPage, pageQueryOf } from '../../src/adapters/http/listPage';
import { deadLetterResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { listDeadLetters } from '../../src/app/webhook/deadLetters';
import { endpointOf } from '../../src/app/webhook/endpoints';
import { theApp } from '../../src/wiring/wiring';
import { z } from 'zod';

const largest = 100;

/** The longest ago first. */
route({
  name: 'listDeadLetters',
  method: 'GET',
  path: '/nextterm/v1/webhooks/{webhookId}/deadletters',
  permission: 'webhooks.manage',
  query: z.object(pageQueryOf(largest)),
  handle: async ({ params, query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { webhook } = await theApp();
    const stored = await endpointOf(webhook, partner.value.tenantId, params.webhookId);
    if (!stored.ok) return stored;
    const uri = `/nextterm/v1/webhooks/${params.webhookId}/deadletters`;
    return listPage({ uri, query, context, largest }, (limit, continuation) => listDeadLetters(webhook, stored.value.value, limit, continuation), deadLetterResource);
  },
});

import { listPage, pageQueryOf } from '../../src/adapters/http/listPage';
import { attemptResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { wireInstantSchema } from '../../src/adapters/http/wireSchemas';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { listAttempts } from '../../src/app/webhook/deadLetters';
import { endpointOf } from '../../src/app/webhook/endpoints';
import { theApp } from '../../src/wiring/wiring';
import { z } from 'zod';

const largest = 100;

/** In order of time. */
route({
  name: 'listWebhookDeliveries',
  method: 'GET',
  path: '/nextterm/v1/webhooks/{webhookId}/deliveries',
  permission: 'webhooks.manage',
  query: z.object({ ...pageQueryOf(largest), since: wireInstantSchema.optional().meta({ description: 'Itself included.' }) }),
  handle: async ({ params, query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { webhook } = await theApp();
    const stored = await endpointOf(webhook, partner.value.tenantId, params.webhookId);
    if (!stored.ok) return stored;
    const uri = `/nextterm/v1/webhooks/${params.webhookId}/deliveries${query.since === undefined ? '' : `?since=${query.since}`}`;
    return listPage({ uri, query, context, largest }, (limit, continuation) => listAttempts(webhook, stored.value.value, query.since, limit, continuation), attemptResource);
  },
});

import { z } from 'zod';
import { listPage, pageQueryOf } from '../../src/adapters/http/listPage';
import { deadLetterResource } from '../../src/adapters/http/resources/webhook';
import { route } from '../../src/adapters/http/route';
import { listAllDeadLetters } from '../../src/app/webhook/allEndpoints';
import { theApp } from '../../src/wiring/wiring';

const largest = 100;

/** Own API: what was given up for the webhooks of all partners, without what was sent. */
route({
  name: 'listAllDeadLetters',
  method: 'GET',
  path: '/nextterm/v1/operations/webhooks/deadletters',
  permission: 'operations.manage',
  query: z.object(pageQueryOf(largest)),
  handle: async ({ query, context }) => {
    const { webhook } = await theApp();
    return listPage({ uri: '/nextterm/v1/operations/webhooks/deadletters', query, context, largest }, (limit, continuation) => listAllDeadLetters(webhook, limit, continuation), ({ endpoint, delivery }) => {
      const { body: _, ...letter } = deadLetterResource(delivery);
      return { partnerId: endpoint.partnerId, webhookId: endpoint.id, url: endpoint.url, ...letter };
    });
  },
});

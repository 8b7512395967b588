import { z } from 'zod';
import { listPage, pageQueryOf } from '../../src/adapters/http/listPage';
import { busDeadLetterResource, busSubscriptionSchema } from '../../src/adapters/http/resources/busDeadLetter';
import { route } from '../../src/adapters/http/route';
import { type DeadLetter } from '../../src/app/bus/deadLetters';
import { listBusDeadLetters } from '../../src/app/bus/settleDeadLetters';
import { type Refusal } from '../../src/app/refusals';
import { type Page } from '../../src/app/unreadable';
import { theApp } from '../../src/wiring/wiring';
import { failure } from '../../src/kernel/result';

const largest = 100;

/** Own API: what a subscription of the topic gave up, the oldest first. Takes nothing. */
route({
  name: 'listBusDeadLetters',
  method: 'GET',
  path: '/nextterm/v1/operations/bus/deadletters',
  permission: 'operations.manage',
  query: z.object({ ...pageQueryOf(largest), subscription: busSubscriptionSchema }),
  handle: async ({ query, context }) => {
    const app = await theApp();
    const uri = `/nextterm/v1/operations/bus/deadletters?subscription=${query.subscription}`;
    const refused: Refusal[] = [];
    const listed = await listPage(
      { uri, query, context, largest },
      async (limit, continuation): Promise<Page<DeadLetter>> => {
        const page = await listBusDeadLetters(app, query.subscription, limit, continuation);
        if (page.ok) return page.value;
        refused.push(page.error);
        return { items: [] };
      },
      busDeadLetterResource,
    );
    const [refusal] = refused;
    return refusal === undefined ? listed : failure(refusal);
  },
});

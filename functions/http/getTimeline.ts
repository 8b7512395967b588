import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { isAllowed } from '../../src/adapters/http/permissions';
import { timelineItemResource, timelineMembers } from '../../src/adapters/http/resources/timeline';
import { route } from '../../src/adapters/http/route';
import { wireInstantSchema } from '../../src/adapters/http/wireSchemas';
import { getTimeline } from '../../src/app/timeline/getTimeline';
import { pageByKey } from '../../src/app/unreadable';
import { keyOf } from '../../src/domain/timeline/itemsOf';
import { isWithin } from '../../src/domain/timeline/isWithin';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getTimeline',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/timeline',
  permission: 'subscriptions.read',
  query: z.object({
    ...pageQuery,
    since: wireInstantSchema.optional().meta({ description: 'What was over by then is left out.' }),
    until: wireInstantSchema.optional().meta({ description: 'Exclusive: what begins then or later is left out.' }),
  }),
  handle: async ({ params: { customerId, subscriptionId }, query, context }) => {
    const showsCharges = isAllowed(context.caller.roles, 'charges.read');
    const timeline = await getTimeline(await theApp(), context.caller.tenantId, customerId, subscriptionId, showsCharges);
    if (!timeline.ok) return timeline;
    const { value } = timeline;
    const { since, until } = query;
    const asked = value.items.filter((item) => isWithin(item, since, until)).map((item) => [keyOf(item), item] as const);
    const uri = listUri(`/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/timeline`, { since, until });
    const page = await listPage({ uri, query, context }, async (limit, continuation) => pageByKey(asked.filter(([key]) => continuation === undefined || key > continuation), value.unreadable, limit), (item) => timelineItemResource(item, value, showsCharges));
    return page.ok ? success({ ...page.value, body: { ...timelineMembers(value, showsCharges), ...page.value.body } }) : page;
  },
});

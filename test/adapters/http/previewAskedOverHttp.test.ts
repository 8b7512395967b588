import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

/** What `preview` says where it is named more than once, in any spelling. */
test.each([
  { query: 'preview=true', previews: true },
  { query: 'pre_view=true', previews: true },
  { query: 'preview=false&preview=true', previews: false },
  { query: 'preview=true&preview=false', previews: true },
  { query: 'preview=true&pre_view=false', previews: false },
  { query: 'pre_view=false&PREVIEW=true', previews: true },
])('[AUD-1] ?$query is done or shown, and in the log where it is done', async ({ query, previews }) => {
  const world = await World.at('2026-03-02T10:00:00.000Z');
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001', quantity: 10 }]);
  const reply = await http(`/v1/customers/${customer}/subscriptions/${id}?${query}`, { method: 'PATCH', body: { quantity: 12 } });
  const { items } = (await http('/v1/auditrecords?startDate=2026-03-02')).body as { items: readonly { operationType: string }[] };
  expect([reply.status, (await world.subscription(customer, id)).quantity, items.map(({ operationType }) => operationType)]).toEqual([200, previews ? 10 : 12, previews ? [] : ['update_subscription']]);
});

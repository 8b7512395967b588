import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { acceptCsv, csvAttachment, wantsCsv } from '../../src/adapters/http/csvAnswer';
import { link } from '../../src/adapters/http/links';
import { listedResource } from '../../src/adapters/http/resources/listedSubscription';
import { subscriptionCsv } from '../../src/adapters/http/resources/subscriptionCsv';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { addOnShelf, hasPurchasableAddOn } from '../../src/app/subscription/addOnShelf';
import { listedSubscriptions } from '../../src/app/subscription/listedSubscriptions';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

const filters = (named: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return given.length === 0 ? '' : `?${given.join('&')}`;
};

/** All in one answer: as a collection, whose link `export` leads to the same as a file (SUB-8). */
route({
  name: 'listSubscriptions',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions',
  permission: 'subscriptions.read',
  answersAlso: ['text/csv'],
  query: z.object({ orderId: z.string().max(200).optional(), mpnId: z.string().max(20).optional() }),
  handle: async ({ params: { customerId }, query, context }) => {
    const app = await theApp();
    const { caller, now } = context;
    const listed = await listedSubscriptions(app, caller.tenantId, customerId, query);
    if (!listed.ok) return listed;
    const { items, unreadable, customer, held } = listed.value;
    if (wantsCsv(context)) return success(withUnreadable({ status: 200, body: subscriptionCsv(items, now), headers: csvAttachment('subscriptions.csv') }, unreadable, caller));
    const uri = `/customers/${customerId}/subscriptions`;
    const licences = items.flatMap((each) => (each.kind === 'licences' ? [each.subscription] : []));
    const shelf = caller.partner && (await addOnShelf(app, caller.partner, customer, licences, now, held));
    const resources = items.map((each) => listedResource(each, now, each.kind === 'licences' && shelf ? hasPurchasableAddOn(shelf, each.subscription) : undefined));
    const { links, ...list } = collection(resources, uri);
    const file = link(`${uri}${filters({ order_id: query.orderId, mpn_id: query.mpnId })}`, 'GET', [acceptCsv]);
    return success(withUnreadable({ status: 200, body: { ...list, links: { ...links, export: file } } }, unreadable, caller));
  },
});

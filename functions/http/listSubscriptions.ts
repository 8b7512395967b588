import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { acceptCsv, csvAttachment, wantsCsv } from '../../src/adapters/http/csvAnswer';
import { lineItemAnswer } from '../../src/adapters/http/lineItemAnswer';
import { link } from '../../src/adapters/http/links';
import { LARGEST_PAGE, pageQuery } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { listedResource } from '../../src/adapters/http/resources/listedSubscription';
import { subscriptionCsv, subscriptionForm } from '../../src/adapters/http/resources/subscriptionCsv';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { addOnShelf, hasPurchasableAddOn } from '../../src/app/subscription/addOnShelf';
import { listPlaceOf, type ListedSubscription } from '../../src/app/subscription/listedSubscription';
import { listedSubscriptions } from '../../src/app/subscription/listedSubscriptions';
import { pageByKey } from '../../src/app/unreadable';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** All in one answer, as a collection, whose link `export` leads to the same as a file (SUB-8): no page of the contract knows of pages here. With `size` in pages, whose ends have a token as those of customers have. */
route({
  name: 'listSubscriptions',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions',
  permission: 'subscriptions.read',
  answersAlso: ['text/csv'],
  query: z.object({ ...pageQuery, orderId: z.string().max(200).optional(), mpnId: z.string().max(20).optional() }),
  handle: async ({ params: { customerId }, query, context }) => {
    const app = await theApp();
    const { caller, now } = context;
    const listed = await listedSubscriptions(app, caller.tenantId, customerId, query);
    if (!listed.ok) return listed;
    const { items, unreadable, customer, held } = listed.value;
    const uri = `/customers/${customerId}/subscriptions`;
    const isPaged = query.size !== undefined || query.seekOperation !== undefined || context.continuationToken !== undefined;
    if (wantsCsv(context) && !isPaged) return success(withUnreadable({ status: 200, body: subscriptionCsv(items, now), headers: csvAttachment('subscriptions.csv') }, unreadable, caller));
    const licences = items.flatMap((each) => (each.kind === 'licences' ? [each.subscription] : []));
    const shelf = caller.partner && (await addOnShelf(app, caller.partner, customer, licences, now, held));
    const resource = (each: ListedSubscription) => listedResource(each, now, each.kind === 'licences' && shelf ? hasPurchasableAddOn(shelf, each.subscription) : undefined);
    if (isPaged) {
      const places = items.map((each) => [listPlaceOf(each), each] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
      const read = async (limit: number, after = '') => pageByKey(places.filter(([place]) => place > after), unreadable, limit);
      const page = { uri: listUri(uri, { order_id: query.orderId, mpn_id: query.mpnId }), query, context, largest: LARGEST_PAGE };
      return lineItemAnswer(page, read, subscriptionForm(now, resource), app.exporting.wholeFile);
    }
    const resources = items.map(resource);
    const { links, ...list } = collection(resources, uri);
    const file = link(listUri(uri, { order_id: query.orderId, mpn_id: query.mpnId }), 'GET', [acceptCsv]);
    return success(withUnreadable({ status: 200, body: { ...list, links: { ...links, export: file } } }, unreadable, caller));
  },
});

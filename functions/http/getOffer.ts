import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { offerResource, traditionalItem, traditionalItems } from '../../src/adapters/http/resources/offer';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/app/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getOffer',
  method: 'GET',
  path: '/v1/offers/{offerId}',
  permission: 'catalogue.read',
  params: { offerId: opaqueIdSchema },
  query: z.object(countryQuery),
  handle: async ({ params, query, context }) => {
    const call = await catalogueCall(await theApp(), context, query.country);
    if (!call.ok) return call;
    const { catalogue } = call.value;
    const item = traditionalItem(catalogue, params.offerId);
    if (!item.ok) return item;
    const rank = traditionalItems(catalogue).indexOf(item.value);
    return success({ status: 200, body: offerResource(catalogue, item.value, rank, context.locale, context.now) });
  },
});

import { z } from 'zod';
import { offerCall, offerQuery } from '../../src/adapters/http/offerCall';
import { addOnsOf } from '../../src/adapters/http/resources/offer';
import { offerCollection, offerPageQuery } from '../../src/adapters/http/resources/offerPage';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listOfferAddOns',
  method: 'GET',
  path: '/v1/offers/{offerId}/addons',
  permission: 'catalogue.read',
  params: { offerId: opaqueIdSchema },
  query: z.object({ ...offerQuery, ...offerPageQuery }),
  handle: async ({ params, query, context }) => {
    const { size, offset } = query;
    const call = await offerCall(await theApp(), context, params.offerId, query.country);
    if (!call.ok) return call;
    const { catalogue, item, country } = call.value;
    const page = { path: `/offers/${item.sku.productId}/addons`, query: { country }, size, offset, locale: context.locale, judge: call.value.judge, caller: context.caller };
    return success(await offerCollection(catalogue, addOnsOf(catalogue, item), page));
  },
});

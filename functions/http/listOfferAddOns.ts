import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { addOnsOf, traditionalItem } from '../../src/adapters/http/resources/offer';
import { offerCollection, offerPageQuery } from '../../src/adapters/http/resources/offerPage';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/app/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listOfferAddOns',
  method: 'GET',
  path: '/v1/offers/{offerId}/addons',
  permission: 'catalogue.read',
  params: { offerId: opaqueIdSchema },
  query: z.object({ ...countryQuery, ...offerPageQuery }),
  handle: async ({ params, query, context }) => {
    const { country, size, offset } = query;
    const call = await catalogueCall(await theApp(), context, country);
    if (!call.ok) return call;
    const { catalogue } = call.value;
    const item = traditionalItem(catalogue, params.offerId);
    if (!item.ok) return item;
    const page = { path: `/offers/${item.value.sku.productId}/addons`, query: { country }, size, offset, locale: context.locale, at: context.now };
    return success({ status: 200, body: offerCollection(catalogue, addOnsOf(catalogue, item.value), page) });
  },
});

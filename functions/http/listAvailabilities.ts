import { z } from 'zod';
import { catalogueCall, countryQuery, segmentQuery } from '../../src/adapters/http/catalogueCall';
import { availabilityCollection } from '../../src/adapters/http/resources/catalogueCollections';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/app/wiring';
import { findSku, offersOf } from '../../src/catalogue/findOffer';
import { segmentsToShow } from '../../src/catalogue/listing';
import { success } from '../../src/kernel/result';

route({
  name: 'listAvailabilities',
  method: 'GET',
  path: '/v1/products/{productId}/skus/{skuId}/availabilities',
  permission: 'catalogue.read',
  params: { productId: opaqueIdSchema, skuId: opaqueIdSchema },
  query: z.object({ ...countryQuery, ...segmentQuery }),
  handle: async ({ params, query, context }) => {
    const { country, targetSegment } = query;
    const call = await catalogueCall(await theApp(), context, country);
    if (!call.ok) return call;
    const { catalogue, view } = call.value;
    const item = findSku(catalogue, params.productId, params.skuId);
    if (!item.ok) return item;
    const shown = segmentsToShow(targetSegment);
    if (!shown.ok) return shown;
    return success({ status: 200, body: availabilityCollection(item.value, offersOf(catalogue, item.value, shown.value), view, { targetSegment }) });
  },
});

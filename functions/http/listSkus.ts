import { z } from 'zod';
import { catalogueCall, countryQuery, segmentQuery } from '../../src/adapters/http/catalogueCall';
import { skuCollection } from '../../src/adapters/http/resources/catalogueCollections';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/app/wiring';
import { findProduct } from '../../src/catalogue/findOffer';
import { segmentsToShow } from '../../src/catalogue/listing';
import { segmentsOf } from '../../src/catalogue/state';
import { success } from '../../src/kernel/result';

route({
  name: 'listSkus',
  method: 'GET',
  path: '/v1/products/{productId}/skus',
  permission: 'catalogue.read',
  params: { productId: opaqueIdSchema },
  query: z.object({ ...countryQuery, ...segmentQuery }),
  handle: async ({ params, query, context }) => {
    const { country, targetSegment } = query;
    const call = await catalogueCall(await theApp(), context, country);
    if (!call.ok) return call;
    const { catalogue, view } = call.value;
    const product = findProduct(catalogue, params.productId);
    if (!product.ok) return product;
    const shown = segmentsToShow(targetSegment);
    if (!shown.ok) return shown;
    const items = product.value.filter((item) => segmentsOf(item).some((segment) => shown.value.includes(segment)));
    return success({ status: 200, body: skuCollection(product.value[0].sku.productId, items, view.scope, { targetSegment }) });
  },
});

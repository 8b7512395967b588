import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { skuResource } from '../../src/adapters/http/resources/catalogue';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/app/wiring';
import { findSku } from '../../src/catalogue/findOffer';
import { success } from '../../src/kernel/result';

route({
  name: 'getSku',
  method: 'GET',
  path: '/v1/products/{productId}/skus/{skuId}',
  permission: 'catalogue.read',
  params: { productId: opaqueIdSchema, skuId: opaqueIdSchema },
  query: z.object(countryQuery),
  handle: async ({ params, query, context }) => {
    const call = await catalogueCall(await theApp(), context, query.country);
    if (!call.ok) return call;
    const item = findSku(call.value.catalogue, params.productId, params.skuId);
    return item.ok ? success({ status: 200, body: skuResource(item.value, call.value.view.scope) }) : item;
  },
});

import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { productResource } from '../../src/adapters/http/resources/catalogue';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/app/wiring';
import { findProduct } from '../../src/catalogue/findOffer';
import { success } from '../../src/kernel/result';

route({
  name: 'getProduct',
  method: 'GET',
  path: '/v1/products/{productId}',
  permission: 'catalogue.read',
  params: { productId: opaqueIdSchema },
  query: z.object(countryQuery),
  handle: async ({ params, query, context }) => {
    const call = await catalogueCall(await theApp(), context, query.country);
    if (!call.ok) return call;
    const product = findProduct(call.value.catalogue, params.productId);
    return product.ok ? success({ status: 200, body: productResource(product.value[0], call.value.view.scope) }) : product;
  },
});

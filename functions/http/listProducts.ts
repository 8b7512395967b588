import { z } from 'zod';
import { catalogueCall, countryQuery, segmentQuery } from '../../src/adapters/http/catalogueCall';
import { productCollection } from '../../src/adapters/http/resources/catalogueCollections';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/app/wiring';
import { listProducts } from '../../src/catalogue/listing';
import { success } from '../../src/kernel/result';

route({
  name: 'listProducts',
  method: 'GET',
  path: '/v1/products',
  permission: 'catalogue.read',
  query: z.object({ ...countryQuery, ...segmentQuery, targetView: z.string().max(50) }),
  handle: async ({ query, context }) => {
    const { country, targetView, targetSegment } = query;
    const call = await catalogueCall(await theApp(), context, country);
    if (!call.ok) return call;
    const { catalogue, view } = call.value;
    const products = listProducts(catalogue, { view: targetView, segment: targetSegment, at: context.now });
    return products.ok ? success({ status: 200, body: productCollection(products.value, view.scope, { targetView, targetSegment }) }) : products;
  },
});

import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { availabilityResource } from '../../src/adapters/http/resources/catalogueAvailability';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/app/wiring';
import { findAvailability } from '../../src/catalogue/findOffer';
import { success } from '../../src/kernel/result';

route({
  name: 'getAvailability',
  method: 'GET',
  path: '/v1/products/{productId}/skus/{skuId}/availabilities/{availabilityId}',
  permission: 'catalogue.read',
  params: { productId: opaqueIdSchema, skuId: opaqueIdSchema, availabilityId: opaqueIdSchema },
  query: z.object(countryQuery),
  handle: async ({ params, query, context }) => {
    const call = await catalogueCall(await theApp(), context, query.country);
    if (!call.ok) return call;
    const { catalogue, view } = call.value;
    const offer = findAvailability(catalogue, params.productId, params.skuId, params.availabilityId);
    return offer.ok ? success({ status: 200, body: availabilityResource(offer.value, view) }) : offer;
  },
});

import { z } from 'zod';
import { customerCatalogueCall, segmentQuery } from '../../src/adapters/http/catalogueCall';
import { availabilitiesAnswer } from '../../src/adapters/http/resources/catalogueAnswers';
import { NO_RESERVATIONS } from '../../src/adapters/http/queryForNothing';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listCustomerAvailabilities',
  method: 'GET',
  path: '/v1/customers/{customerId}/products/{productId}/skus/{skuId}/availabilities',
  permission: 'catalogue.read',
  queryForNothing: NO_RESERVATIONS,
  params: { productId: opaqueIdSchema, skuId: opaqueIdSchema },
  query: z.object(segmentQuery),
  handle: async ({ params, query, context }) => {
    const call = await customerCatalogueCall(await theApp(), context, params.customerId);
    return call.ok ? availabilitiesAnswer(call.value, params.productId, params.skuId, query.targetSegment) : call;
  },
});

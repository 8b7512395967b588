import { z } from 'zod';
import { customerCatalogueCall, segmentQuery } from '../../src/adapters/http/catalogueCall';
import { skusAnswer } from '../../src/adapters/http/resources/catalogueAnswers';
import { NO_RESERVATIONS } from '../../src/adapters/http/queryForNothing';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listCustomerSkus',
  method: 'GET',
  path: '/v1/customers/{customerId}/products/{productId}/skus',
  permission: 'catalogue.read',
  queryForNothing: NO_RESERVATIONS,
  params: { productId: opaqueIdSchema },
  query: z.object(segmentQuery),
  handle: async ({ params, query, context }) => {
    const call = await customerCatalogueCall(await theApp(), context, params.customerId);
    return call.ok ? skusAnswer(call.value, params.productId, query.targetSegment) : call;
  },
});

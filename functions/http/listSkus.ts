import { z } from 'zod';
import { catalogueCall, countryQuery, segmentQuery } from '../../src/adapters/http/catalogueCall';
import { skusAnswer } from '../../src/adapters/http/resources/catalogueAnswers';
import { NO_RESERVATIONS } from '../../src/adapters/http/queryForNothing';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listSkus',
  method: 'GET',
  path: '/v1/products/{productId}/skus',
  permission: 'catalogue.read',
  queryForNothing: NO_RESERVATIONS,
  params: { productId: opaqueIdSchema },
  query: z.object({ ...countryQuery, ...segmentQuery }),
  handle: async ({ params, query, context }) => {
    const call = await catalogueCall(await theApp(), context, query.country);
    return call.ok ? skusAnswer(call.value, params.productId, query.targetSegment) : call;
  },
});

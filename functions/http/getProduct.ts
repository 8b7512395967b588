import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { productAnswer } from '../../src/adapters/http/resources/catalogueAnswers';
import { NO_RESERVATIONS } from '../../src/adapters/http/queryForNothing';
import { route } from '../../src/adapters/http/route';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'getProduct',
  method: 'GET',
  path: '/v1/products/{productId}',
  permission: 'catalogue.read',
  queryForNothing: NO_RESERVATIONS,
  params: { productId: opaqueIdSchema },
  query: z.object(countryQuery),
  handle: async ({ params, query, context }) => {
    const call = await catalogueCall(await theApp(), context, query.country);
    return call.ok ? productAnswer(call.value, params.productId) : call;
  },
});

import { z } from 'zod';
import { catalogueCall, countryQuery, listingQuery } from '../../src/adapters/http/catalogueCall';
import { productsAnswer } from '../../src/adapters/http/resources/catalogueAnswers';
import { NO_RESERVATIONS } from '../../src/adapters/http/queryForNothing';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listProducts',
  method: 'GET',
  path: '/v1/products',
  permission: 'catalogue.read',
  queryForNothing: NO_RESERVATIONS,
  query: z.object({ ...countryQuery, ...listingQuery }),
  handle: async ({ query, context }) => {
    const { country, ...asked } = query;
    const call = await catalogueCall(await theApp(), context, country);
    return call.ok ? productsAnswer(call.value, asked) : call;
  },
});

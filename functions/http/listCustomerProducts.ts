import { z } from 'zod';
import { customerCatalogueCall, listingQuery } from '../../src/adapters/http/catalogueCall';
import { productsAnswer } from '../../src/adapters/http/resources/catalogueAnswers';
import { NO_RESERVATIONS } from '../../src/adapters/http/queryForNothing';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listCustomerProducts',
  method: 'GET',
  path: '/v1/customers/{customerId}/products',
  permission: 'catalogue.read',
  queryForNothing: NO_RESERVATIONS,
  query: z.object(listingQuery),
  handle: async ({ params, query, context }) => {
    const call = await customerCatalogueCall(await theApp(), context, params.customerId);
    return call.ok ? productsAnswer(call.value, query) : call;
  },
});

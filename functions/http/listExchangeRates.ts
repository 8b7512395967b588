import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { exchangeRateResource } from '../../src/adapters/http/resources/exchangeRate';
import { route } from '../../src/adapters/http/route';
import { listExchangeRates } from '../../src/app/exchangeRates';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listExchangeRates',
  method: 'GET',
  path: '/nextterm/v1/operations/exchangerates',
  permission: 'operations.manage',
  query: z.object(pageQuery),
  handle: async ({ query, context }) => {
    const { stores } = await theApp();
    return listPage({ uri: '/nextterm/v1/operations/exchangerates', query, context }, (limit, continuation) => listExchangeRates(stores.Catalogue, limit, continuation), exchangeRateResource);
  },
});

import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { marketResource } from '../../src/adapters/http/resources/market';
import { route } from '../../src/adapters/http/route';
import { listMarkets } from '../../src/app/catalogue/listMarkets';
import { theApp } from '../../src/wiring/wiring';

/** The operator's: countries with a price sheet. */
route({
  name: 'listMarkets',
  method: 'GET',
  path: '/nextterm/v1/operations/markets',
  permission: 'operations.manage',
  query: z.object(pageQuery),
  handle: async ({ query, context }) => {
    const { stores } = await theApp();
    return listPage({ uri: '/nextterm/v1/operations/markets', query, context }, (limit, continuation) => listMarkets(stores.Catalogue, limit, continuation), marketResource);
  },
});

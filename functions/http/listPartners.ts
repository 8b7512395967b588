import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { partnerResource } from '../../src/adapters/http/resources/operatedPartner';
import { route } from '../../src/adapters/http/route';
import { listPartners } from '../../src/app/partner/listPartners';
import { theApp } from '../../src/wiring/wiring';

/** Of every kind, resellers too. */
route({
  name: 'listPartners',
  method: 'GET',
  path: '/nextterm/v1/operations/partners',
  permission: 'operations.manage',
  query: z.object(pageQuery),
  handle: async ({ query, context }) => {
    const { stores } = await theApp();
    return listPage({ uri: '/nextterm/v1/operations/partners', query, context }, (limit, continuation) => listPartners(stores.Partners, limit, continuation), partnerResource);
  },
});

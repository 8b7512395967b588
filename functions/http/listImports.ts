import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { importResource } from '../../src/adapters/http/resources/import';
import { route } from '../../src/adapters/http/route';
import { listImports } from '../../src/app/catalogue/runImport';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listImports',
  method: 'GET',
  path: '/nextterm/v1/operations/imports',
  permission: 'operations.manage',
  query: z.object(pageQuery),
  handle: async ({ query, context }) => {
    const { stores } = await theApp();
    return listPage({ uri: '/nextterm/v1/operations/imports', query, context }, (limit, continuation) => listImports(stores.Catalogue, limit, continuation), importResource);
  },
});

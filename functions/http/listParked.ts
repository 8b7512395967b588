import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { route } from '../../src/adapters/http/route';
import { listParked } from '../../src/app/operations/parked';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listParked',
  method: 'GET',
  path: '/nextterm/v1/operations/parked',
  permission: 'operations.manage',
  query: z.object(pageQuery),
  handle: async ({ query, context }) => {
    const app = await theApp();
    return listPage({ uri: '/nextterm/v1/operations/parked', query, context }, (limit, continuation) => listParked(app.directory, limit, continuation), (parked) => parked);
  },
});

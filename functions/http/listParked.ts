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
  query: z.object({ ...pageQuery, status: z.enum(['parked', 'skipped']).default('parked').meta({ description: '`skipped`: what the operator took off the list.' }) }),
  handle: async ({ query, context }) => {
    const app = await theApp();
    const uri = `/nextterm/v1/operations/parked${query.status === 'skipped' ? '?status=skipped' : ''}`;
    return listPage({ uri, query, context }, (limit, continuation) => listParked(app.directory, limit, continuation, query.status), (parked) => parked);
  },
});

import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { route } from '../../src/adapters/http/route';
import { listUnreadable } from '../../src/app/operations/unreadableRows';
import { theApp } from '../../src/wiring/wiring';

/** Own API: rows that cannot be read, for the operator to mend. */
route({
  name: 'listUnreadable',
  method: 'GET',
  path: '/nextterm/v1/operations/unreadable',
  permission: 'operations.manage',
  query: z.object(pageQuery),
  handle: async ({ query, context }) => {
    const { stores, directory } = await theApp();
    return listPage({ uri: '/nextterm/v1/operations/unreadable', query, context }, (limit, continuation) => listUnreadable(stores, directory, limit, continuation), (row) => row);
  },
});

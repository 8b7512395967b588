import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';

/** Own API: subjects that a consumer of events cannot go on with, and why. */
route({
  name: 'listParkedSubjects',
  method: 'GET',
  path: '/nextterm/v1/operations/consumers/parked',
  permission: 'operations.manage',
  query: z.object(pageQuery),
  handle: async ({ query, context }) => {
    const { consumers } = await theApp();
    return listPage(
      { uri: '/nextterm/v1/operations/consumers/parked', query, context },
      (limit, continuation) => consumers.parked(limit, continuation),
      ({ consumer, told: { id, subject, customerId, partnerId }, since, reason }) => ({ consumer, event: id, subject, ...(customerId !== '' && { customerId }), ...(partnerId !== '' && { partnerId }), since, reason }),
    );
  },
});

import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { eventResource } from '../../src/adapters/http/resources/event';
import { route } from '../../src/adapters/http/route';
import { transferHistory } from '../../src/app/transfer/transfers';
import { theApp } from '../../src/wiring/wiring';

/** Own API: what each partner and the system did with a transfer, and when. */
route({
  name: 'listTransferEvents',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/transfers/{transferId}/events',
  permission: 'transfers.follow',
  query: z.object({ ...pageQuery, type: z.string().min(1).max(100).optional() }),
  handle: async ({ params: { customerId, transferId }, query, context }) => {
    const history = await transferHistory(await theApp(), context.caller.tenantId, customerId, transferId);
    return history.ok ? listPage({ uri: `/nextterm/v1/customers/${customerId}/transfers/${transferId}/events`, query, context }, (limit, continuation) => history.value(limit, continuation, query.type), eventResource) : history;
  },
});

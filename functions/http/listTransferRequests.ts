import { z } from 'zod';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { listUri } from '../../src/adapters/http/listUri';
import { transferRequestResource } from '../../src/adapters/http/resources/transfer';
import { route } from '../../src/adapters/http/route';
import { transferDirections, transferRequestPages } from '../../src/app/transfer/transferList';
import { theApp } from '../../src/wiring/wiring';
import { transferStatuses } from '../../src/domain/transfer/state';

/** Own API: what a partner is asked to hand over, or asked for, over all its customers. */
route({
  name: 'listTransferRequests',
  method: 'GET',
  path: '/nextterm/v1/transfers',
  permission: 'transfers.read',
  query: z.object({ ...pageQuery, direction: z.enum(transferDirections).default('incoming'), status: z.enum(transferStatuses).optional() }),
  handle: async ({ query, context }) => {
    const { direction, status } = query;
    const { tenantId } = context.caller;
    const pages = transferRequestPages(await theApp(), tenantId, { direction, status });
    return listPage({ uri: listUri('/nextterm/v1/transfers', { direction, status }), query, context }, pages, (transfer) => transferRequestResource(transfer, tenantId));
  },
});

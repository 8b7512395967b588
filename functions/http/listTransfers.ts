import { z } from 'zod';
import { bareList } from '../../src/adapters/http/bareList';
import { listPage, pageQuery } from '../../src/adapters/http/listPage';
import { transferResource } from '../../src/adapters/http/resources/transfer';
import { route } from '../../src/adapters/http/route';
import { transfersOf } from '../../src/app/transfer/transfers';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** A bare array, as published; where there are more, the token of the next page is in the header that asks for it. */
route({
  name: 'listTransfers',
  method: 'GET',
  path: '/v1/customers/{customerId}/transfers',
  permission: 'transfers.follow',
  query: z.object(pageQuery),
  handle: async ({ params: { customerId }, query, context }) => {
    const app = await theApp();
    const { tenantId } = context.caller;
    const pages = await transfersOf(app, tenantId, customerId);
    if (!pages.ok) return pages;
    const page = await listPage({ uri: `/customers/${customerId}/transfers`, query, context }, pages.value, (transfer) => transferResource(transfer, tenantId));
    return page.ok ? success(bareList(page.value)) : page;
  },
});

import { transferResource } from '../../src/adapters/http/resources/transfer';
import { route } from '../../src/adapters/http/route';
import { transfersOf } from '../../src/app/transfer/transfers';
import { theApp } from '../../src/app/wiring';
import { success } from '../../src/kernel/result';

/** A bare array, as published. */
route({
  name: 'listTransfers',
  method: 'GET',
  path: '/v1/customers/{customerId}/transfers',
  permission: 'transfers.read',
  handle: async ({ params: { customerId }, context }) => {
    const { tenantId } = context.caller;
    const transfers = await transfersOf(await theApp(), tenantId, customerId);
    return success({ status: 200, body: transfers.map((transfer) => transferResource(transfer, tenantId)) });
  },
});

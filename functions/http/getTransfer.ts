import { transferResource } from '../../src/adapters/http/resources/transfer';
import { route } from '../../src/adapters/http/route';
import { getTransfer } from '../../src/app/transfer/transfers';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getTransfer',
  method: 'GET',
  path: '/v1/customers/{customerId}/transfers/{transferId}',
  permission: 'transfers.follow',
  handle: async ({ params: { customerId, transferId }, context }) => {
    const { tenantId } = context.caller;
    const transfer = await getTransfer(await theApp(), tenantId, customerId, transferId);
    return transfer.ok ? success({ status: 200, body: transferResource(transfer.value, tenantId) }) : transfer;
  },
});

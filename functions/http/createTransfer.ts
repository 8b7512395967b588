import { encoding } from '../../src/adapters/http/encoding';
import { transferBody, transferResource } from '../../src/adapters/http/resources/transfer';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { createTransfer } from '../../src/app/transfer/createTransfer';
import { theApp } from '../../src/wiring/wiring';
import { type TransferChange } from '../../src/domain/transfer/request';

route({
  name: 'createTransfer',
  method: 'POST',
  path: '/v1/customers/{customerId}/transfers',
  permission: 'transfers.manage',
  body: transferBody,
  handle: async ({ params: { customerId }, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? createTransfer(app, call.value, customerId, body, encoding(201, ({ transfer }: TransferChange) => transferResource(transfer, context.caller.tenantId))) : call;
  },
});

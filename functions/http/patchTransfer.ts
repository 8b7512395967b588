import { encoding } from '../../src/adapters/http/encoding';
import { answerOf, transferPatchBody, transferResource } from '../../src/adapters/http/resources/transfer';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { answerTransfer, type AnsweredTransfer } from '../../src/app/transfer/transfers';
import { theApp } from '../../src/app/wiring';
import { failure } from '../../src/kernel/result';

route({
  name: 'patchTransfer',
  method: 'PATCH',
  path: '/v1/customers/{customerId}/transfers/{transferId}',
  permission: 'transfers.manage',
  body: transferPatchBody,
  handle: async ({ params: { customerId, transferId }, body, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const answer = answerOf(body);
    if (answer === undefined) return failure({ kind: 'InputInvalid', problems: ['status: must be cancel or reject, or lineItems must name what is submitted'] });
    // Only the source submits: its preview shows what it gets back and loses, not what the target will pay.
    const encode = encoding(
      200,
      ({ transfer }: AnsweredTransfer) => transferResource(transfer, context.caller.tenantId),
      ({ moves }) => moves.map(({ source }) => source),
      // However it is answered, nobody takes that back.
      true,
    );
    return answerTransfer(app, call.value, customerId, transferId, answer, encode);
  },
});

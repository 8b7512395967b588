import { encoding } from '../../src/adapters/http/encoding';
import { answerOf, transferPatchBody, transferResource } from '../../src/adapters/http/resources/transfer';
import { pickEncoding } from '../../src/adapters/http/resources/transferPreview';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { endTransfer, pickLines } from '../../src/app/transfer/answerTransfer';
import { theApp } from '../../src/wiring/wiring';
import { failure } from '../../src/kernel/result';
import { type TransferChange } from '../../src/domain/transfer/request';

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
    const resource = ({ transfer }: TransferChange) => transferResource(transfer, context.caller.tenantId);
    if (answer.action === 'submit') return pickLines(app, call.value, customerId, transferId, answer, pickEncoding(resource, context.caller.tenantId, true));
    // Nobody takes that back.
    return endTransfer(app, call.value, customerId, transferId, answer.action, encoding(200, resource, () => [], true), answer.sent);
  },
});

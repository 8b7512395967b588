import { pickedOf, transferOfferBody } from '../../src/adapters/http/resources/transfer';
import { pickEncoding, transferPreviewResource } from '../../src/adapters/http/resources/transferPreview';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { pickLines } from '../../src/app/transfer/answerTransfer';
import { theApp } from '../../src/wiring/wiring';

/** Own API: the source shows the target what it would submit, so that the target can see what it would pay. */
route({
  name: 'offerTransfer',
  method: 'PUT',
  path: '/nextterm/v1/customers/{customerId}/transfers/{transferId}/offer',
  permission: 'transfers.manage',
  body: transferOfferBody,
  handle: async ({ params: { customerId, transferId }, body: { lineItems }, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    if (!call.ok) return call;
    const { picked, lines } = pickedOf(lineItems);
    const encode = pickEncoding(({ transfer, preview }) => transferPreviewResource({ ...preview, transfer }), context.caller.tenantId, false);
    return pickLines(app, call.value, customerId, transferId, { action: 'offer', picked, sent: { lines } }, encode);
  },
});

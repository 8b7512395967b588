import { transferPreviewResource } from '../../src/adapters/http/resources/transferPreview';
import { route } from '../../src/adapters/http/route';
import { previewTransfer } from '../../src/app/transfer/transfers';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: what a pending transfer would do for the caller's side, of what the source offered. */
route({
  name: 'previewTransfer',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/transfers/{transferId}/preview',
  permission: 'transfers.read',
  handle: async ({ params: { customerId, transferId }, context }) => {
    const preview = await previewTransfer(await theApp(), context.caller.tenantId, customerId, transferId);
    return preview.ok ? success({ status: 200, body: transferPreviewResource(preview.value) }) : preview;
  },
});

import { unbilledExportBody, exportAnswer, EXPORTS } from '../../src/adapters/http/billingExport';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'exportUnbilledReconciliation',
  method: 'POST',
  path: `${EXPORTS}/reconciliation/unbilled/export`,
  permission: 'reconciliation.read',
  preview: 'unsupported',
  body: unbilledExportBody,
  handle: async ({ body, context }) => exportAnswer(await theApp(), context, 'reconciliation', body),
});

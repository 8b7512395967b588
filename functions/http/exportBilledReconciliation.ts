import { billedExportBody, exportAnswer, EXPORTS } from '../../src/adapters/http/billingExport';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'exportBilledReconciliation',
  method: 'POST',
  path: `${EXPORTS}/reconciliation/billed/export`,
  permission: 'reconciliation.read',
  preview: 'unsupported',
  body: billedExportBody,
  handle: async ({ body, context }) => exportAnswer(await theApp(), context, 'reconciliation', body),
});

import { billedExportBody, exportAnswer, EXPORTS } from '../../src/adapters/http/billingExport';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'exportBilledUsage',
  method: 'POST',
  path: `${EXPORTS}/usage/billed/export`,
  permission: 'reconciliation.read',
  preview: 'unsupported',
  body: billedExportBody,
  handle: async ({ body, context }) => exportAnswer(await theApp(), context, 'usage', body),
});

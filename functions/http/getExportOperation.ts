import { EXPORTS, operationAnswer } from '../../src/adapters/http/billingExport';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';

/** How far an export is; once it has succeeded, with its manifest. */
route({
  name: 'getExportOperation',
  method: 'GET',
  path: `${EXPORTS}/operations/{operationId}`,
  permission: 'reconciliation.read',
  handle: async ({ params: { operationId }, context }) => operationAnswer(await theApp(), context, operationId),
});

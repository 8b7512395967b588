import { EXPORTS, manifestAnswer } from '../../src/adapters/http/billingExport';
import { route } from '../../src/adapters/http/route';
import { theApp } from '../../src/wiring/wiring';

/** Where the files of an export are, and how they are read. */
route({
  name: 'getExportManifest',
  method: 'GET',
  path: `${EXPORTS}/manifests/{manifestId}`,
  permission: 'reconciliation.read',
  handle: async ({ params: { manifestId }, context }) => manifestAnswer(await theApp(), context, manifestId),
});

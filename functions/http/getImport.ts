import { importResource } from '../../src/adapters/http/resources/import';
import { route } from '../../src/adapters/http/route';
import { getImport } from '../../src/app/catalogue/runImport';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getImport',
  method: 'GET',
  path: '/nextterm/v1/operations/imports/{importId}',
  permission: 'operations.manage',
  handle: async ({ params: { importId } }) => {
    const { stores } = await theApp();
    const found = await getImport(stores.Catalogue, importId);
    return found.ok ? success({ status: 200, body: importResource(found.value) }) : found;
  },
});

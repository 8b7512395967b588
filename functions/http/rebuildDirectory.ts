import { route } from '../../src/adapters/http/route';
import { rebuildDirectory } from '../../src/app/customer/directoryRebuild';
import { theApp } from '../../src/app/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'rebuildDirectory',
  method: 'POST',
  path: '/nextterm/v1/operations/rebuild',
  permission: 'operations.manage',
  preview: 'unsupported',
  handle: async () => success({ status: 200, body: { customers: await rebuildDirectory(await theApp()) } }),
});

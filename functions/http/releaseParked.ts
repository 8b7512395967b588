import { jsonText } from '../../src/adapters/http/json';
import { route } from '../../src/adapters/http/route';
import { releaseParked } from '../../src/app/operations/releaseParked';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'releaseParked',
  method: 'POST',
  path: '/nextterm/v1/operations/parked/{parkedId}/release',
  permission: 'operations.manage',
  preview: 'unsupported',
  handle: async ({ params: { parkedId } }) => {
    const app = await theApp();
    const released = await releaseParked(app, parkedId, app.clock.now());
    return released.ok ? success({ status: 200, body: { ...released.value, status: 'released' }, before: jsonText({ ...released.value, status: released.value.skipped === undefined ? 'parked' : 'skipped' }) }) : released;
  },
});

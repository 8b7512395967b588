import { sweepResource } from '../../src/adapters/http/resources/sweep';
import { route } from '../../src/adapters/http/route';
import { sweepStanding } from '../../src/app/operations/sweepStanding';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** The operator's. */
route({
  name: 'getSweep',
  method: 'GET',
  path: '/nextterm/v1/operations/sweep',
  permission: 'operations.manage',
  handle: async () => success({ status: 200, body: sweepResource(await sweepStanding(await theApp())) }),
});

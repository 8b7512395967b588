import { jsonText } from '../../src/adapters/http/json';
import { sweepBefore, sweepBody, sweepResource, sweepWish } from '../../src/adapters/http/resources/sweep';
import { route } from '../../src/adapters/http/route';
import { sweepStanding } from '../../src/app/operations/sweepStanding';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** The operator's. Sent again it says the same. */
route({
  name: 'setSweep',
  method: 'PUT',
  path: '/nextterm/v1/operations/sweep',
  permission: 'operations.manage',
  preview: 'unsupported',
  body: sweepBody,
  handle: async ({ body, context: { caller: { tenantId, userId } } }) => {
    const app = await theApp();
    const { before } = await app.sweepControl.put(sweepWish(body), { tenantId, userId });
    app.health.forget();
    return success({ status: 200, body: sweepResource(await sweepStanding(app)), before: jsonText(sweepBefore(before)) });
  },
});

import { projectionQuery, projectionSchema, projectionWish } from '../../src/adapters/http/resources/projection';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { goOnWithProjection } from '../../src/app/check/projectionSteps';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: makes of a projection, or of all, what the state says, a bounded part of the customers at a call. A preview compares, and does nothing. */
route({
  name: 'rebuildProjection',
  method: 'POST',
  path: '/nextterm/v1/operations/projections/{projection}/rebuild',
  permission: 'operations.manage',
  params: { projection: projectionSchema },
  query: projectionQuery,
  handle: async ({ params: { projection }, query, context: { caller, preview } }) => {
    const checked = await goOnWithProjection(await theApp(), { ...projectionWish(projection, query), repairs: !preview });
    if (!checked.ok) return checked;
    const { unreadable, ...body } = checked.value;
    return success(withUnreadable({ status: 200, body: { projection, ...body } }, unreadable, caller));
  },
});

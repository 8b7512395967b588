import { projectionQuery, projectionSchema, projectionWish } from '../../src/adapters/http/resources/projection';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { goOnWithProjection } from '../../src/app/check/projectionSteps';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: compares a projection, or all, with the state, a bounded part of the customers at a call. Changes nothing that is derived. */
route({
  name: 'checkProjection',
  method: 'GET',
  path: '/nextterm/v1/operations/projections/{projection}/check',
  permission: 'operations.manage',
  params: { projection: projectionSchema },
  query: projectionQuery,
  handle: async ({ params: { projection }, query, context: { caller } }) => {
    const checked = await goOnWithProjection(await theApp(), { ...projectionWish(projection, query), repairs: false });
    if (!checked.ok) return checked;
    const { unreadable, ...body } = checked.value;
    return success(withUnreadable({ status: 200, body: { projection, ...body } }, unreadable, caller));
  },
});

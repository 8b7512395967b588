import { projectionQuery, projectionSchema, projectionWish } from '../../src/adapters/http/resources/projection';
import { route } from '../../src/adapters/http/route';
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
  handle: async ({ params: { projection }, query, context }) => {
    const checked = await goOnWithProjection(await theApp(), { ...projectionWish(projection, query), repairs: !context.preview });
    return checked.ok ? success({ status: 200, body: { projection, ...checked.value } }) : checked;
  },
});

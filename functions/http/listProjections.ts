import { collection } from '../../src/adapters/http/collection';
import { route } from '../../src/adapters/http/route';
import { PROJECTIONS } from '../../src/app/check/projections';
import { success } from '../../src/kernel/result';

/** Own API: what is derived from the state, and can be compared with it and made anew. There are few. */
route({
  name: 'listProjections',
  method: 'GET',
  path: '/nextterm/v1/operations/projections',
  permission: 'operations.manage',
  handle: async () => success({ status: 200, body: collection(Object.entries(PROJECTIONS).map(([name, about]) => ({ name, about })), '/nextterm/v1/operations/projections') }),
});

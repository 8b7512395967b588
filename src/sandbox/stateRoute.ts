import { type MountedRoute } from '../localhost/contracts';

/** `GET /local/state`: the sample world's ids, so that a script needs no copy-paste. */
export const stateRoute = (state: () => Promise<unknown>): MountedRoute => ({
  method: 'GET',
  template: 'local/state',
  // It only reads.
  outsideClock: true,
  handle: async () => ({ status: 200, body: await state() }),
});

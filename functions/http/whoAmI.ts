import { callerResource } from '../../src/adapters/http/resources/caller';
import { route } from '../../src/adapters/http/route';
import { success } from '../../src/kernel/result';

/** Whose token it is, what it may do, and which instant the app goes by. */
route({
  name: 'whoAmI',
  method: 'GET',
  path: '/nextterm/v1/whoami',
  permission: 'caller.read',
  handle: async ({ context: { caller, now } }) => success({ status: 200, body: callerResource(caller, now) }),
});

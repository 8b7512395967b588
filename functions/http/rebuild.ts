import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { rebuild } from '../../src/app/check/rebuild';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: makes all that is derived anew: directory, claims of domains, deadlines, the partners' lists of them, the lists of requests. A preview compares, and does nothing. */
route({
  name: 'rebuild',
  method: 'POST',
  path: '/nextterm/v1/operations/rebuild',
  permission: 'operations.manage',
  handle: async ({ context: { caller, preview } }) => {
    const { unreadable, ...body } = await rebuild(await theApp(), !preview);
    return success(withUnreadable({ status: 200, body }, unreadable, caller));
  },
});

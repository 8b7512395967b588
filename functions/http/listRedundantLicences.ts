import { collection } from '../../src/adapters/http/collection';
import { redundantResource } from '../../src/adapters/http/resources/transition';
import { route } from '../../src/adapters/http/route';
import { redundantOf } from '../../src/app/transition/redundantLicences';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listRedundantLicences',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/redundantlicences',
  permission: 'subscriptions.read',
  handle: async ({ params: { customerId }, context }) => {
    const found = await redundantOf(await theApp(), context.caller.tenantId, customerId);
    return found.ok ? success(withUnreadable({ status: 200, body: collection(found.value.items.map(redundantResource), `/nextterm/v1/customers/${customerId}/redundantlicences`) }, found.value.unreadable, context.caller)) : found;
  },
});

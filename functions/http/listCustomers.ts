import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { pageQuery } from '../../src/adapters/http/listPage';
import { startSchema } from '../../src/adapters/http/paging';
import { customerPosition, listedCustomerResource, nextOf, selfOf } from '../../src/adapters/http/resources/customerList';
import { route } from '../../src/adapters/http/route';
import { listCustomers } from '../../src/app/customer/customerList';
import { theApp } from '../../src/wiring/wiring';
import { failure, success } from '../../src/kernel/result';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';

route({
  name: 'listCustomers',
  method: 'GET',
  path: '/v1/customers',
  permission: 'customers.read',
  query: z.object({ ...pageQuery, offset: startSchema.optional().meta({ description: 'Always 0: pages are asked for by their token.' }), filter: z.string().max(2_000).optional().meta({ description: 'JSON: `{"Field":"CompanyName","Value":"zon","Operator":"starts_with"}`.' }) }),
  handle: async ({ query, context }) => {
    const app = await theApp();
    const position = customerPosition(query, context);
    if (!position.ok) return position;
    const { filter, limit, continuation } = position.value;
    // The customers of one reseller are for users only.
    if (filter?.field === 'IndirectReseller' && context.caller.appOnly) return failure({ kind: 'UserRequired' });
    const page = await listCustomers(app.directory, context.caller.tenantId, filter, limit, continuation);
    const next = page.continuation === undefined ? undefined : nextOf(position.value, page.continuation, context);
    return success(withUnreadable({ status: 200, body: collection(page.items.map(listedCustomerResource), selfOf(position.value), next) }, page.unreadable ?? [], context.caller));
  },
});

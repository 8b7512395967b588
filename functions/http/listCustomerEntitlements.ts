import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { customerEntitlementResource } from '../../src/adapters/http/resources/customerEntitlement';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { softwareEntitlements } from '../../src/app/subscription/customerEntitlements';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listCustomerEntitlements',
  method: 'GET',
  path: '/v1/customers/{customerId}/entitlements',
  permission: 'subscriptions.read',
  query: z.object({ entitlementType: z.enum(['software', 'reservedInstance']).optional(), showExpiry: z.boolean().default(false).meta({ description: 'Whether each says when it ends.' }) }),
  handle: async ({ params: { customerId }, query: { entitlementType, showExpiry }, context }) => {
    const found = await softwareEntitlements(await theApp(), context.caller.tenantId, customerId);
    if (!found.ok) return found;
    // Reservations are not sold here: there are none.
    const items = entitlementType === 'reservedInstance' ? [] : found.value.items;
    const asked = [...(entitlementType === undefined ? [] : [`entitlementType=${entitlementType}`]), ...(showExpiry ? ['showExpiry=true'] : [])].join('&');
    const body = collection(items.map((each) => customerEntitlementResource(each, showExpiry)), `/customers/${customerId}/entitlements${asked === '' ? '' : `?${asked}`}`);
    return success(withUnreadable({ status: 200, body }, found.value.unreadable, context.caller));
  },
});

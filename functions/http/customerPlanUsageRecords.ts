import { collection } from '../../src/adapters/http/collection';
import { planRecordResource } from '../../src/adapters/http/resources/usageSummary';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { plansSpend } from '../../src/app/meters/spendViews';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'customerPlanUsageRecords',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/usagerecords',
  permission: 'spending.read',
  handle: async ({ params: { customerId }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const found = await plansSpend(await theApp(), partner.value.tenantId, customerId);
    if (!found.ok) return found;
    const { items, unreadable } = found.value;
    const body = collection(items.map(({ plan, spending, at }) => planRecordResource(plan, spending, at)), `/customers/${customerId}/subscriptions/usagerecords`);
    return success(withUnreadable({ status: 200, body }, unreadable, context.caller));
  },
});

import { collection } from '../../src/adapters/http/collection';
import { resourceRecordResource } from '../../src/adapters/http/resources/usageSummary';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { planSpend } from '../../src/app/meters/spendViews';
import { theApp } from '../../src/wiring/wiring';
import { groupBy } from '../../src/kernel/groupBy';
import { success } from '../../src/kernel/result';

route({
  name: 'listResourceUsageRecords',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{planId}/usagerecords/resources',
  permission: 'spending.read',
  handle: async ({ params: { customerId, planId }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const found = await planSpend(await theApp(), partner.value.tenantId, customerId, planId);
    if (!found.ok) return found;
    const bySubscription = groupBy(found.value.spent, ({ azureSubscriptionId }) => azureSubscriptionId);
    return success({ status: 200, body: collection([...bySubscription.values()].map(resourceRecordResource), `/customers/${customerId}/subscriptions/${planId}/usagerecords/resources`) });
  },
});

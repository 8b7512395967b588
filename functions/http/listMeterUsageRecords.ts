import { collection } from '../../src/adapters/http/collection';
import { meterRecordResource } from '../../src/adapters/http/resources/usageSummary';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { planSpend } from '../../src/app/meters/spendViews';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listMeterUsageRecords',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{planId}/usagerecords/meters',
  permission: 'spending.read',
  handle: async ({ params: { customerId, planId }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const found = await planSpend(await theApp(), partner.value.tenantId, customerId, planId);
    return found.ok ? success({ status: 200, body: collection(found.value.spent.map(meterRecordResource), `/customers/${customerId}/subscriptions/${planId}/usagerecords/meters`) }) : found;
  },
});

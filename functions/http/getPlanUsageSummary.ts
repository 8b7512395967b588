import { usageSummaryResource } from '../../src/adapters/http/resources/usageSummary';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { planSpend } from '../../src/app/meters/spendViews';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getPlanUsageSummary',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{planId}/usagesummary',
  permission: 'spending.read',
  handle: async ({ params: { customerId, planId }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const found = await planSpend(await theApp(), partner.value.tenantId, customerId, planId);
    return found.ok ? success({ status: 200, body: usageSummaryResource(found.value.subject, found.value.by) }) : found;
  },
});

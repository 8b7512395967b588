import { usageSummaryResource } from '../../src/adapters/http/resources/usageSummary';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { customerSpend } from '../../src/app/meters/spendViews';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getUsageSummary',
  method: 'GET',
  path: '/v1/customers/{customerId}/usagesummary',
  permission: 'spending.read',
  handle: async ({ params: { customerId }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const found = await customerSpend(await theApp(), partner.value.tenantId, customerId);
    return found.ok ? success({ status: 200, body: usageSummaryResource(found.value.subject, found.value.by) }) : found;
  },
});

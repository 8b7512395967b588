import { budgetResource } from '../../src/adapters/http/resources/usageSummary';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { customerOf } from '../../src/app/customer/customerBook';
import { readBudget } from '../../src/app/meters/budgets';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getUsageBudget',
  method: 'GET',
  path: '/v1/customers/{customerId}/usagebudget',
  permission: 'spending.read',
  handle: async ({ params: { customerId }, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { commerce } = await theApp();
    const customer = await customerOf(commerce, customerId, partner.value.tenantId);
    return customer.ok ? success({ status: 200, body: budgetResource((await readBudget(commerce, customerId, partner.value.tenantId))?.value) }) : customer;
  },
});

import { z } from 'zod';
import { encoding } from '../../src/adapters/http/encoding';
import { budgetResource } from '../../src/adapters/http/resources/usageSummary';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { patchBudget } from '../../src/app/meters/budgets';
import { theApp } from '../../src/wiring/wiring';
import { type BudgetChange } from '../../src/domain/usage/meters/budget';

const encode = encoding(200, ({ budget }: BudgetChange) => budgetResource(budget));

/** Null takes it back. */
route({
  name: 'patchUsageBudget',
  method: 'PATCH',
  path: '/v1/customers/{customerId}/usagebudget',
  permission: 'budgets.manage',
  body: z.object({ amount: z.number().min(0.01).max(1_000_000_000).nullable().meta({ description: 'US dollars a month; `null` takes it back.' }) }),
  handle: async ({ params: { customerId }, body: { amount }, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? patchBudget(app, call.value, customerId, amount === null ? undefined : String(amount), encode) : call;
  },
});

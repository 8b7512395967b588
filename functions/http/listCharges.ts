import { z } from 'zod';
import { lineItemAnswer } from '../../src/adapters/http/lineItemAnswer';
import { fileQuery } from '../../src/adapters/http/lineItemQuery';
import { LARGEST_PAGE, pageQuery } from '../../src/adapters/http/listPage';
import { chargesForm } from '../../src/adapters/http/resources/usageLine';
import { route } from '../../src/adapters/http/route';
import { historyOf } from '../../src/adapters/http/subscriptionHistory';
import { listPlanCharges, type UsageLine } from '../../src/app/reconciliation/planCharges';
import { listChargesWithUse } from '../../src/app/reconciliation/dimensionCharges';
import { listCharges } from '../../src/app/subscription/subscriptionBook';
import { theApp } from '../../src/wiring/wiring';
import { type ChargeLine } from '../../src/domain/billing/chargeLine';

route({
  name: 'listCharges',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/charges',
  permission: 'charges.read',
  answersAlso: ['text/csv', 'application/x-ndjson'],
  query: z.object({ ...pageQuery, ...fileQuery }),
  handle: async ({ params, query, context }) => {
    const app = await theApp();
    const history = await historyOf<ChargeLine | UsageLine>(app, 'charges', { params, context }, listCharges, {
      plan: (plan, limit, continuation) => listPlanCharges(app.commerce, plan, limit, continuation),
      metered: listChargesWithUse,
    });
    if (!history.ok) return history;
    const { uri, read } = history.value;
    return lineItemAnswer({ uri, query, context, largest: LARGEST_PAGE }, read, chargesForm, { ...app.exporting.wholeFile, filename: 'charges.csv' });
  },
});

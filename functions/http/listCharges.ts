import { z } from 'zod';
import { pageQuery } from '../../src/adapters/http/listPage';
import { chargeLineResource } from '../../src/adapters/http/resources/chargeLine';
import { meterLineResource } from '../../src/adapters/http/resources/meter';
import { overageLineResource } from '../../src/adapters/http/resources/usage';
import { route } from '../../src/adapters/http/route';
import { subscriptionHistory } from '../../src/adapters/http/subscriptionHistory';
import { listPlanCharges, type UsageLine } from '../../src/app/reconciliation/planCharges';
import { listChargesWithUse } from '../../src/app/reconciliation/dimensionCharges';
import { listCharges } from '../../src/app/subscription/subscriptionBook';
import { theApp } from '../../src/wiring/wiring';
import { type ChargeLine } from '../../src/domain/billing/chargeLine';

/** A line of licences, or of what was used under an Azure plan or of metered SaaS, each in the form of its own list. */
const lineResource = (line: ChargeLine | UsageLine) => {
  if (line.chargeType === 'usage') return meterLineResource(line);
  return line.chargeType === 'overage' ? overageLineResource(line) : chargeLineResource(line);
};

route({
  name: 'listCharges',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/charges',
  permission: 'charges.read',
  query: z.object(pageQuery),
  handle: async (request) => {
    const app = await theApp();
    return subscriptionHistory<ChargeLine | UsageLine, ReturnType<typeof lineResource>>(app, 'charges', request, listCharges, lineResource, {
      plan: (plan, limit, continuation) => listPlanCharges(app.commerce, plan, limit, continuation),
      metered: listChargesWithUse,
    });
  },
});

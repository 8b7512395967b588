import { wireError } from '../../src/adapters/http/errors';
import { productUpgradeBody } from '../../src/adapters/http/resources/azureUpgrade';
import { route } from '../../src/adapters/http/route';
import { azureUpgradeEligibility } from '../../src/app/azurePlan/upgrade';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'checkProductUpgrade',
  method: 'POST',
  path: '/v1/productUpgrades/eligibility',
  permission: 'subscriptions.read',
  user: 'required',
  preview: 'unsupported',
  body: productUpgradeBody,
  handle: async ({ body: { customerId }, context }) => {
    const found = await azureUpgradeEligibility(await theApp(), context.caller.tenantId, customerId);
    if (!found.ok) return found;
    const problem = found.value;
    return success({ status: 200, body: { customerId, isEligible: problem === undefined, productFamily: 'azure', ...(problem !== undefined && { reason: wireError(problem).body.description }) } });
  },
});

import { azureUpgradeResource, productUpgradeBody } from '../../src/adapters/http/resources/azureUpgrade';
import { route } from '../../src/adapters/http/route';
import { azureUpgradeStatus } from '../../src/app/azurePlan/upgrade';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getProductUpgrade',
  method: 'POST',
  path: '/v1/productUpgrades/{upgradeId}/status',
  permission: 'subscriptions.read',
  user: 'required',
  preview: 'unsupported',
  body: productUpgradeBody,
  handle: async ({ params: { upgradeId }, body: { customerId }, context }) => {
    const upgrade = await azureUpgradeStatus(await theApp(), context.caller.tenantId, customerId, upgradeId);
    return upgrade.ok ? success({ status: 200, body: azureUpgradeResource(upgrade.value) }) : upgrade;
  },
});

import { productUpgradeBody } from '../../src/adapters/http/resources/azureUpgrade';
import { jsonText } from '../../src/adapters/http/json';
import { previewResource } from '../../src/adapters/http/resources/preview';
import { azureUpgradeResource } from '../../src/adapters/http/resources/azureUpgrade';
import { route } from '../../src/adapters/http/route';
import { writeCall } from '../../src/adapters/http/writeCall';
import { upgradeAzure } from '../../src/app/azurePlan/upgrade';
import { type Encoding } from '../../src/app/ports';
import { theApp } from '../../src/wiring/wiring';
import { type LegacyUpgraded } from '../../src/domain/azurePlan/upgradeLegacy';

/** Published with an empty body: where its status is read says the header. */
const encode: Encoding<LegacyUpgraded> = {
  answer: ({ upgrade }) => ({ status: 202, headers: { Location: `productUpgrades/${upgrade.id}` }, body: '', recorded: jsonText(azureUpgradeResource(upgrade)) }),
  before: ({ upgrade }) => jsonText(azureUpgradeResource(upgrade)),
  preview: ({ upgrade }) => ({ status: 200, headers: {}, body: jsonText(previewResource(azureUpgradeResource(upgrade), [])) }),
};

route({
  name: 'upgradeProduct',
  method: 'POST',
  path: '/v1/productUpgrades',
  permission: 'subscriptions.manage',
  user: 'required',
  body: productUpgradeBody,
  handle: async ({ body: { customerId }, context }) => {
    const app = await theApp();
    const call = writeCall(context);
    return call.ok ? upgradeAzure(app, call.value, customerId, encode) : call;
  },
});

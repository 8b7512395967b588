import { azureProvisioningResource, subscriptionProvisioningResource } from '../../src/adapters/http/resources/subscriptionProvisioning';
import { route } from '../../src/adapters/http/route';
import { listedSubscription } from '../../src/app/subscription/listedSubscription';
import { derivedGuid } from '../../src/app/command/ids';
import { theApp } from '../../src/wiring/wiring';
import { findSku } from '../../src/domain/catalogue/findOffer';
import { success } from '../../src/kernel/result';

route({
  name: 'getSubscriptionProvisioningStatus',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/provisioningstatus',
  permission: 'subscriptions.read',
  handle: async ({ params, context }) => {
    const app = await theApp();
    const listed = await listedSubscription(app, context.caller.tenantId, params.customerId, params.subscriptionId);
    if (!listed.ok) return listed;
    const guidOf = (...named: readonly string[]): string => derivedGuid('sku', ...named);
    if (listed.value.kind !== 'licences') return success({ status: 200, body: azureProvisioningResource(guidOf) });
    const { subscription } = listed.value;
    const { country, productId, skuId } = subscription.offer;
    const item = findSku(await app.catalogueOf(country), productId, skuId);
    return success({ status: 200, body: subscriptionProvisioningResource(subscription, item.ok ? item.value.sku : undefined, guidOf) });
  },
});

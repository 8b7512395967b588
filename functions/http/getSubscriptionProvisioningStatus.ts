import { subscriptionProvisioningResource } from '../../src/adapters/http/resources/subscriptionProvisioning';
import { route } from '../../src/adapters/http/route';
import { subscriptionOf } from '../../src/app/subscription/patchSubscription';
import { derivedGuid } from '../../src/app/command/ids';
import { theApp } from '../../src/app/wiring';
import { findSku } from '../../src/catalogue/findOffer';
import { success } from '../../src/kernel/result';

route({
  name: 'getSubscriptionProvisioningStatus',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/provisioningstatus',
  permission: 'subscriptions.read',
  handle: async ({ params, context }) => {
    const app = await theApp();
    const stored = await subscriptionOf(app, context.caller.tenantId, params.customerId, params.subscriptionId);
    if (!stored.ok) return stored;
    const { value: subscription } = stored.value;
    const { country, productId, skuId } = subscription.offer;
    const item = findSku(await app.catalogueOf(country), productId, skuId);
    const guidOf = (...named: readonly string[]): string => derivedGuid('sku', ...named);
    return success({ status: 200, body: subscriptionProvisioningResource(subscription, item.ok ? item.value.sku : undefined, guidOf) });
  },
});

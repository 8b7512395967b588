import { z } from 'zod';
import { collection } from '../../src/adapters/http/collection';
import { asksForAll, licenseGroupsQuery, subscribedSkuResource } from '../../src/adapters/http/resources/subscribedSku';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { derivedGuid } from '../../src/app/command/ids';
import { customerOf } from '../../src/app/customer/customerBook';
import { readableSubscriptions } from '../../src/app/subscription/subscriptionBook';
import { skuKey } from '../../src/domain/catalogue/state';
import { licencesHeld } from '../../src/domain/subscription/licencesHeld';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** What the partner itself sold (PAR-3); of licences that others sold nothing is said. */
route({
  name: 'listSubscribedSkus',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscribedskus',
  permission: 'subscriptions.read',
  user: 'required',
  query: z.object({ licenseGroupIds: licenseGroupsQuery.optional() }),
  handle: async ({ params: { customerId }, query: { licenseGroupIds }, context: { caller, now } }) => {
    const app = await theApp();
    const customer = await customerOf(app.commerce, customerId, caller.tenantId);
    if (!customer.ok) return customer;
    const { items, unreadable } = await readableSubscriptions(app.commerce, customerId);
    const held = asksForAll(licenseGroupIds) ? licencesHeld(items.filter(({ partnerId }) => partnerId === caller.tenantId), now) : [];
    const catalogue = await app.catalogueOf(customer.value.value.country);
    const guidOf = (...named: readonly string[]): string => derivedGuid('sku', ...named);
    const resources = held.map((each) => subscribedSkuResource(each, catalogue.items.get(skuKey(each.of.offer.productId, each.of.offer.skuId))?.sku, guidOf));
    const asked = licenseGroupIds === undefined ? '' : `?${licenseGroupIds.map((group) => `licenseGroupIds=${group}`).join('&')}`;
    return success(withUnreadable({ status: 200, body: collection(resources, `/customers/${customerId}/subscribedskus${asked}`) }, unreadable, caller));
  },
});

import { customerCatalogueCall } from '../../src/adapters/http/catalogueCall';
import { collection } from '../../src/adapters/http/collection';
import { availabilityResource } from '../../src/adapters/http/resources/catalogueAvailability';
import { route } from '../../src/adapters/http/route';
import { withUnreadable } from '../../src/adapters/http/unreadableMarks';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { customerOf } from '../../src/app/customer/customerBook';
import { addOnShelf } from '../../src/app/subscription/addOnShelf';
import { listedSubscription } from '../../src/app/subscription/listedSubscription';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'listPurchasableAddOns',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/purchasableaddons',
  permission: 'subscriptions.read',
  handle: async ({ params, context }) => {
    const app = await theApp();
    const { customerId, subscriptionId } = params;
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const [listed, customer, call] = await Promise.all([
      listedSubscription(app, partner.value.tenantId, customerId, subscriptionId),
      customerOf(app.commerce, customerId, partner.value.tenantId),
      customerCatalogueCall(app, context, customerId),
    ]);
    if (!customer.ok) return customer;
    if (!listed.ok) return listed;
    if (!call.ok) return call;
    const subscriptions = listed.value.kind === 'licences' ? [listed.value.subscription] : [];
    const shelf = await addOnShelf(app, partner.value, customer.value.value, subscriptions, context.now);
    const items = subscriptions.flatMap(shelf.addOnsFor).map(({ offer, problems }) => availabilityResource(offer, call.value.view, problems));
    const body = collection(items, `/customers/${customerId}/subscriptions/${subscriptionId}/purchasableaddons`);
    return success(withUnreadable({ status: 200, body }, shelf.unreadable, context.caller));
  },
});

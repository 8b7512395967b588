import { collection } from '../../src/adapters/http/collection';
import { upgradeResource } from '../../src/adapters/http/resources/traditionalUpgrade';
import { route } from '../../src/adapters/http/route';
import { traditionalUpgradesOf } from '../../src/app/transition/traditionalUpgrades';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** The traditional call (MIG-4). Of new commerce the list is empty: clients that ask first learn so, and go by transitionEligibilities. */
route({
  name: 'listUpgrades',
  method: 'GET',
  path: '/v1/customers/{customerId}/subscriptions/{subscriptionId}/upgrades',
  permission: 'subscriptions.read',
  handle: async ({ params: { customerId, subscriptionId }, context }) => {
    const upgrades = await traditionalUpgradesOf(await theApp(), context.caller.tenantId, customerId, subscriptionId);
    if (!upgrades.ok) return upgrades;
    const { catalogue, items } = upgrades.value;
    const shown = catalogue === undefined ? [] : items.map((item) => upgradeResource(catalogue, item));
    return success({ status: 200, body: collection(shown, `/customers/${customerId}/subscriptions/${subscriptionId}/upgrades`) });
  },
});

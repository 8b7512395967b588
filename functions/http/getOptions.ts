import { azureOptionsResource, optionsResource } from '../../src/adapters/http/resources/options';
import { optionsForRoles } from '../../src/adapters/http/resources/optionsForRoles';
import { isAllowed } from '../../src/adapters/http/permissions';
import { route } from '../../src/adapters/http/route';
import { azureOptions } from '../../src/app/azurePlan/azureOptions';
import { listedSubscription } from '../../src/app/subscription/listedSubscription';
import { getOptions } from '../../src/app/subscription/options';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getOptions',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/options',
  permission: 'subscriptions.read',
  handle: async ({ params: { customerId, subscriptionId }, context }) => {
    const app = await theApp();
    const { tenantId } = context.caller;
    const listed = await listedSubscription(app, tenantId, customerId, subscriptionId);
    if (listed.ok && listed.value.kind !== 'licences') {
      const options = await azureOptions(app, tenantId, customerId, listed.value);
      return options.ok ? success({ status: 200, body: optionsForRoles(azureOptionsResource(options.value), context.caller.roles) }) : options;
    }
    const options = await getOptions(app, tenantId, customerId, subscriptionId);
    return options.ok ? success({ status: 200, body: optionsForRoles(optionsResource(options.value, isAllowed(context.caller.roles, 'charges.read')), context.caller.roles) }) : options;
  },
});

import { optionsResource } from '../../src/adapters/http/resources/options';
import { route } from '../../src/adapters/http/route';
import { getOptions } from '../../src/app/subscription/options';
import { theApp } from '../../src/app/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getOptions',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/options',
  permission: 'subscriptions.read',
  handle: async ({ params: { customerId, subscriptionId }, context }) => {
    const options = await getOptions(await theApp(), context.caller.tenantId, customerId, subscriptionId);
    return options.ok ? success({ status: 200, body: optionsResource(options.value) }) : options;
  },
});

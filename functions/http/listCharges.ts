import { z } from 'zod';
import { pageQuery } from '../../src/adapters/http/listPage';
import { chargeLineResource } from '../../src/adapters/http/resources/chargeLine';
import { route } from '../../src/adapters/http/route';
import { subscriptionHistory } from '../../src/adapters/http/subscriptionHistory';
import { listCharges } from '../../src/app/subscription/subscriptionBook';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listCharges',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/charges',
  permission: 'charges.read',
  query: z.object(pageQuery),
  handle: async (request) => subscriptionHistory(await theApp(), 'charges', request, listCharges, chargeLineResource),
});

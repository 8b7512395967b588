import { route } from '../../src/adapters/http/route';
import { usageCharges, usageChargesQuery } from '../../src/adapters/http/usageCharges';
import { listOverageLines } from '../../src/app/calls/readUsage';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listOverageCharges',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/usage/charges',
  permission: 'charges.read',
  answersAlso: ['text/csv', 'application/x-ndjson'],
  query: usageChargesQuery,
  handle: async (request) => usageCharges(await theApp(), 'usage/charges', request, listOverageLines),
});

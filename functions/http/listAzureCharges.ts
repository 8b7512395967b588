import { route } from '../../src/adapters/http/route';
import { usageCharges, usageChargesQuery } from '../../src/adapters/http/usageCharges';
import { listMeterLines } from '../../src/app/meters/meters';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'listAzureCharges',
  method: 'GET',
  path: '/nextterm/v1/customers/{customerId}/usage/azure/charges',
  permission: 'charges.read',
  answersAlso: ['text/csv', 'application/x-ndjson'],
  query: usageChargesQuery,
  handle: async (request) => usageCharges(await theApp(), 'usage/azure/charges', request, listMeterLines),
});

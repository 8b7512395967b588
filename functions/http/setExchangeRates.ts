import { z } from 'zod';
import { jsonText } from '../../src/adapters/http/json';
import { exchangeRateResource, exchangeRatesBody } from '../../src/adapters/http/resources/exchangeRate';
import { route } from '../../src/adapters/http/route';
import { setExchangeRates } from '../../src/app/exchangeRates';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** The operator's. Sent again it says the same. */
route({
  name: 'setExchangeRates',
  method: 'PUT',
  path: '/nextterm/v1/operations/exchangerates',
  permission: 'operations.manage',
  preview: 'unsupported',
  body: z.object({ rates: exchangeRatesBody }),
  handle: async ({ body: { rates } }) => {
    const { stores } = await theApp();
    const before = await setExchangeRates(stores.Catalogue, rates);
    return success({ status: 200, body: { rates: rates.map(exchangeRateResource) }, before: jsonText({ rates: before.map(exchangeRateResource) }) });
  },
});

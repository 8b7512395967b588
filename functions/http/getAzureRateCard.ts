import { z } from 'zod';
import { catalogueCall, countryQuery } from '../../src/adapters/http/catalogueCall';
import { azureRateCard } from '../../src/adapters/http/resources/azureRateCard';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

const currencySchema = z
  .string()
  .regex(/^[A-Za-z]{3}$/, 'must be a currency of three letters')
  .transform((currency) => currency.toUpperCase());

route({
  name: 'getAzureRateCard',
  method: 'GET',
  path: '/v1/ratecards/azure',
  permission: 'prices.read',
  user: 'required',
  query: z.object({ region: countryQuery.country.optional().meta({ description: 'The market; absent: that of the partner.' }), currency: currencySchema.default('USD').meta({ description: 'ISO 4217.' }) }),
  handle: async ({ query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const call = await catalogueCall(await theApp(), context, query.region ?? partner.value.country);
    if (!call.ok) return call;
    const card = azureRateCard(call.value.catalogue, query.currency, context.locale, context.now);
    return card.ok ? success({ status: 200, body: card.value }) : card;
  },
});

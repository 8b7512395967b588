import { CountryText } from '../../src/adapters/http/resources/customerRequest';
import { marketResource } from '../../src/adapters/http/resources/market';
import { route } from '../../src/adapters/http/route';
import { getMarket } from '../../src/app/catalogue/listMarkets';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

route({
  name: 'getMarket',
  method: 'GET',
  path: '/nextterm/v1/operations/markets/{country}',
  permission: 'operations.manage',
  params: { country: CountryText },
  handle: async ({ params: { country } }) => {
    const { stores } = await theApp();
    const market = await getMarket(stores.Catalogue, country);
    return market.ok ? success({ status: 200, body: marketResource(market.value) }) : market;
  },
});

import { countryRulesResource } from '../../src/adapters/http/resources/customerCountryRules';
import { CountryText } from '../../src/adapters/http/resources/customerRequest';
import { route } from '../../src/adapters/http/route';
import { countryRulesOf } from '../../src/domain/parties/customer/countryRules';
import { failure, success } from '../../src/kernel/result';

route({
  name: 'getCountryRules',
  method: 'GET',
  path: '/v1/countryvalidationrules/{country}',
  permission: 'customers.read',
  params: { country: CountryText },
  handle: async ({ params: { country } }) => {
    const rules = countryRulesOf(country);
    return rules === undefined ? failure({ kind: 'CountryRulesUnknown', country }) : success({ status: 200, body: countryRulesResource(rules) });
  },
});

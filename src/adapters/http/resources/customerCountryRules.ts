import { type CountryRules } from '../../../domain/parties/customer/countryRules';

/** The contract writes each list as an object that holds it. */
const asCollection = (value: readonly string[]) => ({ value });

export const countryRulesResource = ({ states, supportedLanguages, supportedCultures, countryCallingCodes, ...plain }: CountryRules) => ({
  ...plain,
  states: asCollection(states),
  supportedLanguages: asCollection(supportedLanguages),
  supportedCultures: asCollection(supportedCultures),
  countryCallingCodes: asCollection(countryCallingCodes),
  attributes: { objectType: 'CountryInformation' },
});

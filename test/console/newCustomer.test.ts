import { bodyOf, empty, isComplete, shownOf, type CountryRules } from '../../src/console/pages/customers/newCustomerBody';

describe('a new customer', () => {
  const rules = (over: Partial<CountryRules> = {}): CountryRules => ({ isStateRequired: false, isPostalCodeRequired: false, isRegistrationNumberSupported: false, defaultCulture: 'nl-NL', supportedCultures: { value: ['nl-NL'] }, supportedLanguages: { value: ['nl', 'en'] }, states: { value: [] }, ...over });
  const typed = { ...empty, companyName: 'Linde', domain: 'linde.example', firstName: 'I', lastName: 'K', email: 'i@linde.example', addressLine1: 'Straat 1', city: 'Utrecht', culture: 'pt-BR', language: 'en', state: 'SP', registration: '12345' };

  test('[CUS-1] is made of what the form shows: what was chosen for another country, and this one has not, is not sent', () => {
    const { companyProfile, billingProfile } = bodyOf(shownOf(typed, rules()), 'nl');
    expect([companyProfile, billingProfile.culture, billingProfile.language, billingProfile.defaultAddress]).toEqual([{ domain: 'linde.example' }, 'nl-NL', 'en', { country: 'NL', city: 'Utrecht', addressLine1: 'Straat 1', firstName: 'I', lastName: 'K' }]);
  });

  test('[CUS-1] lacks its state where the one that was chosen is of another country', () => {
    const canada = rules({ isStateRequired: true, states: { value: ['ON', 'QC'] } });
    expect([isComplete(shownOf(typed, canada), canada), isComplete(shownOf({ ...typed, state: 'QC' }, canada), canada)]).toEqual([false, true]);
  });
});

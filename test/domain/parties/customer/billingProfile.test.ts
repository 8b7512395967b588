import { billingProfileVersion, replaceBillingProfile } from '../../../../src/domain/parties/customer/billingProfile';
import { aCustomer } from './aCustomer';

const asked = { email: 'b@tuinbouw.example', culture: 'nl-NL', language: 'nl', companyName: 'Tuinbouw Groep', defaultAddress: { country: 'NL', city: 'Delft', postalCode: '2611 AA' } };

test('[CUS-1] a new billing profile: its id and the company profile stay, its version grows by one', () => {
  const replaced = replaceBillingProfile(asked, aCustomer());
  expect(replaced).toEqual({ ok: true, value: { ...aCustomer(), version: 4, billingProfileVersion: 2, billingProfile: { ...asked, id: 'b' } } });
  expect([billingProfileVersion(aCustomer()), replaced.ok && billingProfileVersion(replaced.value)]).toEqual([1, 2]);
});

test.each([
  { name: 'another country', over: { culture: 'sv-SE', defaultAddress: { country: 'SE' } }, error: { kind: 'CountryFixed', country: 'NL', asked: 'SE' } },
  { name: 'a foreign culture', over: { culture: 'sv-SE' }, error: { kind: 'CultureNotSupported', culture: 'sv-SE', country: 'NL' } },
  { name: 'a wrong postal code', over: { defaultAddress: { country: 'NL', postalCode: '1' } }, error: { kind: 'AddressNotUsable', problems: [expect.stringContaining('postalCode')] } },
])('[CUS-3] $name is refused', ({ over, error }) => {
  expect(replaceBillingProfile({ ...asked, ...over }, aCustomer())).toEqual({ ok: false, error });
});

test('the country in small letters is the same country', () => {
  expect(replaceBillingProfile({ ...asked, defaultAddress: { country: 'nl' } }, aCustomer())).toMatchObject({ ok: true });
});

test('where a phone number is compulsory it cannot be dropped', () => {
  const customer = aCustomer({ country: 'KZ', organizationRegistrationNumber: '123456789012' });
  const kazakh = { ...asked, culture: 'kk-KZ', defaultAddress: { country: 'KZ' } };
  expect(replaceBillingProfile(kazakh, customer)).toEqual({ ok: false, error: { kind: 'PhoneNumberMissing', country: 'KZ' } });
  expect(replaceBillingProfile({ ...kazakh, defaultAddress: { country: 'KZ', phoneNumber: '1' } }, customer)).toMatchObject({ ok: true });
});

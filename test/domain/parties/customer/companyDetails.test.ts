import { addressProblems, judgeAddress } from '../../../../src/domain/parties/customer/address';
import { checkBillingProfile, checkRegistration } from '../../../../src/domain/parties/customer/companyDetails';
import { countryRulesOf, isCultureOf, regionOf } from '../../../../src/domain/parties/customer/countryRules';
import { statesOf } from '../../../../src/domain/parties/customer/states';

const fine = { ok: true, value: undefined };

describe('[CUS-1] registration number and phone', () => {
  const twelve = 'AM AZ BY HU KZ KG MD RU TJ UZ UA IN'.split(' ');
  const later = 'BR ZA PL AE SA TR TH VN MM IQ SS VE'.split(' ');

  test.each([...twelve, ...later])('%s asks for both', (country) => {
    expect(checkRegistration(country, undefined, '123')).toEqual({ ok: false, error: { kind: 'RegistrationNumberMissing', country } });
    expect(checkRegistration(country, '', '123')).toEqual({ ok: false, error: { kind: 'RegistrationNumberMissing', country } });
    expect(checkRegistration(country, '?', '123')).toMatchObject({ ok: false, error: { kind: 'RegistrationNumberInvalid', country } });
  });

  test.each([
    ['HU', '12345678-1-23', true],
    ['HU', '01-09-123456', true],
    ['HU', '1234567-1-23', false],
    ['IN', 'ABCDE1234F', true],
    ['IN', 'ABCDE12345', false],
    ['RU', '1234567890', true],
    ['RU', '123456789012', true],
    ['RU', '12345678901', false],
    ['BR', '12.345.678/0001-95', true],
    ['BR', '12345678000195', true],
    ['BR', '1234567800019', false],
    ['ZA', '2019/123456/07', true],
    ['ZA', '2019-123456-07', false],
    ['VN', '0123456789-001', true],
    ['VN', '012345678', false],
    ['AE', 'CN-1234567', true],
  ])('of %s: %s fits: %s', (country, number, fits) => {
    const checked = checkRegistration(country, number, '123');
    expect(checked.ok ? 'fits' : checked.error.kind).toBe(fits ? 'fits' : 'RegistrationNumberInvalid');
  });

  test('the refusal of a wrong form names the pattern', () => {
    expect(checkRegistration('KZ', '12', '1')).toEqual({ ok: false, error: { kind: 'RegistrationNumberInvalid', country: 'KZ', pattern: '^\\d{12}$' } });
  });

  test.each([undefined, ''])('a phone number of %p is missing where the number is compulsory', (phone) => {
    expect(checkRegistration('KZ', '123456789012', phone)).toEqual({ ok: false, error: { kind: 'PhoneNumberMissing', country: 'KZ' } });
    expect(checkRegistration('KZ', '123456789012', '+7 7172 000000')).toEqual(fine);
    expect(checkRegistration('NL', undefined, phone)).toEqual(fine);
  });

  test('elsewhere the number may be left out; the United States take none', () => {
    expect(checkRegistration('NL', '30123456', undefined)).toEqual(fine);
    expect(checkRegistration('US', undefined, undefined)).toEqual(fine);
    expect(checkRegistration('US', '', undefined)).toEqual(fine);
    expect(checkRegistration('US', '12-3456789', undefined)).toEqual({ ok: false, error: { kind: 'RegistrationNumberNotSupported', country: 'US' } });
  });
});

describe('[CUS-3] the culture of a country', () => {
  test.each([
    ['nl-NL', 'NL', true],
    ['NL-nl', 'NL', true],
    ['en-NL', 'NL', false],
    ['en-US', 'NL', true],
    ['EN-us', 'SE', true],
    ['es-US', 'US', true],
    ['en-US', 'US', true],
    ['nl-NL', 'US', false],
    ['ca-ES', 'AD', true],
    ['gl-ES', 'ES', true],
    ['sr-Cyrl-RS', 'RS', true],
    ['en-US', 'AQ', true],
    ['en-US', 'CH', true],
    ['sv-SE', 'NL', false],
    ['fr-CH', 'CH', true],
    ['de-ch', 'CH', true],
    ['de-DE', 'CH', false],
    ['de-QQ', 'QQ', true],
    ['Deutsch in QQ-QQ', 'QQ', false],
  ])('%s of %s: %s', (culture, country, expected) => {
    expect(isCultureOf(culture, country)).toBe(expected);
    const checked = checkBillingProfile({ culture, language: 'en', defaultAddress: { country, ...(country === 'US' && { state: 'WA', postalCode: '98052' }) } });
    expect(checked).toEqual(expected ? fine : { ok: false, error: { kind: 'CultureNotSupported', culture, country } });
  });
});

describe('an address', () => {
  test.each([
    [{ country: 'NL' }, []],
    [{ country: 'NL', postalCode: '3511 AA' }, []],
    [{ country: 'NL', postalCode: '3511aa' }, []],
    [{ country: 'NL', postalCode: '3511 A' }, ['postalCode: "3511 A" does not match ^\\d{4} ?[A-Z]{2}$']],
    [{ country: 'NL', state: 'anything' }, []],
    [{ country: 'SE', postalCode: '753 20' }, []],
    [{ country: 'SE', postalCode: '7532' }, ['postalCode: "7532" does not match ^\\d{3} ?\\d{2}$']],
    [{ country: 'US', state: 'WA', postalCode: '98052-6399' }, []],
    [{ country: 'US' }, ['state: is required in US', 'postalCode: is required in US']],
    [{ country: 'CA', state: 'QC' }, []],
    [{ country: 'CN', state: 'GD' }, []],
    [{ country: 'MX', state: 'JAL' }, []],
    [{ country: 'CA', state: 'ZZ' }, [expect.stringMatching(/^state: "ZZ" is none of AB, BC/)]],
    [{ country: 'DE', postalCode: 'whatever' }, []],
  ])('%j: %j', (address, problems) => {
    expect(addressProblems(address)).toEqual(problems);
    expect(checkBillingProfile({ language: 'en', culture: countryRulesOf(address.country)?.defaultCulture ?? `en-${address.country}`, defaultAddress: address })).toEqual(
      problems.length === 0 ? fine : { ok: false, error: { kind: 'AddressNotUsable', problems } },
    );
  });

  test('only four countries have a list of states', () => {
    expect(['US', 'CA', 'CN', 'MX', 'NL', 'DE'].map((country) => statesOf(country)?.length)).toEqual([59, 13, 31, 32, undefined, undefined]);
  });

  test.each([
    [{ country: 'NL', postalCode: '3511 AA' }, 'NotValidated', []],
    [{ country: 'nl', postalCode: '3511aa' }, 'InteractionRequired', [{ country: 'NL', postalCode: '3511AA' }]],
    [{ country: 'US', state: 'wa', postalCode: '98052' }, 'InteractionRequired', [{ country: 'US', state: 'WA', postalCode: '98052' }]],
    [{ country: 'NL', postalCode: '35' }, 'None', []],
    [{ country: 'DE', postalCode: 'x' }, 'NotValidated', []],
  ])('%j is judged %s', (address, status, suggestedAddresses) => {
    expect(judgeAddress(address)).toEqual({ status, suggestedAddresses, validationMessage: expect.stringMatching(/.\.$/) as string });
  });
});

test('regions: two European markets share one, the United States and an unknown country are their own', () => {
  expect(['NL', 'se', 'US', 'BR'].map(regionOf)).toEqual(['EMEA', 'EMEA', 'US', 'BR']);
});

test('rules are written down for the markets of the sample', () => {
  expect(['NL', 'se', 'US', 'DE'].map((country) => countryRulesOf(country)?.iso2Code)).toEqual(['NL', 'SE', 'US', undefined]);
  expect(['NL', 'US'].map((country) => countryRulesOf(country)?.isRegistrationNumberSupported)).toEqual([true, false]);
});

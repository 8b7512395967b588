import { publishedCultures, publishedLanguages } from './publishedCultures';
import { registrationRuleOf } from './registrationNumbers';
import { statesOf } from './states';

/** What an address and a customer of a country look like. Patterns are matched without regard to case. */
export interface CountryRules {
  readonly iso2Code: string;
  readonly defaultCulture: string;
  readonly isStateRequired: boolean;
  readonly states: readonly string[];
  readonly supportedLanguages: readonly string[];
  readonly supportedCultures: readonly string[];
  readonly isPostalCodeRequired: boolean;
  readonly postalCodeRegex: string;
  readonly isCityRequired: boolean;
  readonly isVatIdSupported: boolean;
  readonly taxIdFormat: string;
  readonly taxIdSample: string;
  readonly phoneNumberRegex: string;
  readonly isRegistrationNumberSupported: boolean;
  readonly isTaxIdSupported: boolean;
  readonly resellerAgreementRegion: string;
  readonly geographicRegion: string;
  readonly countryCallingCodes: readonly string[];
}

type Written = Omit<CountryRules, 'states' | 'supportedLanguages' | 'supportedCultures' | 'isRegistrationNumberSupported' | 'isCityRequired'>;

const europe = { resellerAgreementRegion: 'EMEA', geographicRegion: 'EU/EFTA', isStateRequired: false, isVatIdSupported: true, isTaxIdSupported: true } as const;

/** The markets that the sample sells in. */
const written: readonly Written[] = [
  {
    ...europe,
    iso2Code: 'NL',
    defaultCulture: 'nl-NL',
    isPostalCodeRequired: false,
    postalCodeRegex: '^\\d{4} ?[A-Z]{2}$',
    taxIdFormat: '^NL\\d{9}B\\d{2}$',
    taxIdSample: 'NL123456789B01',
    phoneNumberRegex: '^(\\+31|0)\\d{9}$',
    countryCallingCodes: ['31'],
  },
  {
    ...europe,
    iso2Code: 'SE',
    defaultCulture: 'sv-SE',
    isPostalCodeRequired: false,
    postalCodeRegex: '^\\d{3} ?\\d{2}$',
    taxIdFormat: '^SE\\d{12}$',
    taxIdSample: 'SE123456789001',
    phoneNumberRegex: '^(\\+46|0)\\d{6,10}$',
    countryCallingCodes: ['46'],
  },
  {
    iso2Code: 'US',
    defaultCulture: 'en-US',
    isStateRequired: true,
    isPostalCodeRequired: true,
    postalCodeRegex: '^\\d{5}(-\\d{4})?$',
    isVatIdSupported: false,
    taxIdFormat: '^\\d{2}-?\\d{7}$',
    taxIdSample: '12-3456789',
    phoneNumberRegex: '^(\\+?1)?\\d{10}$',
    isTaxIdSupported: true,
    resellerAgreementRegion: 'US',
    geographicRegion: 'United States',
    countryCallingCodes: ['1'],
  },
];

const rules: ReadonlyMap<string, CountryRules> = new Map(
  written.map((country) => [
    country.iso2Code,
    {
      ...country,
      isCityRequired: true,
      states: statesOf(country.iso2Code) ?? [],
      supportedCultures: publishedCultures(country.iso2Code),
      supportedLanguages: publishedLanguages(country.iso2Code),
      isRegistrationNumberSupported: registrationRuleOf(country.iso2Code).use !== 'unsupported',
    },
  ]),
);

/** @param country two letters in any case. @returns undefined for a country that nothing is written down about. */
export const countryRulesOf = (country: string): CountryRules | undefined => rules.get(country.toUpperCase());

/** A language, sometimes with its script, and a region. */
const CULTURE = /^[a-z]{2,3}(-[a-z]{4})?-[a-z]{2}$/;

/** Cultures of a country: the published ones, `en-US` always among them; where nothing else is written down of the country, any whose region it is as well. */
export const isCultureOf = (culture: string, country: string): boolean => {
  const asked = culture.toLowerCase();
  if (publishedCultures(country).some((published) => published.toLowerCase() === asked)) return true;
  return countryRulesOf(country) === undefined && CULTURE.test(asked) && asked.endsWith(`-${country.toLowerCase()}`);
};

/** The region in which partners and customers meet; a country that nothing is written down about is a region of its own. */
export const regionOf = (country: string): string => countryRulesOf(country)?.resellerAgreementRegion ?? country.toUpperCase();

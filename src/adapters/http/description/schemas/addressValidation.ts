import { z } from 'zod';
import { attributesOf, country, members, named } from './answerSchema';

const text = z.string().optional();

/** As sent: in the letter case of whoever asks. */
const askedAddress = members({ addressLine1: z.string(), addressLine2: text, city: z.string(), state: text, postalCode: text, country: z.string() });

export const addressValidation = named(
  'AddressValidation',
  members({
    originalAddress: askedAddress,
    suggestedAddresses: z.array(askedAddress),
    status: z.enum(['None', 'InteractionRequired', 'NotValidated']).meta({
      description: '`None`: it cannot be right. `InteractionRequired`: only its spelling differs from the suggested one. `NotValidated`: nothing speaks against it; whether it exists was not looked up.',
    }),
    validationMessage: z.string(),
  }),
);

const texts = members({ value: z.array(z.string()) });

/** What addresses and numbers of a country look like. */
export const countryRules = named(
  'CountryInformation',
  members({
    iso2Code: country,
    defaultCulture: z.string(),
    isStateRequired: z.boolean(),
    states: texts,
    supportedLanguages: texts,
    supportedCultures: texts,
    isPostalCodeRequired: z.boolean(),
    postalCodeRegex: z.string().meta({ description: 'Like the other patterns without regard to letter case.' }),
    isCityRequired: z.boolean(),
    isVatIdSupported: z.boolean(),
    taxIdFormat: z.string(),
    taxIdSample: z.string(),
    phoneNumberRegex: z.string(),
    isRegistrationNumberSupported: z.boolean(),
    isTaxIdSupported: z.boolean(),
    resellerAgreementRegion: z.string(),
    geographicRegion: z.string(),
    countryCallingCodes: texts,
    attributes: attributesOf('CountryInformation'),
  }),
);

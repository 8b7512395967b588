/** What is typed; a country's rules say what else has to be. */
export const empty = { companyName: '', domain: '', firstName: '', lastName: '', email: '', phoneNumber: '', addressLine1: '', postalCode: '', city: '', state: '', culture: '', language: '', registration: '', reseller: '' };
export type Typed = typeof empty;

/** What a form asks for and offers in a country. */
export interface CountryRules {
  readonly isStateRequired: boolean;
  readonly isPostalCodeRequired: boolean;
  readonly isRegistrationNumberSupported: boolean;
  readonly defaultCulture: string;
  readonly supportedCultures: { readonly value: readonly string[] };
  readonly supportedLanguages: { readonly value: readonly string[] };
  readonly states: { readonly value: readonly string[] };
}

/** What the form shows of what was typed, and so what is sent: what was chosen for another country, and this one has not, is gone. */
export const shownOf = (typed: Typed, { isRegistrationNumberSupported, defaultCulture, supportedCultures, supportedLanguages, states }: CountryRules): Typed => ({
  ...typed,
  culture: supportedCultures.value.includes(typed.culture) ? typed.culture : defaultCulture,
  language: supportedLanguages.value.includes(typed.language) ? typed.language : (supportedLanguages.value[0] ?? ''),
  state: states.value.includes(typed.state) ? typed.state : '',
  registration: isRegistrationNumberSupported ? typed.registration : '',
});

/** @param shown see {@link shownOf} */
export const bodyOf = ({ companyName, domain, firstName, lastName, email, phoneNumber, addressLine1, postalCode, city, state, culture, language, registration, reseller }: Typed, country: string) => ({
  ...(reseller !== '' && { associatedPartnerId: reseller }),
  companyProfile: { domain, ...(registration !== '' && { organizationRegistrationNumber: registration }) },
  billingProfile: {
    companyName,
    email,
    culture,
    language,
    defaultAddress: { country: country.toUpperCase(), city, addressLine1, firstName, lastName, ...(postalCode !== '' && { postalCode }), ...(state !== '' && { state }), ...(phoneNumber !== '' && { phoneNumber }) },
  },
});

/** @param shown see {@link shownOf} */
export const isComplete = (shown: Typed, { isStateRequired, isPostalCodeRequired }: CountryRules): boolean => {
  const needed: (keyof Typed)[] = ['companyName', 'domain', 'firstName', 'lastName', 'email', 'addressLine1', 'city', ...(isStateRequired ? (['state'] as const) : []), ...(isPostalCodeRequired ? (['postalCode'] as const) : [])];
  return needed.every((name) => shown[name].trim() !== '');
};

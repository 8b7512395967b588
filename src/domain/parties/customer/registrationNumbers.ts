/**
 * Countries in which a customer is created with its organisation's registration number and a phone number only.
 * Source of the list: "Create a customer", Partner Center developer documentation (twelve countries, and a later list).
 * Doubt: the patterns are not published. These are the countries' own forms of the number as far as they are commonly known, else any short number.
 */
const anyNumber = '^[A-Za-z0-9][A-Za-z0-9 ./-]{3,29}$';

const patterns: Readonly<Record<string, string>> = {
  AM: '^\\d{8}$',
  AZ: '^\\d{10}$',
  BY: '^\\d{9}$',
  HU: '^(\\d{8}-?\\d-?\\d{2}|\\d{2}-?\\d{2}-?\\d{6})$',
  IN: '^[A-Za-z]{5}\\d{4}[A-Za-z]$',
  KZ: '^\\d{12}$',
  KG: '^\\d{14}$',
  MD: '^\\d{13}$',
  RU: '^(\\d{10}|\\d{12})$',
  TJ: '^\\d{9}$',
  UA: '^(\\d{8}|\\d{10})$',
  UZ: '^\\d{9}$',
  AE: anyNumber,
  BR: '^\\d{2}\\.?\\d{3}\\.?\\d{3}/?\\d{4}-?\\d{2}$',
  IQ: anyNumber,
  MM: anyNumber,
  PL: '^\\d{10}$',
  SA: '^\\d{10}$',
  SS: anyNumber,
  TH: '^\\d{13}$',
  TR: '^\\d{10}$',
  VE: '^[A-Za-z]-?\\d{8}-?\\d$',
  VN: '^\\d{10}(-?\\d{3})?$',
  ZA: '^\\d{4}/\\d{6}/\\d{2}$',
};

/** Countries that know no such number for an organisation: one that is sent is refused. Doubt: the pages disagree on which; elsewhere it is optional. */
const without: ReadonlySet<string> = new Set(['US']);

export type RegistrationRule = { readonly use: 'required'; readonly pattern: string } | { readonly use: 'optional' } | { readonly use: 'unsupported' };

/** @param country two upper-case letters. */
export const registrationRuleOf = (country: string): RegistrationRule => {
  const pattern = patterns[country];
  if (pattern !== undefined) return { use: 'required', pattern };
  return without.has(country) ? { use: 'unsupported' } : { use: 'optional' };
};

/**
 * Cultures that a billing profile may have beside `en-US`, which every country has. Source: "Partner Center supported languages and locales",
 * learn.microsoft.com/partner-center/developer/partner-center-supported-languages-and-locales, edition of 2024-09-11. A country that is not listed has `en-US` alone.
 * Of its English text only the first rows (Afghanistan to Antigua and Barbuda) were seen, and agree; the rest comes from a machine-translated edition of it, whose translated codes were put right by hand.
 */
const ownCultures = `
  ar-AE ps-AF sq-AL hy-AM es-AR de-AT en-AU az-Latn-AZ bs-Latn-BA bn-BD fr-BE nl-BE bg-BG ar-BH ms-BN es-BO pt-BR be-BY en-BZ fr-CA de-CH fr-CH it-CH
  es-CL zh-CN es-CO es-CR pt-CV cs-CZ de-DE da-DK es-DO ar-DZ es-EC et-EE ar-EG es-ES ca-ES eu-ES gl-ES am-ET fi-FI sv-FI fo-FO fr-FR en-GB ka-GE el-GR
  es-GT zh-HK es-HN hr-HR hu-HU id-ID en-IE he-IL en-IN hi-IN ar-IQ is-IS it-IT en-JM ar-JO ja-JP sw-KE ky-KG km-KH ko-KR ar-KW kk-KZ lo-LA ar-LB de-LI
  si-LK lt-LT de-LU fr-LU lv-LV ar-LY ar-MA fr-MC sr-Latn-ME mk-MK mn-MN zh-MO mt-MT dv-MV es-MX en-MY ha-Latn-NG es-NI nl-NL nb-NO ne-NP en-NZ ar-OM
  es-PA es-PE en-PH ur-PK pl-PL es-PR pt-PT es-PY ar-QA ro-RO sr-Latn-RS sr-Cyrl-RS ru-RU rw-RW ar-SA sv-SE en-SG zh-SG sl-SI sk-SK wo-SN es-SV th-TH
  tg-Cyrl-TJ tk-TM ar-TN tr-TR en-TT zh-TW uk-UA es-US es-UY uz-Latn-UZ es-VE vi-VN ar-YE en-ZA en-ZW
`;

/** Of countries that are published with the culture of another one. */
const borrowed: Readonly<Record<string, string>> = {
  'ar-SA': 'ER MR PS SO',
  'ca-ES': 'AD',
  'da-DK': 'GL',
  'el-GR': 'CY',
  'en-GB': 'BB BM BS BW FJ GH KN KY MU NA TZ UG ZM',
  'es-ES': 'GQ',
  'fr-FR': 'BF BI BJ BL CD CF CG CI CM DJ GA GF GN GP HT KM MF MG ML MQ NC NE PF PM RE TD TF TG WF YT',
  'it-IT': 'SM VA',
  'nb-NO': 'BV SJ XJ',
  'nl-NL': 'AW BQ CW SR XE XS',
  'pt-PT': 'AO GW MZ ST TL',
  'ro-RO': 'MD',
  'sv-SE': 'AX',
};

const english = 'en-US';

const table = new Map<string, readonly string[]>();
const add = (country: string, culture: string): void => void table.set(country, [...(table.get(country) ?? []), culture]);
for (const culture of ownCultures.trim().split(/\s+/)) add(culture.slice(-2), culture);
for (const [culture, countries] of Object.entries(borrowed)) for (const country of countries.split(' ')) add(country, culture);

/** @param country two letters in any case. @returns the published cultures of a country, its own first; `en-US` among them. */
export const publishedCultures = (country: string): readonly string[] => {
  const code = country.toUpperCase();
  const cultures = table.get(code) ?? [];
  return code === 'US' ? [english, ...cultures] : [...cultures, english];
};

/** @param country two letters in any case. @returns the languages of its published cultures, two letters each, its own first; `en` among them. */
export const publishedLanguages = (country: string): readonly string[] => [...new Set(publishedCultures(country).map((culture) => culture.slice(0, 2)))];

/** Whether cultures are published of it. @param country two letters in any case. */
export const isPublishedCountry = (country: string): boolean => table.has(country.toUpperCase());

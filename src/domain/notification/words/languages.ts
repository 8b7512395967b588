import { english } from './english';
import { type Language } from './words';

/** By their ISO 639-1 codes. Another one is one row more. */
export const LANGUAGES = { en: english } satisfies Readonly<Record<string, Language>>;

export type LanguageCode = keyof typeof LANGUAGES;

export const languageCodes = Object.keys(LANGUAGES) as [LanguageCode, ...LanguageCode[]];

/** @param culture `nl-NL`, or a language alone. @returns its language where there is one of ours, English where there is none. */
export const languageOf = (culture: string): LanguageCode => languageCodes.find((code) => code === culture.toLowerCase().split(/[-_]/)[0]) ?? 'en';

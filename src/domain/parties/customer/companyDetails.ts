import { failure, success, type Result } from '../../../kernel/result';
import { addressProblems } from './address';
import { isCultureOf } from './countryRules';
import { type CustomerRefusal } from './refusals';
import { registrationRuleOf } from './registrationNumbers';
import { type BillingProfile } from './state';

/**
 * What a country asks of an organisation's number and phone.
 * Refusals: RegistrationNumberMissing, RegistrationNumberInvalid, RegistrationNumberNotSupported, PhoneNumberMissing.
 */
export const checkRegistration = (country: string, registrationNumber: string | undefined, phoneNumber: string | undefined): Result<undefined, CustomerRefusal> => {
  const rule = registrationRuleOf(country);
  if (rule.use === 'unsupported' && registrationNumber) return failure({ kind: 'RegistrationNumberNotSupported', country });
  if (rule.use !== 'required') return success(undefined);
  if (!registrationNumber) return failure({ kind: 'RegistrationNumberMissing', country });
  if (!new RegExp(rule.pattern).test(registrationNumber)) return failure({ kind: 'RegistrationNumberInvalid', country, pattern: rule.pattern });
  return phoneNumber ? success(undefined) : failure({ kind: 'PhoneNumberMissing', country });
};

/** The billing profile as its country has it; any language of two letters is taken. Refusals: CultureNotSupported, LanguageNotSupported, AddressNotUsable. */
export const checkBillingProfile = ({ culture, language, defaultAddress }: Pick<BillingProfile, 'culture' | 'language' | 'defaultAddress'>): Result<undefined, CustomerRefusal> => {
  const country = defaultAddress.country.toUpperCase();
  if (!isCultureOf(culture, country)) return failure({ kind: 'CultureNotSupported', culture, country });
  if (!/^[A-Za-z]{2}$/.test(language)) return failure({ kind: 'LanguageNotSupported', language, country });
  const problems = addressProblems(defaultAddress);
  return problems.length === 0 ? success(undefined) : failure({ kind: 'AddressNotUsable', problems });
};

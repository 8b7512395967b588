import { countryRulesOf } from './countryRules';
import { statesOf } from './states';
import { type Address } from './state';

const matches = (pattern: string, text: string): boolean => new RegExp(pattern, 'i').test(text);

/** What the country's rules find wrong with an address, a sentence each. That a street exists is nowhere known here. */
export const addressProblems = ({ country, state, postalCode }: Pick<Address, 'country' | 'state' | 'postalCode'>): readonly string[] => {
  const problems: string[] = [];
  const rules = countryRulesOf(country);
  const states = statesOf(country.toUpperCase());
  if (!state && rules?.isStateRequired === true) problems.push(`state: is required in ${country}`);
  if (state && states !== undefined && !states.includes(state.toUpperCase())) problems.push(`state: "${state}" is none of ${states.join(', ')}`);
  if (!postalCode && rules?.isPostalCodeRequired === true) problems.push(`postalCode: is required in ${country}`);
  if (postalCode && rules !== undefined && !matches(rules.postalCodeRegex, postalCode)) problems.push(`postalCode: "${postalCode}" does not match ${rules.postalCodeRegex}`);
  return problems;
};

export interface AddressJudgement<A> {
  readonly status: 'None' | 'InteractionRequired' | 'NotValidated';
  readonly suggestedAddresses: readonly A[];
  readonly validationMessage: string;
}

const tidied = <A extends Pick<Address, 'country' | 'state' | 'postalCode'>>(address: A): A => ({
  ...address,
  country: address.country.toUpperCase(),
  ...(address.state !== undefined && statesOf(address.country.toUpperCase()) !== undefined && { state: address.state.toUpperCase() }),
  ...(address.postalCode !== undefined && countryRulesOf(address.country) !== undefined && { postalCode: address.postalCode.toUpperCase() }),
});

/**
 * As much as country rules can say. `None`: it cannot be right. `InteractionRequired`: only its spelling differs from the country's; the suggestion has that.
 * `NotValidated`: nothing speaks against it; nobody looked whether it exists. `Verified` is never said: there is no directory of streets here.
 */
export const judgeAddress = <A extends Pick<Address, 'country' | 'state' | 'postalCode'>>(address: A): AddressJudgement<A> => {
  const problems = addressProblems(address);
  if (problems.length > 0) return { status: 'None', suggestedAddresses: [], validationMessage: `${problems.join('; ')}.` };
  const suggestion = tidied(address);
  const differs = suggestion.country !== address.country || suggestion.state !== address.state || suggestion.postalCode !== address.postalCode;
  if (differs) return { status: 'InteractionRequired', suggestedAddresses: [suggestion], validationMessage: 'The country writes it differently: see the suggested address.' };
  const known = countryRulesOf(address.country) !== undefined;
  return {
    status: 'NotValidated',
    suggestedAddresses: [],
    validationMessage: known ? "The address fits the country's rules; whether it exists was not looked up." : `There are no rules for the country ${address.country}.`,
  };
};

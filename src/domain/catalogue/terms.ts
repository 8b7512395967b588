import { cyclesInTerm as cyclesInLimitedTerm, termDurations as limitedTerms, type BillingCycle } from '../../kernel/durations';

export { billingCycles, type BillingCycle } from '../../kernel/durations';

/** Lengths of a term as price sheets name them; `NoTerm` is what runs until it is cancelled (an Azure plan). */
export const termDurations = [...limitedTerms, 'NoTerm'] as const;
export type TermDuration = (typeof termDurations)[number];

/** Charges in one term; what has no term is charged once or not at all. Undefined if the cycle does not divide the term. */
export const cyclesInTerm = (term: TermDuration, cycle: BillingCycle): number | undefined => {
  if (term === 'NoTerm') return cycle === 'one_time' || cycle === 'none' ? 1 : undefined;
  return cyclesInLimitedTerm(term, cycle);
};

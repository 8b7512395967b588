import { billingCycles, cyclesInTerm, termDurations } from '../../../kernel/durations';

/** The code of a term and billing cycle that do not fit: the cycle is longer than the term, or no part of it (900270); else the offer is not sold with it (900269). */
export const planCode = ({ termDuration, billingCycle }: { readonly termDuration: string; readonly billingCycle: string }): number => {
  const term = termDurations.find((known) => known === termDuration);
  const cycle = billingCycles.find((known) => known === billingCycle);
  return term !== undefined && cycle !== undefined && cyclesInTerm(term, cycle) === undefined ? 900270 : 900269;
};

/** ISO 8601 lengths of a term, as the contract spells them. */
export const termDurations = ['P1M', 'P1Y', 'P3Y'] as const;
export type TermDuration = (typeof termDurations)[number];

/** How often a term is charged. `one_time` and `none` (trials): once, for the whole term. */
export const billingCycles = ['monthly', 'annual', 'triennial', 'one_time', 'none'] as const;
export type BillingCycle = (typeof billingCycles)[number];

const termMonths: Readonly<Record<TermDuration, number>> = { P1M: 1, P1Y: 12, P3Y: 36 };

export const monthsOfTerm = (duration: TermDuration): number => termMonths[duration];

/**
 * Calendar months that one charge pays for.
 * @throws RangeError if the cycle is longer than the term.
 */
export const monthsOfCycle = (duration: TermDuration, cycle: BillingCycle): number => {
  const months = { monthly: 1, annual: 12, triennial: 36, one_time: termMonths[duration], none: termMonths[duration] }[cycle];
  if (months > termMonths[duration]) throw new RangeError(`A term of ${duration} cannot be billed ${cycle}`);
  return months;
};

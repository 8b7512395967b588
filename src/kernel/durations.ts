/** ISO 8601 lengths of a term, as the contract spells them; two and five years are for the marketplace. */
export const limitedTerms = ['P1M', 'P1Y', 'P2Y', 'P3Y', 'P5Y'] as const;

/** The same, and what has no term (perpetual software, an Azure plan), which price sheets call `NoTerm`. */
export const termDurations = [...limitedTerms, 'NoTerm'] as const;
export type TermDuration = (typeof termDurations)[number];

/** How often a term is charged. `one_time` and `none` (trials): once, for the whole term. */
export const billingCycles = ['monthly', 'annual', 'biennial', 'triennial', 'one_time', 'none'] as const;
export type BillingCycle = (typeof billingCycles)[number];

const termMonths: Readonly<Record<TermDuration, number>> = { P1M: 1, P1Y: 12, P2Y: 24, P3Y: 36, P5Y: 60, NoTerm: Infinity };

/** Infinite for what has no term. */
export const monthsOfTerm = (duration: TermDuration): number => termMonths[duration];

/** Charges in one term: 12 for a year billed monthly, 1 when it is paid at once, or for good. Undefined if the cycle does not divide the term; what has no term is charged once or not at all. */
export const cyclesInTerm = (duration: TermDuration, cycle: BillingCycle): number | undefined => {
  if (duration === 'NoTerm') return cycle === 'one_time' || cycle === 'none' ? 1 : undefined;
  const months = { monthly: 1, annual: 12, biennial: 24, triennial: 36, one_time: termMonths[duration], none: termMonths[duration] }[cycle];
  const cycles = termMonths[duration] / months;
  return Number.isInteger(cycles) ? cycles : undefined;
};

/**
 * Calendar months that one charge pays for.
 * @throws RangeError if the cycle does not divide the term.
 */
export const monthsOfCycle = (duration: TermDuration, cycle: BillingCycle): number => {
  const cycles = cyclesInTerm(duration, cycle);
  if (cycles === undefined) throw new RangeError(`A term of ${duration} cannot be billed ${cycle}`);
  return termMonths[duration] / cycles;
};

/** Lengths of a term as price sheets name them; `NoTerm` is what runs until it is cancelled (an Azure plan). */
export const termDurations = ['P1M', 'P1Y', 'P2Y', 'P3Y', 'P5Y', 'NoTerm'] as const;
export type TermDuration = (typeof termDurations)[number];

/** How often a term is charged, in the spelling of the wire. */
export const billingCycles = ['monthly', 'annual', 'biennial', 'triennial', 'one_time', 'none'] as const;
export type BillingCycle = (typeof billingCycles)[number];

const termMonths = { P1M: 1, P1Y: 12, P2Y: 24, P3Y: 36, P5Y: 60 } as const;
const cycleMonths = { monthly: 1, annual: 12, biennial: 24, triennial: 36 } as const;

/** Charges in one term: 12 for a year billed monthly, 1 when it is paid at once. Undefined if the cycle does not divide the term. */
export const cyclesInTerm = (term: TermDuration, cycle: BillingCycle): number | undefined => {
  if (cycle === 'one_time' || cycle === 'none') return 1;
  if (term === 'NoTerm') return undefined;
  const cycles = termMonths[term] / cycleMonths[cycle];
  return Number.isInteger(cycles) ? cycles : undefined;
};

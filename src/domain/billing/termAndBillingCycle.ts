const commitments: Readonly<Record<string, string>> = { P1M: 'One-Month', P1Y: 'One-Year', P3Y: 'Three-year' };

const frequencies: Readonly<Record<string, string>> = { monthly: 'monthly billing', annual: 'yearly billing', triennial: 'three-yearly billing' };

/** The text of the reconciliation column TermAndBillingCycle: "One-Year commitment for monthly/yearly billing". It is free text, not a code; blank for what has no term. */
export const termAndBillingCycle = (termDuration: string, billingCycle: string): string => {
  if (termDuration === 'NoTerm') return '';
  const commitment = `${commitments[termDuration] ?? termDuration} commitment for`;
  return billingCycle === 'none' ? `${commitment} trial` : `${commitment} ${frequencies[billingCycle] ?? billingCycle}`;
};

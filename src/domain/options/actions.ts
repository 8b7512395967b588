/** What can be done to a subscription of licences, in the order in which it is shown; upgrades and support requests beside. */
export const actions = ['addSeats', 'reduceSeats', 'rename', 'cancel', 'suspend', 'resume', 'turnAutoRenewOn', 'turnAutoRenewOff', 'planNextTerm', 'unplanNextTerm', 'planNextCharge', 'unplanNextCharge'] as const;
export type Action = (typeof actions)[number];

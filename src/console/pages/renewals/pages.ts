import { type ConsolePage } from '../../consolePage';

/** What renews, and plans of it. */
export const renewalPages: readonly ConsolePage[] = [
  { path: '/renewals', title: 'Renewals', inNavigation: 'Sell', permission: 'subscriptions.read', onlyFor: ['partner'], load: async () => (await import('./renewalsPage')).RenewalsPage },
];

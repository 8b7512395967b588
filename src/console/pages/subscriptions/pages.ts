import { type ConsolePage } from '../../consolePage';

/** Subscriptions of all customers. */
export const subscriptionListPages: readonly ConsolePage[] = [
  { path: '/subscriptions', title: 'Subscriptions', inNavigation: 'Sell', permission: 'subscriptions.read', onlyFor: ['partner'], load: async () => (await import('./subscriptionsPage')).SubscriptionsPage },
];

import { type ConsolePage } from '../../consolePage';

/** One subscription: what it is, was and will be, and what can be done to it. */
export const subscriptionPages: readonly ConsolePage[] = [
  { path: '/customers/:customerId/subscriptions/:subscriptionId', title: 'Subscription', permission: 'subscriptions.read', load: async () => (await import('./subscriptionPage')).SubscriptionPage },
];

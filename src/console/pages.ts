import { type ConsolePage } from './consolePage';
import { billingPages } from './pages/billing/pages';
import { buyingPages } from './pages/buying/pages';
import { clockPages } from './pages/clock/pages';
import { customerPages } from './pages/customers/pages';
import { overagePages } from './pages/overage/pages';
import { overviewPages } from './pages/overview/pages';
import { renewalPages } from './pages/renewals/pages';
import { subscriptionPages } from './pages/subscription/pages';
import { subscriptionListPages } from './pages/subscriptions/pages';
import { transferPages } from './pages/transfers/pages';
import { yourPages } from './pages/yours/pages';

/** All of them, in the order of the navigation. */
export const pages: readonly ConsolePage[] = [
  ...overviewPages,
  ...renewalPages,
  ...customerPages,
  ...buyingPages,
  ...subscriptionListPages,
  ...subscriptionPages,
  ...transferPages,
  ...overagePages,
  ...billingPages,
  ...yourPages,
  ...clockPages,
];

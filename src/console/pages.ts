import { type ConsolePage } from './consolePage';
import { customerPages } from './pages/customers/pages';
import { subscriptionPages } from './pages/subscription/pages';

/** All of them, in the order of the navigation. */
export const pages: readonly ConsolePage[] = [...customerPages, ...subscriptionPages];

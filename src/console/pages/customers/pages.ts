import { type ConsolePage } from '../../consolePage';

/** Customers, and what is a customer's. */
export const customerPages: readonly ConsolePage[] = [
  { path: '/customers', title: 'Customers', inNavigation: 'Sell', permission: 'customers.read', onlyFor: ['partner'], load: async () => (await import('./customersPage')).CustomersPage },
  { path: '/customers/:customerId', title: 'Customer', permission: 'customers.read', load: async () => (await import('./customerPage')).CustomerPage },
];

import { type ConsolePage } from '../../consolePage';

/** Subscriptions that go from one partner to another. */
export const transferPages: readonly ConsolePage[] = [
  { path: '/transfers', title: 'Transfers', inNavigation: 'Sell', permission: 'transfers.read', onlyFor: ['partner'], load: async () => (await import('./transfersPage')).TransfersPage },
  { path: '/customers/:customerId/transfers', title: 'Transfers of the customer', permission: 'transfers.read', load: async () => (await import('./customerTransfersPage')).CustomerTransfersPage },
  { path: '/customers/:customerId/transfers/:transferId', title: 'Transfer', permission: 'transfers.follow', load: async () => (await import('./transferPage')).TransferPage },
];

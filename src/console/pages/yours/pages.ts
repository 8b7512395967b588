import { type ConsolePage } from '../../consolePage';

/** What a customer sees that has signed in as itself. */
export const yourPages: readonly ConsolePage[] = [
  { path: '/requests', title: 'Your partners', inNavigation: 'Yours', permission: 'relationships.answer', onlyFor: ['customer'], load: async () => (await import('./partnersPage')).PartnersPage },
  { path: '/requests/:partnerTenantId', title: 'Request of a partner', permission: 'relationships.answer', load: async () => (await import('./requestPage')).RequestPage },
  { path: '/your/transfers', title: 'Your transfers', inNavigation: 'Yours', permission: 'transfers.follow', onlyFor: ['customer'], load: async () => (await import('./yourTransfersPage')).YourTransfersPage },
  { path: '/your/overage', title: 'Your overage', inNavigation: 'Yours', permission: 'overage.handover', onlyFor: ['customer'], load: async () => (await import('./yourOveragePage')).YourOveragePage },
];

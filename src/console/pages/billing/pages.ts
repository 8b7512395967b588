import { type ConsolePage } from '../../consolePage';

/** What is, was and will be on an invoice. */
export const billingPages: readonly ConsolePage[] = [
  { path: '/invoices', title: 'Invoices', inNavigation: 'Billing', permission: 'invoices.read', onlyFor: ['partner'], load: async () => (await import('./invoicesPage')).InvoicesPage },
  { path: '/invoices/:invoiceId', title: 'Invoice', permission: 'invoices.read', load: async () => (await import('./invoicePage')).InvoicePage },
  { path: '/unbilled', title: 'On no invoice yet', inNavigation: 'Billing', permission: 'reconciliation.read', onlyFor: ['partner'], load: async () => (await import('./unbilledPage')).UnbilledPage },
  { path: '/statements/:month', title: 'Statement of a month', permission: 'reconciliation.read', load: async () => (await import('./statementPage')).StatementPage },
];

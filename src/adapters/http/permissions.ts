import { type Role } from './caller';

const reading = ['global_admin', 'admin_agent', 'sales_agent', 'billing_admin', 'helpdesk_agent'] as const;
const selling = ['global_admin', 'admin_agent', 'sales_agent'] as const;
const accounting = ['global_admin', 'admin_agent', 'billing_admin'] as const;

/**
 * PAR-2: who may do what. The one table; what it does not name is refused.
 * Sources: PAR-2 of the rules, and sections 7-8 of the contract's conventions ("Roles, as the pages state").
 */
export const permissions = {
  /** §7 opens the whole catalogue to every token; reading is open to all five (PAR-2). */
  'catalogue.read': reading,
  /** §8 "Price sheet, offer matrix, FX": admin agent or sales agent, the older text also global admin. */
  'prices.read': selling,
  /** §8 "Promotions, eligibility": global admin, admin agent. */
  'promotions.read': ['global_admin', 'admin_agent'],
  /** No page names roles; the default of PAR-2 for managing. */
  'customers.create': selling,
  /** No page names roles; the default of PAR-2 for reading. */
  'customers.read': reading,
  /** No page names roles; the default of PAR-2 for managing. */
  'customers.manage': selling,
  /** §8 "Request reseller relationship": admin agent; the permission table also lists sales agent. */
  'relationships.request': ['admin_agent', 'sales_agent'],
  /** No page names roles; the default of PAR-2 for reading. The own API shows it to the customer as well. */
  'relationships.read': [...reading, 'customer'],
  /** Partners, their resellers and their agreements. No page names roles; the default of PAR-2 for reading. */
  'partners.read': reading,
  /** Own API: accepted or declined by the customer's own token. */
  'relationships.answer': ['customer'],
  /** §8 "Attest customer agreement": admin agent or sales agent, nobody else. */
  'agreements.attest': ['admin_agent', 'sales_agent'],
  /** No page names roles; the default of PAR-2 for reading. */
  'agreements.read': reading,
  /** §8 "Buy/manage new-commerce licences". A cart exists to buy: reading one is part of it. */
  'carts.write': selling,
  /** §8 "Buy/manage new-commerce licences". */
  'orders.create': selling,
  /** The default of PAR-2 for reading. */
  'orders.read': reading,
  /** §8 "order provisioning status": global admin, admin agent. */
  'orders.provisioning': ['global_admin', 'admin_agent'],
  /** PAR-2 and §8 "Subscriptions page": all five. */
  'subscriptions.read': reading,
  /** PAR-2 and §8 "Buy/manage new-commerce licences". */
  'subscriptions.manage': selling,
  /** The pages of upgrades: admin agent, the older text global admin as well. */
  'subscriptions.transition': ['global_admin', 'admin_agent'],
  /** The pages of transfers in new commerce: admin agent only. */
  'transfers.manage': ['admin_agent'],
  /** The default of PAR-2 for reading. */
  'transfers.read': reading,
  /** The own API's support requests: the partner who filed one, and the operator who decides. */
  'supportRequests.read': [...reading, 'operator'],
  /** The pages of Azure entitlements: global admin who is an admin agent; either is enough here. */
  'entitlements.manage': ['global_admin', 'admin_agent'],
  /** Who gets to the overage setting at all; what comes of it says the next row, because the contract has a code of its own for who may not (800114). */
  'overage.open': reading,
  /** OVG-4: global admin, admin agent, sales agent. §8 names admin agents only, its older text global admins as well. */
  'overage.manage': selling,
  /** Own API: source, target and customer, each by its own token (OVG-5). */
  'overage.handover': [...selling, 'customer'],
  /** Own API: partners who sell, and the operator, whose telco service measures the calls. */
  'usage.report': [...selling, 'operator'],
  /** Own API: minutes; what they cost is shown to whoever is charged. The default of PAR-2 for reading, the operator, and the customer itself. */
  'usage.read': [...reading, 'operator', 'customer'],
  /** No page names roles; the default of PAR-2 for managing. */
  'budgets.manage': selling,
  /** PAR-2 "invoices and reconciliation": charge lines are what both are made of. */
  'charges.read': accounting,
  /** The history of a subscription: read like the subscription. */
  'events.read': reading,
  /** No page names roles; the log tells what everybody of the tenant did, so those who administer it. The operator and a customer see their own. */
  'audit.read': ['global_admin', 'admin_agent', 'operator', 'customer'],
  /** Own API: the operator's. */
  'operations.manage': ['operator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export const isPermission = (name: string): name is Permission => Object.hasOwn(permissions, name);

/** Whether one of the caller's roles carries the permission. */
export const isAllowed = (roles: readonly Role[], permission: Permission): boolean => {
  const allowed: readonly Role[] = permissions[permission];
  return roles.some((role) => allowed.includes(role));
};

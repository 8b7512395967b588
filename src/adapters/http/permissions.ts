import { type RequestRefusal } from '../../app/refusals';
import { type Role } from './caller';

const reading = ['global_admin', 'admin_agent', 'sales_agent', 'billing_admin', 'helpdesk_agent'] as const;
const selling = ['global_admin', 'admin_agent', 'sales_agent'] as const;
const administering = ['global_admin', 'admin_agent'] as const;
const accounting = [...administering, 'billing_admin'] as const;

/**
 * PAR-2: who may do what. The one table; what it does not name is refused. Whoever may do something may read what it takes to decide on it, and what came of it.
 * Sources: PAR-2 of the rules, and sections 7-8 of the contract's conventions ("Roles, as the pages state"). `docs/roles.md` is made from it.
 */
export const permissions = {
  /** §7 opens the whole catalogue to every token; reading is open to all five (PAR-2). */
  'catalogue.read': reading,
  /** §8 "Price sheet, offer matrix, FX": admin agent or sales agent, the older text also global admin. */
  'prices.read': selling,
  /** §8 "Promotions, eligibility": global admin, admin agent. Sales agents besides, who put them into carts. */
  'promotions.read': selling,
  /** No page names roles; the default of PAR-2 for managing. */
  'customers.create': selling,
  /** No page names roles; the default of PAR-2 for reading. */
  'customers.read': reading,
  /** No page names roles; the default of PAR-2 for managing. */
  'customers.manage': selling,
  /** §8 "Request reseller relationship": admin agent; the permission table also lists sales agent. Global admins besides, who may do whatever is theirs to delegate. */
  'relationships.request': selling,
  /** No page names roles; the default of PAR-2 for reading. The own API shows it to the customer as well. */
  'relationships.read': [...reading, 'customer'],
  /** Partners, their resellers and their agreements. No page names roles; the default of PAR-2 for reading. */
  'partners.read': reading,
  /** What a partner says of itself: its profiles. No page names roles; who administers the tenant. */
  'profiles.manage': administering,
  /** Own API: accepted or declined by the customer's own token. */
  'relationships.answer': ['customer'],
  /** §8 "Attest customer agreement": admin agent or sales agent. Global admins besides, who may place the order that asks for it. */
  'agreements.attest': selling,
  /** No page names roles; the default of PAR-2 for reading. */
  'agreements.read': reading,
  /** §8 "Buy/manage new-commerce licences". A cart exists to buy: reading one is part of it. */
  'carts.write': selling,
  /** §8 "Buy/manage new-commerce licences". */
  'orders.create': selling,
  /** §8 "Cancel software purchase": admin agent only (ORD-9). */
  'orders.cancel': ['admin_agent'],
  /** The default of PAR-2 for reading. */
  'orders.read': reading,
  /** §8 "order provisioning status": global admin, admin agent. Everybody reads the order itself, and how far each of its subscriptions is. */
  'orders.provisioning': administering,
  /** PAR-2 and §8 "Subscriptions page": all five. What a subscription could become is part of it; of the move to the Azure plan §8 names all five as well. */
  'subscriptions.read': reading,
  /**
   * PAR-2 and §8 "Buy/manage new-commerce licences", "Azure plan". Upgrades at once are no more than those at the next term, so their pages' narrower lists (admin agent, global admin) do not hold; nor does §8's wider one for the move to
   * the Azure plan, which is a command.
   */
  'subscriptions.manage': selling,
  /** The pages of transfers in new commerce: admin agent. Global admins besides. */
  'transfers.manage': administering,
  /** The default of PAR-2 for reading. */
  'transfers.read': reading,
  /** A transfer, its history and the list of a customer's: read like the rest, and by the customer whose subscriptions they are. */
  'transfers.follow': [...reading, 'customer'],
  /** The own API's support requests: the partner who filed one, and the operator who decides. */
  'supportRequests.read': [...reading, 'operator'],
  /** §8 "Cancel/reactivate a single Azure subscription": global admin who is an admin agent; either is enough here. */
  'entitlements.manage': administering,
  /** OVG-4: global admin, admin agent, sales agent. §8 names admin agents only, its older text global admins as well. The contract has a code of its own for who may not (800114). */
  'overage.manage': selling,
  /** Own API: source, target and customer, each by its own token (OVG-5). */
  'overage.handover': [...selling, 'customer'],
  /** Own API: partners who sell, and the operator, whose telco service measures the calls. */
  'usage.report': [...selling, 'operator'],
  /** Own API: minutes; what they cost is shown to whoever is charged. The default of PAR-2 for reading, the operator, and the customer itself. */
  'usage.read': [...reading, 'operator', 'customer'],
  /** What usage costs a partner, and the budget it is held against. No page names roles; the default of PAR-2 for reading. */
  'spending.read': reading,
  /** No page names roles; the default of PAR-2 for managing. */
  'budgets.manage': selling,
  /** What one customer's subscriptions and their usage were charged: to who accounts for it, and to who sold it, as previews and options say it beforehand. */
  'charges.read': [...selling, 'billing_admin'],
  /** PAR-2 "invoices and reconciliation": a partner's lines of a month, over all its customers. */
  'reconciliation.read': accounting,
  /** PAR-2 "invoices and reconciliation": the documents; the published pages ask for a user. */
  'invoices.read': accounting,
  /** The history of a subscription: read like the subscription. */
  'events.read': reading,
  /** No page names roles; the log tells what everybody of the tenant did, so those who administer it. The operator and a customer see their own. */
  'audit.read': [...administering, 'operator', 'customer'],
  /** The pages of webhooks name no roles: who administers the tenant, as what is told goes out of it. */
  'webhooks.manage': administering,
  /** Own API: who is written to on the partner's behalf, and in whose name. Who administers the tenant, as it goes out of it. */
  'notificationSettings.manage': administering,
  /** What was written, with addresses of people. The operator sees what the installation wrote. */
  'notifications.manage': [...administering, 'operator'],
  /** Own API: what the token says of its caller, to whoever has one. */
  'caller.read': [...reading, 'customer', 'operator'],
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

/** PAR-2: what a caller is told whose roles do not carry the permission; undefined if one does. */
export const refusedByRole = (roles: readonly Role[], permission: Permission): RequestRefusal | undefined => (isAllowed(roles, permission) ? undefined : { kind: 'RoleNotSufficient', roles, permission });

import { type Organisation } from './organisations';

/** Roles that a partner's user or client can have, as in the `roles` claim. */
export const PARTNER_ROLES = ['admin_agent', 'sales_agent', 'helpdesk_agent', 'billing_admin', 'global_admin'] as const;
export type PartnerRole = (typeof PARTNER_ROLES)[number];

/** What a client that names no role is, unless `--default-role` says otherwise. */
export const DEFAULT_ROLE: PartnerRole = 'admin_agent';

const folded = (text: string): string => text.replaceAll(/[_\s-]/g, '').toLowerCase();

/** The role of that name: `admin_agent`, `AdminAgent` and `Admin agent` alike. */
export const roleOf = (name: string): PartnerRole | undefined => PARTNER_ROLES.find((role) => folded(role) === folded(name));

const NAMED = new RegExp(`(?:^|[^a-z0-9])(${PARTNER_ROLES.map((role) => role.replaceAll('_', '[_ -]?')).join('|')})$`, 'i');

/** The role that a client id, or the local part of a sign-in name, ends with: `havn-admin_agent`, `storefront.sales-agent`, `HelpdeskAgent`. */
export const roleNamedBy = (name: string): PartnerRole | undefined => {
  const [, named] = NAMED.exec(name) ?? [];
  return named === undefined ? undefined : roleOf(named);
};

/** What somebody of an organisation is: the operator's people and a customer's have one role each, whatever is asked for. */
export const roleWithin = ({ kind }: Organisation, asked: PartnerRole): string => (kind === 'partner' ? asked : kind);

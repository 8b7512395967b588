import { type Partner } from '../../domain/parties/partner/state';

/** The roles of PAR-2, and one each for the operator of the installation and for a customer's own people. */
export const partnerRoles = ['global_admin', 'admin_agent', 'sales_agent', 'billing_admin', 'helpdesk_agent'] as const;
export const roles = [...partnerRoles, 'operator', 'customer'] as const;
export type Role = (typeof roles)[number];

/** What a tenant is to this installation. */
export type Tenant = { readonly kind: 'partner'; readonly partner: Partner } | { readonly kind: 'customer' } | { readonly kind: 'operator' };
export type TenantKind = Tenant['kind'];

/** Whose call it is, as far as a verified token and the book of tenants say. */
export interface Caller {
  readonly tenantId: string;
  readonly kind: TenantKind;
  /** Present for the kind `partner`. */
  readonly partner?: Partner;
  /** The user's object id, or the application's when there is no user. */
  readonly userId: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** An application's token, without a user behind it. */
  readonly appOnly: boolean;
}

const rolesOfKind: Record<TenantKind, readonly Role[]> = { partner: partnerRoles, customer: ['customer'], operator: ['operator'] };

const folded = (text: string): string => text.replaceAll(/[_\s-]/g, '').toLowerCase();

/**
 * The roles a token's `roles` claim gives: `admin_agent` and `AdminAgent` alike. Who administers a tenant assigns its roles, so a tenant
 * gets only those that fit its kind: no partner can name itself operator. Other values are ignored.
 */
export const rolesFor = (kind: TenantKind, claim: unknown): Role[] => {
  const given = new Set((Array.isArray(claim) ? claim : []).filter((role) => typeof role === 'string').map(folded));
  return rolesOfKind[kind].filter((role) => given.has(folded(role)));
};

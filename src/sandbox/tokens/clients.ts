/** Roles that a partner's client can have: the part of its `client_id` after the first `-`. */
export const PARTNER_ROLES = ['admin_agent', 'sales_agent', 'helpdesk_agent', 'billing_admin', 'global_admin'] as const;

/** Who is who in the installation. Tenant ids are lower-case GUIDs. */
export interface Tenants {
  readonly operatorTenantId: string;
  /** `nordlys` → its tenant. */
  partnerTenantId(slug: string): Promise<string | undefined>;
  isCustomer(tenantId: string): Promise<boolean>;
}

/** A development client: any secret will do, so it must never exist outside the local runtime. */
export interface Client {
  readonly clientId: string;
  readonly tenantId: string;
  /** As in the `roles` claim. */
  readonly role: string;
  /** Domain part of its user's sign-in name. */
  readonly organisation: string;
}

/** The client of that id in that tenant; undefined if the id is unknown or belongs to another tenant. */
export const findClient = async (clientId: string, tenantId: string, tenants: Tenants): Promise<Client | undefined> => {
  if (clientId === 'operator') {
    return tenantId === tenants.operatorTenantId ? { clientId, tenantId, role: 'operator', organisation: 'operator' } : undefined;
  }
  if (clientId === 'customer') {
    return (await tenants.isCustomer(tenantId)) ? { clientId, tenantId, role: 'customer', organisation: 'customer' } : undefined;
  }
  const dash = clientId.indexOf('-');
  const slug = clientId.slice(0, Math.max(dash, 0));
  const role = PARTNER_ROLES.find((one) => one === clientId.slice(dash + 1));
  if (slug === '' || role === undefined) return undefined;
  return (await tenants.partnerTenantId(slug)) === tenantId ? { clientId, tenantId, role, organisation: slug } : undefined;
};

import { isGuid } from '../../adapters/http/guid';

/** Who signs in: a tenant of this installation. */
export interface Organisation {
  readonly kind: 'partner' | 'customer' | 'operator';
  /** Lower-case GUID. */
  readonly tenantId: string;
  /** Short name, as in client ids: `havn`, `reseller6120045`, `operator`, `customer`. */
  readonly slug: string;
  readonly name: string;
  /** Verified domains; the first stands in its users' sign-in names. */
  readonly domains: readonly [string, ...string[]];
  /** Of an indirect reseller: it signs in, and cannot sell by itself. */
  readonly reseller?: boolean;
}

/** Who is who in the installation. Tenant ids and domains are asked for in lower case. */
export interface Tenants {
  readonly operatorTenantId: string;
  byTenantId(tenantId: string): Promise<Organisation | undefined>;
  /** Partners and resellers only: the other slugs are shared. */
  bySlug(slug: string): Promise<Organisation | undefined>;
  byDomain(domain: string): Promise<Organisation | undefined>;
  /** Every partner, then every reseller: what a page offers to choose from, besides the operator. */
  partners(): Promise<readonly Organisation[]>;
}

/** The domains of an organisation that has named none. */
export const domainsOf = (slug: string): readonly [string, ...string[]] => [`${slug}.example`, `${slug}.onmicrosoft.com`];

/** The slug whose domain that is; undefined for one of any other form. */
export const slugOfDomain = (domain: string): string | undefined => /^([a-z0-9]+)\.(?:example|onmicrosoft\.com)$/.exec(domain)?.[1];

/** What stands in the path of a sign-in address for "whoever signs in tells the tenant". */
const ANY = new Set(['common', 'organizations']);

/** What the tenant in a path stands for. */
export type TenantInPath = { readonly kind: 'any'; readonly named: string } | { readonly kind: 'one'; readonly organisation: Organisation } | { readonly kind: 'unknown'; readonly named: string };

/** @param named as it stands in the path: a tenant id, a verified domain, `common` or `organizations`, in any letter case. */
export const tenantInPath = async (named: string, tenants: Tenants): Promise<TenantInPath> => {
  const tenant = named.toLowerCase();
  if (ANY.has(tenant)) return { kind: 'any', named: tenant };
  const organisation = await (isGuid(tenant) ? tenants.byTenantId(tenant) : tenants.byDomain(tenant));
  return organisation === undefined ? { kind: 'unknown', named } : { kind: 'one', organisation };
};

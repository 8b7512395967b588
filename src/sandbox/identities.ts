import { listCustomers } from '../app/customer/customerList';
import { type WiredApp } from '../wiring/wiring';
import { userOf } from './tokens/grantee';
import { type Organisation, type Tenants } from './tokens/organisations';
import { PARTNER_ROLES, roleWithin } from './tokens/roles';

/** A role that somebody of an organisation can sign in with. */
interface LocalClient {
  readonly role: string;
  /** Good with any secret. */
  readonly clientId: string;
  /** The user of that role, good with any password. */
  readonly username: string;
}

/** Somebody who can sign in here. */
export interface Identity {
  readonly kind: 'partner' | 'reseller' | 'operator' | 'customer';
  readonly name: string;
  readonly tenantId: string;
  readonly domain: string;
  readonly clients: readonly LocalClient[];
}

/** Who can sign in, and as what: nothing of it is secret, since any secret will do. */
export interface Identities {
  /** Partners, then their resellers, then the operator. */
  readonly organisations: readonly Identity[];
  /** In order of their names. */
  readonly customers: readonly Identity[];
  /** Whether there are more of either than are listed: `named` finds them. */
  readonly more: boolean;
}

/** Of organisations, and of customers. */
export const MOST_IDENTITIES = 200;

const identityOf = (organisation: Organisation): Identity => {
  const { kind, name, tenantId, slug, domains, reseller } = organisation;
  const roles = kind === 'partner' ? PARTNER_ROLES.map((role) => roleWithin(organisation, role)) : [kind];
  return {
    kind: reseller === true ? 'reseller' : kind,
    name,
    tenantId,
    domain: domains[0],
    clients: roles.map((role) => ({ role, clientId: kind === 'partner' ? `${slug}-${role}` : slug, username: userOf(organisation, role).signInName })),
  };
};

const byName = (a: Identity, b: Identity): number => a.name.localeCompare(b.name, 'en') || a.tenantId.localeCompare(b.tenantId, 'en');

/** Customers of the partners' lists, one of each; a list that is longer than the rest of the room, or rooms that are full, leave some out. */
const customersOf = async (app: Pick<WiredApp, 'directory'>, partners: readonly Organisation[], named: string): Promise<{ readonly customers: readonly Identity[]; readonly more: boolean }> => {
  const found = new Map<string, Identity>();
  let more = false;
  for (const { tenantId } of partners) {
    const page = await listCustomers(app.directory, tenantId, { field: 'CompanyName', startsWith: named }, MOST_IDENTITIES);
    more ||= page.continuation !== undefined;
    for (const { customerId, companyName, domain } of page.items) found.set(customerId, identityOf({ kind: 'customer', tenantId: customerId, slug: 'customer', name: companyName, domains: [domain] }));
  }
  const customers = [...found.values()].toSorted(byName);
  return { customers: customers.slice(0, MOST_IDENTITIES), more: more || customers.length > MOST_IDENTITIES };
};

/** Who can sign in, whose name begins so, without regard to case; at most {@link MOST_IDENTITIES} of organisations and of customers. */
export const localIdentities = async (app: Pick<WiredApp, 'directory'>, tenants: Tenants, named: string): Promise<Identities> => {
  const partners = await tenants.partners();
  const operator = await tenants.byTenantId(tenants.operatorTenantId);
  const wanted = [...partners, ...(operator === undefined ? [] : [operator])].filter(({ name }) => name.toLowerCase().startsWith(named.toLowerCase()));
  const { customers, more } = await customersOf(app, partners, named);
  return { organisations: wanted.slice(0, MOST_IDENTITIES).map(identityOf), customers, more: more || wanted.length > MOST_IDENTITIES };
};

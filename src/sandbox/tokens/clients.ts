import { type Result, success } from '../../kernel/result';
import { type Organisation, type Tenants, type TenantInPath } from './organisations';
import { noTenant, oauthError, type OAuthError, unknownTenant, WHO_IS_WHO } from './oauthError';
import { type PartnerRole, roleNamedBy, roleOf, roleWithin } from './roles';

/** An application that signs in: any id and any secret will do, so it must never exist outside the local runtime. */
export interface Client {
  readonly clientId: string;
  readonly organisation: Organisation;
  /** As in the `roles` claim. */
  readonly role: string;
}

/** The organisation that a client id says it is of: `havn-admin_agent` is Havn's. Undefined for an id that says nothing of the kind. */
const ownerOf = async (clientId: string, tenants: Tenants): Promise<Organisation | undefined> => {
  if (clientId === 'operator') return tenants.byTenantId(tenants.operatorTenantId);
  const dash = clientId.indexOf('-');
  return dash > 0 && roleOf(clientId.slice(dash + 1)) !== undefined ? tenants.bySlug(clientId.slice(0, dash).toLowerCase()) : undefined;
};

const notIn = (clientId: string, tenant: string): Result<never, OAuthError> =>
  oauthError(400, 'unauthorized_client', 700016, `The client "${clientId}" is of another organisation, so it is not found in the tenant ${tenant}. ${WHO_IS_WHO}.`);

/**
 * Where the client belongs that signs in at a tenant's address, and what it may do there. An id of the form `{partner}-{role}`, `operator` or `customer` belongs to one organisation, or kind of them; any
 * other is taken for one of the tenant in the path, with the role that it ends with, or else the default one.
 * @returns refusals: of another organisation; an unknown tenant; no tenant named at all.
 */
export const findClient = async (clientId: string, tenant: TenantInPath, tenants: Tenants, defaultRole: PartnerRole): Promise<Result<Client, OAuthError>> => {
  if (tenant.kind === 'unknown') return unknownTenant(tenant.named);
  const owner = await ownerOf(clientId, tenants);
  if (tenant.kind === 'any' && owner === undefined) return noTenant(tenant.named);
  const organisation = tenant.kind === 'one' ? tenant.organisation : owner;
  if (organisation === undefined || (owner !== undefined && owner.tenantId !== organisation.tenantId) || (clientId === 'customer' && organisation.kind !== 'customer')) {
    return notIn(clientId, organisation?.tenantId ?? tenant.kind);
  }
  return success({ clientId, organisation, role: roleWithin(organisation, roleNamedBy(clientId) ?? defaultRole) });
};

import { type Result, success } from '../../kernel/result';
import { type AuthorizationCodes } from './authorizationCodes';
import { findClient } from './clients';
import { type DeviceCodes } from './deviceCodes';
import { type Grantee, userOf } from './grantee';
import { missing, oauthError, type OAuthError, unknownTenant, WHO_IS_WHO } from './oauthError';
import { type TenantInPath, type Tenants } from './organisations';
import { type PartnerRole, roleNamedBy, roleWithin } from './roles';
import { type TokenMint } from './tokenMint';

/** What a grant is decided with. */
export interface GrantDeps {
  readonly mint: TokenMint;
  readonly tenants: Tenants;
  readonly defaultRole: PartnerRole;
  readonly codes: AuthorizationCodes;
  readonly devices: DeviceCodes;
}

/** A token request, read as far as every grant needs it. */
export interface GrantRequest {
  readonly form: URLSearchParams;
  readonly clientId: string;
  /** Whether the client brought a secret or an assertion: any will do. */
  readonly hasSecret: boolean;
  readonly tenant: TenantInPath;
}

/** Whom tokens are to be made for. */
export interface Granted {
  readonly grantee: Grantee;
  /** What was asked for, when this sign-in began. */
  readonly scope: string;
  readonly nonce?: string;
  /** A refresh token comes with it, whether it was asked for or not. */
  readonly alwaysRefreshes: boolean;
}

type Grant = (request: GrantRequest, deps: GrantDeps) => Promise<Result<Granted, OAuthError>>;

const scopeOf = (form: URLSearchParams): string => form.get('scope') ?? '';

const secretMissing = (): Result<never, OAuthError> =>
  oauthError(401, 'invalid_client', 7000218, 'The request must contain "client_secret" or "client_assertion"; any text will do here.');

const clientCredentials: Grant = async ({ form, clientId, hasSecret, tenant }, { tenants, defaultRole }) => {
  const client = await findClient(clientId, tenant, tenants, defaultRole);
  if (!client.ok) return client;
  if (!hasSecret) return secretMissing();
  // Entra ID gives none here. This one spares scripts a page: it turns into a token with a user.
  return success({ grantee: client.value, scope: scopeOf(form), alwaysRefreshes: true });
};

const tenantDiffers = (tenant: TenantInPath, tenantId: string): boolean => tenant.kind === 'one' && tenant.organisation.tenantId !== tenantId;

const tenantNamed = (tenant: TenantInPath): { readonly tenantId?: string } => (tenant.kind === 'one' ? { tenantId: tenant.organisation.tenantId } : {});

const refreshToken: Grant = async ({ form, clientId, hasSecret, tenant }, { mint, tenants, defaultRole }) => {
  if (tenant.kind === 'unknown') return unknownTenant(tenant.named);
  const token = form.get('refresh_token');
  if (token === null) return missing('refresh_token');
  const read = await mint.readRefresh(token);
  if (!read.ok) return oauthError(400, 'invalid_grant', read.expired ? 700082 : 9002313, read.expired ? 'The refresh token has expired: it is good for 90 days.' : 'The refresh token is damaged, or was not issued here.');
  const { sub, tid, role, upn, conf = true } = read.claims;
  if (sub !== clientId) return oauthError(400, 'invalid_grant', 70000, `The refresh token was issued to another client than "${clientId}".`);
  const organisation = await tenants.byTenantId(tid);
  if (organisation === undefined || tenantDiffers(tenant, tid)) return oauthError(400, 'invalid_grant', 70000, `The refresh token was issued in another tenant: ${tid}.`);
  if (conf && !hasSecret) return secretMissing();
  const granted = role ?? roleWithin(organisation, roleNamedBy(clientId) ?? defaultRole);
  return success({ grantee: { clientId, organisation, role: granted, user: userOf(organisation, granted, upn) }, scope: scopeOf(form), alwaysRefreshes: true });
};

const unknownUser = (name: string, where: string): Result<never, OAuthError> =>
  oauthError(400, 'invalid_grant', 50034, `The user account "${name}" does not exist in ${where}. A sign-in name ends with a domain of the organisation: admin_agent@havn.example. ${WHO_IS_WHO}.`);

const password: Grant = async ({ form, clientId, tenant }, { tenants, defaultRole }) => {
  if (tenant.kind === 'unknown') return unknownTenant(tenant.named);
  const name = form.get('username');
  if (name === null) return missing('username');
  if (form.get('password') === null) return missing('password');
  if (form.get('password') === '') return oauthError(400, 'invalid_grant', 50126, 'The password is empty; any text will do here.');
  const at = name.lastIndexOf('@');
  const home = at > 0 ? await tenants.byDomain(name.slice(at + 1).toLowerCase()) : undefined;
  const organisation = tenant.kind === 'one' ? tenant.organisation : home;
  if (at <= 0 || organisation === undefined || (home !== undefined && home.tenantId !== organisation.tenantId)) {
    return unknownUser(name, tenant.kind === 'one' ? `the directory of ${tenant.organisation.name}` : 'any directory here');
  }
  const role = roleWithin(organisation, roleNamedBy(name.slice(0, at)) ?? roleNamedBy(clientId) ?? defaultRole);
  return success({ grantee: { clientId, organisation, role, user: userOf(organisation, role, name) }, scope: scopeOf(form), alwaysRefreshes: false });
};

const authorizationCode: Grant = async ({ form, clientId, hasSecret, tenant }, { codes }) => {
  if (tenant.kind === 'unknown') return unknownTenant(tenant.named);
  const code = form.get('code');
  if (code === null) return missing('code');
  const redeemed = codes.redeem({ code, clientId, hasSecret, redirectUri: form.get('redirect_uri'), verifier: form.get('code_verifier'), ...tenantNamed(tenant) });
  if (!redeemed.ok) return redeemed;
  const { grantee, scope, nonce } = redeemed.value;
  return success({ grantee, scope, ...(nonce !== undefined && { nonce }), alwaysRefreshes: false });
};

const deviceCode: Grant = async ({ form, clientId, tenant }, { devices }) => {
  if (tenant.kind === 'unknown') return unknownTenant(tenant.named);
  // The first version of the endpoint calls it `code`.
  const code = form.get('device_code') ?? form.get('code');
  if (code === null) return missing('device_code');
  const redeemed = devices.redeem(code, clientId, tenantNamed(tenant).tenantId);
  return redeemed.ok ? success({ ...redeemed.value, alwaysRefreshes: false }) : redeemed;
};

const GRANTS: ReadonlyMap<string, Grant> = new Map([
  ['client_credentials', clientCredentials],
  ['refresh_token', refreshToken],
  ['password', password],
  ['authorization_code', authorizationCode],
  ['urn:ietf:params:oauth:grant-type:device_code', deviceCode],
  ['device_code', deviceCode],
]);

export const GRANT_TYPES: readonly string[] = [...GRANTS.keys()];

/** Decides a token request. @returns refusals in OAuth's form. */
export const grant = async (grantType: string, request: GrantRequest, deps: GrantDeps): Promise<Result<Granted, OAuthError>> => {
  const decide = GRANTS.get(grantType);
  if (decide === undefined) return oauthError(400, 'unsupported_grant_type', 70003, `The grant type "${grantType}" is not supported. These are: ${GRANT_TYPES.join(', ')}.`);
  return decide(request, deps);
};

import { type MountedRequest, type MountedResponse, type MountedRoute } from '../../localhost/contracts';
import { GRANT_TYPES } from './grants';
import { isLoopbackAddress } from './loopbackAddress';
import { baseOf, refusalAnswer } from './oauthAnswer';
import { missing, oauthError, unknownTenant } from './oauthError';
import { tenantInPath } from './organisations';
import { type TokenIssuer } from './tokenIssuer';

/** Where everything is, as seen by whoever asks: OpenID Connect Discovery 1.0 with Entra ID's members. */
const configuration = (base: string, tenant: string, issuerTenant: string, version: 1 | 2) => {
  const oauth = `${base}/${tenant}/oauth2${version === 1 ? '' : '/v2.0'}`;
  return {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/${tenant}/discovery${version === 1 ? '' : '/v2.0'}/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'code id_token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    grant_types_supported: GRANT_TYPES,
    code_challenge_methods_supported: ['S256', 'plain'],
    issuer: `${base}/${issuerTenant}/v2.0`,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    http_logout_supported: true,
    end_session_endpoint: `${oauth}/logout`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nbf', 'nonce', 'preferred_username', 'name', 'tid', 'oid', 'ver', 'roles'],
    cloud_instance_name: new URL(base).host,
  };
};

const openIdConfiguration = (issuer: TokenIssuer, version: 1 | 2) => async (request: MountedRequest): Promise<MountedResponse> => {
  const tenant = await tenantInPath(request.params['tenantId'] ?? '', issuer.tenants);
  if (tenant.kind === 'unknown') return refusalAnswer({ ...unknownTenant(tenant.named).error, error: 'invalid_tenant' }, request.headers);
  // Whoever asks for no tenant's document is told with what to replace the tenant, as by Entra ID.
  const [named, issuerTenant] = tenant.kind === 'one' ? [tenant.organisation.tenantId, tenant.organisation.tenantId] : [tenant.named, '{tenantid}'];
  return { status: 200, body: configuration(baseOf(request), named, issuerTenant, version) };
};

/** Which names an authority has: asked by clients before they trust it. Source: "Authority validation" of MSAL and ADAL. */
const instances = async (request: MountedRequest): Promise<MountedResponse> => {
  const { url, headers } = request;
  const asked = url.searchParams.get('authorization_endpoint');
  if (asked === null) return refusalAnswer(missing('authorization_endpoint').error, headers);
  if (!isLoopbackAddress(asked) || new URL(asked).port !== url.port) {
    return refusalAnswer(oauthError(400, 'invalid_instance', 50049, `Unknown or invalid instance: ${asked} is not this server's, ${baseOf(request)} is.`).error, headers);
  }
  const [, tenant = 'common'] = new URL(asked).pathname.split('/');
  const port = url.port === '' ? '' : `:${url.port}`;
  const aliases = [...new Set([url.host, `localhost${port}`, `127.0.0.1${port}`])];
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `${baseOf(request)}/${tenant}/v2.0/.well-known/openid-configuration`,
      'api-version': url.searchParams.get('api-version') ?? '1.1',
      metadata: [{ preferred_network: url.host, preferred_cache: url.host, aliases }],
    },
  };
};

/** Asked by clients that are about to send a password: here nobody signs in elsewhere. */
const userRealm = (issuer: TokenIssuer) => async ({ params, url }: MountedRequest): Promise<MountedResponse> => {
  const name = params['username'] ?? '';
  const domain = name.slice(name.lastIndexOf('@') + 1).toLowerCase();
  const organisation = await issuer.tenants.byDomain(domain);
  const known = organisation === undefined ? { account_type: 'Unknown' } : { account_type: 'Managed', domain_name: domain, cloud_instance_name: url.host, cloud_audience_urn: 'urn:federation:MicrosoftOnline' };
  return { status: 200, body: { ver: '1.0', ...known } };
};

/** What clients read before they ask for a token. */
export const discoveryRoutes = (issuer: TokenIssuer): readonly MountedRoute[] => {
  const get = (template: string, handle: MountedRoute['handle']): MountedRoute => ({ method: 'GET', template, handle });
  const keys: MountedRoute['handle'] = async () => ({ status: 200, body: issuer.jwks() });
  return [
    get('{tenantId}/discovery/v2.0/keys', keys),
    get('{tenantId}/discovery/keys', keys),
    get('{tenantId}/v2.0/.well-known/openid-configuration', openIdConfiguration(issuer, 2)),
    get('{tenantId}/.well-known/openid-configuration', openIdConfiguration(issuer, 1)),
    get('{tenantId}/discovery/instance', instances),
    get('{tenantId}/userrealm/{username}', userRealm(issuer)),
  ];
};

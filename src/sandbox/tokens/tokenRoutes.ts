import { type MountedResponse, type MountedRoute } from '../../localhost/contracts';
import { oauthError, type OAuthError } from './oauthError';
import { type TokenIssuer } from './tokenIssuer';

/**
 * Entra ID's paths: token endpoint, key set and discovery document. They live in real time, and a call that is under way fetches keys here: none of them waits
 * for the clock, nor the clock for them.
 */
export const tokenRoutes = (issuer: TokenIssuer, url: string): readonly MountedRoute[] => routesOf(issuer, url).map((route) => ({ ...route, outsideClock: true }));

const routesOf = (issuer: TokenIssuer, url: string): readonly MountedRoute[] => [
  {
    method: 'POST',
    template: '{tenantId}/oauth2/v2.0/token',
    handle: async (request) => {
      if (!isForm(request.headers['content-type'])) {
        return refusal(oauthError(400, 'invalid_request', 'The request body must be sent as application/x-www-form-urlencoded.').error);
      }
      const outcome = await issuer.token(request.params['tenantId'] ?? '', new URLSearchParams(request.body.toString('utf8')));
      return outcome.ok ? { status: 200, headers: NOT_KEPT, body: outcome.value } : refusal(outcome.error);
    },
  },
  {
    method: 'GET',
    template: '{tenantId}/discovery/v2.0/keys',
    handle: async () => ({ status: 200, body: issuer.jwks() }),
  },
  {
    method: 'GET',
    template: '{tenantId}/v2.0/.well-known/openid-configuration',
    handle: async ({ params }) => {
      const tenantId = (params['tenantId'] ?? '').toLowerCase();
      return {
        status: 200,
        body: {
          issuer: issuer.issuer(tenantId),
          token_endpoint: `${url}/${tenantId}/oauth2/v2.0/token`,
          jwks_uri: `${url}/${tenantId}/discovery/v2.0/keys`,
          grant_types_supported: ['client_credentials', 'refresh_token'],
          token_endpoint_auth_methods_supported: ['client_secret_post'],
          id_token_signing_alg_values_supported: ['RS256'],
          response_types_supported: ['token'],
          subject_types_supported: ['pairwise'],
        },
      };
    },
  },
];

/** RFC 6749 §5.1: an answer with tokens in it is never kept by a cache. */
const NOT_KEPT = { 'cache-control': 'no-store', pragma: 'no-cache' };

const isForm = (contentType: string | undefined): boolean => contentType?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';

const refusal = ({ status, error, description }: OAuthError): MountedResponse => ({ status, headers: NOT_KEPT, body: { error, error_description: description } });

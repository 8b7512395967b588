import { type MountedRequest, type MountedResponse, type MountedRoute } from '../../localhost/contracts';
import { deviceRoutes } from './deviceRoutes';
import { discoveryRoutes } from './discovery';
import { generateTokenRoute } from './generateToken';
import { baseOf, formOf, NOT_KEPT, refusalAnswer } from './oauthAnswer';
import { signInRoutes } from './signInRoutes';
import { type TokenIssuer } from './tokenIssuer';

/**
 * Entra ID's paths. They live in real time, and a call that is under way fetches keys here: none of them waits for the clock, nor the clock for them.
 */
export const tokenRoutes = (issuer: TokenIssuer): readonly MountedRoute[] =>
  [
    { method: 'POST', template: '{tenantId}/oauth2/token', handle: token(issuer, 1) },
    { method: 'POST', template: '{tenantId}/oauth2/v2.0/token', handle: token(issuer, 2) },
    ...discoveryRoutes(issuer),
    ...signInRoutes(issuer),
    ...deviceRoutes(issuer),
    generateTokenRoute(issuer),
  ].map((route) => ({ ...route, outsideClock: true }));

const token = (issuer: TokenIssuer, version: 1 | 2) => async (request: MountedRequest): Promise<MountedResponse> => {
  const form = formOf(request);
  if (!form.ok) return refusalAnswer(form.error, request.headers);
  const { authorization } = request.headers;
  const outcome = await issuer.token({ tenant: request.params['tenantId'] ?? '', form: form.value, version, base: baseOf(request), ...(authorization !== undefined && { authorization }) });
  return outcome.ok ? { status: 200, headers: NOT_KEPT, body: outcome.value } : refusalAnswer(outcome.error, request.headers);
};

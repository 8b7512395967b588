import { type MountedRequest, type MountedResponse, type MountedRoute } from '../../localhost/contracts';
import { LOCAL_AUDIENCE } from '../settings';
import { userOf } from './grantee';
import { formOf, NOT_KEPT, refusalAnswer } from './oauthAnswer';
import { missing, oauthError } from './oauthError';
import { type TokenIssuer } from './tokenIssuer';

/** Partner Center's own exchange of a token, which clients called before its API took Entra ID's: whom it is for stays, only its audience becomes the API's. */
const exchange = (issuer: TokenIssuer) => async (request: MountedRequest): Promise<MountedResponse> => {
  const { headers } = request;
  const form = formOf(request);
  if (!form.ok) return refusalAnswer(form.error, headers);
  const grantType = form.value.get('grant_type');
  if (grantType === null) return refusalAnswer(missing('grant_type').error, headers);
  if (grantType !== 'jwt_token') return refusalAnswer(oauthError(400, 'unsupported_grant_type', 70003, `The grant type "${grantType}" is not supported here: jwt_token is, with a token of /{tenant}/oauth2/token in the header Authorization.`).error, headers);
  const token = /^Bearer +(\S+)\s*$/i.exec(headers['authorization'] ?? '')?.[1];
  const claims = token === undefined ? undefined : await issuer.mint.readAccess(token);
  const organisation = claims && (await issuer.tenants.byTenantId(claims.tid));
  if (claims === undefined || organisation === undefined) {
    return refusalAnswer(oauthError(401, 'invalid_token', 500133, 'The header Authorization must bring a bearer token of /{tenant}/oauth2/token that has not expired.').error, headers);
  }
  const [role] = claims.roles;
  const grantee = { clientId: claims.azp, organisation, role, ...(claims.upn !== undefined && { user: userOf(organisation, role, claims.upn) }) };
  return { status: 200, headers: NOT_KEPT, body: { access_token: await issuer.mint.access(grantee, LOCAL_AUDIENCE), token_type: 'Bearer', expires_in: issuer.mint.accessSeconds } };
};

export const generateTokenRoute = (issuer: TokenIssuer): MountedRoute => ({ method: 'POST', template: 'generatetoken', handle: exchange(issuer) });

import { type errors as JoseErrors, type JWTPayload } from 'jose';
import { type RequestRefusal } from '../../app/refusals';
import { RowUnreadable } from '../../app/unreadable';
import { failure, success, type Result } from '../../kernel/result';
import { rolesFor, type Caller, type Tenant } from './caller';
import { isGuid } from './guid';
import { createSigningKeys } from './signingKeys';
import { VerifiedTokens } from './verifiedTokens';

/** Which tokens are taken. `{tenantId}` stands for the tenant that a token names itself. */
export interface TokenConfig {
  /** Entra ID v2: `https://login.microsoftonline.com/{tenantId}/v2.0`. */
  readonly issuers: readonly string[];
  readonly audiences: readonly string[];
  /** Entra ID: `https://login.microsoftonline.com/common/discovery/v2.0/keys`, or with `{tenantId}`. */
  readonly jwksUri: string;
  /** How far clocks may differ, in seconds. */
  readonly clockToleranceSeconds: number;
}

export interface AuthenticationDeps {
  readonly tokens: TokenConfig;
  /** What a tenant is to this installation; undefined for a stranger. Tenant ids are lower-case GUIDs. */
  readonly whoIs: (tenantId: string) => Promise<Tenant | undefined>;
  /** Tokens live in real time, even where the app's own clock is virtual. */
  readonly realTime: () => Date;
  /** For tests; the platform's `fetch` if absent. */
  readonly fetchKeys?: typeof fetch;
}

export type Authenticate = (authorization: string | null) => Promise<Result<Caller, RequestRefusal>>;

/** Longer than any token of Entra ID; bounds the work done for strangers. */
export const MAXIMUM_HEADER_LENGTH = 16_384;

const ALGORITHM = 'RS256';

/**
 * The one answer to a token that nobody known here has signed. Whether its tenant is known does not show, and neither does what was wrong with the signature: else
 * anybody could ask, with a token of their own making, who is a partner or a customer here.
 */
const NOT_SIGNED = 'not signed by a tenant that is known here';

const refused = (reason: string): Result<never, RequestRefusal> => failure({ kind: 'TokenInvalid', reason });

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const callerOf = (claims: JWTPayload, tenantId: string, tenant: Tenant): Caller => {
  const userId = text(claims['oid']) ?? text(claims.sub) ?? tenantId;
  return {
    tenantId,
    kind: tenant.kind,
    ...(tenant.kind === 'partner' && { partner: tenant.partner }),
    userId,
    displayName: text(claims['name']) ?? text(claims['preferred_username']) ?? text(claims['upn']) ?? text(claims['azp']) ?? text(claims['appid']) ?? userId,
    roles: rolesFor(tenant.kind, claims['roles']),
    // `idtyp` is an optional claim of Entra ID; without it the scopes tell, which only a user's token has.
    appOnly: claims['idtyp'] === undefined ? claims['scp'] === undefined : claims['idtyp'] === 'app',
  };
};

/** What a tenant is here, or why that cannot be read: whoever has not shown yet that it signed the token is not told. */
const lookedUp = async (whoIs: AuthenticationDeps['whoIs'], tenantId: string): Promise<Tenant | RowUnreadable | undefined> => {
  try {
    return await whoIs(tenantId);
  } catch (error) {
    if (error instanceof RowUnreadable) return error;
    throw error;
  }
};

/** What an error of the library says of a token whose signature was not accepted; after that it is about claims, and may be told. */
const isUnproven = (error: JoseErrors.JOSEError, errors: typeof JoseErrors): boolean =>
  !(error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed);

/**
 * Checks bearer tokens: RS256, signature, issuer of the token's own tenant, audience, lifetime, and that the tenant is known here.
 * The tenant is looked up before its keys are fetched, so that strangers cannot make us fetch; and at every call, so that one who is given up is refused at once.
 * A token that was found good is not verified again for ten minutes, nor past its end.
 * @returns refusals `TokenMissing`, `TokenInvalid`. @throws SigningKeysUnavailable; whatever `whoIs` throws, RowUnreadable only once the token is found good.
 */
export const createAuthenticate = ({ tokens, whoIs, realTime, fetchKeys }: AuthenticationDeps): Authenticate => {
  const signingKeys = createSigningKeys(fetchKeys);
  const verified = new VerifiedTokens(tokens.clockToleranceSeconds);

  return async (authorization) => {
    if (!authorization) return failure({ kind: 'TokenMissing' });
    if (authorization.length > MAXIMUM_HEADER_LENGTH) return refused('longer than any token');
    const token = /^Bearer +(\S+)\s*$/i.exec(authorization)?.[1];
    if (token === undefined) return refused('not a bearer token');

    const now = realTime();
    const known = verified.recall(token, now.getTime());
    if (known !== undefined) {
      const tenantId = String(known['tid']).toLowerCase();
      const tenant = await whoIs(tenantId);
      return tenant === undefined ? refused(NOT_SIGNED) : success(callerOf(known, tenantId, tenant));
    }
    const { decodeJwt, decodeProtectedHeader, jwtVerify, errors } = await import('jose');
    let claimed: string | undefined;
    try {
      claimed = text(decodeJwt(token)['tid'])?.toLowerCase();
      // Before anything is looked up: what is not signed costs nothing, and tells nothing.
      if (decodeProtectedHeader(token).alg !== ALGORITHM) return refused(NOT_SIGNED);
    } catch (error) {
      // TypeError: the head is no JSON object.
      if (error instanceof errors.JOSEError || error instanceof TypeError) return refused('not a JSON web token');
      throw error;
    }
    if (claimed === undefined || !isGuid(claimed)) return refused('names no tenant');
    const tenantId = claimed;
    const tenant = await lookedUp(whoIs, tenantId);
    if (tenant === undefined) return refused(NOT_SIGNED);
    try {
      const { payload } = await jwtVerify(token, await signingKeys(tokens.jwksUri.replaceAll('{tenantId}', tenantId)), {
        algorithms: [ALGORITHM],
        issuer: tokens.issuers.map((issuer) => issuer.replaceAll('{tenantId}', tenantId)),
        audience: [...tokens.audiences],
        clockTolerance: tokens.clockToleranceSeconds,
        currentDate: now,
        requiredClaims: ['exp'],
      });
      verified.remember(token, payload, now.getTime());
      if (tenant instanceof RowUnreadable) throw tenant;
      return success(callerOf(payload, tenantId, tenant));
    } catch (error) {
      if (error instanceof errors.JOSEError) return refused(isUnproven(error, errors) ? NOT_SIGNED : error.message);
      throw error;
    }
  };
};

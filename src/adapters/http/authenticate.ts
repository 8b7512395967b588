import { type JWTPayload } from 'jose';
import { type RequestRefusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';
import { rolesFor, type Caller, type Tenant } from './caller';
import { isGuid } from './guid';
import { createSigningKeys } from './signingKeys';

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
const MAXIMUM_HEADER_LENGTH = 16_384;

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

/**
 * Checks bearer tokens: RS256, signature, issuer of the token's own tenant, audience, lifetime, and that the tenant is known here.
 * The tenant is looked up before its keys are fetched, so that strangers cannot make us fetch.
 * @returns refusals `TokenMissing`, `TokenInvalid`. @throws SigningKeysUnavailable; whatever `whoIs` throws.
 */
export const createAuthenticate = ({ tokens, whoIs, realTime, fetchKeys }: AuthenticationDeps): Authenticate => {
  const signingKeys = createSigningKeys(fetchKeys);

  return async (authorization) => {
    if (!authorization) return failure({ kind: 'TokenMissing' });
    if (authorization.length > MAXIMUM_HEADER_LENGTH) return refused('longer than any token');
    const token = /^Bearer +(\S+)\s*$/i.exec(authorization)?.[1];
    if (token === undefined) return refused('not a bearer token');

    const { decodeJwt, jwtVerify, errors } = await import('jose');
    try {
      const claimed = text(decodeJwt(token)['tid'])?.toLowerCase();
      if (claimed === undefined || !isGuid(claimed)) return refused('names no tenant');
      const tenant = await whoIs(claimed);
      if (tenant === undefined) return refused('of a tenant that is not known here');

      const { payload } = await jwtVerify(token, await signingKeys(tokens.jwksUri.replace('{tenantId}', claimed)), {
        algorithms: ['RS256'],
        issuer: tokens.issuers.map((issuer) => issuer.replace('{tenantId}', claimed)),
        audience: [...tokens.audiences],
        clockTolerance: tokens.clockToleranceSeconds,
        currentDate: realTime(),
        requiredClaims: ['exp'],
      });
      return success(callerOf(payload, claimed, tenant));
    } catch (error) {
      if (error instanceof errors.JOSEError) return refused(error.message);
      throw error;
    }
  };
};

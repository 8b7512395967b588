import { createHash, randomUUID } from 'node:crypto';
import { type JWTPayload } from 'jose';
import { z } from 'zod';
import { appObjectId, type Grantee } from './grantee';
import { type SigningKeys } from './signingKeys';

const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 90 * 24 * 3600;

export interface MintOptions {
  readonly keys: SigningKeys;
  /** What the app takes for the issuer of access tokens: `http://127.0.0.1:7071`, without a slash at the end. */
  readonly url: string;
  /** Real time in seconds since 1970, whatever the virtual clock shows: clients and validators compare `exp` with their own. */
  readonly realNow: () => number;
}

/** What a refresh token says. Tokens of earlier versions say only the first two. */
const refreshSchema = z.object({
  sub: z.string(),
  tid: z.string(),
  role: z.string().optional(),
  /** Of the user; absent: the one of the role. */
  upn: z.string().optional(),
  /** Whether the client proved who it is when it was given: then it has to again. */
  conf: z.boolean().optional(),
});
export type RefreshClaims = z.infer<typeof refreshSchema>;

export type ReadRefresh = { readonly ok: true; readonly claims: RefreshClaims } | { readonly ok: false; readonly expired: boolean };

/** What an access token of ours says of whom it is for. */
const accessSchema = z.object({ tid: z.string(), azp: z.string(), roles: z.tuple([z.string()]), upn: z.string().optional() });
export type AccessClaims = z.infer<typeof accessSchema>;

/** Signs tokens, and reads those that come back. None is kept: what is good is what was signed here and has not expired. */
export class TokenMint {
  readonly accessSeconds = ACCESS_SECONDS;

  constructor(private readonly options: MintOptions) {}

  /** Seconds since 1970. */
  now(): number {
    return this.options.realNow();
  }

  /** For the API, with a user or without. */
  async access(grantee: Grantee, audience: string): Promise<string> {
    const { user, organisation, clientId, role } = grantee;
    const who =
      user === undefined
        ? { oid: appObjectId(grantee), sub: appObjectId(grantee), idtyp: 'app' }
        : { oid: user.objectId, sub: user.objectId, scp: 'user_impersonation', upn: user.signInName, name: displayName(grantee) };
    const claims = { ...who, tid: organisation.tenantId, appid: clientId, azp: clientId, roles: [role], ver: '2.0' };
    return this.#signed(claims, `${this.options.url}/${organisation.tenantId}/v2.0`, audience);
  }

  /** For the client itself: who signed in. @param base the address that the client knows the issuer by. @param bound what it is bound to: the client's nonce, and the code that it goes with. */
  async id(grantee: Grantee, base: string, { nonce, code }: { readonly nonce?: string; readonly code?: string } = {}): Promise<string> {
    const { user, organisation, clientId, role } = grantee;
    const claims = {
      ...(user !== undefined && { oid: user.objectId, sub: user.objectId, preferred_username: user.signInName, upn: user.signInName, name: displayName(grantee) }),
      tid: organisation.tenantId,
      roles: [role],
      ver: '2.0',
      ...(nonce !== undefined && { nonce }),
      ...(code !== undefined && { c_hash: halfHash(code) }),
    };
    return this.#signed(claims, `${base}/${organisation.tenantId}/v2.0`, clientId);
  }

  async #signed(claims: JWTPayload, issuer: string, audience: string): Promise<string> {
    const jose = await import('jose');
    const { keys } = this.options;
    const now = this.now();
    return new jose.SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keys.publicKey.kid ?? '' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + ACCESS_SECONDS)
      .setJti(randomUUID())
      .sign(await jose.importJWK(keys.privateKey, 'RS256'));
  }

  /** Another algorithm, secret and audience than an access token's: neither passes for the other. @param confidential whether the client proved who it is. */
  async refresh({ clientId, organisation, role, user }: Grantee, confidential: boolean): Promise<string> {
    const jose = await import('jose');
    const now = this.now();
    return new jose.SignJWT({ tid: organisation.tenantId, role, ...(user !== undefined && { upn: user.signInName }), conf: confidential })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(clientId)
      .setAudience('refresh')
      .setIssuedAt(now)
      .setExpirationTime(now + REFRESH_SECONDS)
      .sign(this.options.keys.refreshSecret);
  }

  async readRefresh(token: string): Promise<ReadRefresh> {
    const jose = await import('jose');
    try {
      const { payload } = await jose.jwtVerify(token, this.options.keys.refreshSecret, { algorithms: ['HS256'], audience: 'refresh', currentDate: new Date(this.now() * 1000) });
      const claims = refreshSchema.safeParse(payload);
      return claims.success ? { ok: true, claims: claims.data } : { ok: false, expired: false };
    } catch (error) {
      if (error instanceof jose.errors.JOSEError) return { ok: false, expired: error instanceof jose.errors.JWTExpired };
      throw error;
    }
  }

  /** An access token of ours for whatever audience; undefined if it is none, or no longer good. */
  async readAccess(token: string): Promise<AccessClaims | undefined> {
    const jose = await import('jose');
    try {
      const key = await jose.importJWK(this.options.keys.publicKey, 'RS256');
      const { payload } = await jose.jwtVerify(token, key, { algorithms: ['RS256'], currentDate: new Date(this.now() * 1000) });
      return accessSchema.safeParse(payload).data;
    } catch (error) {
      if (error instanceof jose.errors.JOSEError) return undefined;
      throw error;
    }
  }
}

/** OpenID Connect Core 1.0 §3.3.2.11: the left half of the hash that the signature uses. */
const halfHash = (code: string): string => createHash('sha256').update(code).digest().subarray(0, 16).toString('base64url');

const displayName = ({ organisation, role }: Grantee): string => `${organisation.slug} ${role.replaceAll('_', ' ')}`;

import { createHash, randomUUID } from 'node:crypto';
import { type JWK } from 'jose';
import { type Client, type Tenants, findClient } from './clients';
import { oauthError, type OAuthError } from './oauthError';
import { type SigningKeys } from './signingKeys';

const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 90 * 24 * 3600;

export interface TokenIssuerOptions {
  readonly keys: SigningKeys;
  /** `http://127.0.0.1:7071`, without a slash at the end. */
  readonly url: string;
  readonly audience: string;
  readonly tenants: Tenants;
  /** Real time in seconds since 1970, whatever the virtual clock shows: clients and validators compare `exp` with their own. */
  readonly realNow: () => number;
}

export interface TokenAnswer {
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly ext_expires_in: number;
  readonly access_token: string;
  readonly refresh_token: string;
}

export type TokenOutcome = { readonly ok: true; readonly value: TokenAnswer } | { readonly ok: false; readonly error: OAuthError };

/** Stands in for Entra ID: the same endpoints, claims and refusals, for development clients whose secret may be anything. */
export class TokenIssuer {
  readonly #options: TokenIssuerOptions;

  constructor(options: TokenIssuerOptions) {
    this.#options = options;
  }

  issuer(tenantId: string): string {
    return `${this.#options.url}/${tenantId}/v2.0`;
  }

  jwks(): { readonly keys: readonly JWK[] } {
    return { keys: [this.#options.keys.publicKey] };
  }

  /** @param form the decoded body of a token request; its tenant is the one in the path, in any letter case. */
  async token(tenantInPath: string, form: URLSearchParams): Promise<TokenOutcome> {
    const tenantId = tenantInPath.toLowerCase();
    const grantType = form.get('grant_type');
    if (grantType === null) return oauthError(400, 'invalid_request', 'The request body must contain the parameter grant_type.');
    if (grantType !== 'client_credentials' && grantType !== 'refresh_token') {
      return oauthError(400, 'unsupported_grant_type', `The grant type "${grantType}" is not supported: use client_credentials or refresh_token.`);
    }
    const clientId = form.get('client_id');
    if (clientId === null) return oauthError(400, 'invalid_request', 'The request body must contain the parameter client_id.');
    const client = await findClient(clientId, tenantId, this.#options.tenants);
    if (client === undefined) {
      return oauthError(400, 'unauthorized_client', `There is no client "${clientId}" in the tenant ${tenantId}. GET /local/state lists the tenants.`);
    }
    if (!form.get('client_secret')) return oauthError(401, 'invalid_client', 'The request body must contain the parameter client_secret; any text will do here.');
    return grantType === 'client_credentials' ? this.#appOnly(client) : this.#appAndUser(client, form.get('refresh_token'));
  }

  async #appOnly(client: Client): Promise<TokenOutcome> {
    return this.#answer(client, { oid: stableId(client, 'app'), sub: stableId(client, 'app'), idtyp: 'app' });
  }

  async #appAndUser(client: Client, refreshToken: string | null): Promise<TokenOutcome> {
    if (refreshToken === null) return oauthError(400, 'invalid_request', 'The request body must contain the parameter refresh_token.');
    if (!(await this.#isRefreshTokenOf(client, refreshToken))) {
      return oauthError(400, 'invalid_grant', 'The refresh token is not valid: damaged, expired, or issued to another client or tenant.');
    }
    return this.#answer(client, {
      oid: stableId(client, 'user'),
      sub: stableId(client, 'user'),
      scp: 'user_impersonation',
      upn: `${client.role}@${client.organisation}.example`,
      name: `${client.organisation} ${client.role.replaceAll('_', ' ')}`,
    });
  }

  async #answer(client: Client, who: Readonly<Record<string, string>>): Promise<TokenOutcome> {
    const jose = await import('jose');
    const { keys, audience, realNow } = this.#options;
    const now = realNow();
    const claims = { ...who, tid: client.tenantId, appid: client.clientId, azp: client.clientId, roles: [client.role], ver: '2.0' };
    const accessToken = await new jose.SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keys.publicKey.kid ?? '' })
      .setIssuer(this.issuer(client.tenantId))
      .setAudience(audience)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + ACCESS_SECONDS)
      .setJti(randomUUID())
      .sign(await jose.importJWK(keys.privateKey, 'RS256'));
    const value = { token_type: 'Bearer', expires_in: ACCESS_SECONDS, ext_expires_in: ACCESS_SECONDS, access_token: accessToken, refresh_token: await this.#refreshTokenFor(client, now) } as const;
    return { ok: true, value };
  }

  /** Another algorithm, secret and audience than an access token's: neither passes for the other. */
  async #refreshTokenFor(client: Client, now: number): Promise<string> {
    const jose = await import('jose');
    return new jose.SignJWT({ tid: client.tenantId })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(client.clientId)
      .setAudience('refresh')
      .setIssuedAt(now)
      .setExpirationTime(now + REFRESH_SECONDS)
      .sign(this.#options.keys.refreshSecret);
  }

  async #isRefreshTokenOf(client: Client, token: string): Promise<boolean> {
    const jose = await import('jose');
    const currentDate = new Date(this.#options.realNow() * 1000);
    try {
      const { payload } = await jose.jwtVerify(token, this.#options.keys.refreshSecret, { algorithms: ['HS256'], audience: 'refresh', currentDate });
      return payload.sub === client.clientId && payload['tid'] === client.tenantId;
    } catch (error) {
      if (error instanceof jose.errors.JOSEError) return false;
      throw error;
    }
  }
}

/** The same GUID for the same client every time, as Entra ID's object ids are. */
const stableId = (client: Client, kind: 'app' | 'user'): string => {
  const hex = createHash('sha256').update(`${kind}|${client.tenantId}|${client.clientId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
};

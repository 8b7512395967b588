import { type JWK } from 'jose';
import { failure, type Result, success } from '../../kernel/result';
import { audienceAsked, grantedScope, scopesOf } from './audiences';
import { AuthorizationCodes } from './authorizationCodes';
import { clientOf } from './clientAuthentication';
import { DeviceCodes } from './deviceCodes';
import { grant, type Granted, type GrantDeps } from './grants';
import { longerThanAllowed, missing, type OAuthError } from './oauthError';
import { tenantInPath, type Tenants } from './organisations';
import { DEFAULT_ROLE, type PartnerRole } from './roles';
import { type SigningKeys } from './signingKeys';
import { TokenMint } from './tokenMint';

export interface TokenIssuerOptions {
  readonly keys: SigningKeys;
  /** `http://127.0.0.1:7071`, without a slash at the end. */
  readonly url: string;
  readonly tenants: Tenants;
  /** Of clients and users that name none. */
  readonly defaultRole?: PartnerRole;
  /** Real time in seconds since 1970, whatever the virtual clock shows. */
  readonly realNow: () => number;
}

/** A token request. */
export interface TokenRequest {
  /** As it stands in the path. */
  readonly tenant: string;
  /** The decoded body. */
  readonly form: URLSearchParams;
  /** Of the endpoint: `/oauth2/token` is 1, `/oauth2/v2.0/token` 2. */
  readonly version: 1 | 2;
  /** The address that the client uses, without a slash at the end. */
  readonly base: string;
  /** The header of that name, which may bring the client's id and secret. */
  readonly authorization?: string;
}

/** Members as Entra ID names them. Numbers are texts in the answers of version 1. */
export interface TokenAnswer {
  readonly token_type: 'Bearer';
  readonly scope?: string;
  readonly resource?: string;
  readonly expires_in: number | string;
  readonly ext_expires_in: number | string;
  readonly not_before?: string;
  readonly expires_on?: string;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  /** Who the account is, for clients that keep tokens by account and ask for it (`client_info=1`). */
  readonly client_info?: string;
}

export type TokenOutcome = Result<TokenAnswer, OAuthError>;

/** Stands in for Entra ID: the same endpoints, claims and refusals, for clients whose id and secret may be anything. */
export class TokenIssuer implements GrantDeps {
  readonly tenants: Tenants;
  readonly defaultRole: PartnerRole;
  readonly codes: AuthorizationCodes;
  readonly devices: DeviceCodes;
  readonly mint: TokenMint;
  readonly #keys: SigningKeys;

  constructor({ keys, url, tenants, defaultRole = DEFAULT_ROLE, realNow }: TokenIssuerOptions) {
    this.tenants = tenants;
    this.defaultRole = defaultRole;
    this.codes = new AuthorizationCodes(realNow);
    this.devices = new DeviceCodes(realNow);
    this.mint = new TokenMint({ keys, url, realNow });
    this.#keys = keys;
  }

  jwks(): { readonly keys: readonly JWK[] } {
    return { keys: [this.#keys.publicKey] };
  }

  async token({ tenant, form, version, base, authorization }: TokenRequest): Promise<TokenOutcome> {
    const grantType = form.get('grant_type');
    if (grantType === null) return missing('grant_type');
    const client = clientOf(form, authorization);
    if (client.clientId === null) return missing('client_id');
    const tooLong = longerThanAllowed({ client_id: client.clientId, username: form.get('username') });
    if (tooLong !== undefined) return tooLong;
    const granted = await grant(grantType, { form, clientId: client.clientId, hasSecret: client.hasSecret, tenant: await tenantInPath(tenant, this.tenants) }, this);
    if (!granted.ok) return failure(granted.error);
    const audience = audienceAsked(form.has('scope') || form.has('resource') ? form : new URLSearchParams({ scope: granted.value.scope }));
    return success(version === 1 ? await this.#answerOfVersion1(granted.value, audience, base, client.hasSecret) : await this.#answer(granted.value, audience, base, client.hasSecret, form.get('client_info') === '1'));
  }

  async #answer(granted: Granted, audience: string, base: string, hasSecret: boolean, asksForAccount: boolean): Promise<TokenAnswer> {
    const { grantee, scope, nonce, alwaysRefreshes } = granted;
    const { user, organisation } = grantee;
    const scopes = scopesOf(scope);
    const seconds = this.mint.accessSeconds;
    return {
      token_type: 'Bearer',
      ...(user !== undefined && { scope: grantedScope(scope, audience) }),
      expires_in: seconds,
      ext_expires_in: seconds,
      access_token: await this.mint.access(grantee, audience),
      ...((alwaysRefreshes || scopes.includes('offline_access')) && { refresh_token: await this.mint.refresh(grantee, hasSecret) }),
      ...(user !== undefined && scopes.includes('openid') && { id_token: await this.mint.id(grantee, base, nonce === undefined ? {} : { nonce }) }),
      ...(user !== undefined && asksForAccount && { client_info: Buffer.from(JSON.stringify({ uid: user.objectId, utid: organisation.tenantId })).toString('base64url') }),
    };
  }

  /** The first version of the endpoint gives every user a refresh token and an id token, unasked. */
  async #answerOfVersion1({ grantee, nonce }: Granted, audience: string, base: string, hasSecret: boolean): Promise<TokenAnswer> {
    const now = this.mint.now();
    const seconds = this.mint.accessSeconds;
    return {
      token_type: 'Bearer',
      ...(grantee.user !== undefined && { scope: 'user_impersonation' }),
      resource: audience,
      expires_in: String(seconds),
      ext_expires_in: String(seconds),
      not_before: String(now),
      expires_on: String(now + seconds),
      access_token: await this.mint.access(grantee, audience),
      refresh_token: await this.mint.refresh(grantee, hasSecret),
      ...(grantee.user !== undefined && { id_token: await this.mint.id(grantee, base, nonce === undefined ? {} : { nonce }) }),
    };
  }
}

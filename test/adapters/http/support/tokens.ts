import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { type TokenConfig } from '../../../../src/adapters/http/authenticate';
import { type Tenant } from '../../../../src/adapters/http/caller';
import { type Partner } from '../../../../src/domain/parties/partner/state';

export const PARTNER_TENANT = '11111111-1111-4111-8111-111111111111';
export const CUSTOMER_TENANT = '22222222-2222-4222-8222-222222222222';
export const OPERATOR_TENANT = '33333333-3333-4333-8333-333333333333';
export const STRANGER_TENANT = '44444444-4444-4444-8444-444444444444';

/** The real time of these tests: tokens are issued at it and live an hour. */
export const REAL_TIME = new Date('2026-03-01T12:00:00Z');

export const partner: Partner = {
  slug: 'nordlys',
  name: 'Nordlys IT',
  tenantId: PARTNER_TENANT,
  partnerId: '6120045',
  kind: 'direct_bill',
  country: 'SE',
  currency: 'SEK',
  programmeStatus: 'active',
  resellers: [],
  providers: [],
  version: 1,
};

const tenants: Readonly<Record<string, Tenant>> = {
  [PARTNER_TENANT]: { kind: 'partner', partner },
  [CUSTOMER_TENANT]: { kind: 'customer' },
  [OPERATOR_TENANT]: { kind: 'operator' },
};

export const whoIs = async (tenantId: string): Promise<Tenant | undefined> => tenants[tenantId];

export const tokenConfig: TokenConfig = {
  issuers: ['https://issuer.test/{tenantId}/v2.0'],
  audiences: ['https://api.partnercenter.microsoft.com'],
  jwksUri: 'https://issuer.test/{tenantId}/keys',
  clockToleranceSeconds: 30,
};

export interface TokenOptions {
  readonly tenantId?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly algorithm?: string;
  readonly key?: CryptoKey | Uint8Array;
  /** Members of the head beside the algorithm and the key's name, or in their place. */
  readonly head?: Readonly<Record<string, unknown>>;
  /** Seconds after REAL_TIME; null: no expiry. */
  readonly expiresIn?: number | null;
  readonly notBefore?: number;
  readonly claims?: JWTPayload;
}

const REAL_SECONDS = REAL_TIME.getTime() / 1000;

let keys: ReturnType<typeof generateKeyPair> | undefined;

/** An issuer of one key, whose key set is served by `fetchKeys`. */
export const createTestIssuer = async () => {
  // Making one takes long; no test is about which.
  const { publicKey, privateKey } = await (keys ??= generateKeyPair('RS256'));
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }] };
  const fetched: string[] = [];
  const fetchKeys = async (url: string | URL | Request): Promise<Response> => {
    fetched.push(String(url instanceof Request ? url.url : url));
    return new Response(JSON.stringify(jwks), { status: 200 });
  };

  const token = async (options: TokenOptions = {}): Promise<string> => {
    const tenantId = options.tenantId ?? PARTNER_TENANT;
    const jwt = new SignJWT({ tid: tenantId, oid: 'user-1', name: 'Astrid Berg', scp: 'user_impersonation', roles: ['admin_agent'], ...options.claims })
      .setProtectedHeader({ alg: options.algorithm ?? 'RS256', kid: 'key-1', ...options.head })
      .setIssuer(options.issuer ?? `https://issuer.test/${tenantId}/v2.0`)
      .setAudience(options.audience ?? 'https://api.partnercenter.microsoft.com')
      .setIssuedAt(REAL_SECONDS);
    if (options.expiresIn !== null) jwt.setExpirationTime(REAL_SECONDS + (options.expiresIn ?? 3600));
    if (options.notBefore !== undefined) jwt.setNotBefore(REAL_SECONDS + options.notBefore);
    return jwt.sign(options.key ?? privateKey);
  };

  return { token, fetchKeys, fetched, publicKey };
};

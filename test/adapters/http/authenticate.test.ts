import { generateKeyPair } from 'jose';
import { createAuthenticate } from '../../../src/adapters/http/authenticate';
import { SigningKeysUnavailable } from '../../../src/adapters/http/signingKeys';
import {
  createTestIssuer,
  CUSTOMER_TENANT,
  OPERATOR_TENANT,
  partner,
  PARTNER_TENANT,
  REAL_TIME,
  STRANGER_TENANT,
  tokenConfig,
  whoIs,
  type TokenOptions,
} from './support/tokens';

const setUp = async () => {
  const issuer = await createTestIssuer();
  const authenticate = createAuthenticate({ tokens: tokenConfig, whoIs, realTime: () => REAL_TIME, fetchKeys: issuer.fetchKeys });
  return { ...issuer, authenticate };
};

const NOT_SIGNED = 'not signed by a tenant that is known here';

const unsigned = (claims: object): string =>
  [{ alg: 'none' }, { tid: PARTNER_TENANT, aud: 'https://api.partnercenter.microsoft.com', iss: `https://issuer.test/${PARTNER_TENANT}/v2.0`, exp: 4_000_000_000, ...claims }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
    .concat('.');

describe('a token that is good', () => {
  it('of a user names the caller', async () => {
    const { token, authenticate } = await setUp();
    expect(await authenticate(`Bearer ${await token()}`)).toEqual({
      ok: true,
      value: { tenantId: PARTNER_TENANT, kind: 'partner', partner, userId: 'user-1', displayName: 'Astrid Berg', roles: ['admin_agent'], appOnly: false },
    });
  });

  it('of an application has no user', async () => {
    const { token, authenticate } = await setUp();
    const claims = { scp: undefined, name: undefined, idtyp: 'app', oid: 'app-1', azp: 'nordlys-app', roles: ['SalesAgent', 'Global_Admin'] };
    expect(await authenticate(`bearer ${await token({ claims })}`)).toEqual({
      ok: true,
      value: { tenantId: PARTNER_TENANT, kind: 'partner', partner, userId: 'app-1', displayName: 'nordlys-app', roles: ['global_admin', 'sales_agent'], appOnly: true },
    });
  });

  it.each([
    { name: 'scopes and no idtyp', claims: { scp: 'user_impersonation' }, appOnly: false },
    { name: 'neither scopes nor idtyp', claims: { scp: undefined }, appOnly: true },
    { name: 'idtyp user', claims: { scp: undefined, idtyp: 'user' }, appOnly: false },
    { name: 'idtyp app beside scopes', claims: { idtyp: 'app' }, appOnly: true },
  ])('is app-only or not: $name', async ({ claims, appOnly }) => {
    const { token, authenticate } = await setUp();
    expect(await authenticate(`Bearer ${await token({ claims })}`)).toMatchObject({ ok: true, value: { appOnly } });
  });

  it.each([
    { tenantId: CUSTOMER_TENANT, roles: ['customer'], kind: 'customer', expected: ['customer'] },
    { tenantId: CUSTOMER_TENANT, roles: ['operator', 'global_admin'], kind: 'customer', expected: [] },
    { tenantId: OPERATOR_TENANT, roles: ['operator'], kind: 'operator', expected: ['operator'] },
    { tenantId: OPERATOR_TENANT, roles: ['global_admin', 'customer'], kind: 'operator', expected: [] },
    { tenantId: PARTNER_TENANT, roles: ['operator', 'customer', 'helpdesk_agent', 'owner', 7], kind: 'partner', expected: ['helpdesk_agent'] },
    { tenantId: PARTNER_TENANT, roles: 'admin_agent', kind: 'partner', expected: [] },
  ])('[PAR-2] gives a $kind tenant that claims $roles only $expected', async ({ tenantId, roles, kind, expected }) => {
    const { token, authenticate } = await setUp();
    expect(await authenticate(`Bearer ${await token({ tenantId, claims: { roles } })}`)).toMatchObject({ ok: true, value: { kind, roles: expected } });
  });

  it.each([
    { name: 'expired within the tolerance', options: { expiresIn: -29 } },
    { name: 'valid from within the tolerance on', options: { notBefore: 29 } },
  ])('is taken when $name', async ({ options }) => {
    const { token, authenticate } = await setUp();
    expect(await authenticate(`Bearer ${await token(options)}`)).toMatchObject({ ok: true });
  });
});

describe('a token that is not good', () => {
  it.each([null, ''])('is missing: %p', async (header) => {
    const { authenticate } = await setUp();
    expect(await authenticate(header)).toEqual({ ok: false, error: { kind: 'TokenMissing' } });
  });

  it.each<{ name: string; options: TokenOptions; reason: string }>([
    { name: 'expired', options: { expiresIn: -31 }, reason: '"exp" claim timestamp check failed' },
    { name: 'without expiry', options: { expiresIn: null }, reason: 'missing required "exp" claim' },
    { name: 'not valid yet', options: { notBefore: 31 }, reason: '"nbf" claim timestamp check failed' },
    { name: 'of another issuer', options: { issuer: 'https://elsewhere.test/' }, reason: 'unexpected "iss" claim value' },
    { name: "of another tenant's issuer", options: { issuer: `https://issuer.test/${CUSTOMER_TENANT}/v2.0` }, reason: 'unexpected "iss" claim value' },
    { name: 'for another audience', options: { audience: 'https://graph.windows.net' }, reason: 'unexpected "aud" claim value' },
    { name: 'of a tenant not known here', options: { tenantId: STRANGER_TENANT }, reason: NOT_SIGNED },
    { name: 'naming no tenant', options: { claims: { tid: undefined } }, reason: 'names no tenant' },
    { name: 'naming a tenant that is no GUID', options: { tenantId: '../../evil' }, reason: 'names no tenant' },
    { name: 'signed with a secret', options: { algorithm: 'HS256', key: new Uint8Array(32) }, reason: NOT_SIGNED },
  ])('$name', async ({ options, reason }) => {
    const { token, authenticate } = await setUp();
    expect(await authenticate(`Bearer ${await token(options)}`)).toEqual({ ok: false, error: { kind: 'TokenInvalid', reason } });
  });

  it.each([
    { name: 'no bearer token', header: 'Basic dXNlcjpwYXNz', reason: 'not a bearer token' },
    { name: 'two tokens', header: 'Bearer a b', reason: 'not a bearer token' },
    { name: 'no JWT', header: 'Bearer abc', reason: 'not a JSON web token' },
    { name: 'a head that is no object', header: `Bearer ${Buffer.from('7').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`, reason: 'not a JSON web token' },
    { name: 'unsigned', header: `Bearer ${unsigned({})}`, reason: NOT_SIGNED },
    { name: 'endless', header: `Bearer ${'a'.repeat(16_384)}`, reason: 'longer than any token' },
  ])('$name', async ({ header, reason }) => {
    const { authenticate } = await setUp();
    expect(await authenticate(header)).toEqual({ ok: false, error: { kind: 'TokenInvalid', reason } });
  });

  it('signed by somebody else', async () => {
    const { token, authenticate } = await setUp();
    const { privateKey } = await generateKeyPair('RS256');
    expect(await authenticate(`Bearer ${await token({ key: privateKey })}`)).toEqual({ ok: false, error: { kind: 'TokenInvalid', reason: NOT_SIGNED } });
  });

  it('altered after signing', async () => {
    const { token, authenticate } = await setUp();
    const [head, , signature] = (await token()).split('.');
    const [, otherClaims] = (await token({ claims: { roles: ['global_admin'] } })).split('.');
    expect(await authenticate(`Bearer ${head}.${otherClaims}.${signature}`)).toEqual({ ok: false, error: { kind: 'TokenInvalid', reason: NOT_SIGNED } });
  });
});

describe('whether a tenant is known here does not show from a token that it has not signed', () => {
  const tenants = [PARTNER_TENANT, CUSTOMER_TENANT, OPERATOR_TENANT, STRANGER_TENANT];
  const forgeries: readonly [string, (tenantId: string) => Promise<string>][] = [
    ['without a signature', async (tid) => unsigned({ tid, iss: `https://issuer.test/${tid}/v2.0` })],
    ['with an empty signature', async (tid) => unsigned({ tid }).replace(Buffer.from('{"alg":"none"}').toString('base64url'), Buffer.from('{"alg":"RS256"}').toString('base64url'))],
    ['with a signature that is none', async (tid) => `${unsigned({ tid }).replace(Buffer.from('{"alg":"none"}').toString('base64url'), Buffer.from('{"alg":"RS256"}').toString('base64url'))}!`],
    ['signed with a secret', async (tenantId) => (await createTestIssuer()).token({ tenantId, algorithm: 'HS256', key: new Uint8Array(32) })],
    ['signed with a key of somebody else', async (tenantId) => (await createTestIssuer()).token({ tenantId, key: (await generateKeyPair('RS256')).privateKey })],
    ['signed by somebody else and expired', async (tenantId) => (await createTestIssuer()).token({ tenantId, expiresIn: -1_000, key: (await generateKeyPair('RS256')).privateKey })],
  ];

  it.each(forgeries)('%s', async (_what, forge) => {
    const { authenticate } = await setUp();
    const answers = await Promise.all(tenants.map(async (tenantId) => authenticate(`Bearer ${await forge(tenantId)}`)));
    expect(answers).toEqual(tenants.map(() => ({ ok: false, error: { kind: 'TokenInvalid', reason: NOT_SIGNED } })));
  });

  it('nor are keys fetched for one that is not signed', async () => {
    const { authenticate, fetched } = await setUp();
    await authenticate(`Bearer ${unsigned({})}`);
    expect(fetched).toEqual([]);
  });
});

describe('a token that was found good', () => {
  const setUpAt = async () => {
    const issuer = await createTestIssuer();
    let now = REAL_TIME.getTime();
    const known = new Set([PARTNER_TENANT]);
    const authenticate = createAuthenticate({
      tokens: tokenConfig,
      whoIs: async (tenantId) => (known.has(tenantId) ? whoIs(tenantId) : undefined),
      realTime: () => new Date(now),
      fetchKeys: issuer.fetchKeys,
    });
    const verify = jest.spyOn(globalThis.crypto.subtle, 'verify');
    return { ...issuer, authenticate, known, verifications: () => verify.mock.calls.length, after: (seconds: number) => (now = REAL_TIME.getTime() + seconds * 1000) };
  };

  afterEach(() => jest.restoreAllMocks());

  it('is not verified again for ten minutes', async () => {
    const { token, authenticate, verifications, after } = await setUpAt();
    const header = `Bearer ${await token()}`;
    const first = await authenticate(header);
    after(599);
    expect([await authenticate(header), verifications()]).toEqual([first, 1]);
    after(600);
    expect([await authenticate(header), verifications()]).toEqual([first, 2]);
  });

  it('is refused from its end on, the tolerance added', async () => {
    const { token, authenticate, after } = await setUpAt();
    const header = `Bearer ${await token({ expiresIn: 60 })}`;
    await authenticate(header);
    after(89);
    expect(await authenticate(header)).toMatchObject({ ok: true });
    after(90);
    expect(await authenticate(header)).toEqual({ ok: false, error: { kind: 'TokenInvalid', reason: '"exp" claim timestamp check failed' } });
  });

  it('is verified again where the clock went back', async () => {
    const { token, authenticate, verifications, after } = await setUpAt();
    const header = `Bearer ${await token({ notBefore: 0 })}`;
    await authenticate(header);
    after(-31);
    expect([await authenticate(header), verifications()]).toEqual([{ ok: false, error: { kind: 'TokenInvalid', reason: '"nbf" claim timestamp check failed' } }, 2]);
  });

  it('is refused as soon as its tenant is no longer known', async () => {
    const { token, authenticate, known } = await setUpAt();
    const header = `Bearer ${await token()}`;
    await authenticate(header);
    known.delete(PARTNER_TENANT);
    expect(await authenticate(header)).toEqual({ ok: false, error: { kind: 'TokenInvalid', reason: NOT_SIGNED } });
  });

  it('makes no other token good', async () => {
    const { token, authenticate } = await setUpAt();
    const good = await token();
    await authenticate(`Bearer ${good}`);
    expect(await authenticate(`Bearer ${good.slice(0, -4)}AAAA`)).toEqual({ ok: false, error: { kind: 'TokenInvalid', reason: NOT_SIGNED } });
  });
});

describe('signing keys', () => {
  it('are fetched once for many tokens of a tenant', async () => {
    const { token, authenticate, fetched } = await setUp();
    for (const _ of [1, 2, 3]) await authenticate(`Bearer ${await token()}`);
    expect(fetched).toEqual([`https://issuer.test/${PARTNER_TENANT}/keys`]);
  });

  it('are not fetched for strangers', async () => {
    const { token, authenticate, fetched } = await setUp();
    await authenticate(`Bearer ${await token({ tenantId: STRANGER_TENANT })}`);
    expect(fetched).toEqual([]);
  });

  it.each<{ name: string; fetchKeys: typeof fetch }>([
    { name: 'cannot be reached', fetchKeys: async () => Promise.reject(new TypeError('fetch failed')) },
    { name: 'answers 500', fetchKeys: async () => new Response('', { status: 500 }) },
    { name: 'answers something else', fetchKeys: async () => new Response('<html>', { status: 200 }) },
    { name: 'answers no key set', fetchKeys: async () => new Response('{}', { status: 200 }) },
  ])('that are not there are no fault of the token: the address $name', async ({ fetchKeys }) => {
    const { token } = await createTestIssuer();
    const authenticate = createAuthenticate({ tokens: tokenConfig, whoIs, realTime: () => REAL_TIME, fetchKeys });
    await expect(authenticate(`Bearer ${await token()}`)).rejects.toBeInstanceOf(SigningKeysUnavailable);
  });
});

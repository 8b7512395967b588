import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { join } from 'node:path';
import { type Tenants } from '../../src/sandbox/tokens/clients';
import { loadSigningKeys, type SigningKeys } from '../../src/sandbox/tokens/signingKeys';
import { TokenIssuer, type TokenOutcome } from '../../src/sandbox/tokens/tokenIssuer';
import { temporaryFolder, writeTree } from '../support/temporaryFolder';

const OPERATOR = '9eee026c-68e0-4319-b967-f041adede329';
const NORDLYS = 'f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d';
const HAVN = '10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8';
const CUSTOMER = '2aec149c-606e-4473-ad47-2e620476bd5c';
const NOW = Date.UTC(2026, 0, 31, 10) / 1000;

const tenants: Tenants = {
  operatorTenantId: OPERATOR,
  partnerTenantId: async (slug) => ({ nordlys: NORDLYS, havn: HAVN })[slug],
  isCustomer: async (tenantId) => tenantId === CUSTOMER,
};

let keys: SigningKeys;
let now = NOW;
beforeAll(async () => {
  keys = await loadSigningKeys();
});
beforeEach(() => {
  now = NOW;
});

const issuer = (url = 'http://127.0.0.1:7071'): TokenIssuer =>
  new TokenIssuer({ keys, url, audience: 'https://api.partnercenter.microsoft.com', tenants, realNow: () => now });

const ask = (tenant: string, form: Readonly<Record<string, string>>): Promise<TokenOutcome> => issuer().token(tenant, new URLSearchParams(form));

const granted = async (tenant: string, form: Readonly<Record<string, string>>) => {
  const outcome = await ask(tenant, form);
  if (!outcome.ok) throw new Error(`refused: ${outcome.error.description}`);
  return outcome.value;
};

const appOnly = (clientId: string) => ({ grant_type: 'client_credentials', client_id: clientId, client_secret: 'any', scope: 'https://api.partnercenter.microsoft.com/.default' });
const appAndUser = (clientId: string, refreshToken: string) => ({ grant_type: 'refresh_token', client_id: clientId, client_secret: 'any', refresh_token: refreshToken });

test('client credentials: an app-only token with the claims of Entra ID, good for an hour of real time', async () => {
  const answer = await granted(NORDLYS, appOnly('nordlys-sales_agent'));
  expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  expect(decodeProtectedHeader(answer.access_token)).toEqual({ alg: 'RS256', typ: 'JWT', kid: keys.publicKey.kid });
  const guid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/) as string;
  const claims = decodeJwt(answer.access_token);
  expect(claims).toEqual({
    iss: `http://127.0.0.1:7071/${NORDLYS}/v2.0`,
    aud: 'https://api.partnercenter.microsoft.com',
    tid: NORDLYS,
    oid: guid,
    sub: guid,
    appid: 'nordlys-sales_agent',
    azp: 'nordlys-sales_agent',
    roles: ['sales_agent'],
    idtyp: 'app',
    ver: '2.0',
    iat: NOW,
    nbf: NOW,
    exp: NOW + 3600,
    jti: expect.any(String) as string,
  });
  expect(decodeJwt((await granted(NORDLYS, appOnly('nordlys-sales_agent'))).access_token).oid).toBe(claims['oid']);
});

test('the refresh token: an app+user token for the same client', async () => {
  const { refresh_token: refreshToken, access_token: first } = await granted(NORDLYS, appOnly('nordlys-admin_agent'));
  const claims = decodeJwt((await granted(NORDLYS, appAndUser('nordlys-admin_agent', refreshToken))).access_token);
  expect(claims).toMatchObject({ tid: NORDLYS, roles: ['admin_agent'], scp: 'user_impersonation', upn: 'admin_agent@nordlys.example', name: 'nordlys admin agent' });
  expect(claims).not.toHaveProperty('idtyp');
  expect(claims['oid']).not.toBe(decodeJwt(first)['oid']);
});

test.each([
  [NORDLYS, 'nordlys-admin_agent', 'admin_agent'],
  [NORDLYS, 'nordlys-helpdesk_agent', 'helpdesk_agent'],
  [NORDLYS, 'nordlys-billing_admin', 'billing_admin'],
  [HAVN, 'havn-global_admin', 'global_admin'],
  [NORDLYS.toUpperCase(), 'nordlys-sales_agent', 'sales_agent'],
  [CUSTOMER, 'customer', 'customer'],
  [OPERATOR, 'operator', 'operator'],
])('%s %s has the role %s', async (tenant, clientId, role) => {
  expect(decodeJwt((await granted(tenant, appOnly(clientId))).access_token)).toMatchObject({ tid: tenant.toLowerCase(), roles: [role] });
});

test('the published key verifies the token, and gives nothing private away', async () => {
  const { access_token: token, refresh_token: refreshToken } = await granted(HAVN, appOnly('havn-admin_agent'));
  const jwks = issuer().jwks();
  expect(Object.keys(jwks.keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  const keySet = createLocalJWKSet({ keys: [...jwks.keys] });
  await expect(jwtVerify(token, keySet, { currentDate: new Date(NOW * 1000) })).resolves.toMatchObject({ payload: { tid: HAVN } });
  await expect(jwtVerify(refreshToken, keySet, { currentDate: new Date(NOW * 1000) })).rejects.toThrow();
});

describe('refusals', () => {
  test.each([
    { name: 'another partner’s tenant', tenant: HAVN, form: appOnly('nordlys-admin_agent'), status: 400, error: 'unauthorized_client' },
    { name: 'an unknown tenant', tenant: 'common', form: appOnly('nordlys-admin_agent'), status: 400, error: 'unauthorized_client' },
    { name: 'a customer client in a partner tenant', tenant: NORDLYS, form: appOnly('customer'), status: 400, error: 'unauthorized_client' },
    { name: 'the operator in a customer tenant', tenant: CUSTOMER, form: appOnly('operator'), status: 400, error: 'unauthorized_client' },
    { name: 'an unknown partner', tenant: NORDLYS, form: appOnly('acme-admin_agent'), status: 400, error: 'unauthorized_client' },
    { name: 'an unknown role', tenant: NORDLYS, form: appOnly('nordlys-janitor'), status: 400, error: 'unauthorized_client' },
    { name: 'a role without a partner', tenant: NORDLYS, form: appOnly('admin_agent'), status: 400, error: 'unauthorized_client' },
    { name: 'another letter case', tenant: NORDLYS, form: appOnly('Nordlys-Admin_Agent'), status: 400, error: 'unauthorized_client' },
    { name: 'the password grant', tenant: NORDLYS, form: { ...appOnly('nordlys-admin_agent'), grant_type: 'password' }, status: 400, error: 'unsupported_grant_type' },
    { name: 'no grant', tenant: NORDLYS, form: { client_id: 'nordlys-admin_agent', client_secret: 'any' }, status: 400, error: 'invalid_request' },
    { name: 'no client', tenant: NORDLYS, form: { grant_type: 'client_credentials', client_secret: 'any' }, status: 400, error: 'invalid_request' },
    { name: 'no secret', tenant: NORDLYS, form: { grant_type: 'client_credentials', client_id: 'nordlys-admin_agent' }, status: 401, error: 'invalid_client' },
    { name: 'no refresh token', tenant: NORDLYS, form: { ...appOnly('nordlys-admin_agent'), grant_type: 'refresh_token' }, status: 400, error: 'invalid_request' },
    { name: 'a made-up refresh token', tenant: NORDLYS, form: appAndUser('nordlys-admin_agent', 'made-up'), status: 400, error: 'invalid_grant' },
  ])('$name: $error', async ({ tenant, form, status, error }) => {
    expect(await ask(tenant, form)).toEqual({ ok: false, error: { status, error, description: expect.stringMatching(/\.$/) as string } });
  });

  test('an access token does not pass for a refresh token', async () => {
    const { access_token: token } = await granted(NORDLYS, appOnly('nordlys-admin_agent'));
    expect(await ask(NORDLYS, appAndUser('nordlys-admin_agent', token))).toMatchObject({ ok: false, error: { error: 'invalid_grant' } });
  });

  test('a refresh token of another client of the same tenant', async () => {
    const { refresh_token: token } = await granted(NORDLYS, appOnly('nordlys-admin_agent'));
    expect(await ask(NORDLYS, appAndUser('nordlys-sales_agent', token))).toMatchObject({ ok: false, error: { error: 'invalid_grant' } });
  });

  test('a refresh token is good for less than 90 days', async () => {
    const { refresh_token: token } = await granted(NORDLYS, appOnly('nordlys-admin_agent'));
    now = NOW + 90 * 86_400 - 1;
    expect(await ask(NORDLYS, appAndUser('nordlys-admin_agent', token))).toMatchObject({ ok: true });
    now = NOW + 90 * 86_400;
    expect(await ask(NORDLYS, appAndUser('nordlys-admin_agent', token))).toMatchObject({ ok: false, error: { error: 'invalid_grant' } });
  });
});

describe('signing keys', () => {
  const folder = temporaryFolder();

  test('a data folder keeps its keys, so tokens outlive a restart', async () => {
    const file = join(folder, 'token-keys.json');
    const made = await loadSigningKeys(file);
    expect(await loadSigningKeys(file)).toEqual(made);
    expect((await loadSigningKeys()).publicKey.kid).not.toBe(made.publicKey.kid);
  });

  test('a damaged file is said, not replaced', async () => {
    writeTree(folder, { 'damaged.json': '{"privateKey":' });
    await expect(loadSigningKeys(join(folder, 'damaged.json'))).rejects.toThrow('cannot be read. Delete that file');
  });
});

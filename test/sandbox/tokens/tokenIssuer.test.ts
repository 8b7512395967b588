import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose';
import { join } from 'node:path';
import { loadSigningKeys, type SigningKeys } from '../../../src/sandbox/tokens/signingKeys';
import { temporaryFolder, writeTree } from '../../support/temporaryFolder';
import { appAndUser, appOnly, BASE, CUSTOMER, HAVN, LocalEntra, NORDLYS, NOW, OPERATOR, RESELLER } from '../support/localEntra';

const AN_ID = '8b3c1f52-0c1e-4a7e-9a55-1f1ad4a4f9aa';
const SCOPE = 'https://api.partnercenter.microsoft.com/.default';

let keys: SigningKeys;
let entra: LocalEntra;
beforeAll(async () => {
  keys = await loadSigningKeys();
});
beforeEach(() => {
  entra = new LocalEntra(keys);
});

const guid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/) as string;
const rolesOf = async (tenant: string, form: Readonly<Record<string, string>>, of = entra) => {
  const { tid, roles } = decodeJwt((await of.granted(tenant, form)).access_token);
  return { tid, roles };
};

test('client credentials: an app-only token with the claims of Entra ID, good for an hour of real time', async () => {
  const answer = await entra.granted(NORDLYS, appOnly('nordlys-sales_agent'));
  expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600 });
  expect(answer).not.toHaveProperty('id_token');
  expect(answer).not.toHaveProperty('client_info');
  expect(decodeProtectedHeader(answer.access_token)).toEqual({ alg: 'RS256', typ: 'JWT', kid: keys.publicKey.kid });
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
  expect(decodeJwt((await entra.granted(NORDLYS, appOnly('nordlys-sales_agent'))).access_token)['oid']).toBe(claims['oid']);
});

test('version 1: resource= in place of scope=, and numbers as texts', async () => {
  const form = { grant_type: 'client_credentials', client_id: AN_ID, client_secret: 'any', resource: 'https://api.partnercenter.microsoft.com' };
  const { status, body } = await entra.post(`/${HAVN}/oauth2/token`, form);
  expect([status, body]).toEqual([
    200,
    {
      token_type: 'Bearer',
      resource: 'https://api.partnercenter.microsoft.com',
      expires_in: '3600',
      ext_expires_in: '3600',
      not_before: String(NOW),
      expires_on: String(NOW + 3600),
      access_token: expect.any(String) as string,
      refresh_token: expect.any(String) as string,
    },
  ]);
  const user = await entra.post(`/${HAVN}/oauth2/token`, { ...form, grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) });
  expect(user.body).toMatchObject({ scope: 'user_impersonation', resource: 'https://api.partnercenter.microsoft.com', id_token: expect.any(String) as string });
  expect(decodeJwt(String(user.body['access_token']))).toMatchObject({ aud: 'https://api.partnercenter.microsoft.com', tid: HAVN, roles: ['admin_agent'], scp: 'user_impersonation' });
});

test('the refresh token: an app+user token for the same client', async () => {
  const { refresh_token: refreshToken, access_token: first } = await entra.granted(NORDLYS, appOnly('nordlys-admin_agent'));
  const claims = decodeJwt((await entra.granted(NORDLYS, appAndUser('nordlys-admin_agent', refreshToken))).access_token);
  expect(claims).toMatchObject({ tid: NORDLYS, roles: ['admin_agent'], scp: 'user_impersonation', upn: 'admin_agent@nordlys.example', name: 'nordlys admin agent' });
  expect(claims).not.toHaveProperty('idtyp');
  expect(claims['oid']).not.toBe(decodeJwt(first)['oid']);
});

test.each([
  [NORDLYS, 'nordlys-admin_agent', NORDLYS, 'admin_agent'],
  [NORDLYS, 'nordlys-helpdesk_agent', NORDLYS, 'helpdesk_agent'],
  [NORDLYS, 'nordlys-billing_admin', NORDLYS, 'billing_admin'],
  [HAVN, 'havn-global_admin', HAVN, 'global_admin'],
  [RESELLER, 'reseller6120045-admin_agent', RESELLER, 'admin_agent'],
  [NORDLYS.toUpperCase(), 'nordlys-sales_agent', NORDLYS, 'sales_agent'],
  [CUSTOMER, 'customer', CUSTOMER, 'customer'],
  [OPERATOR, 'operator', OPERATOR, 'operator'],
  // Any client id, in any form of the tenant.
  [HAVN, AN_ID, HAVN, 'admin_agent'],
  ['havn.onmicrosoft.com', AN_ID, HAVN, 'admin_agent'],
  ['Havn.Example', 'storefront-sales-agent', HAVN, 'sales_agent'],
  [NORDLYS, 'HelpdeskAgent', NORDLYS, 'helpdesk_agent'],
  [NORDLYS, 'acme-billing_admin', NORDLYS, 'billing_admin'],
  [NORDLYS, 'nordlys-storefront', NORDLYS, 'admin_agent'],
  [NORDLYS, 'notasales_agent', NORDLYS, 'admin_agent'],
  ['bjorkhagenbygg.onmicrosoft.com', AN_ID, CUSTOMER, 'customer'],
  [OPERATOR, 'x-admin_agent', OPERATOR, 'operator'],
  // The client says the tenant.
  ['common', 'havn-sales_agent', HAVN, 'sales_agent'],
  ['Organizations', 'operator', OPERATOR, 'operator'],
])('%s %s is %s, %s', async (tenant, clientId, tid, role) => {
  expect(await rolesOf(tenant, appOnly(clientId))).toEqual({ tid, roles: [role] });
});

test('--default-role is the role of clients and users that name none, and of no others', async () => {
  const other = new LocalEntra(keys, { defaultRole: 'sales_agent' });
  const password = { grant_type: 'password', client_id: AN_ID, password: 'any' };
  expect(await rolesOf(HAVN, appOnly(AN_ID), other)).toEqual({ tid: HAVN, roles: ['sales_agent'] });
  expect(await rolesOf(HAVN, appOnly('x-billing_admin'), other)).toEqual({ tid: HAVN, roles: ['billing_admin'] });
  expect(await rolesOf(OPERATOR, appOnly(AN_ID), other)).toEqual({ tid: OPERATOR, roles: ['operator'] });
  expect(await rolesOf(HAVN, { ...password, username: 'ida@havn.example' }, other)).toEqual({ tid: HAVN, roles: ['sales_agent'] });
  expect(await rolesOf(HAVN, { ...password, username: 'helpdesk_agent@havn.example' }, other)).toEqual({ tid: HAVN, roles: ['helpdesk_agent'] });
});

describe('what a token is for', () => {
  const audience = async (fields: Readonly<Record<string, string>>, version = 'v2.0/') => {
    const { body } = await entra.post(`/${HAVN}/oauth2/${version}token`, { grant_type: 'client_credentials', client_id: AN_ID, client_secret: 's', ...fields });
    return decodeJwt(String(body['access_token'])).aud;
  };

  test.each(['any', 'https://api.partnercenter.microsoft.com/.default', 'https://api.partner.microsoft.com/.default', 'openid offline_access', 'api://nextterm/.default'])('scope %s: the API', async (scope) => {
    expect(await audience({ scope })).toBe('https://api.partnercenter.microsoft.com');
  });

  test('another API that is asked for by name: that one, so that this one refuses it', async () => {
    expect(await audience({ resource: 'https://graph.windows.net' }, '')).toBe('https://graph.windows.net');
    expect(await audience({ resource: 'https://graph.windows.net/' }, '')).toBe('https://graph.windows.net');
    expect(await audience({ scope: 'openid https://graph.microsoft.com/.default' })).toBe('https://graph.microsoft.com');
  });

  test('generatetoken makes a token of any audience one for the API, for whom it was', async () => {
    const form = { grant_type: 'client_credentials', client_id: 'storefront-sales_agent', client_secret: 's', resource: 'https://graph.windows.net' };
    const { body } = await entra.post(`/havn.onmicrosoft.com/oauth2/token`, form);
    const bearer = { authorization: `Bearer ${String(body['access_token'])}` };
    const exchanged = await entra.post('/generatetoken', { grant_type: 'jwt_token' }, bearer);
    expect([exchanged.status, exchanged.body]).toEqual([200, { access_token: expect.any(String) as string, token_type: 'Bearer', expires_in: 3600 }]);
    expect(decodeJwt(String(exchanged.body['access_token']))).toMatchObject({ aud: 'https://api.partnercenter.microsoft.com', tid: HAVN, azp: 'storefront-sales_agent', roles: ['sales_agent'], idtyp: 'app' });

    const user = await entra.post('/havn.onmicrosoft.com/oauth2/token', { ...form, grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) });
    const ofUser = await entra.post('/generatetoken', { grant_type: 'jwt_token' }, { authorization: `Bearer ${String(user.body['access_token'])}` });
    expect(decodeJwt(String(ofUser.body['access_token']))).toMatchObject({ upn: 'sales_agent@havn.example', scp: 'user_impersonation' });

    expect(await entra.post('/generatetoken', { grant_type: 'client_credentials' }, bearer)).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } });
    expect(await entra.post('/generatetoken', {}, bearer)).toMatchObject({ status: 400, body: { error: 'invalid_request', error_codes: [900144] } });
    expect(await entra.post('/generatetoken', { grant_type: 'jwt_token' })).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
    entra.now += 3600;
    expect(await entra.post('/generatetoken', { grant_type: 'jwt_token' }, bearer)).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
  });
});

describe('a user with a password', () => {
  const asked = { grant_type: 'password', client_id: AN_ID, username: 'Sales-Agent@havn.onmicrosoft.com', password: 'any', scope: `${SCOPE} openid profile offline_access`, client_info: '1' };

  test('gets a token with a user, an id token, and the account that it is, without a secret of the client', async () => {
    const answer = await entra.granted('common', asked);
    const { oid, ...claims } = decodeJwt(answer.access_token);
    expect(claims).toMatchObject({ tid: HAVN, roles: ['sales_agent'], scp: 'user_impersonation', upn: 'sales-agent@havn.onmicrosoft.com' });
    expect(answer['scope']).toBe(`${SCOPE} https://api.partnercenter.microsoft.com/user_impersonation`);
    expect(decodeJwt(answer.id_token)).toMatchObject({ iss: `${BASE}/${HAVN}/v2.0`, aud: AN_ID, oid, tid: HAVN, preferred_username: 'sales-agent@havn.onmicrosoft.com', exp: NOW + 3600 });
    expect(JSON.parse(Buffer.from(String(answer['client_info']), 'base64url').toString())).toEqual({ uid: oid, utid: HAVN });
    // The client was public, so its refresh token needs no secret either.
    const again = await entra.granted(HAVN, { grant_type: 'refresh_token', client_id: AN_ID, refresh_token: answer.refresh_token, scope: 'openid' });
    expect(decodeJwt(again.access_token)).toMatchObject({ oid, upn: 'sales-agent@havn.onmicrosoft.com', roles: ['sales_agent'] });
  });

  test('gets no refresh token and no id token that it does not ask for', async () => {
    const answer = await entra.granted('common', { ...asked, scope: SCOPE });
    expect(Object.keys(answer).sort()).toEqual(['access_token', 'client_info', 'expires_in', 'ext_expires_in', 'scope', 'token_type']);
  });

  test('is the same person by every domain of its organisation, and by the page', async () => {
    const person = async (username: string) => decodeJwt((await entra.granted(HAVN, { ...asked, username })).access_token)['oid'];
    const { refresh_token: refreshToken } = await entra.granted(HAVN, appOnly('havn-sales_agent'));
    const byRefresh = decodeJwt((await entra.granted(HAVN, appAndUser('havn-sales_agent', refreshToken))).access_token)['oid'];
    expect(await person('sales_agent@havn.onmicrosoft.com')).toBe(byRefresh);
    expect(await person('sales_agent@havn.example')).toBe(byRefresh);
    expect(await person('ida@havn.example')).not.toBe(byRefresh);
  });

  test.each([
    { name: 'an unknown domain with common', tenant: 'common', fields: { username: 'ida@elsewhere.example' }, aadsts: 50034, error: 'invalid_grant' },
    { name: 'a domain of another organisation', tenant: NORDLYS, fields: { username: 'ida@havn.example' }, aadsts: 50034, error: 'invalid_grant' },
    { name: 'no domain', tenant: NORDLYS, fields: { username: 'ida' }, aadsts: 50034, error: 'invalid_grant' },
    { name: 'an empty password', tenant: HAVN, fields: { password: '' }, aadsts: 50126, error: 'invalid_grant' },
    { name: 'a name as long as a book', tenant: HAVN, fields: { username: `${'i'.repeat(190)}@havn.example` }, aadsts: 90013, error: 'invalid_request' },
  ])('is refused: $name', async ({ tenant, fields, aadsts, error }) => {
    expect(await entra.token(tenant, { ...asked, ...fields })).toMatchObject({ status: 400, body: { error, error_codes: [aadsts] } });
  });

  test('may have a domain that nobody here has, where the tenant is named', async () => {
    expect(await rolesOf(HAVN, { ...asked, username: 'ida@contoso.com' })).toEqual({ tid: HAVN, roles: ['admin_agent'] });
  });
});

test('the published key verifies the token, and gives nothing private away', async () => {
  const { access_token: token, refresh_token: refreshToken } = await entra.granted(HAVN, appOnly('havn-admin_agent'));
  for (const path of [`/${HAVN}/discovery/v2.0/keys`, '/common/discovery/keys']) {
    const { body } = await entra.get(path);
    const jwks = body as unknown as JSONWebKeySet;
    expect(Object.keys(jwks.keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    const keySet = createLocalJWKSet(jwks);
    await expect(jwtVerify(token, keySet, { currentDate: new Date(NOW * 1000) })).resolves.toMatchObject({ payload: { tid: HAVN } });
    await expect(jwtVerify(refreshToken, keySet, { currentDate: new Date(NOW * 1000) })).rejects.toThrow();
  }
});

describe('refusals', () => {
  test.each([
    { name: 'another partner’s tenant', tenant: HAVN, form: appOnly('nordlys-admin_agent'), status: 400, error: 'unauthorized_client', aadsts: 700016 },
    { name: 'another partner’s tenant, in another letter case', tenant: HAVN, form: appOnly('Nordlys-Admin_Agent'), status: 400, error: 'unauthorized_client', aadsts: 700016 },
    { name: 'a customer client in a partner tenant', tenant: NORDLYS, form: appOnly('customer'), status: 400, error: 'unauthorized_client', aadsts: 700016 },
    { name: 'the operator in a customer tenant', tenant: CUSTOMER, form: appOnly('operator'), status: 400, error: 'unauthorized_client', aadsts: 700016 },
    { name: 'an unknown tenant id', tenant: AN_ID, form: appOnly(AN_ID), status: 400, error: 'invalid_request', aadsts: 90002 },
    { name: 'an unknown domain', tenant: 'acme.onmicrosoft.com', form: appOnly(AN_ID), status: 400, error: 'invalid_request', aadsts: 90002 },
    { name: 'personal accounts', tenant: 'consumers', form: appOnly(AN_ID), status: 400, error: 'invalid_request', aadsts: 90002 },
    { name: 'no tenant at all', tenant: 'common', form: appOnly(AN_ID), status: 400, error: 'invalid_request', aadsts: 50059 },
    { name: 'a grant that is not there', tenant: NORDLYS, form: { ...appOnly(AN_ID), grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }, status: 400, error: 'unsupported_grant_type', aadsts: 70003 },
    { name: 'no grant', tenant: NORDLYS, form: { client_id: AN_ID, client_secret: 'any' }, status: 400, error: 'invalid_request', aadsts: 900144 },
    { name: 'no client', tenant: NORDLYS, form: { grant_type: 'client_credentials', client_secret: 'any' }, status: 400, error: 'invalid_request', aadsts: 900144 },
    { name: 'a client id as long as a book', tenant: NORDLYS, form: appOnly('x'.repeat(201)), status: 400, error: 'invalid_request', aadsts: 90013 },
    { name: 'no secret', tenant: NORDLYS, form: { grant_type: 'client_credentials', client_id: 'nordlys-admin_agent' }, status: 401, error: 'invalid_client', aadsts: 7000218 },
    { name: 'an empty secret', tenant: NORDLYS, form: { ...appOnly(AN_ID), client_secret: '' }, status: 401, error: 'invalid_client', aadsts: 7000218 },
    { name: 'no refresh token', tenant: NORDLYS, form: { ...appOnly(AN_ID), grant_type: 'refresh_token' }, status: 400, error: 'invalid_request', aadsts: 900144 },
    { name: 'a made-up refresh token', tenant: NORDLYS, form: appAndUser(AN_ID, 'made-up'), status: 400, error: 'invalid_grant', aadsts: 9002313 },
  ])('$name: $error', async ({ tenant, form, status, error, aadsts }) => {
    const sent = Object.fromEntries(Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined));
    const told = await entra.token(tenant, sent, { 'client-request-id': 'c-1' });
    expect([told.status, told.headers, told.body]).toEqual([
      status,
      { 'cache-control': 'no-store', pragma: 'no-cache' },
      {
        error,
        error_description: expect.stringMatching(new RegExp(`^AADSTS${aadsts}: .*\\.$`)) as string,
        error_codes: [aadsts],
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/) as string,
        trace_id: expect.any(String) as string,
        correlation_id: 'c-1',
      },
    ]);
  });

  test('a body that is no form', async () => {
    expect(await entra.send('POST', `/${HAVN}/oauth2/v2.0/token`, '{"grant_type":"client_credentials"}', { 'content-type': 'application/json' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_request', error_description: 'AADSTS900144: The request body must be sent as application/x-www-form-urlencoded.' },
    });
  });
});

test('a client proves who it is by secret, by assertion, or by a Basic header', async () => {
  const form = { grant_type: 'client_credentials', scope: SCOPE };
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
  expect(await entra.token(HAVN, { ...form, client_id: AN_ID, client_assertion: 'x', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' })).toMatchObject({ status: 200 });
  const told = await entra.token(HAVN, form, basic('shop%20front:s%3Acret'));
  expect(decodeJwt(String(told.body['access_token']))).toMatchObject({ azp: 'shop front' });
  expect(await entra.token(HAVN, form, basic(`${AN_ID}:`))).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  expect(await entra.token(HAVN, form, basic('nothing'))).toMatchObject({ status: 400, body: { error_codes: [900144] } });
});

describe('refresh tokens', () => {
  test('an access token does not pass for one', async () => {
    const { access_token: token } = await entra.granted(NORDLYS, appOnly('nordlys-admin_agent'));
    expect(await entra.token(NORDLYS, appAndUser('nordlys-admin_agent', token))).toMatchObject({ body: { error: 'invalid_grant' } });
  });

  test('are of one client and one tenant, and a client that proved who it was does so again', async () => {
    const { refresh_token: token } = await entra.granted(NORDLYS, appOnly('nordlys-admin_agent'));
    expect(await entra.token(NORDLYS, appAndUser('nordlys-sales_agent', token))).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [70000] } });
    expect(await entra.token(HAVN, appAndUser('nordlys-admin_agent', token))).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [70000] } });
    const { client_secret: _secret, ...bare } = appAndUser('nordlys-admin_agent', token);
    expect(await entra.token(NORDLYS, bare)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await entra.token('common', appAndUser('nordlys-admin_agent', token))).toMatchObject({ status: 200 });
  });

  test('are good for less than 90 days, each giving the next', async () => {
    const { refresh_token: token } = await entra.granted(NORDLYS, appOnly('nordlys-admin_agent'));
    entra.now = NOW + 90 * 86_400 - 1;
    const { refresh_token: next } = await entra.granted(NORDLYS, appAndUser('nordlys-admin_agent', token));
    entra.now = NOW + 90 * 86_400;
    expect(await entra.token(NORDLYS, appAndUser('nordlys-admin_agent', token))).toMatchObject({ body: { error: 'invalid_grant', error_codes: [700082] } });
    expect(await entra.token(NORDLYS, appAndUser('nordlys-admin_agent', next))).toMatchObject({ status: 200 });
  });

  test('are good after a restart with the same keys: none is kept', async () => {
    const { refresh_token: token } = await entra.granted('common', { grant_type: 'password', client_id: AN_ID, username: 'ida@havn.example', password: 'x', scope: 'offline_access' });
    const restarted = new LocalEntra(keys, { defaultRole: 'sales_agent' });
    const { access_token: access } = await restarted.granted('common', { grant_type: 'refresh_token', client_id: AN_ID, refresh_token: token });
    expect(decodeJwt(access)).toMatchObject({ upn: 'ida@havn.example', roles: ['admin_agent'] });
    expect(await (await LocalEntra.start()).token('common', { grant_type: 'refresh_token', client_id: AN_ID, refresh_token: token })).toMatchObject({ body: { error_codes: [9002313] } });
  });

  test('of an earlier version, which say client and tenant only, are still read', async () => {
    const old = await new SignJWT({ tid: NORDLYS })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('nordlys-sales_agent')
      .setAudience('refresh')
      .setIssuedAt(NOW)
      .setExpirationTime(NOW + 60)
      .sign(keys.refreshSecret);
    const { access_token: access } = await entra.granted(NORDLYS, appAndUser('nordlys-sales_agent', old));
    expect(decodeJwt(access)).toMatchObject({ roles: ['sales_agent'], upn: 'sales_agent@nordlys.example' });
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

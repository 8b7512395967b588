import { answerWrongPlace } from '../../../src/sandbox/tokens/wrongPlace';
import { BASE, HAVN, LocalEntra } from '../support/localEntra';

let entra: LocalEntra;
beforeAll(async () => {
  entra = await LocalEntra.start();
});

describe('the discovery document', () => {
  const at = (tenant: string, version: string) => `${BASE}/${tenant}/oauth2${version}`;

  test('of version 2 names every endpoint at the address that it was asked at', async () => {
    const { status, body } = await entra.get(`/havn.onmicrosoft.com/v2.0/.well-known/openid-configuration`);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        issuer: `${BASE}/${HAVN}/v2.0`,
        token_endpoint: `${at(HAVN, '/v2.0')}/token`,
        authorization_endpoint: `${at(HAVN, '/v2.0')}/authorize`,
        device_authorization_endpoint: `${at(HAVN, '/v2.0')}/devicecode`,
        end_session_endpoint: `${at(HAVN, '/v2.0')}/logout`,
        jwks_uri: `${BASE}/${HAVN}/discovery/v2.0/keys`,
        code_challenge_methods_supported: ['S256', 'plain'],
      }),
    ]);
    const { token_endpoint: _token, jwks_uri: keys, device_authorization_endpoint: device, ...pages } = body as Record<string, string>;
    expect(await entra.get(new URL(keys ?? '').pathname)).toMatchObject({ status: 200, body: { keys: [{ kty: 'RSA', alg: 'RS256' }] } });
    expect(await entra.post(new URL(device ?? '').pathname, { client_id: 'x' })).toMatchObject({ status: 200 });
    expect(await entra.get(new URL(pages['end_session_endpoint'] ?? '').pathname)).toMatchObject({ status: 200 });
    expect(await entra.get(new URL(pages['authorization_endpoint'] ?? '').pathname)).toMatchObject({ status: 400 });
  });

  test('of version 1, and of no tenant in particular', async () => {
    expect((await entra.get('/common/.well-known/openid-configuration')).body).toMatchObject({
      issuer: `${BASE}/{tenantid}/v2.0`,
      token_endpoint: `${at('common', '')}/token`,
      authorization_endpoint: `${at('common', '')}/authorize`,
      device_authorization_endpoint: `${at('common', '')}/devicecode`,
      jwks_uri: `${BASE}/common/discovery/keys`,
    });
    expect((await entra.get('/organizations/v2.0/.well-known/openid-configuration')).body).toMatchObject({ token_endpoint: `${at('organizations', '/v2.0')}/token` });
  });

  test('of an unknown tenant there is none', async () => {
    expect(await entra.get('/acme.example/v2.0/.well-known/openid-configuration')).toMatchObject({ status: 400, body: { error: 'invalid_tenant', error_codes: [90002] } });
  });
});

test('instance discovery knows the names of this server, and no others', async () => {
  const asked = (address: string) => entra.get(`/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(address)}`);
  expect(await asked(`${BASE}/${HAVN}/oauth2/v2.0/authorize`)).toMatchObject({
    status: 200,
    body: {
      tenant_discovery_endpoint: `${BASE}/${HAVN}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: 'localhost:7071', preferred_cache: 'localhost:7071', aliases: ['localhost:7071', '127.0.0.1:7071'] }],
    },
  });
  for (const other of ['https://login.microsoftonline.com/common/oauth2/v2.0/authorize', 'https://localhost:7072/common', 'nothing']) {
    expect(await asked(other)).toMatchObject({ status: 400, body: { error: 'invalid_instance', error_codes: [50049] } });
  }
  expect(await entra.get('/common/discovery/instance')).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
});

test('the realm of a user: managed here, or unknown', async () => {
  expect((await entra.get('/common/userrealm/ida@havn.example?api-version=1.0')).body).toMatchObject({ account_type: 'Managed', domain_name: 'havn.example' });
  expect((await entra.get('/common/userrealm/ida@elsewhere.example')).body).toEqual({ ver: '1.0', account_type: 'Unknown' });
});

describe('whoever looks for the sign-in in a wrong place', () => {
  const asked = (method: string, path: string, headers: Readonly<Record<string, string>> = {}) => answerWrongPlace({ method, url: new URL(path, BASE), headers });
  const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const told = (status: number) => ({ status, body: { error: 'invalid_request', error_description: expect.stringContaining(`POST ${BASE}/{tenant}/oauth2/v2.0/token`) as string } });

  test.each([
    ['GET', `/${HAVN}/oauth2/v2.0/token`, {}, 405],
    ['HEAD', '/common/oauth2/token', {}, 405],
    ['GET', '/common/oauth2/v2.0/devicecode', {}, 405],
    ['GET', '/generatetoken', {}, 405],
    ['POST', '/', form, 400],
    ['POST', '/v1/customers', form, 400],
    ['POST', '/oauth2/token', form, 400],
    ['POST', `/${HAVN}/oauth2/v1.0/token`, { ...form, authorization: 'Basic YTpi' }, 400],
    ['POST', '/token', { 'content-type': 'application/json' }, 404],
    ['GET', '/v2.0/.well-known/openid-configuration', {}, 404],
    ['GET', '/login', {}, 404],
    ['GET', `/${HAVN}/OAuth2/v1/authorize`, {}, 404],
  ] as const)('%s %s is told the right one', (method, path, headers, status) => {
    expect(asked(method, path, headers)).toMatchObject(told(status));
  });

  test('a method that is not taken is told with the one that is', () => {
    expect(asked('GET', '/common/oauth2/token')).toMatchObject({ headers: { allow: 'POST' }, body: { error_codes: [900561] } });
  });

  test.each([
    ['GET', '/v1/customers', {}],
    ['POST', '/v1/customers', { 'content-type': 'application/json' }],
    ['POST', '/v1/customers', { ...form, authorization: 'Bearer x' }],
    ['GET', '/v1/token', { authorization: 'bearer x' }],
    ['OPTIONS', '/common/oauth2/v2.0/token', {}],
  ])('a call of the API goes on: %s %s', (method, path, headers) => {
    expect(asked(method, path, headers)).toBeUndefined();
  });
});

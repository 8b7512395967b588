import { type MountedResponse } from '../../src/localhost/contracts';
import { loadSigningKeys } from '../../src/sandbox/tokens/signingKeys';
import { TokenIssuer } from '../../src/sandbox/tokens/tokenIssuer';
import { tokenRoutes } from '../../src/sandbox/tokens/tokenRoutes';

const URL_BASE = 'http://127.0.0.1:7071';
const TENANT = 'f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d';

const call = async (method: string, path: string, body = '', contentType = 'application/x-www-form-urlencoded'): Promise<MountedResponse> => {
  const keys = await loadSigningKeys();
  const tenants = { operatorTenantId: TENANT, partnerTenantId: async () => undefined, isCustomer: async () => false };
  const issuer = new TokenIssuer({ keys, url: URL_BASE, audience: 'audience', tenants, realNow: () => 1_770_000_000 });
  const route = tokenRoutes(issuer, URL_BASE).find((one) => one.method === method && one.template === path);
  if (route === undefined) throw new Error(`no route ${method} ${path}`);
  return route.handle({ method, url: new URL(URL_BASE), headers: { 'content-type': contentType }, params: { tenantId: TENANT }, body: Buffer.from(body) });
};

const TOKEN = '{tenantId}/oauth2/v2.0/token';

test.each(['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-8'])('a token request as %s', async (contentType) => {
  const answer = await call('POST', TOKEN, 'grant_type=client_credentials&client_id=operator&client_secret=x%26y', contentType);
  expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' }, body: { token_type: 'Bearer', access_token: expect.any(String) as string } });
});

test('a token request as JSON is refused in OAuth’s shape', async () => {
  expect(await call('POST', TOKEN, '{"grant_type":"client_credentials"}', 'application/json')).toMatchObject({
    status: 400,
    body: { error: 'invalid_request', error_description: 'The request body must be sent as application/x-www-form-urlencoded.' },
  });
});

test('a refusal carries the status of its error', async () => {
  expect(await call('POST', TOKEN, 'grant_type=client_credentials&client_id=operator')).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
});

test('the discovery document names the endpoints that exist', async () => {
  expect(await call('GET', '{tenantId}/v2.0/.well-known/openid-configuration')).toMatchObject({
    status: 200,
    body: { issuer: `${URL_BASE}/${TENANT}/v2.0`, token_endpoint: `${URL_BASE}/${TENANT}/oauth2/v2.0/token`, jwks_uri: `${URL_BASE}/${TENANT}/discovery/v2.0/keys` },
  });
  expect(await call('GET', '{tenantId}/discovery/v2.0/keys')).toMatchObject({ status: 200, body: { keys: [{ kty: 'RSA', alg: 'RS256' }] } });
});

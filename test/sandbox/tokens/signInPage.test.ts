import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { ExpiringCodes } from '../../../src/sandbox/tokens/expiringCodes';
import { loadSigningKeys, type SigningKeys } from '../../../src/sandbox/tokens/signingKeys';
import { HAVN, LocalEntra, NORDLYS, OPERATOR, type Told } from '../support/localEntra';
import { fieldsOf } from '../support/signInPage';

const APP = 'c0ffee00-0c1e-4a7e-9a55-1f1ad4a4f9aa';
const REDIRECT = 'http://localhost:3000/auth/redirect';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
// RFC 7636, appendix B.
const S256 = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

let keys: SigningKeys;
let entra: LocalEntra;
beforeAll(async () => {
  keys = await loadSigningKeys();
});
beforeEach(() => {
  entra = new LocalEntra(keys);
});

const request = { client_id: APP, response_type: 'code', redirect_uri: REDIRECT, scope: 'openid offline_access https://api.partnercenter.microsoft.com/user_impersonation', state: 's&1=<2>', nonce: 'n1' };
const authorize = (fields: Readonly<Record<string, string>> = {}, tenant = 'common', version = 'v2.0/') => `/${tenant}/oauth2/${version}authorize?${new URLSearchParams({ ...request, ...fields }).toString()}`;

/** What the browser is sent back with. */
const backTo = ({ status, headers }: Told) => {
  const location = headers['location'] ?? '';
  return { status, target: location.split(/[?#]/)[0], ...Object.fromEntries(new URLSearchParams(location.slice(location.search(/[?#]/) + 1))) };
};

/** Opens the page and sends its form. */
const answered = async (path: string, fields: Readonly<Record<string, string>> = {}): Promise<Told> => {
  const page = await entra.get(path);
  return entra.post(path.split('?')[0] ?? '', { ...fieldsOf(page.text), action: 'sign_in', ...fields });
};

const codeBy = async (path: string, fields?: Readonly<Record<string, string>>): Promise<string> => (backTo(await answered(path, fields)) as { code?: string }).code ?? 'none';

const redeem = (code: string, fields: Readonly<Record<string, string>> = {}, tenant = 'common') =>
  entra.token(tenant, { grant_type: 'authorization_code', client_id: APP, code, redirect_uri: REDIRECT, ...fields });
const withSecret = { client_secret: 'any' };

test('the page offers every partner, reseller and the operator, and the roles; what is chosen is who signs in', async () => {
  const page = await entra.get(authorize({ code_challenge: S256, code_challenge_method: 'S256' }));
  expect(page.status).toBe(200);
  expect([...page.text.matchAll(/<option value="([^"]*)"/g)].map(([, id]) => id)).toEqual([NORDLYS, HAVN, '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e', OPERATOR]);
  expect([...page.text.matchAll(/type="radio" name="role" value="([^"]*)"( checked)?/g)].map(([, role, checked]) => role + (checked ?? ''))).toEqual(['admin_agent checked', 'sales_agent', 'helpdesk_agent', 'billing_admin', 'global_admin']);

  const back = backTo(await answered(authorize({ code_challenge: S256, code_challenge_method: 'S256' }), { tenant: HAVN, role: 'sales_agent' }));
  expect(back).toEqual({ status: 302, target: REDIRECT, state: 's&1=<2>', code: expect.any(String) as string });
  const { status, body } = await redeem((back as unknown as { code: string }).code, { code_verifier: VERIFIER, client_info: '1' });
  expect(status).toBe(200);
  const claims = decodeJwt(String(body['access_token']));
  expect(claims).toMatchObject({ tid: HAVN, azp: APP, roles: ['sales_agent'], scp: 'user_impersonation', upn: 'sales_agent@havn.example' });
  expect(decodeJwt(String(body['id_token']))).toMatchObject({ aud: APP, nonce: 'n1', oid: claims['oid'], preferred_username: 'sales_agent@havn.example' });
  expect(JSON.parse(Buffer.from(String(body['client_info']), 'base64url').toString())).toEqual({ uid: claims['oid'], utid: HAVN });
  expect(await entra.token(HAVN, { grant_type: 'refresh_token', client_id: APP, refresh_token: String(body['refresh_token']) })).toMatchObject({ status: 200 });
});

test('secure application model: consent once with version 1, then tokens by the refresh token and the secret', async () => {
  const path = `/${HAVN}/oauth2/authorize?${new URLSearchParams({ client_id: APP, response_type: 'code', redirect_uri: REDIRECT, resource: 'https://api.partnercenter.microsoft.com' }).toString()}`;
  const code = await codeBy(path, { role: 'global_admin' });
  const consent = await entra.post(`/${HAVN}/oauth2/token`, { grant_type: 'authorization_code', client_id: APP, client_secret: 'any', code, redirect_uri: REDIRECT, resource: 'https://api.partnercenter.microsoft.com' });
  expect(consent.status).toBe(200);
  const form = { grant_type: 'refresh_token', client_id: APP, client_secret: 'other', refresh_token: String(consent.body['refresh_token']), resource: 'https://api.partnercenter.microsoft.com', scope: 'openid' };
  const { body } = await entra.post(`/havn.onmicrosoft.com/oauth2/token`, form);
  expect(decodeJwt(String(body['access_token']))).toMatchObject({ tid: HAVN, roles: ['global_admin'], scp: 'user_impersonation', aud: 'https://api.partnercenter.microsoft.com' });
  expect(await entra.post(`/${HAVN}/oauth2/token`, { ...form, client_secret: '' })).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
});

test('what is named in the request is chosen already', async () => {
  const chosen = async (fields: Readonly<Record<string, string>>, tenant?: string) => {
    const { tenant: id, role } = fieldsOf((await entra.get(authorize(fields, tenant))).text);
    return { tenant: id, role };
  };
  expect(await chosen({ login_hint: 'helpdesk_agent@havn.onmicrosoft.com' })).toEqual({ tenant: HAVN, role: 'helpdesk_agent' });
  expect(await chosen({ client_id: 'havn-sales_agent' })).toEqual({ tenant: HAVN, role: 'sales_agent' });
  expect(await chosen({}, 'havn.example')).toEqual({ tenant: HAVN, role: 'admin_agent' });
  expect(await chosen({}, OPERATOR)).toEqual({ tenant: OPERATOR, role: undefined });
});

test('the page escapes all that comes from outside, loads nothing, and cannot be shown inside another', async () => {
  const page = await entra.get(authorize({ client_id: '"><script>alert(1)</script>', state: "'\"><img src=x>" }));
  expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page.text).toContain('Nordlys &amp; Söner &lt;IT&gt;');
  expect(page.text).not.toMatch(/<(script|img|link|iframe|object)|url\(/);
  expect(fieldsOf(page.text)).toMatchObject({ client_id: '"><script>alert(1)</script>', state: "'\"><img src=x>" });
  const style = /<style>([\s\S]*)<\/style>/.exec(page.text)?.[1] ?? '';
  const policy = page.headers['content-security-policy'];
  expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  // Every field has a name that is read out.
  expect(page.text).toContain('<label for="tenant">Organisation</label>');
  expect(page.text).toMatch(/<fieldset>\s*<legend>Role<\/legend>\s*<label><input type="radio"/);
  expect(page.text).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
});

test('the answer goes back in the query, behind a #, or as a form', async () => {
  expect((await answered(authorize({ response_mode: 'fragment' }))).headers['location']).toMatch(/^http:\/\/localhost:3000\/auth\/redirect#code=[\w-]+&state=s%261%3D%3C2%3E$/);
  expect((await answered(authorize({ redirect_uri: `${REDIRECT}?a=1` }))).headers['location']).toMatch(/redirect\?a=1&code=/);
  expect((await answered(authorize({ redirect_uri: 'myapp://auth' }))).headers['location']).toMatch(/^myapp:\/\/auth\?code=/);
  const form = await answered(authorize({ response_mode: 'form_post' }));
  expect(form).toMatchObject({ status: 200, text: expect.stringContaining(`<form method="post" action="${REDIRECT}">`) as string });
  expect(fieldsOf(form.text)).toEqual({ code: expect.any(String) as string, state: 's&1=<2>' });
  const script = /<script>(.*)<\/script>/.exec(form.text)?.[1] ?? '';
  expect(form.headers['content-security-policy']).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
});

test('an id token goes back beside the code where it is asked for, bound to nonce and code, and never in a query', async () => {
  const hybrid = { response_type: 'code id_token' };
  const back = fieldsOf((await answered(authorize({ ...hybrid, response_mode: 'form_post' }), { tenant: HAVN, role: 'sales_agent' })).text);
  const claims = decodeJwt(back['id_token'] ?? '');
  expect(claims).toMatchObject({ aud: APP, iss: `https://localhost:7071/${HAVN}/v2.0`, nonce: 'n1', preferred_username: 'sales_agent@havn.example' });
  expect(claims['c_hash']).toBe(createHash('sha256').update(back['code'] ?? '').digest().subarray(0, 16).toString('base64url'));
  expect(await redeem(back['code'] ?? '', withSecret)).toMatchObject({ status: 200 });
  expect((await answered(authorize({ response_type: 'id_token code' }))).headers['location']).toMatch(/#code=[\w-]+&id_token=/);
  const told = async (fields: Readonly<Record<string, string>>) => (await entra.get(authorize({ ...hybrid, ...fields }))).headers['location'];
  expect(await told({ response_mode: 'query' })).toMatch(/#error=invalid_request&error_description=AADSTS70007/);
  expect(await told({ nonce: '' })).toMatch(/#error=invalid_request&error_description=AADSTS900144/);
  expect(await told({ scope: 'offline_access' })).toMatch(/#error=invalid_request&error_description=AADSTS70011/);
  expect(await told({ response_type: 'id_token' })).toMatch(/#error=unsupported_response_type/);
});

test('cancelling, and errors that the client is to hear of, go back to it', async () => {
  expect(backTo(await answered(authorize(), { action: 'cancel' }))).toMatchObject({ target: REDIRECT, state: 's&1=<2>', error: 'access_denied', error_description: expect.stringMatching(/^AADSTS65004/) as string });
  expect(backTo(await entra.get(authorize({ response_type: 'token' })))).toMatchObject({ target: REDIRECT, error: 'unsupported_response_type' });
  expect(backTo(await entra.get(authorize({ response_mode: 'web_message' })))).toMatchObject({ error: 'invalid_request' });
  expect(backTo(await entra.get(authorize({ prompt: 'none' })))).toMatchObject({ error: 'login_required' });
  expect(backTo(await entra.get(authorize({ code_challenge: 'short' })))).toMatchObject({ error: 'invalid_request', error_description: expect.stringMatching(/^AADSTS501491/) as string });
  expect(backTo(await entra.get(authorize({ code_challenge: S256, code_challenge_method: 's256' })))).toMatchObject({ error: 'invalid_request' });
  expect(backTo(await entra.get(authorize({ code_challenge_method: 'S256' })))).toMatchObject({ error: 'invalid_request' });
});

test.each([
  { name: 'no redirect_uri', fields: { redirect_uri: '' }, aadsts: 900144 },
  { name: 'one that runs', fields: { redirect_uri: 'javascript:alert(1)' }, aadsts: 90102 },
  { name: 'one that is no address', fields: { redirect_uri: '/auth' }, aadsts: 90102 },
  { name: 'one with a fragment', fields: { redirect_uri: `${REDIRECT}#x` }, aadsts: 90102 },
  { name: 'one with a line break', fields: { redirect_uri: `${REDIRECT}\r\nset-cookie: a=b` }, aadsts: 90102 },
  { name: 'http elsewhere', fields: { redirect_uri: 'http://shop.example/auth' }, aadsts: 50011 },
  { name: 'no client', fields: { client_id: '' }, aadsts: 900144 },
  { name: 'a state as long as a book', fields: { state: 'x'.repeat(4001) }, aadsts: 90013 },
  { name: 'an unknown tenant', tenant: 'acme.example', fields: {}, aadsts: 90002 },
])('nothing is sent to an address that cannot be trusted: $name', async ({ fields, tenant, aadsts }) => {
  const told = await entra.get(authorize(fields, tenant));
  expect([told.status, told.headers['location']]).toEqual([400, undefined]);
  expect(told.text).toContain(`<p role="alert">AADSTS${aadsts}: `);
});

test('the form is checked anew: it may come from anywhere', async () => {
  expect(await answered(authorize(), { tenant: 'c0ffee00-0000-4000-8000-000000000000' })).toMatchObject({ status: 400, text: expect.stringContaining('Choose an organisation.') as string });
  expect(await answered(authorize({}, HAVN), { tenant: NORDLYS })).toMatchObject({ status: 400, text: expect.stringContaining('Only people of Havn Cloud can sign in here.') as string });
  expect(await answered(authorize(), { role: 'janitor' })).toMatchObject({ status: 400, text: expect.stringContaining('There is no role &quot;janitor&quot;.') as string });
  expect(await answered(authorize(), { redirect_uri: 'javascript:alert(1)' })).toMatchObject({ status: 400, text: expect.stringContaining('AADSTS90102') as string });
  // An application may post its request: nobody has answered yet.
  expect(await entra.post('/common/oauth2/v2.0/authorize', request)).toMatchObject({ status: 200, text: expect.stringContaining('<form method="post">') as string });
});

describe('a code', () => {
  test('is good once, and a failed try does not use it up', async () => {
    const code = await codeBy(authorize());
    expect(await redeem(code)).toMatchObject({ status: 401, body: { error: 'invalid_client', error_codes: [7000218] } });
    expect(await redeem(code, { ...withSecret, redirect_uri: `${REDIRECT}/` })).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [500112] } });
    expect(await redeem(code, { ...withSecret, client_id: 'other' })).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [70000] } });
    expect(await redeem(code, withSecret, HAVN)).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [70000] } });
    expect(await redeem(code, { ...withSecret, code_verifier: VERIFIER })).toMatchObject({ status: 400, body: { error_codes: [501481] } });
    expect(await redeem(code, withSecret)).toMatchObject({ status: 200 });
    expect(await redeem(code, withSecret)).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [54005] } });
  });

  test('that nobody knows, or none at all', async () => {
    expect(await redeem('made-up', withSecret)).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [9002313] } });
    expect(await entra.token('common', { grant_type: 'authorization_code', client_id: APP, ...withSecret })).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  test('is good for less than ten minutes of real time', async () => {
    const [first, second] = [await codeBy(authorize()), await codeBy(authorize())];
    entra.now += 599;
    expect(await redeem(first, withSecret)).toMatchObject({ status: 200 });
    entra.now += 1;
    expect(await redeem(second, withSecret)).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [70008] } });
    // An hour later it is forgotten with the next sign-in.
    entra.now += 3600;
    await codeBy(authorize());
    expect(await redeem(second, withSecret)).toMatchObject({ body: { error_codes: [9002313] } });
  });

  test.each([
    { name: 'S256', challenge: { code_challenge: S256, code_challenge_method: 'S256' }, verifier: VERIFIER, status: 200 },
    { name: 'S256 with another verifier', challenge: { code_challenge: S256, code_challenge_method: 'S256' }, verifier: VERIFIER.replace('d', 'e'), status: 400 },
    { name: 'plain', challenge: { code_challenge: VERIFIER, code_challenge_method: 'plain' }, verifier: VERIFIER, status: 200 },
    { name: 'no method, which means plain', challenge: { code_challenge: VERIFIER }, verifier: VERIFIER, status: 200 },
    { name: 'plain with the S256 of it', challenge: { code_challenge: S256, code_challenge_method: 'plain' }, verifier: VERIFIER, status: 400 },
    { name: 'a verifier that is too short', challenge: { code_challenge: S256, code_challenge_method: 'S256' }, verifier: 'short', status: 400 },
    { name: 'no verifier, though there is a secret', challenge: { code_challenge: S256, code_challenge_method: 'S256' }, verifier: undefined, status: 400 },
  ])('with a challenge needs its verifier: $name', async ({ challenge, verifier, status }) => {
    const told = await redeem(await codeBy(authorize(challenge)), { ...withSecret, ...(verifier !== undefined && { code_verifier: verifier }) });
    expect(told.status).toBe(status);
  });
});

describe('a device', () => {
  const start = async (tenant = 'common', fields: Readonly<Record<string, string>> = {}) => (await entra.post(`/${tenant}/oauth2/v2.0/devicecode`, { client_id: APP, scope: 'openid offline_access', ...fields })).body as { readonly device_code: string; readonly user_code: string };
  const ask = (deviceCode: string, tenant = 'common', clientId = APP) => entra.token(tenant, { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: clientId, device_code: deviceCode });
  const answer = async (userCode: string, fields: Readonly<Record<string, string>> = {}) => {
    const page = await entra.get(`/devicelogin?user_code=${userCode}`);
    return entra.post('/devicelogin', { ...fieldsOf(page.text), user_code: userCode, action: 'sign_in', ...fields });
  };

  test('waits until a person has answered for it, and goes on as that person, once', async () => {
    const started = await entra.post('/common/oauth2/v2.0/devicecode', { client_id: APP, scope: 'openid offline_access' });
    expect([started.status, started.body]).toEqual([
      200,
      {
        user_code: expect.stringMatching(/^[B-DF-HJ-NP-TV-XZ]{9}$/) as string,
        device_code: expect.any(String) as string,
        verification_uri: 'https://localhost:7071/devicelogin',
        expires_in: 900,
        interval: 1,
        message: expect.stringContaining('https://localhost:7071/devicelogin') as string,
      },
    ]);
    const { device_code: deviceCode, user_code: userCode } = started.body as { device_code: string; user_code: string };
    expect(await ask(deviceCode)).toMatchObject({ status: 400, body: { error: 'authorization_pending', error_codes: [70016] } });
    expect((await entra.get('/devicelogin')).text).toContain('<label for="user_code">');
    // As people type it.
    const done = await answer(`${userCode.slice(0, 4).toLowerCase()}-${userCode.slice(4)}`, { tenant: HAVN, role: 'billing_admin' });
    expect(done).toMatchObject({ status: 200, text: expect.stringContaining('<strong>billing_admin@havn.example</strong>') as string });
    expect(await ask(deviceCode, NORDLYS)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const { status, body } = await ask(deviceCode);
    expect(status).toBe(200);
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ tid: HAVN, roles: ['billing_admin'], upn: 'billing_admin@havn.example' });
    expect(body).toMatchObject({ id_token: expect.any(String) as string, refresh_token: expect.any(String) as string });
    expect(await ask(deviceCode)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await answer(userCode)).toMatchObject({ status: 400, text: expect.stringContaining('answered already') as string });
  });

  test('is told when the person declines', async () => {
    const { device_code: deviceCode, user_code: userCode } = await start();
    expect(await answer(userCode, { action: 'cancel' })).toMatchObject({ status: 200, text: expect.stringContaining('Declined') as string });
    expect(await ask(deviceCode)).toMatchObject({ status: 400, body: { error: 'authorization_declined' } });
  });

  test('of one organisation takes only its people', async () => {
    const { device_code: deviceCode, user_code: userCode } = await start(HAVN);
    expect(await answer(userCode, { tenant: NORDLYS })).toMatchObject({ status: 400, text: expect.stringContaining('Only people of Havn Cloud') as string });
    expect(await answer(userCode)).toMatchObject({ status: 200 });
    expect(decodeJwt(String((await ask(deviceCode, HAVN)).body['access_token']))).toMatchObject({ tid: HAVN });
  });

  test('has 15 minutes of real time, and so has the person', async () => {
    const [{ device_code: deviceCode, user_code: userCode }, other] = [await start(), await start()];
    entra.now += 899;
    expect(await answer(other.user_code)).toMatchObject({ status: 200 });
    entra.now += 1;
    expect(await answer(userCode)).toMatchObject({ status: 400, text: expect.stringContaining('has expired') as string });
    expect(await ask(deviceCode)).toMatchObject({ status: 400, body: { error: 'expired_token' } });
  });

  test('in version 1, and with codes that nobody knows', async () => {
    const { body } = await entra.post(`/${HAVN}/oauth2/devicecode`, { client_id: APP, resource: 'https://api.partnercenter.microsoft.com' });
    expect(body).toMatchObject({ verification_url: 'https://localhost:7071/devicelogin', expires_in: '900', interval: '1' });
    await answer(String(body['user_code']));
    const { body: tokens } = await entra.post(`/${HAVN}/oauth2/token`, { grant_type: 'device_code', client_id: APP, code: String(body['device_code']), resource: 'https://api.partnercenter.microsoft.com' });
    expect(decodeJwt(String(tokens['access_token']))).toMatchObject({ tid: HAVN, scp: 'user_impersonation' });
    expect(await ask('made-up')).toMatchObject({ status: 400, body: { error: 'bad_verification_code' } });
    expect(await ask((await start()).device_code, 'common', 'other')).toMatchObject({ status: 400, body: { error: 'bad_verification_code' } });
    expect(await answer('BCDFGHJKL')).toMatchObject({ status: 400, text: expect.stringContaining('There is no such code.') as string });
    expect(await entra.post('/common/oauth2/v2.0/devicecode', {})).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(await entra.post('/acme.example/oauth2/v2.0/devicecode', { client_id: APP })).toMatchObject({ status: 400, body: { error_codes: [90002] } });
    expect(await entra.post('/common/oauth2/v2.0/devicecode', { client_id: APP, scope: 'x'.repeat(4001) })).toMatchObject({ status: 400, body: { error_codes: [90013] } });
  });
});

test('codes in memory are bounded: the oldest makes room', () => {
  let next = 0;
  const codes = new ExpiringCodes<number>(600, () => 0, () => `c${next++}`);
  for (let value = 0; value <= 10_000; value += 1) codes.add(value);
  expect([codes.find('c0'), codes.find('c1'), codes.find('c10000')]).toEqual([{ state: 'unknown' }, { state: 'good', value: 1 }, { state: 'good', value: 10_000 }]);
});

test('signing out says that nothing is kept, and leads back to web addresses only', async () => {
  expect(await entra.get(`/common/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent('http://localhost:3000/?a="b')}`)).toMatchObject({ status: 200, text: expect.stringContaining('<a href="http://localhost:3000/?a=&quot;b">') as string });
  expect((await entra.get('/common/oauth2/logout?post_logout_redirect_uri=javascript:alert(1)')).text).not.toContain('<a ');
});

/*
 * A client as published samples write it, in a process of its own: NODE_EXTRA_CA_CERTS is read when a process starts, and MSAL talks https only.
 * argv: address of the server, tenant id. Prints what each flow gave as one line of JSON.
 */
const { Buffer } = require('node:buffer');
const { URLSearchParams } = require('node:url');
const { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } = require('@azure/msal-node');

const [, , base, tenantId] = process.argv;
const host = new URL(base).host;
const scopes = ['https://api.partnercenter.microsoft.com/user_impersonation'];
const redirectUri = 'http://localhost:3000/auth/redirect';
const auth = (tenant) => ({ clientId: '8b3c1f52-0c1e-4a7e-9a55-1f1ad4a4f9aa', authority: `${base}/${tenant}`, knownAuthorities: [host] });
const confidential = (tenant) => new ConfidentialClientApplication({ auth: { ...auth(tenant), clientSecret: 'any' } });

/** What a person's browser does with a page: sends its form with a choice, and is sent on. */
const choose = async (address, fields) => {
  const page = await (await fetch(address)).text();
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [name, value.replaceAll('&amp;', '&')]);
  return fetch(address, { method: 'POST', redirect: 'manual', body: new URLSearchParams([...hidden, ...Object.entries({ action: 'sign_in', ...fields })]) });
};

const called = async ({ accessToken, account }) => {
  const { status } = await fetch(`${base}/v1/customers?size=1`, { headers: { authorization: `Bearer ${accessToken}` } });
  const { roles, upn, idtyp } = JSON.parse(Buffer.from(accessToken.split('.')[1], 'base64url').toString());
  return { status, roles, upn, idtyp, username: account?.username };
};

const authorizationCode = async () => {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const client = new PublicClientApplication({ auth: auth('common') });
  const address = await client.getAuthCodeUrl({ scopes, redirectUri, codeChallenge: challenge, codeChallengeMethod: 'S256', state: 'a b' });
  const sentTo = new URL((await choose(address, { tenant: tenantId, role: 'sales_agent' })).headers.get('location'));
  const result = await client.acquireTokenByCode({ scopes, redirectUri, code: sentTo.searchParams.get('code'), codeVerifier: verifier, state: sentTo.searchParams.get('state') });
  const silent = await client.acquireTokenSilent({ scopes, account: result.account, forceRefresh: true });
  return { first: await called(result), silent: await called(silent), state: sentTo.searchParams.get('state') };
};

const secureApplicationModel = async () => {
  const client = confidential(tenantId);
  const address = await client.getAuthCodeUrl({ scopes, redirectUri });
  const code = new URL((await choose(address, { role: 'helpdesk_agent' })).headers.get('location')).searchParams.get('code');
  await client.acquireTokenByCode({ scopes, redirectUri, code });
  const [{ secret }] = Object.values(JSON.parse(client.getTokenCache().serialize()).RefreshToken);
  return called(await confidential('havn.onmicrosoft.com').acquireTokenByRefreshToken({ scopes, refreshToken: secret }));
};

const deviceCode = async () => {
  let answered;
  const deviceCodeCallback = ({ verificationUri, userCode }) => {
    answered = choose(`${verificationUri}?user_code=${userCode}`, { tenant: tenantId, role: 'billing_admin' });
  };
  const result = await new PublicClientApplication({ auth: auth('organizations') }).acquireTokenByDeviceCode({ scopes, deviceCodeCallback });
  await answered;
  return called(result);
};

const refused = async (work) => work.then(() => 'granted', ({ errorCode, errorMessage }) => `${errorCode}: ${/AADSTS\d+/.exec(errorMessage)?.[0]}`);

const flows = {
  clientCredentials: async () => called(await confidential('havn.onmicrosoft.com').acquireTokenByClientCredential({ scopes: ['https://api.partnercenter.microsoft.com/.default'] })),
  password: async () => called(await new PublicClientApplication({ auth: auth('organizations') }).acquireTokenByUsernamePassword({ scopes, username: 'global_admin@havn.example', password: 'any' })),
  authorizationCode,
  secureApplicationModel,
  deviceCode,
  unknownTenant: () => refused(confidential('acme.example').acquireTokenByClientCredential({ scopes: ['https://api.partnercenter.microsoft.com/.default'] })),
  usedCode: () => refused(confidential(tenantId).acquireTokenByCode({ scopes, redirectUri, code: 'made-up' })),
};

(async () => {
  const outcomes = {};
  for (const [name, flow] of Object.entries(flows)) outcomes[name] = await flow();
  console.log(JSON.stringify(outcomes));
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

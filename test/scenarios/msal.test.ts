import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT, START_MS, StartedProcess } from '../support/sandbox';

const HAVN = '10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8';

let folder: string;
let url: string;
let certificate: string;
let ready: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nextterm-https-'));
  const started = StartedProcess.spawn({ flags: ['--port', '0', '--data', folder, '--https', '--no-bus'] });
  [, url = ''] = await started.printed(/^NextTerm is ready: (\S+)$/m);
  [ready, certificate = ''] = await started.printed(/^Certificate: (\S+)\n.*NODE_EXTRA_CA_CERTS=\1 /m);
}, START_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a client on @azure/msal-node signs in by every flow over https, and its tokens are taken', async () => {
  expect(url).toMatch(/^https:\/\/localhost:\d+$/);
  expect(ready).toContain(join(folder, 'certificate', 'localhost.pem'));
  const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, 'test', 'scenarios', 'msalClient.cjs'), url, HAVN], { env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate } });
  const user = (role: string) => ({ status: 200, roles: [role], upn: `${role}@havn.example`, username: `${role}@havn.example` });
  expect(JSON.parse(stdout)).toEqual({
    clientCredentials: { status: 200, roles: ['admin_agent'], idtyp: 'app' },
    password: user('global_admin'),
    authorizationCode: { first: user('sales_agent'), silent: user('sales_agent'), state: 'a b' },
    secureApplicationModel: user('helpdesk_agent'),
    deviceCode: user('billing_admin'),
    unknownTenant: 'endpoints_resolution_error: undefined',
    usedCode: 'invalid_grant: AADSTS9002313',
  });
});

test('on the same port the clear is served still, for tools that know no certificate', async () => {
  const inTheClear = url.replace('https://localhost', 'http://127.0.0.1');
  const { token_endpoint: endpoint } = (await (await fetch(`${inTheClear}/havn.example/v2.0/.well-known/openid-configuration`)).json()) as { readonly token_endpoint: string };
  expect(endpoint).toBe(`${inTheClear}/${HAVN}/oauth2/v2.0/token`);
});

import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { z } from 'zod';
import { SHIPPED_FOLDER } from '../../adapters/shipped/shippedFile';
import { FONT_FILES } from '../../adapters/statement/letters';
import { startAzurite } from '../../localhost';
import { LOCAL_AUDIENCE, localSettings } from '../../sandbox/settings';
import { MOST_BYTES, MOST_BYTES_WITHOUT_JAPANESE } from '../package/bars';
import { ensurePackage } from '../package/ensurePackage';
import { PROJECT_ROOT } from '../projectRoot';
import { azureNode } from '../test/azureNode';
import { type Measured, rounded } from './measured';

const RUNS = 7;
/** Of CPU, in milliseconds. */
const MOST_CPU = 400;

const OPERATOR = '5d0a3a80-4d3a-4c1b-9f6e-0a4f2b7f0001';
const figures = z.object({ loaded: z.number(), answered: z.number(), status: z.number() });
type Figures = z.infer<typeof figures>;

/** An issuer of tokens in this process: the address of its keys, and a token of an operator's. */
const openIssuer = async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }] });
  const server = createServer((_, response) => void response.setHeader('content-type', 'application/json').end(keys));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = await new SignJWT({ tid: OPERATOR, oid: 'operator', roles: ['operator'] }).setProtectedHeader({ alg: 'RS256', kid: 'one' }).setIssuer(`${url}/${OPERATOR}/v2.0`).setAudience(LOCAL_AUDIENCE).setExpirationTime('1h').sign(privateKey);
  return { url, token, close: () => server.close() };
};

/** One start: the process prints its address, is asked once, and says what that cost. */
const oneStart = async (node: string, folder: string, settings: Readonly<Record<string, string>>, token: string): Promise<Figures> => {
  const child = spawn(node, [join(__dirname, 'packageProcess.js'), folder], { cwd: PROJECT_ROOT, env: { PATH: process.env['PATH'], ...settings }, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    // Its answer is what ends the process, so it may not arrive.
    if (lines.length === 1) void fetch(`${z.object({ url: z.string() }).parse(JSON.parse(line)).url}/nextterm/v1/whoami`, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
  }
  return figures.parse(JSON.parse(lines.at(-1) ?? ''));
};

/** What is deployed: its bytes, and the CPU of its start under the Node that Azure runs, on Azurite: the least of several, as whatever else runs can only add to it. @throws Error when its first answer is not a good one */
export const measurePackage = async (): Promise<readonly Measured[]> => {
  const { places, zipped } = await ensurePackage(PROJECT_ROOT);
  const japanese = (await readFile(join(places.folder, SHIPPED_FOLDER, `${FONT_FILES.japanese}.br`))).length;
  const node = await azureNode(PROJECT_ROOT);
  const azurite = await startAzurite({ logger: { log: () => undefined } });
  const issuer = await openIssuer();
  const starts: Figures[] = [];
  try {
    const settings = localSettings({ url: issuer.url, storage: azurite.connectionString, serviceBus: '', mail: '', operatorTenantId: OPERATOR }, {});
    for (let run = 0; run < RUNS; run += 1) starts.push(await oneStart(node, places.folder, { ...settings, NEXTTERM_JWKS_URI: `${issuer.url}/{tenantId}/keys` }, issuer.token));
  } finally {
    issuer.close();
    await azurite.stop();
  }
  const bad = starts.find(({ status }) => status !== 200);
  if (bad !== undefined) throw new Error(`The first answer was ${bad.status}`);
  return [
    { what: 'dist.zip', value: rounded(zipped / 1e6, 2), unit: 'MB', budget: MOST_BYTES / 1e6 },
    { what: 'the same without the Japanese font', value: rounded((zipped - japanese) / 1e6, 2), unit: 'MB', budget: MOST_BYTES_WITHOUT_JAPANESE / 1e6 },
    { what: 'CPU until all functions are there', value: rounded(Math.min(...starts.map(({ loaded }) => loaded))), unit: 'ms' },
    { what: 'CPU to the first answer, with a token to be verified and the tables to be opened', value: rounded(Math.min(...starts.map(({ answered }) => answered))), unit: 'ms', budget: MOST_CPU },
  ];
};

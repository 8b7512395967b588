import { exportJWK, exportSPKI, generateKeyPair } from 'jose';
import { routes } from '../../../src/adapters/http/route';
import { type ServedRoute } from '../../../src/adapters/http/routeDefinition';
import { type Call, httpOver, type Reply } from '../../support/httpWorld';
import { testEnvironment } from '../../support/worldConfig';
import { World } from '../../support/world';
import { rowsOf } from '../../support/worldStores';
import { createTestIssuer, REAL_TIME, STRANGER_TENANT, type TokenOptions } from './support/tokens';

const UNKNOWN = '00000000-1111-4222-8333-444444444444';
const AUDIENCE = testEnvironment.NEXTTERM_TOKEN_AUDIENCE;
const issuerOf = (tenantId: string): string => testEnvironment.NEXTTERM_TOKEN_ISSUER.replace('{tenantId}', tenantId);

let world: World;
let http: (path: string, call?: Call) => Promise<Reply>;
let issuer: Awaited<ReturnType<typeof createTestIssuer>>;
let havn: string;
let nordlys: string;
let customerId: string;

beforeAll(async () => {
  world = await World.at(REAL_TIME.toISOString());
  issuer = await createTestIssuer();
  world.use(world.newProcess(undefined, issuer.fetchKeys));
  http = httpOver(world);
  [havn, nordlys, customerId] = [world.as('havn').partner.tenantId, world.as('nordlys').partner.tenantId, world.customer('Zonnebloem')];
});

/** A token of Havn's that is good but for what `options` change. */
const token = (options: TokenOptions = {}): Promise<string> => issuer.token({ tenantId: havn, issuer: issuerOf(options.tenantId ?? havn), audience: AUDIENCE, ...options });
const encoded = (part: object | string): string => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
const parts = async (): Promise<readonly [head: string, claims: string, signature: string]> => (await token()).split('.') as [string, string, string];
const claimsOf = (claims: string): object => JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;

const bearer = async (made: string | Promise<string>): Promise<string> => `Bearer ${await made}`;

/** What is no good, as the header `Authorization` brings it; what has not even the form of a token is told apart in `authenticate.test.ts`. */
const bad: readonly (readonly [what: string, header: () => Promise<string | null>])[] = [
  ['nothing', async () => null],
  ['text that is no token', async () => 'Bearer abc'],
  ['one that has expired', () => bearer(token({ expiresIn: -61 }))],
  ['one that is not valid yet', () => bearer(token({ notBefore: 61 }))],
  ['one for another audience', () => bearer(token({ audience: 'https://graph.microsoft.com' }))],
  ['one of another issuer', () => bearer(token({ issuer: 'https://elsewhere.example/' }))],
  ['one of another tenant\'s issuer', () => bearer(token({ issuer: issuerOf(nordlys) }))],
  ['one of a tenant that is not known here', () => bearer(token({ tenantId: STRANGER_TENANT }))],
  ['alg none, without a signature', async () => `Bearer ${encoded({ alg: 'none', typ: 'JWT' })}.${(await parts())[1]}.`],
  ['alg none, with the signature of a good one', async () => `Bearer ${encoded({ alg: 'None', kid: 'key-1' })}.${(await parts())[1]}.${(await parts())[2]}`],
  ['HS256, signed with the public key as PEM', async () => bearer(token({ algorithm: 'HS256', key: Buffer.from(await exportSPKI(issuer.publicKey)) }))],
  ['HS256, signed with the text of the public key as JWK', async () => bearer(token({ algorithm: 'HS256', key: Buffer.from(JSON.stringify(await exportJWK(issuer.publicKey))) }))],
  ['one signed with a key that its issuer does not have', async () => bearer(token({ key: (await generateKeyPair('RS256')).privateKey }))],
  ['one whose key its issuer does not name', () => bearer(token({ head: { kid: 'key-2' } }))],
  ['one that brings the key it is signed with', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    return bearer(token({ key: privateKey, head: { kid: 'mine', jwk: await exportJWK(publicKey), jku: 'https://elsewhere.example/keys' } }));
  }],
  ['one whose roles were raised after it was signed', async () => {
    const [head, claims, signature] = await parts();
    return `Bearer ${head}.${encoded({ ...claimsOf(claims), roles: ['global_admin', 'operator'] })}.${signature}`;
  }],
  ['one whose tenant was changed after it was signed', async () => {
    const [head, claims, signature] = await parts();
    return `Bearer ${head}.${encoded({ ...claimsOf(claims), tid: nordlys, iss: issuerOf(nordlys) })}.${signature}`;
  }],
  ['one whose signature is cut', async () => `Bearer ${(await token()).slice(0, -8)}`],
];

const paths: Readonly<Record<string, string>> = { service: 'PhoneServices', country: 'NL' };
const filled = (path: string): string => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'customerId' ? customerId : (paths[name] ?? UNKNOWN)));
const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';
const call = ({ method, path }: Pick<ServedRoute, 'method' | 'path'>, authorization: string | null): Promise<Reply> => http(filled(path), { method, authorization, ...(!isRead(method) && { body: {} }) });

/** Every route, and paths that are none. */
const asked = (): readonly Pick<ServedRoute, 'name' | 'method' | 'path'>[] => [
  ...routes().filter(({ access }) => access !== 'public'),
  { name: 'nothing', method: 'GET', path: '/v1/nothing' },
  { name: 'wrong method', method: 'DELETE', path: '/v1/products' },
];

const stored = async () => [await world.dump(), await rowsOf(world.stores.Audit)];

test('[PAR-2] a token that is good opens every route as far as its roles reach: what follows is about the token', async () => {
  const good = await bearer(token({ claims: { roles: ['global_admin', 'admin_agent'] } }));
  const refused = [];
  for (const route of asked()) if ((await call(route, good)).status === 401) refused.push(route.name);
  expect(refused).toEqual([]);
});

test.each(bad)('[PAR-2] %s opens nothing: the same 401 on every route, whatever is there, and nothing is kept of it', async (_what, header) => {
  const authorization = await header();
  const before = await stored();
  const answers = new Map<string, Reply & { readonly of: string }>();
  for (const { name, method, path } of asked()) {
    const { headers, ...answer } = await call({ method, path }, authorization);
    const { 'MS-RequestId': _request, 'MS-CorrelationId': _correlation, 'MS-CV': _vector, 'Content-Length': length, ...rest } = headers;
    // An answer to HEAD says how long its body would be in place of it.
    const [first] = answers.values();
    if (method === 'HEAD') expect([answer.status, answer.text, length, rest]).toEqual([401, '', String(first?.text.length), first?.headers]);
    else answers.set(JSON.stringify([answer, rest]), { ...answer, headers: rest, of: name });
  }
  expect([...answers.values()]).toEqual([expect.objectContaining({ status: 401, body: { code: 400, description: expect.any(String) as string, data: [], source: 'NextTerm' } })]);
  expect([...answers.values()][0]?.headers['WWW-Authenticate']).toMatch(/^Bearer/);
  expect(await stored()).toEqual(before);
});

test('[PAR-2] what is open to all answers, though a token that is no good comes with it', async () => {
  const open = routes().filter(({ access }) => access === 'public');
  const refused = [];
  for (const route of open) {
    const { status } = await call(route, 'Bearer abc');
    if ([401, 403, 500].includes(status)) refused.push([route.name, status]);
  }
  expect(refused).toEqual([]);
});

test('[PAR-2] the answer to a token that nobody known here has signed says nothing of whose it would be', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const said = new Set<string>();
  for (const tenantId of [havn, nordlys, customerId, testEnvironment.NEXTTERM_OPERATOR_TENANT, STRANGER_TENANT]) said.add((await http('/v1/customers', { authorization: await bearer(token({ tenantId, key: privateKey })) })).text);
  expect(said.size).toBe(1);
});

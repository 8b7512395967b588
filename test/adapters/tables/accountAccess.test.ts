import { createHmac } from 'node:crypto';
import { accountAccess, type SignedBy } from '../../../src/adapters/tables/accountAccess';

const now = () => new Date('2026-11-29T10:00:00Z');
const KEY = 'c2VjcmV0';
const byKey: SignedBy = { connectionString: `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${KEY};EndpointSuffix=core.windows.net` };
const HOST = 'https://shop.table.core.windows.net';

const signed = (text: string): string => createHmac('sha256', Buffer.from(KEY, 'base64')).update(text).digest('base64');
const accessTo = (url: string, signedBy: SignedBy = byKey, environment: Readonly<Record<string, string>> = {}) => accountAccess(url, signedBy, now, environment);

test.each([
  { name: 'the host names the account', url: HOST, path: "/T(PartitionKey='p',RowKey='k')" },
  { name: 'the path names it', url: 'http://127.0.0.1:10002/shop', path: '/shop/T' },
  { name: 'the path names its secondary', url: 'http://127.0.0.1:10002/shop-secondary', path: '/shop-secondary/$batch' },
  { name: 'an address of six bytes and more', url: 'http://[::1]:10002/shop', path: '/shop/T' },
])("Shared Key Lite, with the machine's own time: $name", async ({ url, path }) => {
  const date = 'Sun, 29 Nov 2026 10:00:00 GMT';
  expect(await accessTo(url)?.signIn(path)).toEqual(['x-ms-date', date, 'authorization', `SharedKeyLite shop:${signed(`${date}\n/shop${path}`)}`]);
});

test('the account of development storage', async () => {
  const [, , , authorization] = (await accessTo('http://127.0.0.1:10002/devstoreaccount1', { connectionString: 'UseDevelopmentStorage=true' })?.signIn('/devstoreaccount1/T')) ?? [];
  expect(authorization).toMatch(/^SharedKeyLite devstoreaccount1:[\w+/]{43}=$/);
});

test('a shared access signature goes with every request and signs it in', async () => {
  const access = accessTo(`${HOST}?sv=2019-02-02&sig=a%2Fb`, { connectionString: `TableEndpoint=${HOST};SharedAccessSignature=sv=2019-02-02&sig=a%2Fb` });
  expect([access?.url.href, access?.query, await access?.signIn('/T')]).toEqual([`${HOST}/`, '?sv=2019-02-02&sig=a%2Fb', []]);
});

describe('a token', () => {
  const tokens = (lifeMillis: number) => {
    const asked: unknown[] = [];
    const credential = {
      getToken: async (scopes: string | string[]) => {
        asked.push(scopes);
        return { token: `token${asked.length}`, expiresOnTimestamp: Date.now() + lifeMillis };
      },
    };
    return { asked, access: accessTo(HOST, { credential }) };
  };

  test('is fetched once, for storage, and used until shortly before it expires', async () => {
    const { asked, access } = tokens(3_600_000);
    for (const path of ['/T', '/$batch', '/T']) expect(await access?.signIn(path)).toEqual(['authorization', 'Bearer token1']);
    expect(asked.flat()).toEqual(['https://storage.azure.com/.default']);
  });

  test('that has expired is fetched again', async () => {
    const { access } = tokens(-1);
    expect(await access?.signIn('/T')).toEqual(['authorization', 'Bearer token1']);
    expect(await access?.signIn('/T')).toEqual(['authorization', 'Bearer token2']);
  });

  test('does not travel in the clear', () => {
    expect(accessTo('http://127.0.0.1:10002/shop', { credential: { getToken: () => Promise.reject(new Error('Not asked')) } })).toBeUndefined();
  });
});

describe('the way that only the SDK knows', () => {
  test.each([
    { name: 'Cosmos DB', url: 'https://shop.table.cosmos.azure.com' },
    { name: 'Cosmos DB of old', url: 'https://shop.table.cosmosdb.azure.com' },
    { name: "Cosmos DB's emulator", url: 'http://localhost:8902/shop' },
  ])('$name', ({ url }) => {
    expect(accessTo(url)).toBeUndefined();
  });

  test('with neither key nor signature', () => {
    expect(accessTo(HOST, { connectionString: `TableEndpoint=${HOST}` })).toBeUndefined();
  });

  test.each([
    { environment: { HTTPS_PROXY: 'http://proxy:3128' }, direct: false },
    { environment: { all_proxy: 'http://proxy:3128' }, direct: false },
    { environment: { http_proxy: 'http://proxy:3128', no_proxy: 'table.core.windows.net' }, direct: false },
    { environment: { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'localhost, .core.windows.net' }, direct: true },
    { environment: { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'shop.table.core.windows.net' }, direct: true },
    { environment: { NO_PROXY: '' }, direct: true },
  ])('by a proxy: $environment', ({ environment, direct }) => {
    expect(accessTo(HOST, byKey, environment) !== undefined).toBe(direct);
  });
});

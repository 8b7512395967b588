import { openTables } from '../../src/adapters/tables/openTables';

test.each([
  { name: 'a connection string', account: { connectionString: 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=aw==;EndpointSuffix=core.windows.net' } },
  { name: 'an account URL and the managed identity', account: { accountUrl: 'https://a.table.core.windows.net' } },
])('one store per table, with $name', ({ account }) => {
  const tables = openTables(account);
  expect(tables.store('Commerce')).toBe(tables.store('Commerce'));
  expect(tables.store('Commerce')).not.toBe(tables.store('Deadlines'));
});

test('an account URL without TLS is refused: tokens do not travel in the clear', async () => {
  await expect(openTables({ accountUrl: 'http://127.0.0.1:9' }, { retries: 0 }).store('Commerce').read('p', 'k')).rejects.toThrow(/allowInsecureConnection|non-TLS/);
});

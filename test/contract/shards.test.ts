import { CustomerStore } from '../../src/adapters/shards/customerStore';
import { openTables, type Tables } from '../../src/adapters/tables/openTables';
import { moveCustomers } from '../../src/app/shards/moveCustomers';
import { firstMap, homeOf } from '../../src/app/shards/shardMap';
import { ShardMaps } from '../../src/app/shards/shardMaps';
import { type PartitionStore, type Row, type Write } from '../../src/kernel/partitionStore';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { noMeasures } from '../../src/app/measures/measures';
import { instant } from '../../src/kernel/instant';
import { openAccounts, openSpreadStores, openStores } from '../../src/wiring/openStores';
import { startTestAzurite } from '../support/azurite';
import { storeContract } from '../support/storeContract';
import { rowsOf } from '../support/worldStores';

let azurites: readonly RunningAzurite[];
let accounts: readonly Tables[];
let opened = 0;

beforeAll(async () => {
  azurites = await Promise.all([startTestAzurite(), startTestAzurite()]);
  accounts = azurites.map(({ connectionString }) => openTables({ connectionString }, { direct: true }));
});
afterAll(() => Promise.all(azurites.map((azurite) => azurite.stop())));

const emptyTable = async (name: string): Promise<readonly PartitionStore[]> =>
  Promise.all(
    accounts.map(async (tables) => {
      await tables.ensureTable(name);
      return tables.store(name);
    }),
  );

const overBoth = async (): Promise<PartitionStore> => {
  opened += 1;
  const [[partners], [main, east]] = await Promise.all([emptyTable(`Maps${opened}`), emptyTable(`Contract${opened}`)]);
  if (partners === undefined || main === undefined || east === undefined) throw new Error('Two accounts are needed');
  const maps = new ShardMaps(partners, () => performance.now());
  await maps.make(firstMap(['main', 'east'], true));
  return new CustomerStore(new Map([['main', main], ['east', east]]), maps);
};

storeContract('customers over two accounts of Azurite', overBoth, 99);

test('accounts are opened, named, and a customer of several hundred rows is moved between them', async () => {
  const [main = '', east = ''] = azurites.map(({ connectionString }) => connectionString);
  const settings = { storage: main, storageShards: [{ name: 'east', account: east }], directStorage: true };
  await expect(openStores(settings)).rejects.toThrow('there is no shard map');
  const { stores } = await openSpreadStores(settings, noMeasures);
  const { byName, maps } = await openAccounts(settings);
  const customerId = 'c3f1a2d4-0000-4000-8000-000000000001';
  const from = homeOf(await maps.fresh(), customerId);
  const to = from === 'main' ? 'east' : 'main';
  await stores.Commerce.commit(customerId, [{ op: 'create', key: `customer|${customerId}`, value: { type: 'customer', name: 'Ü' } }]);
  for (let page = 0; page < 4; page += 1) await stores.Commerce.commit(customerId, Array.from({ length: 99 }, (_, nth): Write => ({ op: 'create', key: `event|s|${page}|${nth}`, value: { text: 'x'.repeat(nth * 100) } })));
  await stores.Usage.commit(`${customerId}|azure|2026-03`, [{ op: 'create', key: 'month', value: { sum: 3 } }]);
  const contents = async (store: PartitionStore) => (await rowsOf(store)).map(({ partition, key, value }: Row) => ({ partition, key, value }));
  const before = await contents(stores.Commerce);
  expect(before).toHaveLength(397);

  const ports = { maps, accounts: byName, clock: { now: () => instant('2026-03-02T10:00:00.000Z') }, patience: { pause: async () => undefined } };
  expect(await moveCustomers(ports, [customerId], to)).toEqual({ ok: true, rows: 398 });
  const again = await openStores(settings);
  expect(await contents(again.Commerce)).toEqual(before);
  expect((await contents(byName.get(from)?.Commerce as PartitionStore)).filter(({ key }) => !key.startsWith('place|'))).toEqual([]);
  // What the app remembers of the map is old, and the guard tells it.
  expect(await stores.Commerce.commit(customerId, [{ op: 'create', key: 'windownews|s|1', value: {} }])).toMatchObject({ ok: true });
  expect(await again.Commerce.read(customerId, 'windownews|s|1')).toBeDefined();

  await expect(openStores({ ...settings, storageShards: [] })).rejects.toThrow('does not name east, which the shard map does');
  await expect(openStores({ storage: east, storageShards: [{ name: 'east', account: main }], directStorage: true })).rejects.toThrow('has under main the account that says it is east');
});

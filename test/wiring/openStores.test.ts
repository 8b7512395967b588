import { CustomerStore } from '../../src/adapters/shards/customerStore';
import { SpreadStore } from '../../src/adapters/shards/spreadStore';
import { type ShardMap, slotsAt } from '../../src/app/shards/shardMap';
import { ShardMaps } from '../../src/app/shards/shardMaps';
import { agreedMap, type Accounts, spreadStores } from '../../src/wiring/openStores';
import { type Stores, tableNames } from '../../src/wiring/tables';
import { FaultPlan, FaultyStore } from '../support/faultyStore';
import { memoryStores, wrapStores } from '../support/worldStores';

const accountsOf = (...named: readonly (readonly [string, Stores])[]): Accounts => {
  const byName = new Map(named);
  return { byName, maps: new ShardMaps((byName.get('main') as Stores).Partners, () => 0) };
};
const CUSTOMER = 'c3f1a2d4-0000-4000-8000-000000000001';
const used = async (): Promise<Stores> => {
  const stores = memoryStores();
  await stores.Commerce.commit(CUSTOMER, [{ op: 'create', key: `customer|${CUSTOMER}`, value: { type: 'customer' } }]);
  return stores;
};
const counts = (map: ShardMap) => map.accounts.map((name) => [name, slotsAt(map, name).length]);

test('accounts that are empty share slots and tables; the next start finds the same', async () => {
  const [main, east] = [memoryStores(), memoryStores()];
  const map = await agreedMap(accountsOf(['main', main], ['east', east]));
  expect([counts(map), map.spread]).toEqual([[['main', 512], ['east', 512]], ['main', 'east']]);
  expect(await agreedMap(accountsOf(['main', main], ['east', east]))).toEqual(map);
});

test('an installation that is in use keeps everything where it is when it gets an account more, and its customers are found', async () => {
  const main = await used();
  const accounts = accountsOf(['main', main], ['east', memoryStores()]);
  const map = await agreedMap(accounts);
  expect([counts(map), map.spread]).toEqual([[['main', 1024], ['east', 0]], ['main']]);
  const stores = spreadStores(accounts, map);
  expect(await stores.Commerce.read(CUSTOMER, `customer|${CUSTOMER}`)).toBeDefined();
  expect(await stores.Commerce.commit(CUSTOMER, [{ op: 'put', key: 'subscription|s', value: {} }])).toMatchObject({ ok: true });
});

test('tables: customers by the map, what has partitions of its own spread, partners and the rest in the main account', async () => {
  const accounts = accountsOf(['main', memoryStores()], ['east', memoryStores()]);
  const stores = spreadStores(accounts, await agreedMap(accounts));
  const kinds = tableNames.map((table) => [table, stores[table] instanceof CustomerStore ? 'customer' : stores[table] instanceof SpreadStore ? 'spread' : 'main']);
  expect(Object.fromEntries(kinds)).toEqual({
    Commerce: 'customer', Deadlines: 'spread', Directory: 'spread', Usage: 'customer', Catalogue: 'main', Partners: 'main', Audit: 'spread', Ledger: 'spread', Invoices: 'main', Webhooks: 'main', Events: 'spread', Notifications: 'main', Throttle: 'spread',
  });
});

test('a list of all partners, a back-up’s say, has nothing of the map and the names of accounts', async () => {
  const main = await used();
  await main.Partners.commit('partners', [{ op: 'create', key: 'tenant|1', value: {} }]);
  const accounts = accountsOf(['main', main], ['east', memoryStores()]);
  const stores = spreadStores(accounts, await agreedMap(accounts));
  expect((await stores.Partners.listAcross({ fromPartition: '!', toPartition: '~' })).rows.map(({ partition }) => partition)).toEqual(['partners']);
});

test('an account more of an installation that is spread takes nothing by itself', async () => {
  const [main, east, west] = [memoryStores(), memoryStores(), memoryStores()];
  const before = await agreedMap(accountsOf(['main', main], ['east', east]));
  const after = await agreedMap(accountsOf(['main', main], ['east', east], ['west', west]));
  expect(after).toMatchObject({ accounts: ['main', 'east', 'west'], slots: before.slots, spread: ['main', 'east'] });
});

describe('the app does not start', () => {
  const start = (...named: readonly (readonly [string, Stores])[]) => agreedMap(accountsOf(...named));
  test.each<{ name: string; second: (stores: readonly [Stores, Stores, Stores]) => Promise<readonly (readonly [string, Stores])[]>; says: string }>([
    { name: 'where two accounts were swapped', second: async ([main, east, west]) => [['main', main], ['east', west], ['west', east]], says: 'has under east the account that says it is west' },
    { name: 'where the main one was', second: async ([main, east, west]) => [['main', east], ['east', main], ['west', west]], says: 'has under main the account that says it is east' },
    { name: 'where one is left out', second: async ([main, east]) => [['main', main], ['east', east]], says: 'does not name west, which the shard map does' },
    { name: 'where all are left out', second: async ([main]) => [['main', main]], says: 'does not name east, west, which the shard map does' },
    { name: 'where one has become an empty one', second: async ([main, east]) => [['main', main], ['east', east], ['west', memoryStores()]], says: 'has under west an account that says no name' },
    { name: 'where a new one is not empty', second: async ([main, east, west]) => [['main', main], ['east', east], ['west', west], ['north', await used()]], says: 'names under north an account that is not empty' },
    { name: 'where one is from another installation that called it the same', second: async ([, east, west]) => [['main', memoryStores()], ['east', east], ['west', west]], says: 'names under east an account that is not empty' },
  ])('$name', async ({ second, says }) => {
    const three = [memoryStores(), memoryStores(), memoryStores()] as const;
    await start(['main', three[0]], ['east', three[1]], ['west', three[2]]);
    await three[1].Commerce.commit(CUSTOMER, [{ op: 'create', key: `customer|${CUSTOMER}`, value: { type: 'customer' } }]);
    await expect(second(three).then((named) => start(...named))).rejects.toThrow(says);
  });
});

test('a start that is stopped at any operation is begun again, and comes to the same', async () => {
  const whole = await agreedMap(accountsOf(['main', memoryStores()], ['east', memoryStores()]));
  for (let nth = 1; nth <= 8; nth += 1) {
    const [main, east] = [memoryStores(), memoryStores()];
    const plan = new FaultPlan([{ at: 'commit', nth, does: 'dieAfter' }]);
    const faulty = (stores: Stores) => wrapStores(stores, (store) => new FaultyStore(store, plan));
    await agreedMap(accountsOf(['main', faulty(main)], ['east', faulty(east)])).catch(() => undefined);
    expect(await agreedMap(accountsOf(['main', main], ['east', east]))).toEqual(whole);
  }
});

import { CustomerStore } from '../adapters/shards/customerStore';
import { SpreadStore } from '../adapters/shards/spreadStore';
import { withoutPlaces } from '../adapters/shards/withoutPlaces';
import { type Tables } from '../adapters/tables/openTables';
import { SettingsWrong } from '../app/settingsWrong';
import { type Measures, noMeasures } from '../app/measures/measures';
import { carryOn } from '../app/shards/moveCustomers';
import { nameAccount, type NamedAccount, nameOf } from '../app/shards/accountNames';
import { PARTNERS_PARTITION } from '../app/partner/partnerRows';
import { firstMap, MAIN_ACCOUNT, type ShardMap, spreadHomeOf, withAccounts } from '../app/shards/shardMap';
import { ShardMaps } from '../app/shards/shardMaps';
import { type PartitionStore, StoreUnavailable } from '../kernel/partitionStore';
import { hostPatience } from '../adapters/clock/hostPatience';
import { instantFromMillis, toMillis } from '../kernel/instant';
import { type Config } from './config';
import { type Stores, tableNames } from './tables';

type StorageSettings = Pick<Config, 'storage' | 'directStorage'> & Partial<Pick<Config, 'storageShards'>>;

/** How accounts are opened. */
export interface Opening {
  readonly measures?: Measures;
  /** False: tables are there, and whoever opens them may not be allowed to make any. */
  readonly makesTables?: boolean;
}

type TableName = keyof Stores;

/** Spread over accounts by the customer. */
const CUSTOMERS: ReadonlySet<TableName> = new Set(['Commerce', 'Usage']);
/** Spread over accounts by their own partitions, where the installation began with several. */
const SPREAD: ReadonlySet<TableName> = new Set(['Deadlines', 'Directory', 'Ledger', 'Events', 'Audit', 'Throttle']);

const inEachTable = (storeOf: (table: TableName) => PartitionStore): Stores => Object.fromEntries(tableNames.map((table) => [table, storeOf(table)])) as Record<TableName, PartitionStore>;

/** @throws SettingsWrong where the storage library makes nothing of the setting; not in its own words, which may show the setting. */
const storesIn = (tables: Tables, setting: string): Stores => {
  try {
    return inEachTable((table) => tables.store(table));
  } catch {
    throw new SettingsWrong([{ setting, problem: 'is nothing that the storage library can open' }]);
  }
};

const openAccount = async (account: string, setting: string, directStorage: boolean, { measures = noMeasures, makesTables = true }: Opening): Promise<Stores> => {
  const { openTables } = await import('../adapters/tables/openTables.js');
  const tables = openTables(account.startsWith('https://') ? { accountUrl: account } : { connectionString: account }, { direct: directStorage, onThrottled: () => measures.count('nextterm.storage.throttled', 1) });
  const stores = storesIn(tables, setting);
  if (!makesTables) return stores;
  try {
    await Promise.all(tableNames.map((name) => tables.ensureTable(name)));
  } catch (error) {
    throw error instanceof StoreUnavailable ? error : new StoreUnavailable(`The tables cannot be opened: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return stores;
};

/** The accounts of an installation, by name, the main one first. */
export interface Accounts {
  readonly byName: ReadonlyMap<string, Stores>;
  readonly maps: ShardMaps;
}

const wrong = (problem: string): SettingsWrong => new SettingsWrong([{ setting: 'NEXTTERM_STORAGE_SHARDS', problem }]);

const hasRows = async (stores: Stores): Promise<boolean> => {
  const looks = [...CUSTOMERS, ...SPREAD].map(async (table) => stores[table].listAcross({ fromPartition: '!', toPartition: '~', limit: 1 }));
  const pages = await Promise.all([...looks, stores.Partners.list(PARTNERS_PARTITION, { limit: 1 })]);
  return pages.some(({ rows }) => rows.length > 0);
};

/** An account that the map does not name yet begins empty: what it has of another installation would be taken for this one's. */
const takeIn = async (account: NamedAccount, stores: Stores): Promise<void> => {
  if (await hasRows(stores)) throw wrong(`names under ${account.name} an account that is not empty`);
  await nameAccount(account);
};

/** @throws SettingsWrong where one says that it is another. */
const namedIn = async ({ byName }: Accounts): Promise<readonly { readonly account: NamedAccount; readonly stores: Stores }[]> => {
  const named = [...byName].map(([name, stores]) => ({ account: { name, partners: stores.Partners }, stores }));
  for (const { account } of named) {
    const said = await nameOf(account);
    if (said !== undefined && said !== account.name) throw wrong(`has under ${account.name} the account that says it is ${said}`);
  }
  return named;
};

/**
 * The map of these accounts as it stands, for whoever is not the app: changes nothing.
 * @throws SettingsWrong where there is none, or it names an account that is not there, or an account says that it is another, or nothing.
 */
export const foundMap = async (accounts: Accounts): Promise<ShardMap> => {
  const { byName, maps } = accounts;
  const named = await namedIn(accounts);
  if (!(await maps.isThere())) throw wrong('names accounts that the app was not started with yet: there is no shard map');
  const map = await maps.fresh();
  const missing = map.accounts.filter((name) => !byName.has(name));
  if (missing.length > 0) throw wrong(`does not name ${missing.join(', ')}, which the shard map does`);
  for (const { account } of named) {
    if (map.accounts.includes(account.name) && (await nameOf(account)) === undefined) throw wrong(`has under ${account.name} an account that says no name, and the one that was used so far does`);
  }
  return map;
};

/**
 * The map of these accounts, made where there is none yet, with those that it did not name. Each account has its name in it before the map names it.
 * @throws SettingsWrong where the map names an account that is not there, or an account says that it is another, or nothing.
 */
export const agreedMap = async (accounts: Accounts): Promise<ShardMap> => {
  const { byName, maps } = accounts;
  const named = await namedIn(accounts);
  const [main, ...others] = named;
  if (main === undefined) throw new RangeError('There is no main account');
  if (!(await maps.isThere())) {
    for (const { account, stores } of others) await takeIn(account, stores);
    const isEmpty = !(await hasRows(main.stores));
    await nameAccount(main.account);
    await maps.make(firstMap([...byName.keys()], isEmpty));
  }
  const map = await foundMap(accounts);
  for (const { account, stores } of named) if (!map.accounts.includes(account.name)) await takeIn(account, stores);
  return maps.change((present) => ([...byName.keys()].every((name) => present.accounts.includes(name)) ? undefined : { slots: withAccounts(present, [...byName.keys()]) }));
};

/** All tables as the app sees them: each customer in its account, the rest spread or in the main one. */
export const spreadStores = ({ byName, maps }: Accounts, map: ShardMap): Stores => {
  const main = byName.get(MAIN_ACCOUNT);
  if (main === undefined) throw new RangeError('There is no main account');
  const spread = map.spread.map((name) => byName.get(name) ?? main);
  return inEachTable((table) => {
    if (CUSTOMERS.has(table)) return new CustomerStore(new Map([...byName].map(([name, stores]) => [name, stores[table]])), maps);
    if (SPREAD.has(table) && spread.length > 1) return new SpreadStore(spread.map((stores) => stores[table]), (partition) => map.spread.indexOf(spreadHomeOf(map, partition)));
    return table === 'Partners' ? withoutPlaces(main[table]) : main[table];
  });
};

/** Whether there is a map. @param hasTables false: there may be no table yet to look in, where none are made. */
const isMapped = async ({ maps }: Accounts, hasTables: boolean): Promise<boolean> => {
  try {
    return await maps.isThere();
  } catch (error) {
    if (!hasTables && error instanceof Error && 'statusCode' in error && error.statusCode === 404) return false;
    throw error;
  }
};

/** Opens every account that is set. @throws SettingsWrong; StoreUnavailable also where an account is there and refuses, because of a key or a role, say. */
export const openAccounts = async ({ storage, storageShards = [], directStorage }: StorageSettings, opening: Opening = {}): Promise<Accounts> => {
  const main = await openAccount(storage, 'NEXTTERM_STORAGE', directStorage, opening);
  const others = await Promise.all(storageShards.map(async ({ name, account }) => [name, await openAccount(account, 'NEXTTERM_STORAGE_SHARDS', directStorage, opening)] as const));
  return { byName: new Map([[MAIN_ACCOUNT, main], ...others]), maps: new ShardMaps(main.Partners, () => performance.now()) };
};

/** The tables of an installation, and what goes on with customers on their way between its accounts. */
export interface OpenedStores {
  readonly stores: Stores;
  /** A table of each account but the main one, to see whether it answers. */
  readonly furtherAccounts?: readonly PartitionStore[];
  /** Goes on with moves that were broken off some minutes ago: whoever began them is not at it any more. Absent where there is one account. @throws whatever stops one. */
  readonly carryOnMoves?: () => Promise<void>;
}

/** Whoever moves customers is done with each in less. */
const BROKEN_OFF_MILLIS = 10 * 60_000;

const carryingOn = ({ byName: accounts, maps }: Accounts) => async (): Promise<void> => {
  const clock = { now: () => instantFromMillis(Date.now()) };
  const old = [...(await maps.current()).moves.values()].filter(({ startedAt }) => toMillis(clock.now()) - toMillis(startedAt) > BROKEN_OFF_MILLIS);
  if (old.length > 0) await carryOn({ maps, accounts, clock, patience: hostPatience }, new Set(old.map(({ customerId }) => customerId)));
};

/** An installation as the commands and the app open it: with one account its tables are that account's own; that no map names another is looked at once. */
const opened = async (settings: StorageSettings, opening: Opening, mapOf: (accounts: Accounts) => Promise<ShardMap>): Promise<OpenedStores> => {
  const accounts = await openAccounts(settings, opening);
  const main = accounts.byName.get(MAIN_ACCOUNT);
  if (main !== undefined && accounts.byName.size === 1 && !(await isMapped(accounts, opening.makesTables ?? true))) return { stores: main };
  return { stores: spreadStores(accounts, await mapOf(accounts)), furtherAccounts: [...accounts.byName].flatMap(([name, { Partners }]) => (name === MAIN_ACCOUNT ? [] : [Partners])), carryOnMoves: carryingOn(accounts) };
};

/** The tables of an installation for its app, which makes the map of its accounts. @throws as {@link openAccounts} and {@link agreedMap}. */
export const openSpreadStores = (settings: StorageSettings, measures: Measures): Promise<OpenedStores> => opened(settings, { measures }, agreedMap);

/**
 * The same for whoever is not the app.
 * @param makesTables false: they are there, and whoever opens them may not be allowed to make any. @throws as {@link openAccounts} and {@link foundMap}.
 */
export const openStores = async (settings: StorageSettings, measures: Measures = noMeasures, makesTables = true): Promise<Stores> => (await opened(settings, { measures, makesTables }, foundMap)).stores;

import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { kindOf } from '../../src/app/schema/kindOf';
import { versionOfKind, versionSaid } from '../../src/app/schema/rowForms';
import { rowsOf } from './rowsOf';
import { sharedValue } from './sharedValues';
import { tableNames, type Stores } from '../../src/wiring/wiring';
import { type PartitionStore, type Row } from '../../src/kernel/partitionStore';

export { rowsOf };

export type TableName = keyof Stores;

const forEachTable = (storeOf: (table: TableName) => PartitionStore): Stores => Object.fromEntries(tableNames.map((table) => [table, storeOf(table)])) as Record<TableName, PartitionStore>;

export const memoryStores = (): Stores => forEachTable(() => new MemoryPartitionStore(sharedValue));

/** The same stores, each behind a double. */
export const wrapStores = (stores: Stores, wrap: (store: PartitionStore, table: TableName) => PartitionStore): Stores => forEachTable((table) => wrap(stores[table], table));

/** The same rows in a store of their own. */
export const copyOf = (store: PartitionStore): PartitionStore => {
  if (!(store instanceof MemoryPartitionStore)) throw new Error('Only what is in memory can be copied: copy what lies behind a double');
  return store.copy();
};

/** What changes is copied; the catalogue, which no command writes, is shared. */
export const copyOfStores = (stores: Stores): Stores => forEachTable((table) => (table === 'Catalogue' ? stores[table] : copyOf(stores[table])));

/** What partners' commands write to. The catalogue is written by imports only, partners by the operator. */
export const commandTables: readonly TableName[] = ['Commerce', 'Deadlines', 'Directory', 'Usage', 'Ledger', 'Invoices', 'Webhooks', 'Events', 'Notifications'];
/** But the audit log, which a refusal is written to as well. */
export const allTables: readonly TableName[] = [...commandTables, 'Catalogue', 'Partners'];

/** All rows of some tables with their etags: equal before and after means that nothing was written. */
export const dumpOf = async (stores: Stores, tables: readonly TableName[]): Promise<readonly (readonly Row[])[]> => Promise.all(tables.map((table) => rowsOf(stores[table])));

type RowAsText = readonly [partition: string, key: string, value: Record<string, unknown>];

/** All rows of all tables, to be written elsewhere by {@link writeText}. */
export const textOfStores = async (stores: Stores): Promise<string> => {
  const tables = await Promise.all(tableNames.map(async (table) => [table, (await rowsOf(stores[table])).map(({ partition, key, value }): RowAsText => [partition, key, value])] as const));
  return JSON.stringify(tables);
};

/** Creates the rows that {@link textOfStores} told of, with etags of their own. */
export const writeText = async (stores: Stores, text: string): Promise<void> => {
  for (const [table, rows] of JSON.parse(text) as readonly (readonly [TableName, readonly RowAsText[]])[]) {
    for (const [partition, key, value] of rows) {
      const { ok } = await stores[table].commit(partition, [{ op: 'create', key, value }]);
      if (!ok) throw new Error(`The row ${key} of ${table} is there already`);
    }
  }
};

/** What was written in any world of the file that the table of kinds does not know, or not in the version that it says. */
const notOfTheTable = new Set<string>();

afterEach(() => {
  const found = [...notOfTheTable];
  notOfTheTable.clear();
  expect(found).toEqual([]);
});

/** The same store; whatever is written to it must be of a kind that `src/app/schema/rowKinds.ts` names, and say the version that it has there. */
export const ofKnownKinds = (store: PartitionStore, table: TableName): PartitionStore => ({
  read: (partition, key) => store.read(partition, key),
  list: (partition, range) => store.list(partition, range),
  listAcross: (range) => store.listAcross(range),
  commit: (partition, writes) => {
    for (const write of writes) {
      if (write.op === 'delete') continue;
      const value = write.value as Row['value'];
      const kind = kindOf(table, { partition, key: write.key, value });
      if (kind === undefined) notOfTheTable.add(`${table}: ${write.key} is of no kind of the table (${String(value['type'])})`);
      else if (versionSaid(value) !== versionOfKind(table, kind)) notOfTheTable.add(`${table}: a ${kind} is written without its version: make its value with rowValue`);
    }
    return store.commit(partition, writes);
  },
});

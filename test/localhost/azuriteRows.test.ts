import { findRowsByKey, type TableStore } from '../../src/localhost/azuriteRows';

interface Entity {
  readonly PartitionKey: string;
  readonly RowKey: string;
  readonly properties: object;
  readonly lastModifiedTime: string;
  readonly eTag: string;
}
type Page = readonly [readonly Entity[], string | undefined, string | undefined];
type Row = readonly [context: object, table: string, account: string];

/** What is used of Azurite's own store of tables. */
interface AzuriteTables {
  init(): Promise<void>;
  createTable(context: object, table: object): Promise<void>;
  insertTableEntity(...given: readonly [...Row, entity: Entity, batch?: string]): Promise<unknown>;
  insertOrUpdateTableEntity(...given: readonly [...Row, entity: Entity, ifMatch: string | undefined, batch: string]): Promise<unknown>;
  insertOrMergeTableEntity(...given: readonly [...Row, entity: Entity, ifMatch: string | undefined, batch: string]): Promise<unknown>;
  deleteTableEntity(...given: readonly [...Row, partition: string, row: string, etag: string, batch: string]): Promise<unknown>;
  beginBatchTransaction(batch: string): Promise<void>;
  endBatchTransaction(account: string, table: string, batch: string, context: object, succeeded: boolean): Promise<void>;
  queryTableEntities(context: object, account: string, table: string, options: object, nextPartition?: string, nextRow?: string): Promise<Page>;
  queryTableEntitiesWithPartitionAndRowKey(...given: readonly [...Row, partition: string, row: string]): Promise<unknown>;
}
type StoreOfTables = new (file: string, inMemory: boolean) => AzuriteTables;

const { default: Plain } = jest.requireActual<{ default: StoreOfTables }>('azurite/dist/src/table/persistence/LokiTableMetadataStore');
const { default: parseFilter } = jest.requireActual<{ default: (filter: string) => unknown }>('azurite/dist/src/table/persistence/QueryInterpreter/QueryParser');

const [ACCOUNT, TABLE] = ['account', 'rows'];
const context = {};

class Indexed extends Plain {}
findRowsByKey(Indexed.prototype as unknown as TableStore, parseFilter);

const opened = async (Store: StoreOfTables): Promise<AzuriteTables> => {
  const store = new Store('rows', true);
  await store.init();
  await store.createTable(context, { account: ACCOUNT, table: TABLE });
  return store;
};

/** @param looked told whenever somebody looks at the row's key */
const entity = (partition: string, row: string, eTag: string, looked = (): void => undefined): Entity => ({
  PartitionKey: partition,
  get RowKey() {
    looked();
    return row;
  },
  properties: { text: `${partition} ${row} ${eTag}` },
  lastModifiedTime: '2026-01-01T00:00:00Z',
  eTag,
});

const page = (store: AzuriteTables, filter?: string, top?: number, after?: Page): Promise<Page> =>
  store.queryTableEntities(context, ACCOUNT, TABLE, { ...(filter !== undefined && { filter }), ...(top !== undefined && { top }) }, after?.[1], after?.[2]);
const seen = ([rows, ...next]: Page): unknown => [rows.map(({ PartitionKey, RowKey, eTag }) => [PartitionKey, RowKey, eTag]), ...next];

/** The same on every run, and spread. */
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => (n * 7_919) % 104_729);

/** Both after the same inserts, updates, removals and a transaction that was taken back. */
const both = async (): Promise<readonly [AzuriteTables, AzuriteTables]> => {
  const stores = [await opened(Plain), await opened(Indexed)] as const;
  for (const store of stores) {
    await page(store, "PartitionKey eq 'p1'");
    for (const n of numbers(200)) await store.insertTableEntity(context, TABLE, ACCOUNT, entity(`p${n % 5}`, `${'abc'[n % 3] ?? ''}|${n}`, `${n}`));
    await page(store, "PartitionKey eq 'p1'");
    for (const n of numbers(200).filter((number) => number % 4 === 0)) {
      await store.insertOrUpdateTableEntity(context, TABLE, ACCOUNT, entity(`p${n % 5}`, `${'abc'[n % 3] ?? ''}|${n}`, `${n} again`), undefined, '');
    }
    for (const n of numbers(200).filter((number) => number % 3 === 0)) {
      await store.insertOrMergeTableEntity(context, TABLE, ACCOUNT, entity(`p${n % 5}`, `${'abc'[n % 3] ?? ''}|${n}`, `${n} merged`), undefined, '');
    }
    for (const n of numbers(200).filter((number) => number % 7 === 0)) await store.deleteTableEntity(context, TABLE, ACCOUNT, `p${n % 5}`, `${'abc'[n % 3] ?? ''}|${n}`, '*', '');
    await store.beginBatchTransaction('batch');
    await store.insertTableEntity(context, TABLE, ACCOUNT, entity('p1', 'b|taken back', '1'), 'batch');
    const [[first]] = await page(store, "PartitionKey eq 'p1'", 1);
    await store.deleteTableEntity(context, TABLE, ACCOUNT, 'p1', first?.RowKey ?? '', '*', 'batch');
    await store.endBatchTransaction(ACCOUNT, TABLE, 'batch', context, false);
  }
  return stores;
};

it('answers every query as Azurite does, page by page', async () => {
  const [plain, indexed] = await both();
  const filters = [
    undefined,
    '',
    'true',
    "PartitionKey eq 'p1'",
    "PartitionKey eq 'none'",
    "PartitionKey eq 'p1' and RowKey ge 'b|' and RowKey lt 'b}'",
    "(PartitionKey eq 'p1') and (RowKey gt 'b|3')",
    "PartitionKey ge 'p1' and PartitionKey lt 'p3' and RowKey ge 'b' and RowKey lt 'c'",
    "PartitionKey eq 'p1' and RowKey le 'b|9' or PartitionKey eq 'p2'",
    "PartitionKey eq 'p1' and ((RowKey ge 'c|1' and RowKey lt 'c|2') or RowKey eq 'none' or (RowKey ge 'a|' and RowKey lt 'a|9') or RowKey ge 'c|15')",
    "PartitionKey eq 'p1' and (RowKey ge 'b' or RowKey lt 'b|5') and (RowKey lt 'c' or text ge 'p1 c')",
    "(PartitionKey eq 'p1' or PartitionKey eq 'p3') and (RowKey lt 'a|5' or RowKey gt 'c|5')",
    "PartitionKey ge 'p4' and (text eq 'none' or text ge 'p')",
    "PartitionKey eq 'p1' and PartitionKey eq 'p2' or RowKey lt 'a|2'",
    "not (PartitionKey eq 'p1' or RowKey lt 'b')",
    `PartitionKey eq 'p2' and (${numbers(600).map((n) => `RowKey eq 'a|${n}'`).join(' or ')})`,
    "not (PartitionKey eq 'p1')",
    "PartitionKey ne 'p1' and RowKey gt 'c'",
    "'p1' eq PartitionKey",
    "PartitionKey eq 'p1' and text ge 'p1 b'",
  ];
  for (const filter of filters) {
    for (const top of [undefined, 1, 7]) {
      let [expected, found]: (Page | undefined)[] = [undefined, undefined];
      do {
        [expected, found] = [await page(plain, filter, top, expected), await page(indexed, filter, top, found)];
        expect(seen(found)).toEqual(seen(expected));
      } while (expected[2] !== undefined);
    }
  }
});

it('finds every row by its keys, and none that is not there', async () => {
  const [plain, indexed] = await both();
  const read = (store: AzuriteTables, row: string) => store.queryTableEntitiesWithPartitionAndRowKey(context, TABLE, ACCOUNT, 'p1', row);
  const [rows] = await page(plain, "PartitionKey eq 'p1'");
  expect(rows.length).toBeGreaterThan(20);
  for (const { RowKey, eTag } of rows) expect(await read(indexed, RowKey)).toMatchObject({ RowKey, eTag });
  expect(await read(indexed, 'b|taken back')).toBeFalsy();
});

it('refuses a filter that is none as Azurite does', async () => {
  const store = await opened(Indexed);
  await expect(page(store, 'PartitionKey eq')).rejects.toThrow();
  expect(seen(await page(store))).toEqual([[], undefined, undefined]);
});

/** Looks at rows for each operation on a partition that holds so many. */
const looks = async (rows: number) => {
  const store = await opened(Indexed);
  let count = 0;
  const looked = (): void => void (count += 1);
  for (let n = 0; n < rows; n += 1) await store.insertTableEntity(context, TABLE, ACCOUNT, entity('p', String(n).padStart(6, '0'), '1', looked));
  await page(store, "PartitionKey eq 'p'", 1);
  const of = async (work: () => Promise<unknown>): Promise<number> => {
    count = 0;
    await work();
    return count;
  };
  return {
    read: await of(() => store.queryTableEntitiesWithPartitionAndRowKey(context, TABLE, ACCOUNT, 'p', '000040')),
    insert: await of(() => store.insertTableEntity(context, TABLE, ACCOUNT, entity('p', '000040x', '1', looked))),
    merge: await of(() => store.insertOrMergeTableEntity(context, TABLE, ACCOUNT, entity('p', '000042', '2', looked), undefined, '')),
    update: await of(() => store.insertOrUpdateTableEntity(context, TABLE, ACCOUNT, entity('p', '000041', '2', looked), undefined, '')),
    page: await of(() => page(store, "PartitionKey eq 'p' and RowKey ge '000030'", 5)),
    ranges: await of(() => page(store, "PartitionKey eq 'p' and ((RowKey ge '000010' and RowKey lt '000012') or (RowKey ge '000070' and RowKey lt '000072'))")),
    remove: await of(() => store.deleteTableEntity(context, TABLE, ACCOUNT, 'p', '000050', '*', '')),
  };
};

it('looks at as many rows in a partition of 2,000 as in one of 100', async () => {
  const few = await looks(100);
  expect(await looks(2_000)).toEqual(few);
  expect(Math.max(...Object.values(few))).toBeLessThan(60);
});

import { RestError, type TableClient, type TableEntityResult, type TransactionAction } from '@azure/data-tables';
import { isEntityInstanceId } from '../protocol';
import { ENTITY_PARTITION, idOfKey, keyOf, keysOf, RECORD, type Keys } from './keys';
import { LARGEST_TRANSACTION, LONGEST_TRANSACTION } from './transaction';

type Row = TableEntityResult<Record<string, unknown>>;
type Moved = Keys & Readonly<Record<string, unknown>>;

/** Entities whose old rows are deleted at the same time. */
const DELETING = 16;
/** Entities that are named in what is said. */
const NAMED = 10;

/**
 * Moves the rows of entities to the partition that they share: earlier releases kept each in a partition of its own. A row is deleted when it lies in its new place, so a start that is cut off
 * goes on with the next. Where both are there and differ, since an earlier release ran once more on the same data, the state written last stays.
 * @returns what is to be said of that, a sentence each. Errors: those of the table.
 */
export const takeOverEntities = async (table: TableClient): Promise<readonly string[]> => {
  const moved = new Set<string>();
  const twice = new Set<string>();
  const pages = table.listEntities<Record<string, unknown>>({ queryOptions: { filter: "PartitionKey ge '@' and PartitionKey lt 'A'" } }).byPage({ maxPageSize: 1_000 });
  for await (const page of pages) {
    const rows = page.filter((row) => isEntityInstanceId(idOf(row)));
    for (const some of inTransactions(rows)) for (const id of await move(table, some)) twice.add(id);
    for (const row of rows) moved.add(idOf(row));
    await deleteAll(table, rows);
  }
  return [
    ...(moved.size === 0 ? [] : [`Entities moved to where this release keeps them: ${moved.size} (${named(moved)}). Earlier releases do not find them any more.`]),
    ...(twice.size === 0 ? [] : [`Entities stored twice, by this release and an earlier one: ${twice.size} (${named(twice)}). Of each, the state that was written last stays.`]),
  ];
};

const idOf = ({ partitionKey = '' }: Row): string => idOfKey(partitionKey);

const named = (ids: ReadonlySet<string>): string => [...ids].slice(0, NAMED).join(', ').concat(ids.size > NAMED ? ', …' : '');

const movedRow = (row: Row): Moved => {
  const { etag: _etag, timestamp: _timestamp, partitionKey: _partition, rowKey = '', ...properties } = row;
  const id = idOf(row);
  // Its keys ended in the id, as those of orchestrations do.
  return { ...properties, ...keysOf(id, rowKey.slice(0, -keyOf(id).length - 1)) };
};

const isRecord = ({ rowKey = '' }: Row): boolean => rowKey.startsWith(`${RECORD}:`);

const sizeOf = (row: Row): number => Object.values(row).reduce<number>((size, value) => size + (typeof value === 'string' ? value.length : 0), 500);

const inTransactions = (rows: readonly Row[]): Row[][] => {
  const all: Row[][] = [];
  let size = 0;
  for (const row of rows) {
    size += sizeOf(row);
    const last = all.at(-1);
    if (last === undefined || last.length === LONGEST_TRANSACTION || size > LARGEST_TRANSACTION) {
      all.push([row]);
      size = sizeOf(row);
    } else {
      last.push(row);
    }
  }
  return all;
};

const statusOf = (error: unknown): number | undefined => (error instanceof RestError ? error.statusCode : undefined);

/** A deletion that is sent twice, since the answer to the first was lost. */
const ignoreMissing = (error: unknown): void => {
  if (statusOf(error) !== 404) throw error;
};

/** @returns the entities that were in the new place already, with another state. */
const move = async (table: TableClient, rows: readonly Row[]): Promise<readonly string[]> => {
  const write = (row: Row): TransactionAction => (isRecord(row) ? ['create', movedRow(row)] : ['upsert', movedRow(row), 'Replace']);
  try {
    await table.submitTransaction(rows.map(write));
    return [];
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
  const twice: string[] = [];
  for (const row of rows) if (await moveOne(table, row)) twice.push(idOf(row));
  return twice;
};

/** @returns whether there was another one. */
const moveOne = async (table: TableClient, row: Row): Promise<boolean> => {
  const wanted = movedRow(row);
  const there = isRecord(row) ? await found(table, wanted) : undefined;
  if (there === undefined || (there.timestamp ?? '') < (row.timestamp ?? '')) await table.upsertEntity(wanted, 'Replace');
  return there !== undefined && Object.entries(wanted).some(([name, value]) => there[name] !== value);
};

const found = async (table: TableClient, { rowKey }: Keys): Promise<Row | undefined> => {
  try {
    return await table.getEntity<Record<string, unknown>>(ENTITY_PARTITION, rowKey);
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
};

const deleteAll = async (table: TableClient, rows: readonly Row[]): Promise<void> => {
  const next = rows.values();
  const deleting = async (): Promise<void> => {
    for (const { partitionKey = '', rowKey = '' } of next) await table.deleteEntity(partitionKey, rowKey).catch(ignoreMissing);
  };
  await Promise.all(Array.from({ length: DELETING }, deleting));
};

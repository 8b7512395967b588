import { odata, RestError, TableClient, type TableEntityResult } from '@azure/data-tables';
import { z } from 'zod';
import { type Binding, type TypedData } from '../contracts';
import { resolveAppSettings } from '../triggers/appSettings';
import { type BindingExtension } from './bindingExtension';
import { type BindingValues, fillIn } from './bindingValues';
import { storageConnection } from './storageConnection';

type Setting = (name: string) => string | undefined;
type Entity = TableEntityResult<Record<string, unknown>>;

const Row = z.record(z.string(), z.unknown());

const isMissing = (error: unknown): boolean => error instanceof RestError && error.statusCode === 404;

const textOf = (binding: Binding, property: string, setting: Setting, values: BindingValues): string | undefined => {
  const text = binding[property];
  return typeof text === 'string' && text !== '' ? fillIn(resolveAppSettings(text, setting), values) : undefined;
};

/** An entity as JSON, in the service's spelling; numbers of 64 bits as numbers, bytes in base64. */
function told({ partitionKey, rowKey, timestamp: _timestamp, etag: _etag, ...properties }: Entity): Record<string, unknown> {
  const plain = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value);
  const rest = Object.entries(properties).filter(([name]) => !name.startsWith('odata.'));
  return { PartitionKey: partitionKey, RowKey: rowKey, ...Object.fromEntries(rest.map(([name, value]) => [name, plain(value)])) };
}

/**
 * Tables as inputs and outputs. An input with `rowKey` is one entity, or no data; any other a list, of `partitionKey`, `filter` and `take` where they are given. An output is an
 * entity or a list of them, which are inserted: one that is there already fails the invocation. A table that is not there is empty, and is made for an output.
 */
export function tableBindings(setting: Setting): BindingExtension {
  const clients = new Map<string, TableClient>();
  const table = (binding: Binding, values: BindingValues): TableClient => {
    const name = textOf(binding, 'tableName', setting, values) ?? '';
    const connection = storageConnection(binding, setting);
    const key = `${name}\n${connection}`;
    const known = clients.get(key) ?? TableClient.fromConnectionString(connection, name, { allowInsecureConnection: true });
    clients.set(key, known);
    return known;
  };
  const check = (binding: Binding): void => {
    const { name, tableName, take, rowKey } = binding;
    if (typeof tableName !== 'string' || tableName === '') throw new Error(`Binding "${name}" needs a tableName.`);
    if (take !== undefined && (!Number.isInteger(take) || Number(take) < 1)) throw new Error(`Binding "${name}" has a "take" that is no number of entities.`);
    if (take !== undefined && rowKey !== undefined) throw new Error(`Binding "${name}" has both a rowKey and a "take".`);
    storageConnection(binding, setting);
  };
  return { inputs: [{ type: 'table', check, read: (binding, values) => readTable(table(binding, values), binding, setting, values) }], outputs: [{ type: 'table', check, send: (binding, value, values) => insert(table(binding, values), binding, value, setting, values) }] };
}

async function readTable(table: TableClient, binding: Binding, setting: Setting, values: BindingValues): Promise<TypedData | null> {
  const partitionKey = textOf(binding, 'partitionKey', setting, values);
  const rowKey = textOf(binding, 'rowKey', setting, values);
  const take = binding['take'] === undefined ? Number.POSITIVE_INFINITY : Number(binding['take']);
  try {
    if (rowKey !== undefined) return { json: JSON.stringify(told(await table.getEntity(partitionKey ?? '', rowKey))) };
    const own = textOf(binding, 'filter', setting, values);
    const filters = [...(partitionKey === undefined ? [] : [odata`PartitionKey eq ${partitionKey}`]), ...(own === undefined ? [] : [own])];
    const filter = filters.map((each) => (filters.length > 1 ? `(${each})` : each)).join(' and ');
    const found: Record<string, unknown>[] = [];
    for await (const entity of table.listEntities<Record<string, unknown>>({ queryOptions: filter === '' ? {} : { filter } })) {
      found.push(told(entity));
      if (found.length >= take) break;
    }
    return { json: JSON.stringify(found) };
  } catch (error) {
    if (!isMissing(error)) throw error;
    return rowKey === undefined ? { json: '[]' } : null;
  }
}

async function insert(table: TableClient, binding: Binding, value: unknown, setting: Setting, values: BindingValues): Promise<void> {
  const read: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  for (const item of Array.isArray(read) ? (read as unknown[]) : [read]) {
    const row = Row.safeParse(item);
    if (!row.success) throw new Error(`Binding "${binding.name}": an entity is an object, not ${JSON.stringify(item)}.`);
    const of = (name: string): string | undefined => {
      const found = Object.entries(row.data).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
      return found === undefined || found === null ? textOf(binding, name, setting, values) : typeof found === 'string' ? found : JSON.stringify(found);
    };
    const [partitionKey, rowKey] = [of('partitionKey'), of('rowKey')];
    if (partitionKey === undefined || rowKey === undefined) throw new Error(`Binding "${binding.name}": an entity has no PartitionKey or no RowKey.`);
    const properties = Object.entries(row.data).filter(([key, each]) => !['partitionkey', 'rowkey'].includes(key.toLowerCase()) && each !== null);
    const entity = { partitionKey, rowKey, ...Object.fromEntries(properties.map(([key, each]) => [key, typeof each === 'object' ? JSON.stringify(each) : each])) };
    try {
      await table.createEntity(entity);
    } catch (error) {
      if (!isMissing(error)) throw error;
      await table.createTable();
      await table.createEntity(entity);
    }
  }
}

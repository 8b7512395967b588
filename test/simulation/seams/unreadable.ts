import { type z } from 'zod';
import * as actual from '../../../src/app/unreadable';

export * from '../../../src/app/unreadable';

/** What comes of a value is handed to many: nothing may change it. */
const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
};

/** The same text of a row has the same value, so each is read once by each schema, where hosts would read it again and again. */
export const rowReader: typeof actual.rowReader = <Schema extends z.ZodType>(...[table, kind, schema]: Parameters<typeof actual.rowReader<Schema>>): actual.RowReader<z.output<Schema>> => {
  const reader = actual.rowReader(table, kind, schema);
  const known = new WeakMap<object, z.output<Schema>>();
  const read: typeof reader.read = (row) => {
    if (!Object.isFrozen(row.value)) return reader.read(row);
    const found = known.get(row.value);
    if (found !== undefined) return found;
    const value = reader.read(row);
    freeze(value);
    known.set(row.value, value);
    return value;
  };
  return { read, readStored: (row) => ({ value: read(row), etag: row.etag }), readable: (rows) => actual.readableOf(rows, read) };
};

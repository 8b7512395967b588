import type * as storedRows from '../../src/domain/catalogue/storedRows';
import type * as unreadable from '../../src/app/unreadable';
import type { z } from 'zod';

// Set up for the unit tests by jest.config.cjs, before anything can load what it stands for.

/**
 * Every world and every restart reads whole markets, nearly always the sample's: checking the same rows by their schemas again took half the time of tests that disturb a command at each of its operations.
 * What is read of rows depends on them alone, and a world's are the same where their texts are (`sharedValues.ts`), so the same rows are read once; rows that cannot be read are read each time.
 */
jest.mock('../../src/domain/catalogue/storedRows', () => {
  const actual = jest.requireActual<typeof storedRows>('../../src/domain/catalogue/storedRows');
  type Known = { readonly rows: readonly storedRows.StoredRow[]; readonly content: storedRows.ReadContent<storedRows.StoredRow> };
  const MOST_KEPT = 8;
  const known: Known[] = [];
  const same = (rows: readonly storedRows.StoredRow[], others: readonly storedRows.StoredRow[]): boolean => rows.length === others.length && rows.every(({ key, value }, index) => value === others[index]?.value && key === others[index].key);
  const contentOf = (rows: readonly storedRows.StoredRow[]): storedRows.ReadContent<storedRows.StoredRow> => {
    const found = known.find((each) => same(rows, each.rows));
    if (found !== undefined) return found.content;
    const content = actual.contentOf(rows);
    if (content.damaged.length === 0 && rows.every(({ value }) => Object.isFrozen(value))) known.push({ rows, content });
    if (known.length > MOST_KEPT) known.shift();
    return content;
  };
  return { ...actual, contentOf };
});

/** The same for rows of every other kind: each value is read once by each schema. What comes of it is frozen, since many get it. */
jest.mock('../../src/app/unreadable', () => {
  const actual = jest.requireActual<typeof unreadable>('../../src/app/unreadable');
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return;
    Object.freeze(value);
    for (const member of Object.values(value)) freeze(member);
  };
  const rowReader = <Schema extends z.ZodType>(table: string, kind: string, schema: Schema): unreadable.RowReader<z.output<Schema>> => {
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
  return { ...actual, rowReader };
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bringingUp, FormUnknown, rowValue, versionOfKind } from '../../../src/app/schema/rowForms';
import { rowKinds } from '../../../src/app/schema/rowKinds';
import { type RowStep, type StoredValue } from '../../../src/app/schema/rowStep';
import { rowReader, RowUnreadable } from '../../../src/app/unreadable';
import { tableNames } from '../../../src/wiring/wiring';

const steps: readonly RowStep[] = [({ name, ...value }) => ({ ...value, names: [name] }), ({ names, ...value }) => ({ ...value, names, count: (names as unknown[]).length })];
const toCurrent = bringingUp(new Map([['thing', steps]]), 'thing');

const failureOf = (value: StoredValue, bring = toCurrent): FormUnknown => {
  try {
    bring(value);
  } catch (error) {
    if (error instanceof FormUnknown) return error;
    throw error;
  }
  throw new Error('It was brought up');
};

describe('a value is brought to the version of this release', () => {
  const current = { names: ['a'], count: 1, schemaVersion: 3 };

  test.each<[string, StoredValue]>([
    ['from a row that says none', { type: 'thing', name: 'a' }],
    ['from version 1', { type: 'thing', name: 'a', schemaVersion: 1 }],
    ['from version 2', { type: 'thing', names: ['a'], schemaVersion: 2 }],
    ['from its own, by the very object', { type: 'thing', ...current }],
  ])('%s', (_, value) => {
    expect(toCurrent(value)).toEqual({ type: 'thing', ...current });
  });

  test('a row that says no type is of the kind of its table', () => {
    expect(toCurrent({ name: 'a' })).toEqual(current);
  });

  test('one that is current is neither copied nor looked into', () => {
    const value = Object.freeze({ type: 'thing', ...current });
    expect(toCurrent(value)).toBe(value);
    const first = Object.freeze({ type: 'other', name: 'a' });
    expect(toCurrent(first)).toBe(first);
    const saysSo = Object.freeze({ type: 'other', schemaVersion: 1 });
    expect(toCurrent(saysSo)).toBe(saysSo);
  });

  test('members that a step does not know stay', () => {
    expect(toCurrent({ type: 'thing', name: 'a', more: { of: 'it' } })).toEqual({ type: 'thing', ...current, more: { of: 'it' } });
  });

  test('one of a later version is told as such, never guessed at; also of a kind that never changed here', () => {
    expect(failureOf({ type: 'thing', schemaVersion: 4 })).toMatchObject({ isNewer: true, message: 'it was written by a newer release: version 4 of thing, and this release knows 3' });
    expect(failureOf({ type: 'other', schemaVersion: 2 })).toMatchObject({ isNewer: true, message: 'it was written by a newer release: version 2 of other, and this release knows 1' });
  });

  test.each([0, -1, 1.5, '3', null, true])('what says %p says no version', (schemaVersion) => {
    if (schemaVersion === null) return expect(toCurrent({ type: 'thing', name: 'a', schemaVersion })).toEqual({ type: 'thing', ...current });
    expect(failureOf({ type: 'thing', schemaVersion })).toMatchObject({ isNewer: false });
  });

  test('a step that fails makes the row one that cannot be read, not the list it is in', () => {
    expect(failureOf({ type: 'thing', schemaVersion: 2 })).toMatchObject({ isNewer: false, message: expect.stringContaining('from version 2 of thing to 3') as string });
  });
});

describe('rows are read in the form of this release', () => {
  const reader = rowReader('Partners', 'partner', z.object({ version: z.number() }));
  const row = (value: Record<string, unknown>) => ({ partition: 'p', key: 'k', etag: 'e', value });

  test('an older one is brought up before it is parsed', () => {
    expect(reader.read(row({ type: 'partner' }))).toEqual({ version: 1 });
    expect(reader.read(row({ type: 'partner', version: 7 }))).toEqual({ version: 7 });
    expect(reader.read(row({ type: 'partner', version: 7, schemaVersion: 2 }))).toEqual({ version: 7 });
  });

  test('of version 2 it must be all there', () => {
    expect(() => reader.read(row({ type: 'partner', schemaVersion: 2 }))).toThrow(RowUnreadable);
  });

  test('a newer one fails alone, and is marked', () => {
    const { items, unreadable } = reader.readable([row({ type: 'partner', version: 1 }), row({ type: 'partner', version: 1, schemaVersion: 3, partnerId: 'x' })]);
    expect(items).toEqual([{ version: 1 }]);
    expect(unreadable).toEqual([{ table: 'Partners', partition: 'p', key: 'k', etag: 'e', kind: 'partner', partnerIds: ['x'], isNewer: true, reason: 'it was written by a newer release: version 3 of partner, and this release knows 2' }]);
  });
});

describe('the table of kinds', () => {
  const kinds = Object.entries(rowKinds).flatMap(([table, of]) => Object.entries(of as Readonly<Record<string, readonly RowStep[]>>).map(([kind, itsSteps]) => ({ table, kind, itsSteps })));

  test('names every table', () => {
    expect(Object.keys(rowKinds).toSorted()).toEqual([...tableNames].toSorted());
  });

  test('a value is written with its type, and with its version once it has a later one than the first', () => {
    expect(rowValue('Partners', 'partner', { version: 3 })).toEqual({ type: 'partner', version: 3, schemaVersion: 2 });
    expect(rowValue('Partners', 'tenantOf', { tenantId: 't' })).toEqual({ type: 'tenantOf', tenantId: 't' });
    expect([versionOfKind('Partners', 'partner'), versionOfKind('Partners', 'tenantOf'), versionOfKind('Partners', 'nothing')]).toEqual([2, 1, undefined]);
  });

  const odd: readonly StoredValue[] = [{}, { unreadable: 'not JSON' }, { type: null, version: null, items: 'x' }, { version: [] }];
  const raised = kinds.flatMap(({ table, kind, itsSteps }) => itsSteps.map((step, index) => ({ name: `${table} ${kind} ${index + 1} → ${index + 2}`, step })));

  test.each(raised)('$name is total: what it does not understand it hands on, and it changes nothing that it is given', ({ step }) => {
    for (const value of odd) {
      const before = JSON.stringify(value);
      expect(typeof step(Object.freeze({ ...value }))).toBe('object');
      expect(JSON.stringify(value)).toBe(before);
    }
  });

  const sources = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : entry.name.endsWith('.ts') ? [readFileSync(join(folder, entry.name), 'utf8')] : []));
  const app = sources(join(__dirname, '..', '..', '..', 'src', 'app'));
  const written = new Set(app.flatMap((text) => [...text.matchAll(/(?:value|row|next)\b[^\n]{0,30}[:=] \(?\{ type: '(\w+)'/g)].map(([, type = '']) => type)));

  test('names every type that the source stores', () => {
    expect(written.size).toBeGreaterThan(60);
    expect([...written].filter((type) => !kinds.some(({ kind }) => kind === type))).toEqual([]);
  });

  test('what has a later version is written with rowValue alone, which says it', () => {
    expect(kinds.filter(({ kind, itsSteps }) => itsSteps.length > 0 && written.has(kind)).map(({ kind }) => kind)).toEqual([]);
  });

  test('what is read through a reader is of a kind that is named, or of several of one list', () => {
    const read = new Set(app.flatMap((text) => [...text.matchAll(/rowReader\('(\w+)', '([^']+)'/g)].map(([, table = '', kind = '']) => `${table} ${kind}`)));
    const unnamed = [...read].filter((each) => !kinds.some(({ table, kind }) => each === `${table} ${kind}`));
    // As people are told of them: the first three are stored with a capital letter, then two words for one; a request is of either of two kinds, a deadline one of a list of deadlines.
    expect(unnamed.toSorted()).toEqual(['Commerce azurecharge', 'Commerce migration schedule', 'Commerce overagecharge', 'Commerce saascharge', 'Directory deadline', 'Directory parked subject', 'Directory request']);
  });
});

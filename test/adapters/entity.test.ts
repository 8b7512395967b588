import { fromEntity, toEntity, toText, typeOf } from '../../src/adapters/tables/entity';
import { endOfPrefix, fromStoredKey, toStoredKey } from '../../src/adapters/tables/storedKey';
import fc from 'fast-check';

const entityOf = (value: object) => ({ ...toEntity('p', { storedKey: 'k', type: typeOf(value), text: toText(value), mark: 'm' }), etag: 'e' });

test('a value lies in as few columns as it needs', () => {
  const value = { type: 'renewal', text: 'x'.repeat(70_000) };
  const { d0, d1, d2, ...rest }: Record<string, unknown> = entityOf(value);
  expect(rest).toEqual({ partitionKey: 'p', rowKey: 'k', type: 'renewal', n: 3, w: 'm', etag: 'e' });
  expect([d0, d1, d2].map((column) => String(column).length)).toEqual([32_768, 32_768, JSON.stringify(value).length - 65_536]);
});

test.each([
  { name: 'none', value: {} },
  { name: 'a number', value: { type: 1 } },
  { name: 'a long one', value: { type: 'x'.repeat(201) } },
  { name: 'one outside ASCII', value: { type: 'é' } },
])('a type that cannot be a column ($name) leaves the column empty', ({ value }) => {
  expect(typeOf(value)).toBe('');
});

test.each([
  { name: 'a column is missing', damage: { d1: undefined } },
  { name: 'the count is missing', damage: { n: undefined } },
  { name: 'the text is cut', damage: { n: 1 } },
  { name: 'it is another JSON value', damage: { n: 1, d0: '[1]' } },
])('a row is unreadable when $name, and says so in place of its value', ({ damage }) => {
  expect(fromEntity({ ...entityOf({ text: 'x'.repeat(40_000) }), ...damage })).toEqual({ partition: 'p', key: 'k', etag: 'e', value: { unreadable: expect.any(String) as string } });
});

test('keys: reversible, without a forbidden character, prefixes stay prefixes and end at their bound', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 1 }), (tail, prefix) => {
      const stored = toStoredKey(prefix + tail);
      expect(fromStoredKey(stored)).toBe(prefix + tail);
      expect(stored).toMatch(/^[ !"$&-.0->@-[\]-~]*$/);
      expect(stored.startsWith(toStoredKey(prefix))).toBe(true);
      expect(stored < endOfPrefix(toStoredKey(prefix))).toBe(true);
    }),
    { seed: 7 },
  );
});

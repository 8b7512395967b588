import { type Random } from './random';
import { type Schema } from './operations';

/** A JSON value as it can be sent; `bigint` stands for a number that is written out in full. */
export type Json = null | boolean | number | string | bigint | readonly Json[] | { readonly [name: string]: Json };

/** What means something in a world. */
export interface Words {
  /** Ids of any kind. */
  readonly ids: readonly string[];
  /** Values that members and parameters of this name have in calls that are good, names in lower case. */
  readonly byName: ReadonlyMap<string, readonly Json[]>;
}

const texts: readonly string[] = [
  '', ' ', '\t\r\n', '\u0000', 'a\u0000b', '\u0001\u001f\u007f', '\u0085\u2028\u2029', 'x', 'null', 'undefined', 'true', '{}', '[]', '{"a":1}', '<script>alert(1)</script>', '${7*7}', '{{7*7}}', '%s%n%x', '%00', '%2e%2e%2f',
  "'", '"', "' OR '1'='1", '"; DROP TABLE x; --', '|', '||', '~', '!', '/', '\\', '?', '#', '&a=b', '..', '../../../etc/passwd', '..\\..\\x', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '=1+1', '@SUM(1)', '-1+1', '+1', 'http://[::1]/', 'file:///etc/passwd', 'javascript:1',
  // Unicode: two forms of one letter, joined emoji, right to left and its overrides, nothing to see, marks upon marks, the ends of the planes, halves of pairs, a mark of byte order, letters that grow or shrink in another case.
  'é', 'e\u0301', '👩‍👩‍👧‍👦', '🇳🇱', 'שלום', '\u202eabc', '\u2066abc\u2069', '\u200b', '\u00ad', `z${'\u0300'.repeat(60)}`, '\uffff', '\u{10ffff}', '\ud800', '\udc00x', 'x\ud83d', '\ufeffx', 'ß', 'İ', 'ı', 'ﬃ', 'ǆ', '٣', '１２', '²', 'Ⅷ', 'ａ', 'K', '－１',
];

const longs: readonly number[] = [36, 37, 50, 51, 64, 100, 101, 127, 128, 200, 201, 253, 255, 256, 257, 320, 1023, 1024, 1025, 4096, 32_767, 40_000, 70_000];

const numbers: readonly Json[] = [0, -0, -1, 1, 2, 1.5, -1.5, 0.1, 1e-7, 1e21, 1e308, -1e308, 5e-324, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 53 - 1, 2 ** 53, 2 ** 53 + 2, 10n ** 40n, -(10n ** 400n), 99_999, 1_000_000];

const dates: readonly string[] = [
  '2026-02-29', '2024-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '0000-01-01', '0001-01-01T00:00:00Z', '1969-12-31T23:59:59.999Z', '1900-02-29', '9999-12-31', '9999-12-31T23:59:59.9999999Z', '10000-01-01', '+010000-01-01T00:00:00Z', '-000001-12-31', '2026-03-02', '2026-03-02T10:00:00Z', '2026-03-02T09:59:59.999Z',
  '2026-03-02T24:00:00Z', '2026-03-02T23:59:60Z', '2026-03-02T10:00:00', '2026-03-02T10:00:00+14:00', '2026-03-02T10:00:00-23:59', '2026-03-02T10:00:00+25:00', '2026-03-02T10:00:00.123456789Z', '2026-03-29T02:30:00+01:00', '2026-W10-1', '2026-061', '20260302', '12/31/2026', '2 March 2026', '1772445600', '2026-03', '2026-3', '2027-01', '9999-12', '0000-00', '202603', '٢٠٢٦-٠٣-٠٢', '2026-03-02T10:00:00Z[Europe/Amsterdam]', 'P1M', 'P0D', 'P1Y2M', 'PT1S',
];

const ids: readonly string[] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '{00000000-1111-4222-8333-444444444444}', '00000000111142228333444444444444', '00000000-1111-4222-8333-44444444444', '00000000-1111-4222-8333-444444444444 ', '00000000-1111-4222-8333-44444444444g', 'urn:uuid:00000000-1111-4222-8333-444444444444', 'a:b:c', 'NCBUSSTAND01:0001:', ':::', 'G000000001', 'G999999999', 'g000000001', '1.1', '0'];

/** Units of UTF-16 as they fall, halves of pairs included. */
const anyText = (random: Random): string => Array.from({ length: random.below(40) }, () => String.fromCharCode(random.weighted([[3, random.below(0x80)], [2, random.below(0x500)], [1, random.below(0x1_0000)]]))).join('');

const anyJson = (random: Random, depth = 0): Json =>
  random.weighted<() => Json>([
    [2, () => anyText(random)],
    [2, () => random.pick(numbers)],
    [1, () => random.pick<Json>([null, true, false])],
    [depth > 3 ? 0 : 2, () => Array.from({ length: random.below(4) }, () => anyJson(random, depth + 1))],
    [depth > 3 ? 0 : 2, () => Object.fromEntries(Array.from({ length: random.below(4) }, () => [anyText(random), anyJson(random, depth + 1)]))],
  ])();

/** So many lists, or objects, in each other. */
const nested = (levels: number, inObjects: boolean): Json => {
  let value: Json = 1;
  for (let level = 0; level < levels; level += 1) value = inObjects ? { a: value } : [value];
  return value;
};

export const hostileText = (random: Random, { ids: known }: Words): string =>
  random.weighted<() => string>([
    [6, () => random.pick(texts)],
    [3, () => random.pick(dates)],
    [3, () => random.pick(ids)],
    [4, () => random.pick(known)],
    [1, () => random.pick(known).toUpperCase()],
    [2, () => random.pick(['a', '9', 'é', '😀', '\u0000', '%', ' ', '"', '\\', '.', '-', ':']).repeat(random.pick(longs))],
    [2, () => jsonOf(random.pick(numbers))],
    [2, () => anyText(random)],
  ])();

export const hostileValue = (random: Random, words: Words): Json =>
  random.weighted<() => Json>([
    [8, () => hostileText(random, words)],
    [5, () => random.pick(numbers)],
    [4, () => random.pick<Json>([null, true, false, [], {}, [null], [[]], { a: null }, [{}], ['x', 'x']])],
    [1, () => nested(random.pick([2, 10, 60, 63, 64, 65, 500]), random.chance(50))],
    [1, () => Array.from({ length: random.pick([2, 26, 51, 101, 1500]) }, () => random.pick(words.ids))],
    [1, () => anyJson(random)],
    [1, () => JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}') as Json],
  ])();

const bounded = (random: Random, schema: Schema): Json | undefined => {
  const { minimum, maximum, maxLength } = schema;
  const choices: Json[] = [];
  if (minimum !== undefined) choices.push(minimum, minimum - 1, minimum + 1);
  if (maximum !== undefined) choices.push(maximum, maximum + 1, maximum - 1);
  if (maxLength !== undefined) choices.push('a'.repeat(maxLength), 'a'.repeat(maxLength + 1), '😀'.repeat(Math.ceil(maxLength / 2)), 'é'.repeat(maxLength));
  return choices.length === 0 ? undefined : random.pick(choices);
};

const first = (types: Schema['type']): string | undefined => (typeof types === 'string' ? types : types?.find((type) => type !== 'null'));

/** Days about which rules differ: this one and its neighbours, ends of months and of terms, and what is far. */
const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-10', '2026-03-31', '2026-04-01', '2026-04-30', '2026-05-10', '2027-01-12', '2027-02-28', '2027-03-01', '2027-03-02', '2029-03-01', '2025-12-31'];

/**
 * What a schema may well take: one of its forms, values and bounds; of texts what others of this name say.
 * @param name of the member or parameter.
 */
export const plausible = (random: Random, schema: Schema, words: Words, name: string, depth = 0): Json => {
  const said = words.byName.get(name.toLowerCase());
  if (said !== undefined && random.chance(50)) return random.pick(said);
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms !== undefined) return plausible(random, random.pick(forms), words, name, depth);
  if (schema.const !== undefined) return schema.const as Json;
  if (schema.enum !== undefined) {
    const value = random.pick(schema.enum) as Json;
    return typeof value === 'string' && random.chance(15) ? value.toUpperCase() : value;
  }
  const edge = random.chance(25) ? bounded(random, schema) : undefined;
  if (edge !== undefined) return edge;
  if (schema.properties !== undefined || first(schema.type) === 'object') {
    const required = new Set(schema.required);
    const members = Object.entries(schema.properties ?? {}).filter(([member]) => required.has(member) || random.chance(35));
    return Object.fromEntries(members.map(([member, of]) => [member, depth > 5 ? null : plausible(random, of, words, member, depth + 1)]));
  }
  switch (first(schema.type)) {
    case 'array':
      return Array.from({ length: random.below(3) }, () => plausible(random, schema.items ?? {}, words, name, depth + 1));
    case 'boolean':
      return random.chance(50);
    case 'integer':
      return random.pick([0, 1, 2, 3, 5, 10, 20, 100, 300, 1000, 10_000, 99_999, -1]);
    case 'number':
      return random.pick([0, 1, 2.5, 20, 500, 0.01, 99_999.99]);
    case 'null':
      return null;
    default:
      if (/date|from|until|since|before/i.test(name)) return `${random.pick(days)}${random.pick(['', '', 'T00:00:00Z', 'T10:00:00.000Z'])}`;
      return random.weighted<() => string>([
        [/id$/i.test(name) ? 8 : 1, () => random.pick(words.ids)],
        [1, () => random.pick(dates)],
        [2, () => random.pick(['NL', 'SE', 'nl-NL', 'EUR', 'monthly', 'P1Y', 'P1M', 'x', 'Office', 'a@b.example', '2026-03', '2026-03-15', '1.00'])],
      ])();
  }
};

/** JSON text; numbers that no double holds are written out. */
export const jsonOf = (value: Json): string => {
  if (typeof value === 'bigint') return String(value);
  if (Object.is(value, -0)) return '-0';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(jsonOf).join(',')}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${jsonOf(member)}`).join(',')}}`;
  return JSON.stringify(value);
};

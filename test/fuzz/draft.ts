import { gzipSync } from 'node:zlib';
import { hostileText, hostileValue, jsonOf, plausible, type Json, type Words } from './hostile';
import { type Operation, type Schema } from './operations';
import { type Random } from './random';

type Pointer = readonly (string | number)[];

/** What a call brings before it is spoilt. */
export interface Valid {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/** One thing about a call that is not as it should be. Each can be left out, and most made smaller, without touching the others. */
export type Spoiling =
  | { readonly at: 'param'; readonly name: string; readonly value: string; readonly encoded: 'once' | 'twice' | 'raw' }
  | { readonly at: 'query'; readonly name: string; readonly value: string; readonly how: 'set' | 'added' | 'bare' }
  | { readonly at: 'header'; readonly name: string; readonly value: string; readonly how: 'set' | 'added' }
  | { readonly at: 'member'; readonly pointer: Pointer; readonly value: Json; readonly how: 'set' | 'gone' | 'twice' | 'renamed' }
  | { readonly at: 'bytes'; readonly how: 'byte order mark' | 'cut' | 'compressed' | 'latin-1' | 'utf-16' | 'broken utf-8' | 'half a pair' | 'comment' | 'trailing' | 'empty' | 'padded' | 'doubled member' | 'very deep'; readonly where: number }
  | { readonly at: 'path'; readonly how: 'dots' | 'encoded dots' | 'doubled slash' | 'encoded slash' | 'trailing slash' | 'upper case' | 'encoded letter' | 'semicolon' | 'extra segment' | 'long' | 'NUL' | 'backslash' | 'broken percent'; readonly where: number }
  | { readonly at: 'method'; readonly value: string }
  | { readonly at: 'caller'; readonly value: string }
  /** So much later than the call before. */
  | { readonly at: 'time'; readonly days: number };

export interface Draft {
  readonly operation: Operation;
  readonly valid: Valid;
  readonly spoilt: readonly Spoiling[];
}

/** A call as it is sent. */
export interface Asked {
  readonly operation: string;
  readonly method: string;
  /** With its query, as in the first line of a request. */
  readonly target: string;
  /** Names as they are written; what is named twice comes twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array;
  /** Another than the operation's own. */
  readonly caller?: string;
  /** So many days after the call before. */
  readonly days?: number;
}

/** Whose calls there are beside Havn's: what it is by itself, and those that may do less. */
export const CALLERS = ['nordlys', 'customer', 'operator', 'helpdesk', 'app only'] as const;

const pointersOf = (value: Json | undefined, at: Pointer = []): Pointer[] => {
  if (Array.isArray(value)) return [at, ...(value as readonly Json[]).flatMap((item, index) => pointersOf(item, [...at, index]))];
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, member]) => pointersOf(member, [...at, name]))];
};

/** The schema at a place of a value; the first form of several that has it. */
const schemaAt = (schema: Schema | undefined, [step, ...rest]: Pointer): Schema => {
  if (schema === undefined) return {};
  if (step === undefined) return schema;
  const forms = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const inner = typeof step === 'number' ? forms.find(({ items }) => items !== undefined)?.items : forms.find(({ properties }) => properties?.[step] !== undefined)?.properties?.[step];
  return schemaAt(inner, rest);
};

/** Members that a schema knows of an object and the value has not, each with its place. */
const absent = (schema: Schema | undefined, value: Json | undefined): Pointer[] =>
  pointersOf(value).flatMap((pointer) => {
    const has = valueAt(value, pointer);
    if (typeof has !== 'object' || has === null || Array.isArray(has)) return [];
    return Object.keys(schemaAt(schema, pointer).properties ?? {}).filter((name) => !Object.hasOwn(has, name)).map((name) => [...pointer, name]);
  });

const valueAt = (value: Json | undefined, pointer: Pointer): Json | undefined => pointer.reduce<Json | undefined>((at, step) => (typeof at === 'object' && at !== null ? (at as Record<string, Json>)[step] : undefined), value);

const otherCase = (name: string): string => (name === name.toUpperCase() ? name.toLowerCase() : `${name.charAt(0).toUpperCase()}${name.slice(1)}`);

/** As it stands in a path or a query. */
const textOf = (value: Json): string => (typeof value === 'string' ? value : jsonOf(value));

type Member = Extract<Spoiling, { at: 'member' }>;

const changedMember = (value: Json | undefined, spoiling: Member, pointer: Pointer = spoiling.pointer): Json | undefined => {
  const [step, ...rest] = pointer;
  if (step === undefined) return spoiling.how === 'gone' ? undefined : spoiling.how === 'set' ? spoiling.value : value;
  if (typeof step === 'number') {
    if (!Array.isArray(value)) return value;
    const items: readonly Json[] = value;
    const inner = changedMember(items[step], spoiling, rest);
    if (rest.length === 0 && spoiling.how === 'twice') return [...items, ...items];
    return inner === undefined ? items.filter((_, index) => index !== step) : items.map((item, index) => (index === step ? inner : item));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const object = value as Readonly<Record<string, Json>>;
  const inner = changedMember(object[step], spoiling, rest);
  const entries = Object.entries(object).filter(([name]) => name !== step);
  if (inner === undefined) return Object.fromEntries(entries);
  const name = rest.length === 0 && spoiling.how === 'renamed' ? otherCase(step) : step;
  return Object.fromEntries([...entries, [name, inner], ...(rest.length === 0 && spoiling.how === 'twice' ? [[otherCase(step), spoiling.value] as [string, Json]] : [])]);
};

const forwarded: readonly (readonly [string, readonly string[]])[] = [
  ['Host', ['evil.example', 'localhost:1@evil.example', '[::1]:99999', '127.0.0.1']],
  ['X-Forwarded-Host', ['evil.example', '"']],
  ['X-Forwarded-Proto', ['https', 'javascript']],
  ['X-Forwarded-For', ['127.0.0.1', '::1, 10.0.0.1', 'x'.repeat(2000)]],
  ['Forwarded', ['host=evil.example;proto=https']],
  ['X-Original-URL', ['/nextterm/v1/operations/partners', '/admin/host/status']],
  ['X-Rewrite-URL', ['/v1/customers']],
  ['X-HTTP-Method-Override', ['DELETE', 'GET']],
];

const contract: readonly (readonly [string, readonly string[]])[] = [
  ['MS-RequestId', ['x', '', '00000000-0000-0000-0000-000000000000', '{00000000-1111-4222-8333-444444444444}', '00000000-1111-4222-8333-444444444444,00000000-1111-4222-8333-444444444445', 'é', 'x'.repeat(5000)]],
  ['MS-CorrelationId', ['x', '\u00ff', '00000000-1111-4222-8333-44444444444', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF']],
  ['MS-CV', ['x', 'AAAAAAAAAAAAAAAAAAAAAA.1', 'AAAAAAAAAAAAAAAA.99999999999', `AAAAAAAAAAAAAAAA${'.1'.repeat(60)}`, 'AAAA\u00ff']],
  ['X-Locale', ['xx', 'nl-NL', '*', '../..', 'a'.repeat(200), 'en-US,nl']],
  ['MS-ContinuationToken', ['x', '', 'e30=', 'W10=', 'eyJhIjoxfQ==', '%00', 'x'.repeat(4000), '\u00e9', 'bnVsbA==', 'WyJhIiwiYiJd', 'AAAA']],
  ['If-Match', ['*', '"x"', 'W/"x"', '"a","b"', '', '"', 'eyJpZCI6IngiLCJ2ZXJzaW9uIjoxfQ==', `"${'x'.repeat(3000)}"`]],
  ['If-None-Match', ['*', '"x"', '']],
  ['Accept', ['*/*', 'text/csv', 'application/xml', 'application/json;q=0', '', ';;;', 'text/html,application/pdf;q=0.9', 'text/calendar', 'application/x-ndjson', '*/json', 'a'.repeat(3000)]],
  ['Accept-Encoding', ['gzip', 'br', 'identity;q=0', '*;q=0', 'gzip;q=2', ',,,']],
  ['Accept-Language', ['nl', '*', 'xx-yy-zz', ',']],
  ['Content-Type', ['text/plain', 'text/csv', 'application/json; charset=utf-16', 'application/json; charset=latin1', 'application/json;;;', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/xml', '', '/']],
  ['Content-Encoding', ['gzip', 'br', 'deflate', 'identity', 'x']],
  ['Content-Length', ['0', '-1', '99999999', 'x', '1e3', '+5']],
  ['Transfer-Encoding', ['chunked', 'gzip, chunked', 'identity']],
  ['NextTerm-Patch', ['replace', 'REPLACE', 'x']],
  ['Origin', ['https://evil.example', 'null', '']],
  ['Range', ['bytes=0-1', 'bytes=-1', 'x']],
  ['Cookie', ['a=b', ';;;']],
  ['Prefer', ['return=minimal', 'respond-async']],
  ['Expect', ['200-ok']],
];

const pathTricks = ['dots', 'encoded dots', 'doubled slash', 'encoded slash', 'trailing slash', 'upper case', 'encoded letter', 'semicolon', 'extra segment', 'long', 'NUL', 'backslash', 'broken percent'] as const;
const byteTricks = ['byte order mark', 'cut', 'compressed', 'latin-1', 'utf-16', 'broken utf-8', 'half a pair', 'comment', 'trailing', 'empty', 'padded', 'doubled member', 'very deep'] as const;

const spoiling = (random: Random, { operation, valid }: Pick<Draft, 'operation' | 'valid'>, words: Words): Spoiling | undefined => {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const queries = Object.keys(operation.query);
  const isRead = operation.method === 'GET' || operation.method === 'HEAD';
  return random.weighted<() => Spoiling | undefined>([
    [
      isRead ? 10 : 4,
      () => {
        if (names.length === 0) return undefined;
        const name = random.pick(names);
        const said = words.byName.get(name.toLowerCase());
        const [value, encoded] = said !== undefined && random.chance(50) ? [textOf(random.pick(said)), 'once' as const] : [random.chance(35) ? random.pick(words.ids) : hostileText(random, words), random.weighted<'once' | 'twice' | 'raw'>([[8, 'once'], [1, 'twice'], [1, 'raw']])];
        return { at: 'param', name, value, encoded };
      },
    ],
    [
      isRead ? 12 : 3,
      () => {
        const name = random.weighted([[8, queries.length === 0 ? 'size' : random.pick(queries)], [1, random.pick(['preview', 'format', 'size', '$filter', 'api-version', '__proto__', '', 'a b'])]]);
        const schema = operation.query[name];
        const value = schema !== undefined && random.chance(60) ? plausible(random, schema, words, name) : hostileText(random, words);
        return { at: 'query', name: random.chance(10) ? otherCase(name) : name, value: textOf(value), how: random.weighted([[7, 'set'], [2, 'added'], [1, 'bare']]) };
      },
    ],
    [
      4,
      () => {
        const [name, values] = random.pick(random.chance(75) ? contract : forwarded);
        return { at: 'header', name: random.chance(10) ? name.toLowerCase() : name, value: random.chance(85) ? random.pick(values) : hostileText(random, words).replaceAll(/[\r\n\0]/g, ''), how: random.weighted([[8, 'set'], [2, 'added']]) };
      },
    ],
    [
      operation.body === undefined ? (isRead ? 0 : 1) : 16,
      () => {
        const more = absent(operation.body, valid.body);
        const pointer = more.length > 0 && random.chance(35) ? random.pick(more) : random.pick(pointersOf(valid.body));
        const schema = schemaAt(operation.body, pointer);
        const value = random.chance(65) ? plausible(random, schema, words, String(pointer.at(-1) ?? '')) : hostileValue(random, words);
        return { at: 'member', pointer, value, how: random.weighted([[12, 'set'], [3, 'gone'], [1, 'twice'], [1, 'renamed']]) };
      },
    ],
    [isRead ? 0 : 2, () => ({ at: 'bytes', how: random.pick(byteTricks), where: random.below(10_000) })],
    [2, () => ({ at: 'path', how: random.pick(pathTricks), where: random.below(100) })],
    [1, () => ({ at: 'method', value: random.pick(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) })],
    [1, () => ({ at: 'caller', value: random.pick(CALLERS) })],
    [isRead ? 0 : 1, () => ({ at: 'time', days: random.pick([1, 1, 8, 31]) })],
  ])();
};

/** A call of one operation with up to three things wrong; with none at all one time in eight. */
export const draftOf = (random: Random, operation: Operation, valid: Valid, words: Words): Draft => {
  const count = random.weighted([[1, 0], [4, 1], [2, 2], [1, 3]]);
  const spoilt = Array.from({ length: count }, () => spoiling(random, { operation, valid }, words)).filter((each) => each !== undefined);
  const isWrite = operation.method !== 'GET' && operation.method !== 'HEAD';
  const headers = { ...valid.headers, ...(isWrite && random.chance(50) && { 'MS-RequestId': random.guid() }), ...(random.chance(10) && { 'MS-CorrelationId': random.guid() }) };
  const query = { ...valid.query, ...(isWrite && random.chance(8) && { preview: 'true' }) };
  return { operation, valid: { ...valid, headers, query }, spoilt };
};

/** Half a pair has no encoding: it goes as the character that stands for what cannot be shown. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

const encodings: Readonly<Record<'once' | 'twice' | 'raw', (text: string) => string>> = {
  once: (text) => encodeURIComponent(wellFormed(text)),
  twice: (text) => encodeURIComponent(encodeURIComponent(wellFormed(text))),
  // As it stands, but for what would end the line.
  raw: (text) => wellFormed(text).replaceAll(/[\s\0#?]/g, ''),
};

const trickedPath = (path: string, { how, where }: Extract<Spoiling, { at: 'path' }>): string => {
  const segments = path.split('/');
  const at = 1 + (where % Math.max(1, segments.length - 1));
  const insert = (text: string): string => segments.toSpliced(at, 0, text).join('/');
  const change = (edit: (segment: string) => string): string => segments.with(at, edit(segments[at] ?? '')).join('/');
  switch (how) {
    case 'dots':
      return insert(where % 2 === 0 ? '..' : '.');
    case 'encoded dots':
      return insert(where % 2 === 0 ? '%2e%2e' : '%2E');
    case 'doubled slash':
      return insert('');
    case 'encoded slash':
      return change((segment) => `${segment}%2F`);
    case 'trailing slash':
      return `${path}/`;
    case 'upper case':
      return change((segment) => segment.toUpperCase());
    case 'encoded letter':
      return change((segment) => segment.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`));
    case 'semicolon':
      return change((segment) => `${segment};a=b`);
    case 'extra segment':
      return insert('x');
    case 'long':
      return change((segment) => `${segment}${'a'.repeat(100 * where)}`);
    case 'NUL':
      return change((segment) => `${segment}%00`);
    case 'backslash':
      return change((segment) => `${segment}\\x`);
    case 'broken percent':
      return change((segment) => `${segment}${where % 2 === 0 ? '%' : '%C3%28'}`);
  }
};

const trickedBytes = (text: string, { how, where }: Extract<Spoiling, { at: 'bytes' }>): Uint8Array => {
  const bytes = Buffer.from(text);
  const at = where % (bytes.length + 1);
  const between = (...middle: readonly number[]): Uint8Array => Buffer.concat([bytes.subarray(0, at), Buffer.from(middle), bytes.subarray(at)]);
  switch (how) {
    case 'byte order mark':
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    case 'cut':
      return bytes.subarray(0, at);
    case 'compressed':
      return gzipSync(bytes);
    case 'latin-1':
      return Buffer.from(text.replace('"', '"\u00e9'), 'latin1');
    case 'utf-16':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'broken utf-8':
      return where % 2 === 0 ? between(0xc0, 0x80) : between(0xff);
    case 'half a pair':
      return Buffer.from(text.replace('":"', '":"\\ud83d'));
    case 'comment':
      return Buffer.from(`/* x */ ${text}`);
    case 'trailing':
      return Buffer.from(`${text}${where % 2 === 0 ? ',' : '{}'}`);
    case 'empty':
      return Buffer.alloc(0);
    case 'padded':
      return Buffer.concat([bytes, Buffer.alloc(where % 2 === 0 ? 1_048_576 - bytes.length : 1_100_000, ' ')]);
    case 'very deep':
      return Buffer.from(text.replace(/[^{}[\]]*\}$/, (end) => `${where % 2 === 0 ? ',"a":'.padEnd(100_000, '[') : ',"a":{'.repeat(20_000)}${end}`));
    case 'doubled member':
      return Buffer.from(text.replace(/"(\w+)":/, (_, name: string) => `"${name}":null,"${name}":`));
  }
};

/** The call as it is sent. */
export const askedOf = ({ operation, valid, spoilt }: Draft): Asked => {
  const of = <At extends Spoiling['at']>(at: At) => spoilt.filter((each): each is Extract<Spoiling, { at: At }> => each.at === at);
  const params = new Map(of('param').map(({ name, value, encoded }) => [name, encodings[encoded](value)]));
  const filled = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params.get(name) ?? encodeURIComponent(valid.params[name] ?? ''));
  const path = of('path').reduce(trickedPath, filled);

  const query: [string, string | undefined][] = Object.entries(valid.query);
  for (const { name, value, how } of of('query')) {
    if (how !== 'added') query.splice(0, query.length, ...query.filter(([other]) => other.toLowerCase() !== name.toLowerCase()));
    query.push([name, how === 'bare' ? undefined : value]);
  }
  const search = query.map(([name, value]) => (value === undefined ? encodings.once(name) : `${encodings.once(name)}=${encodings.once(value)}`)).join('&');

  const method = of('method').at(-1)?.value ?? operation.method;
  const body = of('member').reduce<Json | undefined>((value, each) => changedMember(value, each), valid.body);
  const text = body === undefined ? '' : jsonOf(body);
  const [trick] = of('bytes');
  const bytes = trick === undefined ? Buffer.from(text) : trickedBytes(text, trick);

  const headers: [string, string][] = [...(bytes.length > 0 ? [['Content-Type', 'application/json'] as [string, string]] : []), ...Object.entries(valid.headers)];
  if (trick?.how === 'compressed') headers.push(['Content-Encoding', 'gzip']);
  for (const { name, value, how } of of('header')) {
    if (how === 'set') headers.splice(0, headers.length, ...headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase()));
    headers.push([name, value]);
  }
  const caller = of('caller').at(-1)?.value;
  const days = of('time').at(-1)?.days;
  return { operation: operation.name, method, target: `${path}${search === '' ? '' : `?${search}`}`, headers, ...(bytes.length > 0 && method !== 'GET' && method !== 'HEAD' && { body: bytes }), ...(caller !== undefined && { caller }), ...(days !== undefined && { days }) };
};

const smallerText = (text: string): string[] => (text.length < 2 ? [] : [text.slice(0, Math.ceil(text.length / 2)), text.slice(0, -1), text.slice(1)]);

const smallerValue = (value: Json): Json[] => {
  if (typeof value === 'string') return smallerText(value);
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return [[], ...items.slice(0, 3), items.slice(0, Math.floor(items.length / 2))];
  }
  if (typeof value === 'object' && value !== null) return [...Object.values(value).slice(0, 3), ...Object.keys(value).slice(0, 12).map((gone) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== gone)))];
  return [];
};

/** Calls with less in them, those with much less first. */
export const smaller = (draft: Draft): readonly Draft[] => {
  const { spoilt, valid } = draft;
  const fewer = spoilt.map((_, index) => ({ ...draft, spoilt: spoilt.toSpliced(index, 1) }));
  const lesser = spoilt.flatMap((each, index): Draft[] => {
    const instead = (replacement: Spoiling): Draft => ({ ...draft, spoilt: spoilt.with(index, replacement) });
    if (each.at === 'member') return smallerValue(each.value).map((value) => instead({ ...each, value }));
    if (each.at === 'param' || each.at === 'query' || each.at === 'header') return smallerText(each.value).map((value) => instead({ ...each, value }));
    return [];
  });
  const bare = (['query', 'headers'] as const).flatMap((part) => Object.keys(valid[part]).map((gone) => ({ ...draft, valid: { ...valid, [part]: Object.fromEntries(Object.entries(valid[part]).filter(([name]) => name !== gone)) } })));
  const without = valid.body === undefined ? [] : [{ ...draft, valid: Object.fromEntries(Object.entries(valid).filter(([name]) => name !== 'body')) as unknown as Valid }, ...smallerValue(valid.body).map((body) => ({ ...draft, valid: { ...valid, body } }))];
  return [...fewer, ...lesser, ...bare, ...without];
};


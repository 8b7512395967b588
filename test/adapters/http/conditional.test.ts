import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type HttpResponseInit } from '@azure/functions';
import { conditional } from '../../../src/adapters/http/conditional';
import { compressed, wantedCoding } from '../../../src/adapters/http/contentCoding';
import { deprecationHeaders } from '../../../src/adapters/http/deprecation';
import { guarded } from '../../../src/adapters/http/guardedAnswer';
import { parseIfMatch } from '../../../src/adapters/http/etag';

const sent = (headers: Record<string, string> = {}, method = 'GET') => ({ method, headers: new Headers(headers) });
const read = (body: string, etag = 'abc='): HttpResponseInit => ({ status: 200, headers: { 'MS-RequestId': 'r', 'Content-Type': 'application/json', ETag: `"${etag}"` }, body });
const tagOf = (answer: HttpResponseInit): string => (answer.headers as Record<string, string>)['ETag'] ?? '';

describe('[REQ-9] ETag and 304', () => {
  const tag = tagOf(conditional(read('{"a":1}'), sent()));

  test('the tag has the version, and what the answer looks like: another body under the same version is another answer', () => {
    expect(tag).toMatch(/^"abc=\.[\w-]{11}"$/);
    expect(tagOf(conditional(read('{"a":1}'), sent()))).toBe(tag);
    expect([tagOf(conditional(read('{"a":2}'), sent())), tagOf(conditional(read('{"a":1}', 'abd='), sent()))]).not.toContain(tag);
  });

  test('the version in it is what If-Match goes by', () => {
    expect(parseIfMatch(tag)).toEqual({ ok: true, value: 'abc=' });
    expect(parseIfMatch(`W/${tag}`)).toEqual({ ok: true, value: 'abc=' });
    expect(parseIfMatch('abc=')).toEqual({ ok: true, value: 'abc=' });
  });

  const bare = tag.slice(1, -1);
  test.each([tag, `W/${tag}`, bare, `"other", ${tag}`, `W/"other",W/${tag}`, `other , ${bare}`, '*', ' * '])('If-None-Match: %s is 304, without a body and what is said of one', (header) => {
    expect(conditional(read('{"a":1}'), sent({ 'If-None-Match': header }))).toEqual({ status: 304, headers: { 'MS-RequestId': 'r', ETag: tag } });
    expect(conditional(read('{"a":1}'), sent({ 'If-None-Match': header }, 'HEAD')).status).toBe(304);
  });

  test.each(['"abc="', '"other"', 'W/"other", "another"', '', '"', ',,', '"*"', `${bare}x`])('If-None-Match: %s is 200', (header) => {
    expect(conditional(read('{"a":1}'), sent({ 'If-None-Match': header }))).toEqual({ ...read('{"a":1}'), headers: { ...read('').headers, ETag: tag } });
  });

  test.each<[string, HttpResponseInit, string]>([
    ['a write', read('{"a":1}'), 'PATCH'],
    ['a refusal', { ...read('{"a":1}'), status: 404 }, 'GET'],
    ['what has no version', { status: 200, headers: {}, body: '{"a":1}' }, 'GET'],
  ])('%s is as it was', (_, answer, method) => {
    expect(conditional(answer, sent({ 'If-None-Match': '*' }, method))).toBe(answer);
  });
});

describe('[REQ-9] compression', () => {
  const text = `{"items":["${'ä'.repeat(8200)}"]}`;
  const long = (headers: Record<string, string> = {}): HttpResponseInit => ({ status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers }, body: text });
  const asked = (encoding: string) => new Headers({ 'Accept-Encoding': encoding });
  const bytesOf = ({ body }: HttpResponseInit): Uint8Array => (body instanceof Uint8Array ? body : new Uint8Array());

  test.each([
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0.5, gzip', 'gzip'],
    ['GZIP ; Q=0.3', 'gzip'],
    ['x-gzip', 'gzip'],
    ['*', 'br'],
    ['*;q=0.5, br;q=0', 'gzip'],
    ['identity;q=0.5, gzip', 'gzip'],
    ['gzip;q=0.5, identity', undefined],
    ['gzip;q=0, br;q=0.000', undefined],
    ['gzip;q=2', undefined],
    ['gzip;q=much', undefined],
    ['deflate, zstd', undefined],
    ['identity', undefined],
    ['', undefined],
  ])('Accept-Encoding: %s is answered in %s', (header, coding) => {
    expect(wantedCoding(header)).toBe(coding);
  });

  test('the text is the same, to the byte, and a proxy is told what decided', async () => {
    const [packed, brotli, plain] = await Promise.all([compressed(long({ Vary: 'Accept' }), asked('gzip')), compressed(long(), asked('br')), compressed(long(), asked('identity'))]);
    expect([gunzipSync(bytesOf(packed)).toString(), brotliDecompressSync(bytesOf(brotli)).toString(), plain.body]).toEqual([text, text, text]);
    expect([packed.headers, brotli.headers, plain.headers]).toMatchObject([{ 'Content-Encoding': 'gzip', Vary: 'Accept, Accept-Encoding' }, { 'Content-Encoding': 'br', Vary: 'Accept-Encoding' }, { Vary: 'Accept-Encoding' }]);
    expect(plain.headers).not.toHaveProperty('Content-Encoding');
  });

  test('the same answer twice is the same bytes', async () => {
    expect(bytesOf(await compressed(long(), asked('gzip')))).toEqual(bytesOf(await compressed(long(), asked('gzip'))));
  });

  test('an ETag becomes a weak one: it is the same answer in other bytes', async () => {
    expect(tagOf(await compressed(long({ ETag: '"a.b"' }), asked('gzip')))).toBe('W/"a.b"');
    expect(tagOf(await compressed(long({ ETag: '"a.b"' }), asked('')))).toBe('"a.b"');
  });

  test.each<[string, HttpResponseInit]>([
    ['of 8191 characters', { ...long(), body: 'x'.repeat(8191) }],
    ['packed already', long({ 'Content-Encoding': 'gzip' })],
    ['a PDF', { ...long({ 'Content-Type': 'application/pdf' }), body: new Uint8Array(20_000) }],
    ['a file to save, of the pricing service', long({ 'Content-Type': 'application/octet-stream' })],
    ['nothing', { status: 204, headers: {} }],
  ])('what is %s goes out as it is', async (_, answer) => {
    expect(await compressed(answer, asked('gzip, br'))).toBe(answer);
  });

  test('of 8192 characters it is compressed', async () => {
    expect((await compressed({ ...long({ 'Content-Type': 'text/csv; charset=utf-8' }), body: 'x'.repeat(8192) }, asked('gzip'))).headers).toMatchObject({ 'Content-Encoding': 'gzip' });
  });
});

describe('[REQ-9] what an answer says to browsers and caches', () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['nobody keeps it', {}, { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' }],
    ['what has a version is kept by the caller, who asks each time', { ETag: '"a"' }, { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, no-cache', ETag: '"a"' }],
    ['what it says itself holds', { 'Cache-Control': 'public, max-age=60', ETag: '"a"' }, { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'public, max-age=60', ETag: '"a"' }],
  ])('%s', (_, given, says) => {
    expect(guarded({ status: 200, headers: given })).toEqual({ status: 200, headers: says });
  });

  test('a page loads nothing, sends nothing, and is shown in none of another’s; its own policy holds', () => {
    const page = { 'Content-Type': 'text/html; charset=utf-8' };
    expect(guarded({ headers: page }).headers).toMatchObject({ 'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", 'Referrer-Policy': 'no-referrer', 'Cross-Origin-Opener-Policy': 'same-origin' });
    expect(guarded({ headers: { ...page, 'Content-Security-Policy': "default-src 'self'" } }).headers).toMatchObject({ 'Content-Security-Policy': "default-src 'self'", 'Referrer-Policy': 'no-referrer' });
  });
});

test('[REQ-9] a replaced operation says since when, and by what', () => {
  expect(deprecationHeaders({ since: '2025-04-21', successor: '/next', page: 'https://docs.example/page' })).toEqual({ Deprecation: '@1745193600', Link: '<https://docs.example/page>; rel="deprecation"; type="text/html", </next>; rel="successor-version"' });
  expect(deprecationHeaders(undefined)).toEqual({});
});

import { z } from 'zod';
import { bodyHash } from '../../../src/adapters/http/bodyHash';
import { collection } from '../../../src/adapters/http/collection';
import { decodeContinuation, encodeContinuation } from '../../../src/adapters/http/continuation';
import { etagOf, parseIfMatch, quotedEtag } from '../../../src/adapters/http/etag';
import { jsonText } from '../../../src/adapters/http/json';
import { link } from '../../../src/adapters/http/links';
import { etagInBody, parseBody } from '../../../src/adapters/http/readBody';
import { dayAtLastSecond, dayAtMidnight } from '../../../src/adapters/http/wireDates';
import { calendarDate } from '../../../src/kernel/calendarDate';

describe('links', () => {
  it('are relative, with a method and headers', () => {
    expect(link('/customers/c')).toEqual({ uri: '/customers/c', method: 'GET', headers: [] });
  });

  it.each(['/v1/customers', '/V1', 'customers', 'https://host/customers'])('%s is none', (uri) => {
    expect(() => link(uri)).toThrow(RangeError);
  });

  it('of our own API keep their path', () => {
    expect(link('/nextterm/v1/health').uri).toBe('/nextterm/v1/health');
  });
});

describe('a collection', () => {
  it('that ends has no next link', () => {
    expect(collection([], '/customers?size=0')).toEqual({
      totalCount: 0,
      items: [],
      links: { self: { uri: '/customers?size=0', method: 'GET', headers: [] } },
      attributes: { objectType: 'Collection' },
    });
  });

  it('that goes on hands the token over in the next link', () => {
    expect(collection(['a', 'b'], '/customers?size=2', { uri: '/customers?seekOperation=Next', continuation: 'AAEA' })).toEqual({
      totalCount: 2,
      items: ['a', 'b'],
      links: {
        self: { uri: '/customers?size=2', method: 'GET', headers: [] },
        next: { uri: '/customers?seekOperation=Next', method: 'GET', headers: [{ key: 'MS-ContinuationToken', value: 'AAEA' }] },
      },
      attributes: { objectType: 'Collection' },
    });
  });
});

describe('a continuation token', () => {
  const positionSchema = z.object({ after: z.string(), size: z.number(), filter: z.string().optional() });
  const position = { after: 'zonne|é', size: 40, filter: '{"Field":"CompanyName"}' };
  const token = encodeContinuation('customers|t1', position);
  const refusal = { ok: false, error: { kind: 'InputInvalid', problems: ['MS-ContinuationToken: not a token of this collection'] } };

  it('brings back place, page size and filter, and fits into a header', () => {
    expect(decodeContinuation('customers|t1', token, positionSchema)).toEqual({ ok: true, value: position });
    expect(token).toMatch(/^[\w-]+$/);
  });

  it.each([
    { name: 'of another caller', scope: 'customers|t2', given: token },
    { name: 'cut', scope: 'customers|t1', given: token.slice(0, -4) },
    { name: 'empty', scope: 'customers|t1', given: '' },
    { name: 'made up', scope: 'customers|t1', given: 'AAEAANx' },
    { name: 'null', scope: 'customers|t1', given: Buffer.from('null').toString('base64url') },
    { name: 'altered', scope: 'customers|t1', given: Buffer.from(Buffer.from(token, 'base64url').toString('utf8').replace('40', '41')).toString('base64url') },
    { name: 'of another form', scope: 'customers|t1', given: encodeContinuation('customers|t1', { page: 1 }) },
  ])('$name is refused', ({ scope, given }) => {
    expect(decodeContinuation(scope, given, positionSchema)).toEqual(refusal);
  });
});

describe('etags', () => {
  it('are base64 of id and version', () => {
    const etag = etagOf({ id: '3f0c7a1e', version: 4 });
    expect([etag, Buffer.from(etag, 'base64').toString()]).toEqual(['eyJpZCI6IjNmMGM3YTFlIiwidmVyc2lvbiI6NH0=', '{"id":"3f0c7a1e","version":4}']);
    expect(quotedEtag('abc=')).toBe('"abc="');
  });

  it.each([
    { header: '"abc="', value: 'abc=' },
    { header: 'W/"abc="', value: 'abc=' },
    { header: ' "abc=" ', value: 'abc=' },
    { header: 'abc=', value: 'abc=' },
    { header: '*', value: undefined },
  ])('If-Match: $header', ({ header, value }) => {
    expect(parseIfMatch(header)).toEqual({ ok: true, value });
  });

  it.each(['', '""', '"a", "b"', '"a', 'a b'])('If-Match: %s is refused', (header) => {
    expect(parseIfMatch(header)).toEqual({ ok: false, error: { kind: 'InputInvalid', problems: ['If-Match: must be one etag in double quotes, or *'] } });
  });

  it.each([
    { body: { attributes: { etag: 'e' } }, etag: 'e' },
    { body: { Attributes: { Etag: 'e', ObjectType: 'Subscription' } }, etag: 'e' },
    { body: { attributes: { etag: null } }, etag: undefined },
    { body: { attributes: { etag: '' } }, etag: undefined },
    { body: { attributes: 'etag' }, etag: undefined },
    { body: null, etag: undefined },
    { body: 'success', etag: undefined },
  ])('in the body $body: $etag', ({ body, etag }) => {
    expect(etagInBody(body)).toBe(etag);
  });
});

it('a day is written as midnight or as its last second', () => {
  const day = calendarDate('2028-02-29');
  expect([dayAtMidnight(day), dayAtLastSecond(day)]).toEqual(['2028-02-29T00:00:00Z', '2028-02-29T23:59:59Z']);
});

describe('the text of an answer', () => {
  it('leaves null and undefined members out', () => {
    expect(jsonText({ a: null, b: undefined, c: 0, d: false, e: '', f: [], g: { h: null } })).toBe('{"c":0,"d":false,"e":"","f":[],"g":{}}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('never holds %s', (price) => {
    expect(() => jsonText({ price })).toThrow(TypeError);
  });
});

describe('the hash of a call', () => {
  const call = { method: 'POST', path: '/v1/customers/c/carts', query: new URLSearchParams('b=2&a=1'), body: { quantity: 1, lines: [{ x: 1, y: 2 }, { z: 3 }] } };

  it.each([
    { name: 'order of members', other: { ...call, body: { lines: [{ y: 2, x: 1 }, { z: 3 }], quantity: 1 } } },
    { name: 'letter case of path and method', other: { ...call, method: 'post', path: '/V1/Customers/C/carts' } },
    { name: 'order of the query', other: { ...call, query: new URLSearchParams('a=1&b=2') } },
    { name: 'that an absent member stays, as it does where nobody says', other: { ...call, patchReplaces: false } },
  ])('does not depend on $name', ({ other }) => {
    expect(bodyHash(other)).toBe(bodyHash(call));
  });

  it.each([
    { name: 'method', other: { ...call, method: 'PUT' } },
    { name: 'path', other: { ...call, path: '/v1/customers/d/carts' } },
    { name: 'query', other: { ...call, query: new URLSearchParams('a=1&b=3') } },
    { name: 'a value', other: { ...call, body: { ...call.body, quantity: 2 } } },
    { name: 'the type of a value', other: { ...call, body: { ...call.body, quantity: '1' } } },
    { name: 'an explicit null', other: { ...call, body: { ...call.body, friendlyName: null } } },
    { name: 'order of items', other: { ...call, body: { ...call.body, lines: [{ z: 3 }, { x: 1, y: 2 }] } } },
    { name: 'no body', other: { ...call, body: undefined } },
    { name: 'what an absent member means', other: { ...call, patchReplaces: true } },
  ])('depends on $name', ({ other }) => {
    expect(bodyHash(other)).not.toBe(bodyHash(call));
  });

  it('is SHA-256 in hex', () => {
    expect(bodyHash(call)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the text of a body', () => {
  it.each([
    { text: '', value: undefined },
    { text: ' \r\n', value: undefined },
    { text: 'null', value: undefined },
    { text: '"success"', value: 'success' },
    { text: '{"a":"}]\\"{["}', value: { a: '}]"{[' } },
    { text: `${'['.repeat(64)}${']'.repeat(64)}`, value: expect.any(Array) as unknown },
  ])('$text', ({ text, value }) => {
    expect(parseBody(text)).toEqual({ ok: true, value });
  });

  it.each([
    { name: 'deep', text: `${'['.repeat(65)}${']'.repeat(65)}` },
    { name: 'abysmal and unfinished', text: '{"a":['.repeat(170_000) },
  ])('$name is refused before anything walks it', ({ text }) => {
    expect(parseBody(text)).toEqual({ ok: false, error: { kind: 'InputInvalid', problems: ['body: nested deeper than 64 levels'] } });
  });

  it('that is no JSON is refused', () => {
    expect(parseBody('{"a":')).toMatchObject({ ok: false, error: { kind: 'BodyNotJson' } });
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MAXIMUM_HEADER_LENGTH } from '../../../src/adapters/http/authenticate';
import { folded } from '../../../src/adapters/http/conform';
import { MAXIMUM_BODY_BYTES, MAXIMUM_DEPTH } from '../../../src/adapters/http/readBody';
import { routes } from '../../../src/adapters/http/route';
import { type ServedRoute } from '../../../src/adapters/http/routeDefinition';
import { MOST_AT_ONCE } from '../../../src/adapters/http/router';
import { MOST_PROBLEMS } from '../../../src/adapters/http/validate';
import { itemOf } from '../../neighbours/twoShops';
import { type Call, httpOver, type Reply } from '../../support/httpWorld';
import { World } from '../../support/world';

const document = join(__dirname, '../../../docs/what-clients-may-send.md');

let http: (path: string, call?: Call) => Promise<Reply>;
let customer: string;
let subscription: string;
beforeAll(async () => {
  const world = await World.at('2026-03-02T10:00:00.000Z');
  http = httpOver(world);
  const customerId = world.customer('Zonnebloem');
  const [subscriptionId] = await world.buy('havn', customerId, [{ sku: 'NCBUSSTAND01:0001' }]);
  customer = `/v1/customers/${customerId}`;
  subscription = `${customer}/subscriptions/${subscriptionId}`;
});

type Asked = readonly [path: string, call?: Call];

const requestId = 'aaaaaaaa-0000-4000-8000-000000000001';
const line = { id: 0, catalogItemId: itemOf('NCBUSSTAND01:0001', 'NL'), quantity: 2, termDuration: 'P1M', billingCycle: 'monthly' };
const cart = { partnerOnRecordAttestationAccepted: true, lineItems: [line] };
/** Previewed: nothing is kept, and the same request id is good for all. */
const previewed = (body: unknown, headers: Readonly<Record<string, string>> = {}): Asked => [`${customer}/carts?preview=true`, { method: 'POST', body, headers: { 'MS-RequestId': requestId, ...headers } }];
const patched = (body: unknown, headers: Readonly<Record<string, string>> = {}): Asked => [`${subscription}?preview=true`, { method: 'PATCH', body, headers: { 'MS-RequestId': requestId, ...headers } }];
const read = (path: string, headers: Readonly<Record<string, string>> = {}): Asked => [path, { headers }];

/** What makes no difference: the call with it, and without. */
const ignored: readonly (readonly [where: string, what: string, sent: () => Asked, plain: () => Asked])[] = [
  ['path', 'letter case; a doubled slash, and one at the end', () => read(`/V1//Customers//${customer.slice(14).toUpperCase()}/`), () => read(customer)],
  ['query', 'letter case and underscores of names, letter case of `true` and `false`; a name that is repeated as it is spelled, but for the first', () => read('/v1/customers?SIZE=2&SIZE=1&Pre_View=False'), () => read('/v1/customers?size=2')],
  ['query', 'names that published clients send and that change nothing: `include_price`, `reservationScope` ([by call](queries.md#by-call))', () => read(`${customer}/orders?include_price=True`), () => read(`${customer}/orders`)],
  ['query', '`preview=false` of a read; `offset=0` of lists whose pages have tokens; a time behind a day', () => read('/v1/customers?offset=0&preview=false'), () => read('/v1/customers')],
  ['header', '`MS-Contract-Version`, `MS-PartnerCenter-Application`, `MS-PartnerCenter-Client`, `MS-SdkVersion`, `x-ms-customeruser-upn`, `ocp-apim-subscription-key`, `ValidateMfa`, `Expect`, and any that is not named in this page', () => read(customer, { 'MS-Contract-Version': 'v9', 'MS-PartnerCenter-Application': 'x', ValidateMfa: 'true', 'X-Anything': '1' }), () => read(customer)],
  ['header', '`Content-Type` of a body that is JSON; quotes and `W/` of an etag; `If-Match: *`', () => patched({ quantity: 11 }, { 'If-Match': '*', 'Content-Type': 'application/x-www-form-urlencoded' }), () => patched({ quantity: 11 })],
  ['header', '`If-Match` of a call at an address whose answers have no `ETag`, a cart\'s say', () => previewed(cart, { 'If-Match': '"b2xk"' }), () => previewed(cart)],
  ['body', 'any, where a call takes none', () => [customer, { method: 'GET' }], () => read(customer)],
  ['body', 'letter case of members\' names; letter case, hyphens and underscores of enumerated words', () => previewed({ PARTNERONRECORDATTESTATIONACCEPTED: true, LineItems: [{ ID: 0, CatalogItemId: line.catalogItemId, Quantity: 2, TermDuration: 'P1M', BillingCycle: 'Monthly' }] }), () => previewed(cart)],
  ['body', 'members that are unknown; `links`; `attributes`, but for `attributes.etag`', () => previewed({ ...cart, telemetry: { a: [1] }, links: { self: 'x' }, attributes: { objectType: 'Cart', mine: 1 } }), () => previewed(cart)],
  ['body', '`null`, where it removes nothing; a date that was never set (`0001-01-01T00:00:00`); empty text of a member that may be left out', () => previewed({ ...cart, id: null, creationTimestamp: '0001-01-01T00:00:00', lineItems: [{ ...line, friendlyName: '', promotionId: null, customTermEndDate: '0001-01-01T00:00:00' }] }), () => previewed(cart)],
  ['body', 'members of a subscription that are read-only, as they were read', () => patched({ quantity: 11, id: subscription.split('/').at(-1), unitType: 'Licenses', status: 'active' }), () => patched({ quantity: 11 })],
  ['body', 'a byte order mark; blanks around the JSON', () => previewed(`\u{FEFF} ${JSON.stringify(cart)}\r\n`), () => previewed(cart)],
];

/** What is refused, with what is wrong and nothing done. */
const refused: readonly (readonly [where: string, what: string, sent: () => Asked])[] = [
  ['path', 'a customer\'s id that is no GUID', () => read('/v1/customers/zonnebloem')],
  ['path', 'another id that is of no form that ids have', () => read(`${customer}/subscriptions/7`)],
  ['path', 'what is not here, or another\'s', () => read('/v1/customers/00000000-1111-4222-8333-444444444444')],
  ['path', 'a published operation that is not here', () => read(`${customer}/users`)],
  ['path', 'a method that the path does not have', () => ['/v1/products', { method: 'PUT', body: {} }]],
  ['query', 'a name that the call does not know', () => read(`${customer}/orders?state=open`)],
  ['query', 'a value that cannot be read, or none where a number, a date, a GUID or a word is asked for', () => read('/v1/customers?size=many')],
  ['query', 'a word that is none of those allowed', () => read('/v1/customers?seekOperation=Previous')],
  ['query', '`preview=true` of a read, and of a write that has none', () => read(`${customer}?preview=true`)],
  ['query', 'a filter of another form, on another field or by another operator', () => read('/v1/customers?filter=x')],
  ['header', 'no token; one that is no good', () => read(customer, { authorization: '' })],
  ['header', '`MS-RequestId` or `MS-CorrelationId` that is no GUID', () => read(customer, { 'MS-RequestId': '7' })],
  ['header', '`MS-ContinuationToken` of another list or caller, or altered', () => read('/v1/customers?seekOperation=Next', { 'MS-ContinuationToken': 'AAEA' })],
  ['header', '`If-Match` with more than one etag', () => patched({ quantity: 11 }, { 'If-Match': '"a", "b"' })],
  ['header', '`If-Match` with an etag that is no longer that of the thing, where it has one', () => patched({ quantity: 11 }, { 'If-Match': '"b2xk"' })],
  ['header', '`NextTerm-Patch` with another word than `replace`', () => patched({ quantity: 11 }, { 'NextTerm-Patch': 'keep' })],
  ['header', '`Accept` with forms alone that the call does not answer in', () => read(customer, { Accept: 'application/xml' })],
  ['header', '`Transfer-Encoding: chunked`: the host loses such bodies', () => previewed(cart, { 'Transfer-Encoding': 'chunked' })],
  ['body', 'text that is no JSON, or no UTF-8', () => previewed('{"lineItems":')],
  ['body', 'more levels than the most there may be', () => previewed('['.repeat(MAXIMUM_DEPTH + 1))],
  ['body', 'more bytes than the most there may be', () => previewed(`"${'x'.repeat(MAXIMUM_BODY_BYTES)}"`)],
  ['body', 'what is no JSON and has a `Content-Type` that says so; what is packed (`Content-Encoding`)', () => previewed('<cart/>', { 'Content-Type': 'application/xml' })],
  ['body', 'a member that is missing; one of another type, a number as text too', () => previewed({ ...cart, lineItems: [{ ...line, quantity: '2' }] })],
  ['body', 'a word that is none of those allowed', () => previewed({ ...cart, lineItems: [{ ...line, billingCycle: 'weekly' }] })],
  ['body', 'a read-only member with another value than it has', () => patched({ quantity: 11, id: '00000000-1111-4222-8333-444444444444' })],
];

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string => [rowOf(head), rowOf(head.map(() => '---')), ...rows.map(rowOf)].join('\n');

const ask = ([path, { authorization, ...call } = {}]: Asked): Promise<Reply> => {
  const { authorization: header, ...headers } = call.headers ?? {};
  return http(path, { ...call, headers, ...(header !== undefined && { authorization: null }), ...(authorization !== undefined && { authorization }) });
};

/** The largest page of each route that has pages. */
const pages = (): readonly (readonly [most: number, routes: readonly ServedRoute[]])[] => {
  const sized = routes().flatMap((route) => (route.query instanceof z.ZodObject ? Object.entries(route.query.shape).flatMap(([name, schema]) => (folded(name) === 'size' ? [{ route, most: (schema as z.ZodType).safeParse(1e9).data as number }] : [])) : []));
  const amounts = [...new Set(sized.map(({ most }) => most))].toSorted((a, b) => b - a);
  return amounts.map((most) => [most, sized.filter((each) => each.most === most).map(({ route }) => route)]);
};

const amount = (count: number): string => count.toLocaleString('en-US');

/** The most common size is that of all lists that are not named. */
const sizes = (): readonly (readonly string[])[] => {
  const all = pages();
  const most = Math.max(...all.map(([, of]) => of.length));
  return all.map(([size, of]) => [`\`size\` of ${of.length === most ? 'all other lists' : of.map(({ path }) => `\`${path}\``).join(', ')}`, amount(size), 'is so many; `size=0` too']);
};

const capped = (): readonly (readonly string[])[] => [
  ...sizes(),
  ['levels of a body', amount(MAXIMUM_DEPTH), '400 / 800002'],
  ['bytes of a body', amount(MAXIMUM_BODY_BYTES), '413 / 800002'],
  ['characters of `Authorization`', amount(MAXIMUM_HEADER_LENGTH), '401 / 400'],
  ['calls at a time in one process', amount(MOST_AT_ONCE), '429 with `Retry-After`, [as the gateway answers](throttling-and-repeats.md#too-many-calls)'],
  ['problems that one refusal names', amount(MOST_PROBLEMS), 'the rest are not named'],
];

test.each(ignored)('[REQ-1] in the %s it makes no difference: %s', async (_where, _what, sent, plain) => {
  const [odd, even] = [await ask(sent()), await ask(plain())];
  expect([even.status, odd.status]).toEqual([200, 200]);
  expect(odd.body).toEqual(even.body);
});

test('[REQ-1] the tables of docs/what-clients-may-send.md are what the code does; WRITE_QUERIES=1 writes them anew', async () => {
  const refusals: string[][] = [];
  for (const [where, what, sent] of refused) {
    const { status, body } = await ask(sent());
    refusals.push([where, what, `${status} / ${(body as { code: number }).code}`]);
    expect([what, status >= 400 && status !== 500]).toEqual([what, true]);
  }
  const made: Readonly<Record<string, string>> = {
    Ignored: tableOf(['In the', 'What makes no difference'], ignored.map(([where, what]) => [where, what])),
    Capped: tableOf(['What', 'The most', 'More than that'], capped()),
    Refused: tableOf(['In the', 'What is refused', 'Status / code'], refusals),
  };
  const text = readFileSync(document, 'utf8');
  const written = text.replaceAll(/(## (Ignored|Capped|Refused)\n[^|]*)(\|.*\n)+/g, (_all, before: string, name: string) => `${before}${made[name]}\n`);
  if (process.env['WRITE_QUERIES'] === '1') writeFileSync(document, written);
  expect(text).toBe(written);
  expect(Object.values(made).every((table) => text.includes(table))).toBe(true);
});

import { gunzipSync } from 'node:zlib';
import { httpOver, type Reply } from '../../support/httpWorld';
import { World } from '../../support/world';

const CONTACT = 'mailto:security@havn.example';

let world: World;
let http: ReturnType<typeof httpOver>;
beforeAll(async () => {
  world = await World.at('2026-06-01T10:00:00Z', undefined, undefined, { NEXTTERM_SECURITY_CONTACT: `${CONTACT},https://havn.example/report`, NEXTTERM_PUBLIC_URL: 'https://next.example' });
  http = httpOver(world);
});

const unpacked = ({ bytes }: Reply): string => gunzipSync(bytes ?? new Uint8Array()).toString();

describe('[REQ-9] a read that has a version', () => {
  let path: string;
  let tag: string;
  beforeAll(async () => {
    const customer = world.customer('Zonnebloem');
    const [bought = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' }]);
    path = `/v1/customers/${customer}/subscriptions/${bought}`;
    tag = (await http(path)).headers['ETag'] ?? '';
  });
  const ask = (etag: string) => http(path, { headers: { 'If-None-Match': etag } });

  test('is not sent again to whoever has it, and is to whoever has the version alone', async () => {
    const { body } = await http(path);
    expect(tag.startsWith(`"${(body as { attributes: { etag: string } }).attributes.etag}.`)).toBe(true);
    const same = await ask(`W/"other", W/${tag}`);
    expect([same.status, same.text, same.headers['ETag'], same.headers['Content-Type'], same.headers['Cache-Control']]).toEqual([304, '', tag, undefined, 'private, no-cache']);
    expect(same.headers).toHaveProperty('MS-RequestId');
    expect((await ask(`"${(body as { attributes: { etag: string } }).attributes.etag}"`)).status).toBe(200);
  });

  test('the tag of a read can be sent back with a write, once', async () => {
    expect(await http(path, { method: 'PATCH', body: { quantity: 12 }, headers: { 'If-Match': tag } })).toMatchObject({ status: 200, body: { quantity: 12 } });
    expect(await http(path, { method: 'PATCH', body: { quantity: 13 }, headers: { 'If-Match': tag } })).toMatchObject({ status: 400, body: { code: 2055 } });
    const changed = await ask(tag);
    expect(changed).toMatchObject({ status: 200, body: { quantity: 12 } });
    tag = changed.headers['ETag'] ?? '';
  });

  test('nobody is told that it is the same when what it says has changed with time alone', async () => {
    const before = (await http(path)).body as { attributes: { etag: string } };
    world.clock.moveTo('2026-06-09T10:00:00.000Z');
    const after = await ask(tag);
    expect(after.status).toBe(200);
    expect(after.body).not.toEqual(before);
    expect((after.body as typeof before).attributes.etag).toBe(before.attributes.etag);
  });

  test('HEAD says what GET says, and nothing more', async () => {
    const [get, head] = [await http(path), await http(path, { method: 'HEAD' })];
    const own = (reply: Reply) => Object.fromEntries(Object.entries(reply.headers).filter(([name]) => !name.startsWith('MS-') && name !== 'Content-Length'));
    expect([head.status, head.text, head.headers['Content-Length'], own(head)]).toEqual([200, '', String(Buffer.byteLength(get.text)), own(get)]);
    expect((await http(path, { method: 'HEAD', headers: { 'If-None-Match': get.headers['ETag'] ?? '' } })).status).toBe(304);
    expect((await http(`${path}0`, { method: 'HEAD' })).status).toBe(400);
  });
});

describe('[REQ-9] a wrong method', () => {
  test.each([
    ['PUT', '/v1/customers', 'GET, HEAD, POST'],
    ['POST', '/v1/domains/havn.example', 'HEAD'],
    ['DELETE', '/nextterm/v1/health', 'GET, HEAD'],
  ])('%s %s: 405, with all methods of the path', async (method, path, allow) => {
    expect(await http(path, { method })).toMatchObject({ status: 405, headers: { Allow: allow }, body: { code: 800042 } });
  });
});

describe('[REQ-9] a long answer', () => {
  const LIST = '/v1/products?country=NL&targetView=OnlineServices';

  test('is compressed for whoever asks, and the same text', async () => {
    const [plain, packed] = [await http(LIST), await http(LIST, { headers: { 'Accept-Encoding': 'gzip' } })];
    expect(unpacked(packed)).toBe(plain.text);
    expect([packed.headers['Content-Encoding'], packed.headers['Vary'], plain.headers['Vary'], plain.headers['Content-Encoding']]).toEqual(['gzip', 'Accept-Encoding', 'Accept-Encoding', undefined]);
    expect((packed.bytes ?? []).length * 4).toBeLessThan(Buffer.byteLength(plain.text));
    const head = await http(LIST, { method: 'HEAD', headers: { 'Accept-Encoding': 'gzip' } });
    expect([head.headers['Content-Encoding'], head.headers['Content-Length']]).toEqual(['gzip', String(packed.bytes?.length)]);
  });

  test('a short one, and a price sheet, go out as they are', async () => {
    const headers = { 'Accept-Encoding': 'gzip, br' };
    const short = await http('/v1/products/NCBUSSTAND01?country=NL', { headers });
    const sheet = await http("/v1.0/sales/pricesheets(Market='NL',PricesheetView='updatedlicensebased')/$value", { headers });
    expect([short.headers['Content-Encoding'], short.headers['Vary'], sheet.headers['Content-Encoding'], sheet.text.includes('ProductTitle')]).toEqual([undefined, undefined, undefined, true]);
  });
});

test('[REQ-9] what the contract has replaced says so, also where it refuses', async () => {
  const billed = await http('/v1/invoices/G000000001/lineitems?provider=onetime&invoicelineitemtype=billinglineitems');
  expect(billed.headers).toMatchObject({ Deprecation: '@1745193600', Link: expect.stringContaining('</v1.0/reports/partners/billing/reconciliation/billed/export>; rel="successor-version"') as string });
  const unbilled = await http('/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=current&size=10');
  expect([unbilled.status, unbilled.headers['Deprecation']]).toEqual([200, '@1773532800']);
  expect((await http('/v1/invoices')).headers).not.toHaveProperty('Deprecation');
});

test('[REQ-9] nobody keeps an answer, and what it is is not guessed', async () => {
  for (const path of ['/v1/customers', '/v1/nothing', '/nextterm/v1/health']) expect((await http(path)).headers).toMatchObject({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
});

describe('[REQ-9] security.txt', () => {
  const PATH = '/.well-known/security.txt';

  test('names whom to tell, until when, and where it belongs', async () => {
    world.clock.moveTo('2026-06-09T23:59:59.000Z');
    const { status, headers, text } = await http(PATH);
    expect([status, headers['Content-Type'], headers['Cache-Control']]).toEqual([200, 'text/plain; charset=utf-8', 'public, max-age=86400']);
    expect(text).toBe(`Contact: ${CONTACT}\nContact: https://havn.example/report\nExpires: 2026-12-06T00:00:00.000Z\nPreferred-Languages: en\nCanonical: https://next.example/.well-known/security.txt\n`);
  });

  test('is not there while nobody is named', async () => {
    const nobody = httpOver(await World.at('2026-06-01T10:00:00Z'));
    expect(await nobody(PATH)).toMatchObject({ status: 404, body: { code: 1000 } });
  });
});

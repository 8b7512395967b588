import { type ServedRoute } from '../../../src/adapters/http/routeDefinition';
import { errorTable } from '../../../src/adapters/http/errors';
import { type Row } from '../../../src/adapters/http/errors/row';
import { routes } from '../../../src/adapters/http/route';
import { type Refusal } from '../../../src/app/refusals';
import { pathOf } from '../../neighbours/calls';
import { itemOf, twoShops } from '../../neighbours/twoShops';
import { type Call, type Reply } from '../../support/httpWorld';

type Json = Readonly<Record<string, unknown>>;
interface Link {
  readonly uri: string;
  readonly method: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
}
interface Collected {
  readonly totalCount: number;
  readonly items: readonly Json[];
  readonly links: { readonly self: Link; readonly next?: Link };
  readonly attributes: Json;
}
interface Checkout {
  readonly orders: readonly { readonly id: string; readonly lineItems: readonly { readonly subscriptionId: string }[] }[];
}

let shops: Awaited<ReturnType<typeof twoShops>>;
let customer: string;
beforeAll(async () => {
  shops = await twoShops();
  customer = `/v1/customers/${shops.havn.own['customerId']}`;
});

const bodyOf = <T = Json>(reply: Reply, status = 200): T => {
  expect([reply.status, reply.status === status ? undefined : reply.text]).toEqual([status, undefined]);
  return reply.body as T;
};
const get = async <T = Json>(path: string, call: Call = {}): Promise<T> => bodyOf<T>(await shops.http(path, { roles: ['global_admin', 'admin_agent'], ...call }));
const send = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => shops.http(path, { method, headers, ...(body !== undefined && { body }) });

const item = () => itemOf('NCBUSSTAND01:0001', 'NL');
const cart = (quantity = 2) => ({ partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, catalogItemId: item(), quantity, termDuration: 'P1M', billingCycle: 'monthly' }] });
const newCart = async (quantity?: number): Promise<string> => bodyOf<{ id: string }>(await send('POST', `${customer}/carts`, cart(quantity)), 201).id;
const bought = async (quantity?: number): Promise<string> => bodyOf<Checkout>(await send('POST', `${customer}/carts/${await newCart(quantity)}/checkout`), 201).orders[0]?.lineItems[0]?.subscriptionId ?? '';

/** Every member of a JSON value, however deep. */
function* membersOf(value: unknown, at = ''): Generator<{ readonly at: string; readonly name: string; readonly value: unknown }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const here = Array.isArray(value) ? `${at}[]` : `${at}.${name}`;
    yield { at: here, name, value: inner };
    yield* membersOf(inner, here);
  }
}

/** As .NET names members. */
const pascal = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [`${name[0]?.toUpperCase()}${name.slice(1)}`, pascal(inner)]));
};

const queries: Readonly<Record<string, string>> = {
  listUnbilledLineItems: 'provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=current',
  queryInvoiceLineItems: 'provider=onetime&invoicelineitemtype=billinglineitems',
  listEstimateLinks: 'currencycode=EUR',
  listProducts: 'country=NL&targetView=OnlineServices',
  listPromotions: 'country=NL&segment=commercial',
  listMigrations: `customerTenantId={customerId}`,
};
const words: Readonly<Record<string, string>> = { country: 'NL', productId: 'NCBUSSTAND01', skuId: '0001', service: 'PhoneServices', month: '2026-03', provider: 'onetime', invoiceLineItemType: 'billinglineitems', offerId: 'fd4c746a-2194-4aff-9ee6-f5d3712cf123' };

/** Every answer in JSON that a partner can read of the contract in this world. */
const readContract = async (): Promise<readonly { readonly route: ServedRoute; readonly reply: Reply }[]> => {
  const found = [];
  for (const route of routes().filter(({ method, path, access }) => method === 'GET' && path.startsWith('/v1/') && access !== 'public')) {
    const path = pathOf(route, { ...words, availabilityId: item().split(':')[2] ?? '', ...shops.havn.own });
    const query = queries[route.name] ?? (/^\/v1\/(products|offers|offercategories)/.test(path) ? 'country=NL' : '');
    const reply = await shops.http(query === '' ? path : `${path.split('?')[0]}?${query.replace('{customerId}', shops.havn.own['customerId'] ?? '')}`, { roles: ['global_admin', 'admin_agent'] });
    if (reply.status === 200 && reply.body !== undefined) found.push({ route, reply });
  }
  return found;
};

let contract: ReturnType<typeof readContract> | undefined;
const contractAnswers = (): ReturnType<typeof readContract> => (contract ??= readContract());

test('everything hangs at the root: /v1 of the base address, whatever path that has, and /webhooks/v1', async () => {
  const ofContract = routes().filter(({ path, access }) => access !== 'public' && !path.startsWith('/nextterm/'));
  expect(ofContract.filter(({ path }) => !/^\/(v1|v1\.0\/(sales|reports)|webhooks\/v1)\//.test(path))).toEqual([]);
  expect(await get('/v1/customers?size=0')).toMatchObject({ attributes: { objectType: 'Collection' } });
  expect(await get('/webhooks/v1/registration/events')).toEqual(expect.arrayContaining(['subscription-updated']));
  expect((await shops.http('/api/v1/customers')).status).toBe(404);
});

test('letter case of a path, a doubled slash and one at the end make no difference', async () => {
  const { subscriptionId = '' } = shops.havn.own;
  const straight = await get(`${customer}/subscriptions/${subscriptionId}`);
  for (const path of [`${customer}/subscriptions/${subscriptionId}`.toUpperCase(), `/v1//customers/${shops.havn.own['customerId']}/Subscriptions/${subscriptionId}`, `${customer}/subscriptions/${subscriptionId}/`, `//V1${customer.slice(3)}//SUBSCRIPTIONS//${subscriptionId}//`]) {
    expect([path, await get(path)]).toEqual([path, straight]);
  }
  const first = await get<Collected>('/v1/customers?size=1');
  // A client that joins the base address and the link of a page with a slash of its own.
  const next = await get<Collected>(`/v1/${first.links.next?.uri}`, { headers: Object.fromEntries((first.links.next?.headers ?? []).map(({ key, value }) => [key, value])) });
  expect(next.items).toHaveLength(1);
  expect(next.items[0]).not.toEqual(first.items[0]);
});

describe('members of a body', () => {
  const sent: readonly (readonly [client: string, cart: () => object])[] = [
    ['in PascalCase, with nulls and unset dates', () => ({ ...(pascal(cart(4)) as object), Id: null, CreationTimestamp: '0001-01-01T00:00:00', ExpirationTimestamp: '0001-01-01T00:00:00', Links: null, Attributes: null, Status: null })],
    ['in camelCase, without nulls', () => cart(4)],
    ['in both at once', () => ({ PartnerOnRecordAttestationAccepted: true, lineItems: [{ Id: 0, catalogItemId: item(), Quantity: 4, termDuration: 'P1M', BillingCycle: 'Monthly', FriendlyName: null }] })],
    ['with members, links and attributes of its own', () => ({ ...cart(4), telemetry: { a: 1 }, links: { self: { uri: '/carts/1' } }, attributes: { objectType: 'Cart', mine: 'x' } })],
  ];

  test.each(sent)('%s are the same cart', async (_client, make) => {
    expect(bodyOf(await send('POST', `${customer}/carts`, make()), 201)).toMatchObject({ status: 'Active', lineItems: [{ id: 0, quantity: 4, billingCycle: 'monthly', termDuration: 'P1M' }] });
  });

  test('`attributes.etag` is the version where no If-Match is sent, and gives way to one', async () => {
    const path = `${customer}/subscriptions/${await bought()}`;
    const { attributes } = await get<{ attributes: { etag: string } }>(path);
    const stale = { Attributes: { Etag: 'b2xk' } };
    expect(bodyOf(await send('PATCH', path, { friendlyName: 'One', ...stale }), 400)).toMatchObject({ code: 2055 });
    expect(bodyOf(await send('PATCH', path, { friendlyName: 'One', ...stale }, { 'If-Match': `"${attributes.etag}"` }))).toMatchObject({ friendlyName: 'One' });
    expect(bodyOf(await send('PATCH', path, { friendlyName: 'Two', attributes }), 400)).toMatchObject({ code: 2055 });
  });
});

test.each([['a JSON string', '"success"'], ['nothing', undefined], ['null', 'null'], ['an empty object', '{}']])('a checkout whose body is %s makes the orders, without `orderErrors`; repeated it answers the same', async (_what, body) => {
  const path = `${customer}/carts/${await newCart()}/checkout`;
  const first = await send('POST', path, body);
  expect(bodyOf(first, 201)).toEqual({ orders: [expect.objectContaining({ lineItems: [expect.objectContaining({ subscriptionId: expect.any(String) as string })] })], attributes: expect.anything() as object });
  const again = await send('POST', path, body);
  expect([again.status, (again.body as Checkout).orders.map(({ id }) => id)]).toEqual([201, (first.body as Checkout).orders.map(({ id }) => id)]);
});

test('an order comes with nothing but `lineItems` and `billingCycle`', async () => {
  const order = bodyOf(await send('POST', `${customer}/orders`, { lineItems: [{ lineItemNumber: 0, offerId: item(), quantity: 1, termDuration: 'P1M' }], billingCycle: 'monthly' }), 201);
  expect(order).toMatchObject({ billingCycle: 'monthly', lineItems: [{ quantity: 1, subscriptionId: expect.any(String) as string }] });
});

describe('a PATCH of a subscription', () => {
  test('comes as the whole resource that was read, with one member changed', async () => {
    const path = `${customer}/subscriptions/${await bought()}`;
    const read = await get(path);
    expect(bodyOf(await send('PATCH', path, { ...read, quantity: 3 }))).toMatchObject({ id: read['id'], quantity: 3, autoRenewEnabled: true, status: 'active' });
    const again = await get(path);
    expect(bodyOf(await send('PATCH', path, { ...(pascal(again) as object), Quantity: 4 }))).toMatchObject({ quantity: 4 });
  });

  test('leaves what its client does not know, and removes what is null', async () => {
    const path = `${customer}/subscriptions/${await bought()}`;
    const scheduledNextTermInstructions = { product: { productId: 'NCBUSSTAND01', skuId: '0001', availabilityId: item().split(':')[2], billingCycle: 'monthly', termDuration: 'P1M' }, quantity: 5 };
    expect(bodyOf(await send('PATCH', path, { scheduledNextTermInstructions }))).toMatchObject({ scheduledNextTermInstructions: { quantity: 5 } });
    const { scheduledNextTermInstructions: _unknown, ...known } = await get(path);
    expect(bodyOf(await send('PATCH', path, { ...known, friendlyName: 'Renamed' }))).toMatchObject({ friendlyName: 'Renamed', scheduledNextTermInstructions: { quantity: 5 } });
    expect(bodyOf(await send('PATCH', path, { scheduledNextTermInstructions: null }))).not.toHaveProperty('scheduledNextTermInstructions');
  });

  test('that is nearly empty, with default values in it, suspends', async () => {
    const path = `${customer}/subscriptions/${await bought()}`;
    const body = '{"Id":null,"FriendlyName":null,"Status":"suspended","Quantity":0,"AutoRenewEnabled":false,"BillingCycle":"unknown","CreationDate":"0001-01-01T00:00:00","SuspensionReasons":null}';
    expect(bodyOf(await send('PATCH', path, body))).toMatchObject({ status: 'suspended', quantity: 2, billingCycle: 'monthly' });
  });
});

test('no answer of the contract has a null, or a number as text', async () => {
  const answers = await contractAnswers();
  const found = answers.flatMap(({ route, reply }) => [...membersOf(reply.body)].flatMap(({ at, name, value }) => {
    const isNumberAsText = /^(quantity|totalCount|.*Price|.*Quantity|.*Amount|subtotal|.*Total|version|.*Percent|.*Percentage)$/i.test(name) && typeof value === 'string';
    return value === null || isNumberAsText ? [`${route.name}${at}: ${JSON.stringify(value)}`] : [];
  }));
  expect(found).toEqual([]);
  expect(answers.length).toBeGreaterThan(70);
});

test('words of an enumeration are lower snake case, but for those that are published otherwise', async () => {
  const enumerated = new Set(['status', 'billingType', 'billingCycle', 'contractType', 'segment', 'providerType', 'provisioningStatus', 'renewalType']);
  const found = new Map<string, string>();
  for (const { route, reply } of await contractAnswers()) for (const { at, name, value } of membersOf(reply.body)) if (enumerated.has(name) && typeof value === 'string' && !/^[a-z]+(_[a-z]+)*$/.test(value)) found.set(`${route.name} ${at}`, value);
  // The published exceptions: carts, cycles of what is offered, transfers and migrations, qualifications; and transactions and invoices, whose kinds are not asked for here.
  expect([...found].filter(([place]) => !/^(getCart|\w*Availabilit\w*|\w*Promotion\w*|getTransfer|listTransfers|\w*Migration\w*|\w*Qualification\w*) /.test(place))).toEqual([]);
  const { body: offered } = await shops.http(`/v1/products/NCBUSSTAND01/skus/0001/availabilities?country=NL`);
  expect(new Set((offered as { items: { terms: { billingCycle: string }[] }[] }).items.flatMap(({ terms }) => terms.map(({ billingCycle }) => billingCycle)))).toEqual(new Set(['Monthly', 'Annual', 'Triennial']));
  expect(await get(`${customer}/carts/${await newCart()}`)).toMatchObject({ status: 'Active' });
  const suspended = `${customer}/subscriptions/${await bought()}`;
  expect(bodyOf(await send('PATCH', suspended, { status: 'suspended' }))).toMatchObject({ unitType: 'Licenses', suspensionReasons: ['PartnerInitiated'] });
});

test('collections have their four members, links their three, and `links.next` leads on by the header that it names; `size=0` is the most there is', async () => {
  for (const { route, reply } of await contractAnswers()) {
    const { items, ...collection } = reply.body as Partial<Collected>;
    if (items === undefined || collection.attributes?.['objectType'] !== 'Collection') continue;
    expect([route.name, collection]).toEqual([route.name, expect.objectContaining({ totalCount: expect.any(Number) as number, links: expect.any(Object) as object })]);
    for (const { at, value } of membersOf(reply.body)) {
      if (/\.links\.\w+$/.test(at)) expect([route.name, at, value]).toEqual([route.name, at, { uri: expect.stringMatching(/^\/(?!v1\b)/) as string, method: expect.any(String) as string, headers: expect.any(Array) as unknown[] }]);
    }
  }
  const all = await get<Collected>('/v1/customers?size=0');
  const ids: unknown[] = [];
  let page = await get<Collected>('/v1/customers?size=1');
  for (;;) {
    ids.push(...page.items.map(({ id }) => id));
    const { next } = page.links;
    if (next === undefined) break;
    expect(next.headers.map(({ key }) => key)).toEqual(['MS-ContinuationToken']);
    page = await get(`/v1${next.uri}`, { headers: Object.fromEntries(next.headers.map(({ key, value }) => [key, value])) });
  }
  expect(ids).toEqual(all.items.map(({ id }) => id));
  expect(all).not.toHaveProperty('links.next');
});

test('values of a query come as clients write them: a filter in JSON, `True`, a date as .NET prints it, names with underscores', async () => {
  const { orderId, subscriptionId } = shops.havn.own;
  const filter = encodeURIComponent('{"Field":"CompanyName","Value":"Zon","Operator":"starts_with"}');
  expect((await get<Collected>(`/v1/customers?size=40&filter=${filter}`)).items.map(({ id }) => id)).toEqual([shops.havn.own['customerId']]);
  expect(await get(`${customer}/orders/${orderId}?include_price=True`)).toEqual(await get(`${customer}/orders/${orderId}`));
  expect((await get<Collected>(`/v1/auditrecords?startDate=${encodeURIComponent('03/01/2026 00:00:00')}&size=2`)).items).toHaveLength(2);
  const listed = (await get<Collected>(`${customer}/subscriptions?order_id=${orderId}`)).items.map(({ id }) => id);
  expect(listed).toContain(subscriptionId);
  expect(listed.length).toBeLessThan((await get<Collected>(`${customer}/subscriptions`)).items.length);
});

test('a refusal has a number for its code, and a status that clients do not repeat in vain', async () => {
  const rows = Object.entries(errorTable as Readonly<Record<string, Row<Refusal>>>);
  expect(rows.filter(([, { code }]) => typeof code !== 'number').map(([kind]) => kind)).toEqual([]);
  // Clients repeat whatever is not among these three times, with growing waits: right where coming again helps, and where the host or the form of the call decides.
  const notRepeated = new Set([400, 401, 403, 404, 409, 417, 429]);
  const others = rows.filter(([, { status }]) => !notRepeated.has(status)).map(([kind, { status }]) => `${status} ${kind}`);
  expect(others.toSorted()).toEqual(['405 MethodNotAllowed', '406 NotAcceptable', '410 ExportExpired', '411 LengthRequired', '413 BodyTooLarge', '415 MediaTypeNotSupported', '500 InvoiceLinesDiffer', '500 RowUnreadable', '501 OperationNotHere', '503 BusUnavailable', '503 CustomerBeingRestored', '503 CustomerMoving', '503 RowOfNewerRelease', '503 StorageUnavailable']);
  const { status, body } = await shops.http(`${customer}/subscriptions/00000000-1111-4222-8333-444444444444`);
  expect([status, body]).toEqual([404, { code: 20003, description: expect.stringMatching(/./) as string, data: [], source: 'NextTerm' }]);
});

test('every answer says which call it is of: the ids that were sent, as they were, or new ones; and is JSON in UTF-8', async () => {
  const ids = { 'MS-RequestId': 'AAAAAAAA-0000-4000-8000-00000000000F', 'MS-CorrelationId': 'bbbbbbbb-0000-4000-8000-00000000000F' };
  for (const path of [customer, `${customer}/orders/nothing`, '/v1/nothing']) {
    expect((await shops.http(path, { headers: ids })).headers).toMatchObject({ ...ids, 'Content-Type': 'application/json; charset=utf-8' });
    const made = (await shops.http(path)).headers;
    expect([made['MS-RequestId'], made['MS-CorrelationId']]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  }
});

test('availabilities embed their product and SKU; lines of an invoice say of which kind and provider they are; an invoice links to its PDF', async () => {
  const availability = `/v1/products/NCBUSSTAND01/skus/0001/availabilities`;
  expect(await get<Collected>(`${availability}?country=NL`)).toMatchObject({ items: [{ product: { id: 'NCBUSSTAND01' }, sku: { id: '0001' } }] });
  expect(await get(`${availability}/${item().split(':')[2]}?country=NL`)).toMatchObject({ product: { id: 'NCBUSSTAND01' }, sku: { id: '0001' } });
  const { items } = await get<Collected>(`/v1/invoices/${shops.havn.own['invoiceId']}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&size=5`);
  expect(items.length).toBeGreaterThan(0);
  for (const line of items) expect(line).toMatchObject({ invoiceLineItemType: 'billing_line_items', billingProvider: 'one_time' });
  expect(await get(`/v1/invoices/${shops.havn.own['invoiceId']}`)).toMatchObject({ pdfDownloadLink: `/invoices/${shops.havn.own['invoiceId']}/documents/statement` });
});

test('a subscription of new commerce says that it is: product type, offer of three parts, and a link to itself', async () => {
  const { subscriptionId } = shops.havn.own;
  expect(await get(`${customer}/subscriptions/${subscriptionId}`)).toMatchObject({
    productType: { id: 'OnlineServicesNCE' },
    offerId: expect.stringMatching(/^NCBUSSTAND01:0001:\w+$/) as string,
    links: { self: { uri: `/customers/${shops.havn.own['customerId']}/subscriptions/${subscriptionId}`, method: 'GET', headers: [] } },
  });
});

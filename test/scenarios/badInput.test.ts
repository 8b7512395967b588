import { type Asked, bodyOf, type Client, newId } from '../support/client';
import { cartOf, createCart } from '../support/clientShop';
import { type WireError } from '../support/clientWire';
import { START_MS } from '../support/sandbox';
import { attestationBody, type Call, callsOf, isWrite } from './calls';
import { holdings, openShop, type Shop } from './shop';

let shop: Shop;
let calls: readonly Call[];
let havn: Client;
/** What is stored, which no refusal may change. */
let held: readonly string[];

beforeAll(async () => {
  shop = await openShop();
  calls = callsOf(shop, shop.own);
  havn = shop.havn;
  held = await holdings(havn, shop.own);
}, START_MS);
afterAll(() => shop.sandbox.remove());
afterEach(async () => {
  expect(await holdings(havn, shop.own)).toEqual(held);
});

const call = (name: string): Call => {
  const found = calls.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no route ${name}`);
  return found;
};

/** Sends it and checks the shape of the refusal. @returns status and code */
const refusal = async ({ method, path, query }: Call, asked: Asked): Promise<string> => {
  const { status, body, headers } = await havn.request(method, query === undefined ? path : `${path}?${query}`, asked);
  expect(body).toEqual({ code: expect.any(Number) as number, description: expect.stringMatching(/^[^]{1,1024}$/) as string, data: [], source: 'NextTerm' });
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  return `${status} ${(body as WireError).code}`;
};

/** The body of a call with one member, named by its path, set to something else. */
const changed = (body: object, path: string, value: unknown): object => {
  const copy = structuredClone(body) as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at = copy;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
};

const long = 'x'.repeat(5_000);
const deep = `${'['.repeat(100)}${']'.repeat(100)}`;

describe('a body', () => {
  test.each<[string, Asked]>([
    ['cut off', { raw: '{"quantity": 1' }],
    ['no JSON at all', { raw: 'quantity=1' }],
    ['two values', { raw: '{} {}' }],
    ['an array', { raw: '[]' }],
    ['a number', { raw: '7' }],
    ['text', { raw: '"success"' }],
    ['none', {}],
    ['nested too deep', { raw: `{"lineItems": ${deep}}` }],
    ['not UTF-8', { raw: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }],
  ])('%s', async (_what, asked) => {
    for (const write of calls.filter(({ body }) => body !== undefined)) expect([write.name, await refusal(write, asked)]).toEqual([write.name, '400 800002']);
  });

  test('[REQ-9] larger than a MiB', async () => {
    const asked = { raw: JSON.stringify({ friendlyName: 'x'.repeat(1_100_000) }) };
    for (const write of calls.filter(({ body }) => body !== undefined)) expect([write.name, await refusal(write, asked)]).toEqual([write.name, '413 800002']);
  });

  const cases: readonly [route: string, member: string, value: unknown, refused: string][] = [
    ['createCustomer', 'companyProfile', undefined, '400 800002'],
    ['createCustomer', 'companyProfile', 'text', '400 800002'],
    ['createCustomer', 'companyProfile.domain', 'no domain', '400 800002'],
    ['createCustomer', 'companyProfile.domain', `${long}.example`, '400 800002'],
    ['createCustomer', 'companyProfile.domain', 7, '400 800002'],
    ['createCustomer', 'billingProfile.email', 'nobody', '400 800002'],
    ['createCustomer', 'billingProfile.culture', 'Dutch', '400 3000'],
    ['createCustomer', 'billingProfile.companyName', '', '400 800002'],
    ['createCustomer', 'billingProfile.companyName', long, '400 800002'],
    ['createCustomer', 'billingProfile.defaultAddress', [], '400 800002'],
    ['createCustomer', 'billingProfile.defaultAddress.country', 'Netherlands', '400 800002'],
    ['createCustomer', 'billingProfile.defaultAddress.country', 'AQ', '400 3000'],
    ['createCustomer', 'billingProfile.defaultAddress.lastName', undefined, '400 800002'],
    ['createCustomer', 'associatedPartnerId', 'no GUID', '400 800002'],
    ['createCustomer', 'associatedPartnerId', newId(), '400 900154'],
    ['attestAgreement', 'primaryContact', undefined, '400 800002'],
    ['attestAgreement', 'primaryContact.email', 'nobody', '400 800002'],
    ['attestAgreement', 'primaryContact.firstName', long, '400 800002'],
    ['attestAgreement', 'templateId', 'no GUID', '400 800002'],
    ['attestAgreement', 'templateId', newId(), '400 3000'],
    ['attestAgreement', 'dateAgreed', 'yesterday', '400 800002'],
    ['attestAgreement', 'dateAgreed', '2021-02-30T00:00:00Z', '400 800002'],
    ['attestAgreement', 'dateAgreed', '2021-06-18T10:00:01Z', '400 3000'],
    ['attestAgreement', 'dateAgreed', 1624010400, '400 800002'],
    ['attestAgreement', 'type', 'Handshake', '400 900126'],
    ['createCart', 'lineItems', undefined, '400 800002'],
    ['createCart', 'lineItems', [], '400 800002'],
    ['createCart', 'lineItems', {}, '400 800002'],
    ['createCart', 'lineItems.0', 'text', '400 800002'],
    ['createCart', 'lineItems.0.id', -1, '400 800002'],
    ['createCart', 'lineItems.0.quantity', '10', '400 800002'],
    ['createCart', 'lineItems.0.quantity', 1.5, '400 800002'],
    ['createCart', 'lineItems.0.quantity', 1e15, '400 800002'],
    ['createCart', 'lineItems.0.quantity', undefined, '400 800002'],
    ['createCart', 'lineItems.0.catalogItemId', '', '400 800002'],
    ['createCart', 'lineItems.0.catalogItemId', long, '400 800002'],
    ['createCart', 'lineItems.0.friendlyName', long, '400 800002'],
    ['createCart', 'lineItems.0.billingCycle', 'fortnightly', '400 900126'],
    ['createCart', 'lineItems.0.termDuration', 'P13M', '400 800121'],
    ['createCart', 'lineItems.0.participants', [{ key: 'boss', value: '1' }], '400 900126'],
    ['createCart', 'lineItems.0.participants', [{ key: 'transaction_reseller', value: 'x' }], '400 800002'],
    ['createCart', 'partnerOnRecordAttestationAccepted', 'yes', '400 800002'],
    ['createOrder', 'lineItems', [], '400 800002'],
    ['createOrder', 'lineItems.0.offerId', '', '400 800002'],
    ['createOrder', 'lineItems.0.quantity', '10', '400 800002'],
    ['createOrder', 'lineItems.0.termDuration', 'P13M', '400 800121'],
    ['createOrder', 'lineItems.0.customTermEndDate', 'tomorrow', '400 800002'],
    ['createOrder', 'lineItems.0.partnerIdOnRecord', 'x', '400 800002'],
    ['createOrder', 'billingCycle', 'fortnightly', '400 900126'],
    ['checkInventory', 'targetItems', 7, '400 800002'],
    ['checkInventory', 'targetItems.0.productId', long, '400 800002'],
    ['checkInventory', 'inventoryContext.customerId', 'no GUID', '400 800002'],
    ['checkPromotionEligibilities', 'items', [], '400 800002'],
    ['checkPromotionEligibilities', 'items.0.quantity', -1, '400 800002'],
    ['checkPromotionEligibilities', 'items.0.billingCycle', 'fortnightly', '400 900126'],
    ['replaceCart', 'lineItems', [], '400 800002'],
    ['replaceCart', 'lineItems.0.quantity', null, '400 800002'],
    ['replaceCart', 'lineItems.0.termDuration', 12, '400 800002'],
    ['patchSubscription', 'quantity', -1, '400 800002'],
    ['patchSubscription', 'quantity', 0, '400 2002'],
    ['patchSubscription', 'quantity', 301, '400 2002'],
    ['patchSubscription', 'quantity', 2_147_483_648, '400 800002'],
    ['patchSubscription', 'quantity', 1e300, '400 800002'],
    ['patchSubscription', 'quantity', '12', '400 800002'],
    ['patchSubscription', 'quantity', 10.5, '400 800002'],
    ['patchSubscription', 'quantity', [12], '400 800002'],
    ['patchSubscription', 'friendlyName', long, '400 800002'],
    ['patchSubscription', 'friendlyName', { text: 'x' }, '400 800002'],
    ['patchSubscription', 'autoRenewEnabled', 'yes', '400 800002'],
    ['patchSubscription', 'attributes', { etag: 'of nothing' }, '400 2055'],
  ];
  test.each(cases.map(([route, member, value, refused]) => ({ route, member, value, refused, shown: JSON.stringify(value)?.slice(0, 40) ?? 'absent' })))(
    'of $route with $member $shown: $refused',
    async ({ route, member, value, refused }) => {
      const bad = call(route);
      expect(await refusal(bad, { body: changed(bad.body ?? {}, member, value) })).toBe(refused);
    },
  );

  test('one wrong member beside a good one: neither counts', async () => {
    expect(await refusal(call('patchSubscription'), { body: { quantity: 12, friendlyName: long } })).toBe('400 800002');
    expect(await refusal(call('patchSubscription'), { body: { friendlyName: 'Good', quantity: 301 } })).toBe('400 2002');
  });
});

describe('a cart keeps what is wrong with a line in the line, and never becomes an order', () => {
  test.each([
    ['a negative quantity', { quantity: -10 }],
    ['a quantity of zero', { quantity: 0 }],
    ['more than the offer allows', { quantity: 2_147_483_647 }],
    ['an item that does not exist', { catalogItemId: 'NCNOSUCHPROD:0001:NOTHING00000' }],
    ['an item that is none', { catalogItemId: "'; --" }],
    ['a term that is not sold so', { termDuration: 'P1M', billingCycle: 'triennial' }],
  ])('%s', async (_what, wrong) => {
    const { customerId } = shop.own;
    const cartId = await createCart(havn, customerId, [shop.line, { ...shop.line, ...wrong }]);
    const cart = bodyOf<{ lineItems: { error?: { errorCode: number; errorDescription: string } }[] }>(await havn.get(`/v1/customers/${customerId}/carts/${cartId}`), 200);
    expect(cart.lineItems.map(({ error }) => error)).toEqual([
      undefined,
      expect.objectContaining({ errorCode: expect.any(Number) as number, errorDescription: expect.stringMatching(/./) as string }),
    ]);
    expect(await refusal({ ...call('checkoutCart'), path: `/v1/customers/${customerId}/carts/${cartId}/checkout` }, {})).toBe('400 800009');
  });

  test('two lines of one number', async () => {
    const { lineItems } = cartOf([shop.line, shop.line]);
    expect(await refusal(call('createCart'), { body: { lineItems: lineItems.map((line) => ({ ...line, id: 0 })) } })).toBe('400 800071');
  });

  test('a purchase for which the attestation was declined', async () => {
    const { customerId } = shop.own;
    const { id } = bodyOf<{ id: string }>(await havn.post(`/v1/customers/${customerId}/carts`, { lineItems: [shop.line], partnerOnRecordAttestationAccepted: false }), 201);
    expect(await refusal({ ...call('checkoutCart'), path: `/v1/customers/${customerId}/carts/${id}/checkout` }, {})).toBe('400 900206');
  });
});

describe('a path', () => {
  const refusedIds: readonly [member: 'customerId' | 'subscriptionId' | 'orderId' | 'cartId', ids: readonly string[], refused: string][] = [
    ['customerId', ['7', 'not-a-guid', long.slice(0, 1_000), '%27%20or%201', '..%2F..', '2651b17e-fcd4-47f9-8f6e-97619d30cfb'], '400 900118'],
    ['subscriptionId', ['7', 'not-a-guid', long.slice(0, 1_000), '%27%20or%201', '%E2%82%AC'], '400 800002'],
    ['cartId', ['7', 'not-a-guid', '%7B%7D'], '400 800002'],
    ['orderId', ['a b', '%27', 'x'.repeat(201), 'a%7Cb'], '400 800002'],
  ];
  test.each(refusedIds)('with a malformed %s', async (member, ids, refused) => {
    for (const id of ids) {
      const bad = callsOf(shop, { ...shop.own, [member]: id }).filter(({ path }, index) => path !== calls[index]?.path);
      expect(bad.length).toBeGreaterThan(0);
      for (const one of bad) expect([one.path.slice(0, 120), await refusal(one, { ...(one.body && { body: one.body }) })]).toEqual([one.path.slice(0, 120), refused]);
    }
  });

  test.each([
    ['getProduct', '/v1/products/NOSUCHPRODUCT', '404 400013'],
    ['getProduct', "/v1/products/%27%20or%201", '400 800002'],
    ['getSku', '/v1/products/NCBUSSTAND01/skus/9999', '404 400018'],
    ['listSkus', '/v1/products/NOSUCHPRODUCT/skus', '404 400013'],
    ['listAvailabilities', '/v1/products/NCBUSSTAND01/skus/9999/availabilities', '404 400018'],
    ['getAvailability', '/v1/products/NCBUSSTAND01/skus/0001/availabilities/NOTHING00000', '404 400019'],
    ['getAvailability', '/v1/products/NCBUSSTAND01/skus/0001/availabilities/a%20b', '400 800002'],
  ])('of %s: %s', async (route, path, refused) => {
    expect(await refusal({ ...call(route), path }, {})).toBe(refused);
  });

  test.each([
    ['GET', '/v1/nothing', '404 1000'],
    ['POST', '/', '405 800042'],
    ['POST', '/v2/customers', '404 1000'],
    ['DELETE', '/v1/customers', '405 800042'],
    ['PATCH', '/v1/customers', '405 800042'],
    ['PUT', '/v1/products', '405 800042'],
  ])('%s %s', async (method, path, refused) => {
    expect(await refusal({ name: 'zUnmatched', method: method as 'GET', path }, {})).toBe(refused);
  });
});

describe('a query', () => {
  test.each([
    ['listProducts', 'targetView=OnlineServices', '400 800002'],
    ['listProducts', 'country=Netherlands&targetView=OnlineServices', '400 800002'],
    ['listProducts', 'country=AQ&targetView=OnlineServices', '400 3000'],
    ['listProducts', 'country=NL', '400 800002'],
    ['listProducts', 'country=NL&targetView=Everything', '403 400036'],
    ['listProducts', 'country=NL&targetView=OnlineServices&targetSegment=royalty', '403 400030'],
    ['listProducts', `country=NL&targetView=${long.slice(0, 1_000)}`, '400 800002'],
    ['getProduct', '', '400 800002'],
    ['listSkus', 'country=NL&targetSegment=royalty', '403 400030'],
    ['getSku', 'country=N', '400 800002'],
    ['listAvailabilities', 'country=NL&targetSegment=royalty', '403 400030'],
    ['getAvailability', 'country=%00', '400 800002'],
    ['listAgreementTemplates', `agreementType=${long.slice(0, 1_000)}`, '400 800002'],
    ['listAgreements', `agreementType=${long.slice(0, 1_000)}`, '400 800002'],
    ['listSubscriptions', `order_id=${long.slice(0, 1_000)}`, '400 800002'],
    ['listSubscriptions', `mpn_id=${long.slice(0, 1_000)}`, '400 800002'],
    ['listCharges', 'size=-1', '400 800002'],
    ['listCharges', 'seekOperation=Next', '400 800002'],
    ['listCharges', 'size=1.5', '400 800002'],
    ['listCharges', 'size=many', '400 800002'],
    ['listEvents', 'size=99999999999999999999', '400 800002'],
    ['listEvents', 'seekOperation=Sideways', '400 900126'],
  ])('of %s: %s', async (route, query, refused) => {
    expect(await refusal({ ...call(route), query }, {})).toBe(refused);
  });

  test('that asks for the preview of a read, or says neither yes nor no', async () => {
    for (const one of calls.filter(({ open }) => open === undefined)) {
      const asked = { ...(one.body && { body: one.body }) };
      const refused = [isWrite(one) ? undefined : await refusal({ ...one, query: `${one.query ?? ''}&preview=true` }, asked), await refusal({ ...one, query: `${one.query ?? ''}&preview=perhaps` }, asked)];
      expect([one.name, ...refused]).toEqual([one.name, isWrite(one) ? undefined : '400 800042', '400 800002']);
    }
  });
});

describe('a header', () => {
  test.each([
    ['MS-RequestId', 'seven', '400 800002'],
    ['MS-CorrelationId', 'x'.repeat(2_000), '400 800002'],
    ['X-Locale', '"; drop', '400 800002'],
    ['Authorization', 'Basic bm9ib2R5', '401 400'],
    ['Authorization', `Bearer ${'x'.repeat(15_000)}`, '401 400'],
  ])('%s: %s', async (name, value, refused) => {
    for (const one of calls.filter(({ open }) => open === undefined)) {
      const asked = { ...(one.body && { body: one.body }), headers: { [name.toLowerCase()]: value } };
      expect([one.name, await refusal(one, asked)]).toEqual([one.name, refused]);
    }
  });

  test.each(['nonsense', Buffer.from('["x","{}"]').toString('base64url'), 'x'.repeat(4_000)])('a continuation token that is none: %s', async (token) => {
    for (const route of ['listCharges', 'listEvents']) expect(await refusal(call(route), { headers: { 'MS-ContinuationToken': token } })).toBe('400 800002');
  });

  test('a continuation token of another collection', async () => {
    const { customerId, subscriptionId } = shop.own;
    bodyOf(await havn.patch(`/v1/customers/${customerId}/subscriptions/${subscriptionId}`, { quantity: 11 }), 200);
    held = await holdings(havn, shop.own);
    const page = bodyOf<{ links: { next: { headers: { value: string }[] } } }>(await havn.get(`${call('listCharges').path}?size=1`), 200);
    const token = page.links.next.headers[0]?.value ?? '';
    expect(await refusal(call('listEvents'), { headers: { 'MS-ContinuationToken': token } })).toBe('400 800002');
  });

  test.each(['"a", "b"', '""', 'a b'])('an If-Match that is no etag: %s', async (etag) => {
    expect(await refusal(call('patchSubscription'), { body: { quantity: 12 }, headers: { 'If-Match': etag } })).toBe('400 800002');
  });
});

describe('an agreement and a relationship', () => {
  test('a customer without an agreement buys nothing', async () => {
    const customerId = shop.state.customers.find(({ name }) => name.startsWith('Molenwiek'))?.tenantId ?? '';
    const [cart] = callsOf(shop, { ...shop.own, customerId }).filter(({ name }) => name === 'createCart');
    if (cart === undefined) throw new Error('There is no route createCart');
    expect(await refusal(cart, { body: cart.body })).toBe('403 13605');
  });

  test('the same confirmation twice', async () => {
    const attest = call('attestAgreement');
    bodyOf(await havn.post(attest.path, attestationBody), 201);
    held = await holdings(havn, shop.own);
    expect(await refusal(attest, { body: attestationBody })).toBe('400 600061');
  });
});

import { offerOf } from '../../src/domain/catalogue/findOffer';
import { type Reply, httpOver } from '../support/httpWorld';
import { World } from '../support/world';

const at = '2026-03-02T10:00:00Z';

interface Line {
  readonly offerId: string;
  readonly quantity: number;
  readonly [member: string]: unknown;
}

/** Shops over HTTP on 2 March 2026. */
const aShop = async (slug = 'havn', name = 'Zonnebloem') => {
  const world = await World.at(at);
  const customer = world.customer(name);
  const call = httpOver(world);
  const market = ['Björkhagen', 'Oresund', 'Fabrikvik'].includes(name) ? 'SE' : 'NL';
  const offer = (sku: string) => world.as(slug).item(market, sku);
  const line = async (sku: string, quantity: number, members: object = {}): Promise<Line> => ({ offerId: await offer(sku), quantity, termDuration: 'P1M', ...members });
  const order = (lines: readonly Line[], members: object = {}, as = slug): Promise<Reply> =>
    call(`/v1/customers/${customer}/orders`, {
      method: 'POST',
      as,
      body: { partnerOnRecordAttestationAccepted: true, billingCycle: 'monthly', lineItems: lines.map((each, lineItemNumber) => ({ lineItemNumber, ...each })), ...members },
    });
  return { world, customer, call, line, order, offer };
};

type Placed = { readonly id: string; readonly lineItems: readonly { readonly subscriptionId: string; readonly [member: string]: unknown }[]; readonly [member: string]: unknown };
const placed = (reply: Reply): Placed => {
  expect([reply.status, reply.status === 201 ? undefined : reply.body]).toEqual([201, undefined]);
  return reply.body as Placed;
};

const e3 = 'NCM365ENTE03:0001';
const basic = 'NCBUSBASIC01:0001';
const copilot = 'NCM365COPIL1:0001';
const multiGeo = 'NCMULTIGEO01:0001';
const yearly = { termDuration: 'P1Y' };

describe('[ORD-1] an order without a cart', () => {
  test('whole', async () => {
    const { order, line, customer } = await aShop();
    const body = placed(await order([await line(basic, 3, { friendlyName: 'Front desk' })]));
    const [only] = body.lineItems;
    expect(body).toMatchObject({
      alternateId: body.id,
      referenceCustomerId: customer,
      billingCycle: 'monthly',
      currencyCode: 'EUR',
      currencySymbol: '€',
      status: 'completed',
      transactionType: 'UserPurchase',
      creationDate: '2026-03-02T10:00:00.000Z',
      partnerOnRecordAttestationAccepted: true,
      lineItems: [{ lineItemNumber: 0, friendlyName: 'Front desk', quantity: 3, termDuration: 'P1M', transactionType: 'New' }],
      attributes: { objectType: 'Order' },
    });
    expect(body.id).toMatch(/^[0-9a-f]{12}$/);
    expect(only?.subscriptionId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a line that nobody named carries the name of its subscription', async () => {
    const { order, line, call, customer } = await aShop();
    const body = placed(await order([await line(basic, 3)]));
    expect(body.lineItems).toMatchObject([{ friendlyName: 'Microsoft 365 Business Basic' }]);
    expect(await call(`/v1/customers/${customer}/subscriptions/${body.lineItems[0]?.subscriptionId}`)).toMatchObject({ body: { friendlyName: 'Microsoft 365 Business Basic' } });
    expect(await call(`/v1/customers/${customer}/orders/${body.id}`)).toMatchObject({ body: { lineItems: [{ friendlyName: 'Microsoft 365 Business Basic' }] } });
  });

  test.each([
    { name: 'nothing but lines and a cycle', body: (offerId: string) => ({ lineItems: [{ offerId, quantity: 1 }], billingCycle: 'monthly' }) },
    { name: 'a cycle that is unknown', body: (offerId: string) => ({ lineItems: [{ offerId, quantity: 1 }], billingCycle: 'unknown' }) },
    { name: 'nothing but lines', body: (offerId: string) => ({ lineItems: [{ lineItemNumber: 0, offerId, quantity: 1 }] }) },
    {
      name: 'what a .NET client writes',
      body: (offerId: string) => ({
        Id: null,
        BillingCycle: 'Unknown',
        CreationDate: '0001-01-01T00:00:00',
        PartnerOnRecordAttestationAccepted: null,
        LineItems: [{ LineItemNumber: 0, OfferId: offerId, Quantity: 1, TermDuration: null, CustomTermEndDate: '0001-01-01T00:00:00', PartnerIdOnRecord: null, AdditionalPartnerIdsOnRecord: null }],
      }),
    },
  ])('is taken with $name', async ({ body }) => {
    const { customer, call, offer } = await aShop();
    const answer = placed(await call(`/v1/customers/${customer}/orders`, { method: 'POST', body: body(await offer(basic)) }));
    expect(answer).toMatchObject({ billingCycle: 'monthly', lineItems: [{ lineItemNumber: 0, quantity: 1, termDuration: 'P1M' }] });
  });

  test('repeated under its request id: the same bytes, bought once', async () => {
    const { customer, call, offer } = await aShop();
    const send = async () => call(`/v1/customers/${customer}/orders`, { method: 'POST', headers: { 'MS-RequestId': '5f0c2c4e-5f3e-4c52-9d0e-0a1b2c3d4e5f' }, body: { lineItems: [{ offerId: await offer(basic), quantity: 1 }] } });
    const first = await send();
    expect((await send()).text).toBe(first.text);
    expect(await call(`/v1/customers/${customer}/subscriptions`)).toMatchObject({ body: { totalCount: 1 } });
  });

  test('as a preview stores nothing', async () => {
    const { customer, call, offer, world } = await aShop();
    const before = await world.dump();
    expect((await call(`/v1/customers/${customer}/orders?preview=true`, { method: 'POST', body: { lineItems: [{ offerId: await offer(basic), quantity: 1 }] } })).status).toBe(200);
    expect(await world.dump()).toEqual(before);
  });

  test('[ORD-2] an indirect provider: the reseller of record, five more, and the statement', async () => {
    const { order, line } = await aShop('polder', 'Tulpveld');
    const more = ['6120046', '6120047', '6120048', '6120049', '6120050'];
    const body = placed(await order([await line(basic, 1, { partnerIdOnRecord: '6120045', additionalPartnerIdsOnRecord: more })]));
    expect(body).toMatchObject({ partnerOnRecordAttestationAccepted: true, lineItems: [{ partnerIdOnRecord: '6120045', additionalPartnerIdsOnRecord: more }] });
  });

  test('empty text is what is left out', async () => {
    const { order, line } = await aShop('polder', 'Tulpveld');
    const empty = { friendlyName: '', customTermEndDate: '', promotionId: ' ', partnerIdOnRecord: '', additionalPartnerIdsOnRecord: [''], parentSubscriptionId: '', provisioningContext: { parentSubscriptionId: '' }, renewsTo: '' };
    const plain = placed(await order([await line(basic, 1)]));
    const other = placed(await order([await line(basic, 1, empty)], { billingCycle: '', referenceCustomerId: '', currencyCode: '' }));
    const { subscriptionId: _one, links: _links, ...first } = plain.lineItems[0] ?? { subscriptionId: '' };
    expect(other.lineItems[0]).toMatchObject(first);
    expect(Object.keys(other.lineItems[0] ?? {}).sort()).toEqual(Object.keys(plain.lineItems[0] ?? {}).sort());
  });

  test('[ORD-8] that ends with the month: the line and its subscription', async () => {
    const { order, line, call, customer } = await aShop();
    const body = placed(await order([await line(e3, 2, { customTermEndDate: '2026-03-31T00:00:00Z' })]));
    const [only] = body.lineItems;
    expect(only).toMatchObject({ customTermEndDate: '2026-03-31T00:00:00Z' });
    expect(await call(`/v1/customers/${customer}/subscriptions/${only?.subscriptionId ?? ''}`)).toMatchObject({ body: { commitmentEndDate: '2026-03-31T00:00:00Z', effectiveStartDate: '2026-03-02T10:00:00.000Z' } });
  });
});

describe('refusals of an order: status and code', () => {
  type Made = Awaited<ReturnType<typeof aShop>>;
  interface Refused {
    readonly rule: string;
    readonly name: string;
    readonly by?: readonly [string, string];
    readonly ask: (shop: Made) => Promise<Reply>;
    readonly status: number;
    readonly code: number;
    readonly says: string;
  }
  const polder = ['polder', 'Tulpveld'] as const;
  const named = (members: object) => async ({ order, line }: Made) => order([await line(basic, 1, members)]);
  const of = (sku: string, quantity: number, members: object = {}, head: object = {}) => async ({ order, line }: Made) => order([await line(sku, quantity, members)], head);

  test.each<Refused>([
    { rule: 'ORD-1', name: 'without lines', ask: ({ order }) => order([]), status: 400, code: 800002, says: 'at least one line' },
    { rule: 'ORD-1', name: 'line numbers with a gap', ask: async ({ order, line }) => order([await line(basic, 1, { lineItemNumber: 1 })]), status: 400, code: 800071, says: '0 to 0' },
    { rule: 'ORD-1', name: 'an unknown billing cycle', ask: of(basic, 1, {}, { billingCycle: 'weekly' }), status: 400, code: 900126, says: 'weekly' },
    { rule: 'CAT-1', name: 'an unknown item', ask: ({ order }) => order([{ offerId: 'NOSUCHTHING1:0001:AAAAAAAAAAAA', quantity: 1 }]), status: 400, code: 800004, says: 'NOSUCHTHING1' },
    { rule: 'CAT-1', name: 'an availability that was replaced', ask: ({ order }) => order([{ offerId: `${basic}:AAAAAAAAAAAA`, quantity: 1 }]), status: 404, code: 400019, says: 'read it again' },
    { rule: 'CAT-2', name: 'a plan that is not sold', ask: of('NCD365CINS01:0001', 1, { termDuration: 'P3Y' }, { billingCycle: 'one_time' }), status: 400, code: 900269, says: 'P3Y' },
    { rule: 'CAT-2', name: 'a cycle longer than the term', ask: of(basic, 1, {}, { billingCycle: 'annual' }), status: 400, code: 900270, says: 'longer' },
    { rule: 'CAT-3', name: 'a quantity beyond the offer', ask: of(basic, 301), status: 400, code: 900275, says: 'Line 0: The quantity 301' },
    { rule: 'CAT-1', name: "another market's availability", ask: async ({ world, order }) => order([{ offerId: await world.as('havn').item('SE', basic), quantity: 1 }]), status: 404, code: 400019, says: "is that of the market SE, and the customer's market is NL" },
    { rule: 'CAT-2', name: 'a term that is none', ask: of(basic, 1, { termDuration: 'P13M' }), status: 400, code: 800121, says: 'P13M' },
    { rule: 'CAT-3', name: 'less than nothing', ask: of(basic, -5), status: 400, code: 900275, says: 'Line 0: The quantity -5 lies outside what the offer allows: 1 to 300.' },
    { rule: 'CAT-3', name: 'less than nothing of an Azure plan', ask: of('DZH318Z0BPS6:0001', -1, { termDuration: undefined }, { billingCycle: 'one_time' }), status: 400, code: 900275, says: 'Line 0: The quantity -1' },
    { rule: 'CAT-3', name: 'no quantity', ask: of(basic, 0), status: 400, code: 900275, says: 'Line 0: The quantity 0' },
    { rule: 'CAT-4', name: 'an offer for another segment', ask: async ({ world, order }) => order([{ offerId: await educationItem(world), quantity: 1, termDuration: 'P1Y' }]), status: 400, code: 800086, says: 'education' },
    { rule: 'ORD-2', name: 'without the statement', ask: of(basic, 1, {}, { partnerOnRecordAttestationAccepted: false }), status: 400, code: 900206, says: 'partnerOnRecordAttestationAccepted' },
    { rule: 'ORD-2', name: 'a reseller without the statement', by: polder, ask: of(basic, 1, { partnerIdOnRecord: '6120045' }, { partnerOnRecordAttestationAccepted: null }), status: 400, code: 900206, says: 'partnerOnRecordAttestationAccepted' },
    { rule: 'ORD-2', name: 'a reseller of a direct partner', ask: named({ partnerIdOnRecord: '6120045' }), status: 400, code: 800002, says: 'names no reseller' },
    { rule: 'ORD-2', name: 'a reseller that does not exist', by: polder, ask: named({ partnerIdOnRecord: '1' }), status: 404, code: 800015, says: 'PartnerID 1 does not exist' },
    { rule: 'ORD-2', name: 'the provider itself', by: polder, ask: named({ partnerIdOnRecord: '5310412' }), status: 400, code: 800016, says: '5310412' },
    { rule: 'ORD-2', name: 'a partner that is no reseller', by: polder, ask: named({ partnerIdOnRecord: '6120045', additionalPartnerIdsOnRecord: ['5310388'] }), status: 400, code: 800016, says: '5310388' },
    { rule: 'ORD-2', name: 'a reseller that has not signed', by: polder, ask: named({ partnerIdOnRecord: '6120051' }), status: 403, code: 900123, says: '6120051' },
    { rule: 'ORD-2', name: 'an additional one that has not signed', by: polder, ask: named({ partnerIdOnRecord: '6120045', additionalPartnerIdsOnRecord: ['6120052'] }), status: 403, code: 900123, says: '6120052' },
    { rule: 'ORD-2', name: 'six additional ones', by: polder, ask: named({ partnerIdOnRecord: '6120045', additionalPartnerIdsOnRecord: ['6120046', '6120047', '6120048', '6120049', '6120050', '6120051'] }), status: 400, code: 800002, says: '5 additional' },
    { rule: 'ORD-2', name: 'an additional one without a first', by: polder, ask: named({ additionalPartnerIdsOnRecord: ['6120046'] }), status: 400, code: 800002, says: 'only after' },
    { rule: 'ORD-2', name: 'one named twice', by: polder, ask: named({ partnerIdOnRecord: '6120045', additionalPartnerIdsOnRecord: ['6120045'] }), status: 400, code: 800002, says: 'twice' },
    { rule: 'ORD-5', name: 'an add-on without its base', ask: of(copilot, 1, yearly), status: 400, code: 400041, says: 'NCM365ENTE03:0001' },
    { rule: 'ORD-4', name: 'more Copilot than base', ask: async ({ order, line }) => order([await line(copilot, 11, yearly), await line(e3, 10)]), status: 400, code: 10018, says: '10 base licences leave room for 10' },
    { rule: 'ORD-3', name: 'less than five percent', ask: async ({ order, line }) => order([await line(multiGeo, 20, yearly), await line(e3, 401)]), status: 400, code: 10019, says: '401 base licences need at least 21' },
    {
      rule: 'ORD-7',
      name: 'more seats than the pool has left',
      ask: async ({ order, line }) => {
        placed(await order([await line(basic, 250)]));
        return order([await line(basic, 51)]);
      },
      status: 403,
      code: 800088,
      says: '51 licences of NCBUSBASIC01:0001',
    },
    { rule: 'ORD-7', name: 'a second of which one is allowed', ask: async ({ order, line }) => order([await line('NCD365CINS01:0001', 1), await line('NCD365CINS01:0001', 1)]), status: 403, code: 800089, says: 'NCD365CINS01:0001' },
    { rule: 'ORD-8', name: 'an end on no allowed day', ask: of(basic, 1, { customTermEndDate: '2026-03-15' }), status: 400, code: 900242, says: 'Line 0' },
    { rule: 'ORD-8', name: 'an end that this product cannot have', ask: of('NCBUSPREMI01:0002', 25, { customTermEndDate: '2026-03-31' }, { billingCycle: 'none' }), status: 400, code: 900242, says: 'chosen day' },
    { rule: 'CUS-2', name: 'for a customer without agreement', by: ['havn', 'Molenwiek'], ask: of(basic, 1), status: 403, code: 13605, says: 'Customer Agreement' },
    { rule: 'PAR-3', name: "for another partner's customer", ask: async ({ order, line }) => order([await line(basic, 1)], {}, 'polder'), status: 404, code: 60003, says: 'no customer' },
  ])('[$rule] $name: $status / $code', async ({ by = ['havn', 'Zonnebloem'], ask, status, code, says }) => {
    const shop = await aShop(...by);
    const reply = await ask(shop);
    expect(reply).toMatchObject({ status, body: { code, description: expect.stringContaining(says) as string, data: [], source: 'NextTerm' } });
  });
});

const educationItem = async (world: World): Promise<string> => {
  const catalogue = await world.app.catalogueOf('NL');
  const item = catalogue.items.get('NCM365EDUCA3:0001');
  if (item === undefined) throw new Error('The sample sells nothing to schools');
  return offerOf(catalogue, item, 'education').catalogItemId;
};

describe('reading orders', () => {
  test('by billing type', async () => {
    const { order, line, call, customer } = await aShop();
    const monthly = placed(await order([await line(basic, 1)]));
    const annual = placed(await order([await line(basic, 1, yearly)], { billingCycle: 'annual' }));
    const ids = async (query: string) => ((await call(`/v1/customers/${customer}/orders${query}`)).body as { items: { id: string }[] }).items.map(({ id }) => id);
    expect((await ids('')).toSorted()).toEqual([monthly.id, annual.id].toSorted());
    expect(await ids('?billingType=monthly')).toEqual([monthly.id]);
    expect(await ids('?billingType=Annual')).toEqual([annual.id]);
    expect(await ids('?billingType=onetime')).toEqual([]);
    expect(await call(`/v1/customers/${customer}/orders?billingType=weekly`)).toMatchObject({ status: 400, body: { code: 900126 } });
  });

  test('the provisioning status of each line', async () => {
    const { order, line, call, customer } = await aShop();
    const { id, lineItems } = placed(await order([await line(basic, 3), await line(e3, 4)]));
    expect(await call(`/v1/customers/${customer}/orders/${id}/provisioningstatus`)).toMatchObject({
      status: 200,
      body: {
        totalCount: 2,
        items: [
          { orderLineItemId: lineItems[0]?.subscriptionId, lineItemNumber: 0, status: 'fulfilled', quantityProvisioningInformation: [{ quantity: 3, status: 'fulfilled' }] },
          { orderLineItemId: lineItems[1]?.subscriptionId, lineItemNumber: 1, status: 'fulfilled', quantityProvisioningInformation: [{ quantity: 4, status: 'fulfilled' }] },
        ],
      },
    });
  });

  test.each([
    { name: 'without a user', call: { appOnly: true }, status: 403, code: 900329 },
    { name: 'by a sales agent', call: { roles: ['sales_agent'] }, status: 403, code: 900150 },
    { name: 'by another partner', call: { as: 'nordlys' }, status: 404, code: 20000 },
  ])('the provisioning status, asked $name: $status / $code', async ({ call: manner, status, code }) => {
    const { order, line, call, customer } = await aShop();
    const { id } = placed(await order([await line(basic, 1)]));
    expect(await call(`/v1/customers/${customer}/orders/${id}/provisioningstatus`, manner)).toMatchObject({ status, body: { code } });
  });
});

import { policyBook, newCommerce } from '../../src/domain/policy/policy';
import { type Reply, httpOver } from '../support/httpWorld';
import { World } from '../support/world';

const basic = 'NCBUSBASIC01:0001';
const premium = 'NCBUSPREMI01:0001';
const e3 = 'NCM365ENTE03:0001';
const copilot = 'NCM365COPIL1:0001';
const multiGeo = 'NCMULTIGEO01:0001';
const insights = 'NCD365CINS01:0001';
const month = { termDuration: 'P1M', billingCycle: 'monthly' };
const year = { termDuration: 'P1Y', billingCycle: 'monthly' };
const yearAtOnce = { termDuration: 'P1Y', billingCycle: 'annual' };

interface WireCart {
  readonly id: string;
  readonly lineItems: readonly { readonly [member: string]: unknown; readonly error?: { readonly errorCode: number; readonly errorDescription: string } }[];
}

/** Shops over HTTP, on 2 March 2026 if not told otherwise. */
const aShop = async (slug = 'havn', name = 'Zonnebloem', at = '2026-03-02T10:00:00Z') => {
  const world = await World.at(at);
  const customer = world.customer(name);
  const call = httpOver(world);
  const line = async (sku: string, quantity: number, members: object = month) => ({ catalogItemId: await world.as(slug).item('NL', sku), quantity, ...members });
  const cart = async (lines: readonly object[], members: object = {}): Promise<WireCart> => {
    const body = { partnerOnRecordAttestationAccepted: true, lineItems: lines, ...members };
    const reply = await call(`/v1/customers/${customer}/carts`, { method: 'POST', as: slug, body });
    expect(reply.status).toBe(201);
    return reply.body as WireCart;
  };
  const checkout = ({ id }: Pick<WireCart, 'id'>): Promise<Reply> => call(`/v1/customers/${customer}/carts/${id}/checkout`, { method: 'POST', as: slug, body: '""' });
  return { world, customer, call, line, cart, checkout };
};

type Made = Awaited<ReturnType<typeof aShop>>;

describe('[ORD-1] members that say nothing, and numbers in other clothes', () => {
  const empty = { friendlyName: ' ', termDuration: '', customTermEndDate: '', promotionId: '', participants: [{ key: 'transaction_reseller', value: '' }], provisioningContext: { ParentSubscriptionId: '' }, renewsTo: '' };

  test('empty text is what is left out', async () => {
    const { line, cart } = await aShop();
    const { lineItems } = await cart([await line(basic, 1, { ...month, ...empty }), await line(basic, 1, month)]);
    const [first, second] = lineItems.map(({ id: _id, ...members }) => members);
    expect(first).toEqual(second);
    expect(first).not.toHaveProperty('error');
  });

  test.each<[unknown, number]>([['0', 0], [0, 0], ['7', 7], ['7.0', 7], [7, 7]])('the id %j of a line, typed as text in one table, is %i', async (id, expected) => {
    const { line, cart } = await aShop();
    expect((await cart([await line(basic, 1, { ...month, id })])).lineItems[0]?.['id']).toBe(expected);
  });

  test.each(['x', '-1', '1.5', '1e2', '10001'])('the id %j is refused', async (id) => {
    const { line, customer, call } = await aShop();
    const lineItems = [await line(basic, 1, { ...month, id })];
    expect(await call(`/v1/customers/${customer}/carts`, { method: 'POST', body: { lineItems } })).toMatchObject({ status: 400, body: { code: 800002, description: expect.stringContaining('lineItems[0].id') as string } });
  });

  test('the ids of two lines may not be the same, in whatever form they are written, and are named', async () => {
    const { line, customer, call } = await aShop();
    const lineItems = [await line(basic, 1, { ...month, id: '3' }), await line(basic, 1, { ...month, id: 3 }), await line(basic, 1, { ...month, id: 4 })];
    expect(await call(`/v1/customers/${customer}/carts`, { method: 'POST', body: { lineItems } })).toMatchObject({ status: 400, body: { code: 800071, description: 'lineItems: each id may stand on one line; on more than one stand: 3.' } });
  });

  test('a whole number is one whether it is written 2 or 2.0', async () => {
    const { line, customer, call } = await aShop();
    const body = JSON.stringify({ lineItems: [await line(basic, 2)] }).replace('"quantity":2', '"quantity":2.0');
    expect(await call(`/v1/customers/${customer}/carts`, { method: 'POST', body })).toMatchObject({ status: 201, body: { lineItems: [{ quantity: 2 }] } });
    expect(body).toContain('2.0');
  });
});

describe('a cart shows on a line what is wrong with it', () => {
  interface Wrong {
    readonly rule: string;
    readonly name: string;
    readonly by?: readonly [string, string];
    /** The line in question comes first. */
    readonly lines: (shop: Made) => Promise<readonly object[]>;
    readonly code: number;
    readonly says: string;
    readonly more?: object;
  }
  const one = (sku: string, quantity: number, members: object = month) => async ({ line }: Made) => [await line(sku, quantity, members)];
  const resellers = (...participants: readonly string[]) => one(basic, 1, { ...month, participants: participants.map((value, index) => ({ key: index === 0 ? 'transaction_reseller' : 'additional_transaction_reseller', value })) });
  const polder = ['polder', 'Tulpveld'] as const;

  test.each<Wrong>([
    { rule: 'CAT-1', name: 'an item that does not exist', lines: async () => [{ catalogItemId: 'NOSUCHTHING1:0001:AAAAAAAAAAAA', quantity: 1, ...month }], code: 10001, says: 'NOSUCHTHING1' },
    { rule: 'ORD-9', name: 'software for a term that it has not', lines: one('NCWINSRVSUB1:0001', 1, { ...month, billingCycle: 'one_time' }), code: 10013, says: 'P1M with the billing cycle one_time' },
    { rule: 'CAT-2', name: 'a plan that is not sold', lines: one(basic, 1, { ...month, billingCycle: 'annual' }), code: 10013, says: 'P1M with the billing cycle annual' },
    { rule: 'CAT-3', name: 'a quantity beyond the offer', lines: one(basic, 301), code: 10015, says: '1 to 300', more: { additionalInformation: { availableQuantity: 300, purchasedQuantity: 301 } } },
    { rule: 'CAT-3', name: 'less than nothing', lines: one(basic, -5), code: 10015, says: 'The quantity -5 lies outside what the offer allows: 1 to 300.', more: { additionalInformation: { availableQuantity: 300, purchasedQuantity: -5 } } },
    { rule: 'CAT-1', name: "another market's availability", lines: async ({ world }) => [{ catalogItemId: await world.as('havn').item('SE', basic), quantity: 1, ...month }], code: 10001, says: "is that of the market SE, and the customer's market is NL" },
    { rule: 'ORD-7', name: 'seats beyond the pool', lines: async ({ line }) => [await line(basic, 51), await line(basic, 250)].toReversed(), code: 10015, says: '51 licences', more: { additionalInformation: { availableQuantity: 50, purchasedQuantity: 51 } } },
    { rule: 'ORD-7', name: 'a second of which one is allowed', lines: async ({ line }) => [await line(insights, 1), await line(insights, 1)], code: 10002, says: 'at a time have 1' },
    { rule: 'ORD-2', name: 'a reseller of a direct partner', lines: resellers('6120045'), code: 10004, says: 'direct-bill' },
    { rule: 'ORD-2', name: 'a reseller that does not exist', by: polder, lines: resellers('1'), code: 10010, says: 'does not exist' },
    { rule: 'ORD-2', name: 'a reseller that has not signed', by: polder, lines: resellers('6120051'), code: 10010, says: 'Microsoft Partner Agreement' },
    { rule: 'ORD-2', name: 'six additional resellers', by: polder, lines: resellers('6120045', '6120046', '6120047', '6120048', '6120049', '6120050', '6120051'), code: 10010, says: 'may name 5' },
    { rule: 'ORD-2', name: 'an additional reseller without a first', by: polder, lines: one(basic, 1, { ...month, participants: [{ key: 'additional_transaction_reseller', value: '6120046' }] }), code: 10010, says: 'only after' },
    { rule: 'ORD-5', name: 'an add-on without its base', lines: one(copilot, 1, yearAtOnce), code: 400041, says: 'needs one of these' },
    { rule: 'ORD-4', name: 'more Copilot than base', lines: async ({ line }) => [await line(copilot, 251, yearAtOnce), await line(e3, 250)], code: 10018, says: '250 base licences' },
    { rule: 'ORD-3', name: '19 of 400', lines: async ({ line }) => [await line(multiGeo, 19, year), await line(e3, 400)], code: 10019, says: 'at least 20' },
    { rule: 'ORD-8', name: 'an end on no allowed day', lines: one(basic, 1, { ...month, customTermEndDate: '2026-03-15T00:00:00Z' }), code: 10017, says: '2026-03-15' },
    { rule: 'ORD-8', name: 'an end for a trial', lines: one('NCBUSPREMI01:0002', 25, { ...month, billingCycle: 'none', customTermEndDate: '2026-03-31' }), code: 10016, says: 'chosen day' },
  ])('[$rule] $name: $code', async ({ by = ['havn', 'Zonnebloem'], lines, code, says, more = {} }) => {
    const shop = await aShop(...by);
    const asked = await lines(shop);
    const created = await shop.cart(asked);
    const errors = created.lineItems.map(({ error }) => error).filter((error) => error !== undefined);
    expect(errors).toEqual([{ errorCode: code, errorDescription: expect.stringContaining(says) as string, ...more }]);
    const [wrong] = created.lineItems.filter(({ error }) => error !== undefined);
    expect(wrong).not.toHaveProperty('pricing');
    expect(await shop.checkout(created)).toMatchObject({ status: 400, body: { code: 800009, description: expect.stringContaining(says) as string } });
  });

  test.each([
    { name: 'an add-on of new commerce, though it belongs to it,', nested: async ({ line }: Made) => line(copilot, 5, yearAtOnce) },
    { name: 'what is no add-on', nested: async ({ line }: Made) => line(basic, 5) },
  ])('[ORD-5] $name does not hang on the line that it is sent with: 800029, and nothing is bought', async ({ nested }) => {
    const shop = await aShop();
    const created = await shop.cart([{ ...(await shop.line(e3, 10)), addonItems: [await nested(shop)] }]);
    expect(created.lineItems).toMatchObject([{ addonItems: [{ error: { errorCode: 800029, errorDescription: expect.stringContaining('does not belong to line 0') as string } }] }]);
    expect(await shop.checkout(created)).toMatchObject({ status: 400, body: { code: 800009 } });
  });

  test.each([
    { rule: 'ORD-4', name: '250 Copilot on 250 base licences', lines: async ({ line }: Made) => [await line(copilot, 250, yearAtOnce), await line(e3, 250)] },
    { rule: 'ORD-3', name: '20 Multi-Geo on 400', lines: async ({ line }: Made) => [await line(multiGeo, 20, year), await line(e3, 400)] },
    { rule: 'ORD-7', name: 'the pool to the last seat', lines: async ({ line }: Made) => [await line(basic, 250), await line(basic, 50)] },
    { rule: 'ORD-7', name: 'the only one allowed', lines: async ({ line }: Made) => [await line(insights, 1)] },
    { rule: 'ORD-8', name: 'the end of the month', lines: async ({ line }: Made) => [await line(basic, 1, { ...month, customTermEndDate: '2026-03-31T23:59:59Z' })] },
  ])('[$rule] $name is sold', async ({ lines }) => {
    const shop = await aShop();
    const created = await shop.cart(await lines(shop));
    expect(created.lineItems.map(({ error }) => error).filter((error) => error !== undefined)).toEqual([]);
    expect((await shop.checkout(created)).status).toBe(201);
  });

  test('[ORD-7] one subscription more than the policy allows: 10002, and 800066 for an order', async () => {
    const { world, cart, line, call, customer } = await aShop();
    world.use({ ...world.app, policies: policyBook([{ ...newCommerce, subscriptionsPerCustomer: 1 }]) });
    const { lineItems } = await cart([await line(e3, 1), await line(e3, 1)]);
    expect(lineItems.map(({ error }) => error?.errorCode)).toEqual([undefined, 10002]);
    const { catalogItemId: offerId } = await line(e3, 1);
    const order = { lineItems: [{ lineItemNumber: 0, offerId, quantity: 1 }, { lineItemNumber: 1, offerId, quantity: 1 }] };
    expect(await call(`/v1/customers/${customer}/orders`, { method: 'POST', body: order })).toMatchObject({ status: 403, body: { code: 800066 } });
  });
});

describe('[ORD-1] checkout', () => {
  test.each([
    { name: 'that does not exist', status: 404, code: 800008, id: async () => '5b0e6f2a-37d1-4a4b-9f57-6f4f0a8f1c33' },
    { name: 'without the statement [ORD-2]', status: 400, code: 900206, id: async ({ cart, line }: Made) => (await cart([await line(e3, 1)], { partnerOnRecordAttestationAccepted: false })).id },
  ])('of a cart $name: $status / $code', async ({ status, code, id }) => {
    const shop = await aShop();
    expect(await shop.checkout({ id: await id(shop) })).toMatchObject({ status, body: { code } });
  });

  test('names the groups that could not be bought beside those that were, and tries them again', async () => {
    const { world, customer, call, cart, line, checkout } = await aShop();
    const created = await cart([await line(basic, 30, yearAtOnce), await line(e3, 5)]);
    await world.buy('havn', customer, [{ sku: basic, quantity: 280 }]);
    const first = await checkout(created);
    expect(first).toMatchObject({
      status: 201,
      body: {
        orders: [{ billingCycle: 'monthly', lineItems: [{ lineItemNumber: 0, quantity: 5 }] }],
        orderErrors: [{ orderGroupId: '0', code: 800088, description: expect.stringContaining('30 licences') as string }],
        attributes: { objectType: 'CartCheckoutResult' },
      },
    });
    expect(await call(`/v1/customers/${customer}/carts/${created.id}`)).toMatchObject({ status: 200, body: { status: 'Ordered' } });
    expect(await call(`/v1/customers/${customer}/carts/${created.id}`, { method: 'PUT', body: { lineItems: [await line(e3, 1)] } })).toMatchObject({ status: 400, body: { code: 800065 } });
    expect((await checkout(created)).body).toEqual(first.body);

    const [held] = ((await call(`/v1/customers/${customer}/subscriptions`)).body as { items: { id: string; quantity: number }[] }).items.filter(({ quantity }) => quantity === 280);
    await world.as('havn').patch(customer, held?.id ?? '', { quantity: 270 });
    const last = await checkout(created);
    expect(last).toMatchObject({ status: 201, body: { orders: [{ billingCycle: 'monthly' }, { billingCycle: 'annual', lineItems: [{ quantity: 30 }] }] } });
    expect(last.body).not.toHaveProperty('orderErrors');
  });

  test('of which no group can be bought: the answer of the first', async () => {
    const { world, customer, cart, line, checkout } = await aShop();
    const created = await cart([await line(basic, 30)]);
    await world.buy('havn', customer, [{ sku: basic, quantity: 280 }]);
    expect(await checkout(created)).toMatchObject({ status: 403, body: { code: 800088 } });
  });
});

describe('[CAT-5] promotions on a line', () => {
  // Business Premium, a year by the month: 12 % off from March to June for 5 to 200 seats, once per customer and only for a first purchase.
  const priced = async (quantity: number, members: object = {}, at?: string) => {
    const shop = await aShop('havn', 'Zonnebloem', at);
    const created = await shop.cart([await shop.line(premium, quantity, { ...year, ...members })]);
    const [only] = created.lineItems;
    const pricing = only?.['pricing'] as Record<string, number>;
    return { shop, created, only, pricing, share: Math.round((pricing['discountedPrice'] ?? 0) / (pricing['listPrice'] ?? 1) * 1000) / 1000 };
  };

  test.each([
    { name: 'the fewest seats', quantity: 5, share: 0.88 },
    { name: 'one too few', quantity: 4, share: 1 },
    { name: 'the most seats', quantity: 200, share: 0.88 },
    { name: 'one too many', quantity: 201, share: 1 },
    { name: 'the first instant', quantity: 5, at: '2026-03-01T00:00:00Z', share: 0.88 },
    { name: 'the millisecond before', quantity: 5, at: '2026-02-28T23:59:59.999Z', share: 1 },
    { name: 'another term', quantity: 5, members: month, share: 1 },
    { name: 'one that does not exist, named', quantity: 4, members: { promotionId: 'NOTHING:0001:NOTHING' }, share: 1 },
  ])('$name: the price is $share of the list', async ({ quantity, at, members, share }) => {
    const found = await priced(quantity, members, at);
    expect([found.share, found.only?.['promotionId']]).toEqual([share, share === 1 ? undefined : 'PRBUSPREMI01:0001:PRSPRING2026']);
    expect(found.only?.error).toBeUndefined();
  });

  test('the order, the subscription and the charge carry it; a second purchase goes without', async () => {
    const { shop, created, pricing } = await priced(10);
    const { world, customer, checkout, cart, line, call } = shop;
    const promotionId = 'PRBUSPREMI01:0001:PRSPRING2026';
    const body = (await checkout(created)).body as { orders: { totalPrice: number; lineItems: { subscriptionId: string; promotionId: string }[] }[] };
    const [order] = body.orders;
    const subscriptionId = order?.lineItems[0]?.subscriptionId ?? '';
    expect([order?.lineItems[0]?.promotionId, order?.totalPrice]).toEqual([promotionId, pricing['extendedPrice']]);
    expect(await call(`/v1/customers/${customer}/subscriptions/${subscriptionId}`)).toMatchObject({ body: { promotionId } });
    const [charge] = await world.charges(customer, subscriptionId);
    expect([Number(charge?.unitPrice), Number(charge?.effectiveUnitPrice), charge?.promotionId]).toEqual([pricing['listPrice'], pricing['discountedPrice'], promotionId]);
    const again = await cart([await line(premium, 10, year)]);
    expect(again.lineItems[0]).not.toHaveProperty('promotionId');
  });
});

describe('[ORD-8] a subscription that ends with another', () => {
  test('shows its day, is charged for its days, and renews for a whole term', async () => {
    const { world, customer, cart, line, checkout } = await aShop();
    await world.buy('havn', customer, [{ sku: e3, quantity: 5, termDuration: 'P1Y', billingCycle: 'monthly' }]); // to 1 March 2027
    world.sleepUntil('2026-11-20T10:00:00Z');
    await world.settle();
    const created = await cart([await line(e3, 10, { ...yearAtOnce, customTermEndDate: '2027-03-01' })]);
    const [only] = created.lineItems;
    expect(only).toMatchObject({ customTermEndDate: '2027-03-01T00:00:00Z' });
    const body = (await checkout(created)).body as { orders: { totalPrice: number; lineItems: { subscriptionId: string; customTermEndDate: string }[] }[] };
    const id = body.orders[0]?.lineItems[0]?.subscriptionId ?? '';
    const [charge] = await world.charges(customer, id);
    expect(charge).toMatchObject({ chargeType: 'new', chargeStart: '2026-11-20', chargeEnd: '2027-03-01', billableDays: 102, cycleDays: 365, termEnd: '2027-03-01' });
    expect(Number(charge?.subtotal)).toBe(body.orders[0]?.totalPrice);
    const pricing = only?.['pricing'] as Record<string, number>;
    expect(pricing['extendedPrice']).toBe(body.orders[0]?.totalPrice);
    expect(pricing['proratedPrice']).toBeCloseTo(((pricing['listPrice'] ?? 0) * 102) / 365, 10);
    world.sleepUntil('2027-03-02T00:00:00Z');
    await world.settle();
    expect((await world.subscription(customer, id)).term).toMatchObject({ number: 2, start: '2027-03-02', end: '2028-03-01' });
  });

  interface Dates {
    readonly totalCount: number;
    readonly items: readonly object[];
    readonly links: { readonly self: { readonly uri: string } };
  }

  test.each(['term_duration=P1Y', 'TermDuration=P1Y', 'termduration=p1y'])('the days on offer, asked with %s', async (query) => {
    const { world, customer, call } = await aShop();
    const [id] = await world.buy('havn', customer, [{ sku: e3, quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' }, { sku: e3, quantity: 1 }]);
    const reply = await call(`/v1/customers/${customer}/subscriptions/customTermEndDates?${query}`);
    expect(reply.status).toBe(200);
    const dates = reply.body as Dates;
    expect(dates).toMatchObject({ totalCount: 2, attributes: { objectType: 'Collection' } });
    expect(dates.items).toEqual([
      { allowedCustomTermEndDateType: 'calendarMonthAligned', allowedCustomTermEndDate: '2027-02-28T00:00:00' },
      { allowedCustomTermEndDateType: 'subscriptionAligned', cotermSubscriptionIds: [id], allowedCustomTermEndDate: '2027-03-01T00:00:00' },
    ]);
    expect(dates.links.self.uri).toBe(`/customers/${customer}/subscriptions/customTermEndDates?term_duration=P1Y`);
  });

  test.each([
    { name: 'for one subscription', query: (id: string) => `term_duration=P3Y&target_coterm_subscription_id=${id}`, days: ['2029-03-01'] },
    { name: 'from the last day a term can begin on', query: () => 'term_duration=P1M&term_start_date=9989-12-31', days: ['9989-12-31'] },
    { name: 'from a later start', query: () => 'TermDuration=P1M&TermStartDate=2026-03-20', days: ['2026-03-31'] },
  ])('the days on offer, $name', async ({ query, days }) => {
    const { world, customer, call } = await aShop();
    const [id = ''] = await world.buy('havn', customer, [{ sku: e3, quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' }]);
    const { items } = (await call(`/v1/customers/${customer}/subscriptions/customTermEndDates?${query(id)}`)).body as Dates;
    expect(items.map((item) => (item as { allowedCustomTermEndDate: string }).allowedCustomTermEndDate)).toEqual(days.map((day) => `${day}T00:00:00`));
  });

  test.each([
    { name: 'without a term', query: '', as: 'havn', status: 400, code: 800002 },
    { name: 'of a term that does not exist', query: 'term_duration=P7Y', as: 'havn', status: 400, code: 800121 },
    { name: 'from yesterday', query: 'term_duration=P1Y&term_start_date=2026-03-01', as: 'havn', status: 400, code: 800002 },
    { name: 'from a day whose terms end beyond what can be written', query: 'term_duration=P3Y&term_start_date=9990-01-01', as: 'havn', status: 400, code: 800002 },
    { name: 'from the last day that can be written', query: 'term_duration=P3Y&term_start_date=9999-12-31', as: 'havn', status: 400, code: 800002 },
    { name: 'from beyond the year 9999', query: `term_duration=P3Y&term_start_date=${encodeURIComponent('+010000-01-01')}`, as: 'havn', status: 400, code: 800002 },
    { name: 'with a subscription that is not there', query: 'term_duration=P1Y&target_coterm_subscription_id=5b0e6f2a-37d1-4a4b-9f57-6f4f0a8f1c33', as: 'havn', status: 404, code: 20003 },
    { name: 'by another partner', query: 'term_duration=P1Y', as: 'polder', status: 404, code: 60003 },
  ])('the days on offer, asked $name: $status / $code', async ({ query, as, status, code }) => {
    const { customer, call } = await aShop();
    expect(await call(`/v1/customers/${customer}/subscriptions/customTermEndDates?${query}`, { as })).toMatchObject({ status, body: { code } });
  });

  test('more than 300 days come in pages', async () => {
    const { world, customer, call } = await aShop();
    const sold = await world.buy('havn', customer, [{ sku: e3, quantity: 1, termDuration: 'P1Y', billingCycle: 'annual' }]);
    const row = await world.subscription(customer, sold[0] ?? '');
    const days = Array.from({ length: 305 }, (_, index) => new Date(Date.UTC(2026, 3, 2 + index)).toISOString().slice(0, 10));
    const copies = days.map((end, index) => {
      const id = `0c0b1e50-0000-4000-8000-${String(index).padStart(12, '0')}`;
      return { op: 'put' as const, key: `subscription|${id}`, value: { ...row, type: 'subscription', id, term: { ...row.term, end } } };
    });
    for (let start = 0; start < copies.length; start += 100) await world.stores.Commerce.commit(customer, copies.slice(start, start + 100));
    const uri = `/v1/customers/${customer}/subscriptions/customTermEndDates?term_duration=P1Y`;
    const first = await call(uri);
    const next = (first.body as { links: { next: { uri: string; headers: { key: string; value: string }[] } } }).links.next;
    expect([(first.body as Dates).totalCount, next.headers[0]]).toEqual([300, { key: 'MS-ContinuationToken', value: first.headers['MS-ContinuationToken'] }]);
    const second = await call(`/v1${next.uri}`, { headers: { 'MS-ContinuationToken': next.headers[0]?.value ?? '' } });
    // 305 copies, the original, and the month's end, which is a day of its own in the list
    expect((second.body as Dates).totalCount).toBe(7);
    expect((second.body as { links: object }).links).not.toHaveProperty('next');
  });
});

import { advanceTo, bodyOf, type Client, newId, type Reply } from '../support/client';
import { buy, catalogItem, chargesOf, chargeText } from '../support/clientShop';
import { type Collection, type WireEvent, type WireSubscription } from '../support/clientWire';
import { START_MS } from '../support/sandbox';
import { aCart, bought, type BoughtOrder, Buyers, checkOut, errorsOf, month, postCart, yearAtOnce, yearByMonth } from './buyers';

const refused = ({ status, body }: Reply) => [status, (body as { readonly code: number }).code];

// Tests share one server, and each has a customer of its own; the clock moves in the last ones.
describe('carts and orders, on Azurite', () => {
  let buyers: Buyers;
  let havn: Client;
  let nordlys: Client;
  let polder: Client;
  let standard: string;
  let e3: string;
  let copilot: string;
  let multiGeo: string;

  beforeAll(async () => {
    buyers = await Buyers.start('2026-03-02T10:00:00Z');
    ({ havn, nordlys, polder } = buyers);
    [standard = '', e3 = '', copilot = '', multiGeo = ''] = await Promise.all(['NCBUSSTAND01', 'NCM365ENTE03', 'NCM365COPIL1', 'NCMULTIGEO01'].map((productId) => catalogItem(havn, productId, 'NL')));
  }, START_MS);
  afterAll(() => buyers.sandbox.remove());

  const line = (catalogItemId: string, quantity: number, members: object = month) => ({ catalogItemId, quantity, ...month, ...members });
  const subscriptionsOf = async (partner: Client, customerId: string) => bodyOf<Collection<WireSubscription>>(await partner.get(`/v1/customers/${customerId}/subscriptions`), 200).items;
  const order = (partner: Client, customerId: string, lineItem: object, members: object = {}) =>
    partner.post(`/v1/customers/${customerId}/orders`, { partnerOnRecordAttestationAccepted: true, lineItems: [{ lineItemNumber: 0, ...lineItem }], ...members });

  /** A customer of Havn that Nordlys sells to as well. */
  const sharedBuyer = async (companyName: string): Promise<string> => {
    const customerId = await buyers.newBuyer(havn, companyName);
    await nordlys.post(`/nextterm/v1/customers/${customerId}/relationships`);
    const customer = await buyers.asCustomer(customerId);
    const accepted = await customer.post(`/nextterm/v1/customers/${customerId}/relationships/${await buyers.tenantOf('nordlys')}/accept`, { acceptCustomerAgreement: true });
    bodyOf(accepted, 200);
    return customerId;
  };

  test('[ORD-1] a cart is checked out once, into one order for each group, however often it is asked', async () => {
    const customerId = await buyers.newBuyer(havn, 'Vossenbes');
    const cart = await aCart(havn, customerId, [line(standard, 5), line(standard, 3, yearByMonth), line(standard, 2, yearAtOnce)]);
    expect(cart.expirationTimestamp).toBe('2026-03-09T10:00:00.000Z');
    const headers = { 'MS-RequestId': newId() };
    const path = `/v1/customers/${customerId}/carts/${cart.id}/checkout`;
    const first = await havn.post(path, undefined, headers);
    const { orders } = bodyOf<{ orders: BoughtOrder[] }>(first, 201);
    expect(orders.map(({ totalPrice, lineItems }) => [totalPrice, lineItems.length])).toEqual([[413.28, 2], [241.92, 1]]);
    expect((await havn.post(path, undefined, headers)).text).toBe(first.text);
    expect((await havn.post(path)).body).toEqual(first.body);
    expect(await subscriptionsOf(havn, customerId)).toHaveLength(3);
    expect(refused(await havn.put(`/v1/customers/${customerId}/carts/${cart.id}`, { lineItems: [line(standard, 1)] }))).toEqual([400, 800065]);
  });

  test('[ORD-1] a cart checked out twice at the same moment is bought once', async () => {
    const customerId = await buyers.newBuyer(havn, 'Rode bosbes');
    const cart = await aCart(havn, customerId, [line(standard, 5)]);
    const [one, other] = await Promise.all([checkOut(havn, customerId, cart), checkOut(havn, customerId, cart)]);
    expect(bodyOf(one, 201)).toEqual(bodyOf(other, 201));
    expect(await subscriptionsOf(havn, customerId)).toHaveLength(1);
  });

  test('[ORD-1] of two order groups the one that can be bought is, the other not in part', async () => {
    const customerId = await buyers.newBuyer(havn, 'Kraaiheide');
    const cart = await aCart(havn, customerId, [line(e3, 5), line(e3, 2, yearAtOnce), line(standard, 30, yearAtOnce)]);
    expect(errorsOf(cart)).toEqual(['sold', 'sold', 'sold']);
    await bought(havn, customerId, [line(standard, 280)]);
    expect(bodyOf(await checkOut(havn, customerId, cart), 201)).toMatchObject({
      orders: [{ billingCycle: 'monthly', lineItems: [{ quantity: 5 }] }],
      orderErrors: [{ code: 800088, description: expect.stringContaining('30 licences') as string }],
    });
    expect((await subscriptionsOf(havn, customerId)).map(({ quantity }) => quantity).toSorted((a, b) => a - b)).toEqual([5, 280]);
  });

  test('[ORD-2] a reseller and five additional ones of an indirect provider, each checked', async () => {
    const customerId = await buyers.newBuyer(polder, 'Heggenrank');
    const named = (first: string | undefined, ...more: readonly string[]) => ({
      ...month,
      participants: [...(first === undefined ? [] : [{ key: 'transaction_reseller', value: first }]), ...more.map((value) => ({ key: 'additional_transaction_reseller', value }))],
    });
    const five = ['6120046', '6120047', '6120048', '6120049', '6120050'];
    const wrong = [named('6120045', ...five, '6120051'), named(undefined, '6120046'), named('1'), named('6120051'), named('6120045', '6120052')];
    expect(errorsOf(await aCart(polder, customerId, wrong.map((members) => line(standard, 1, members))))).toEqual(wrong.map(() => 10010));
    const reseller = { offerId: standard, quantity: 1 };
    expect(refused(await order(polder, customerId, { ...reseller, partnerIdOnRecord: '1' }))).toEqual([404, 800015]);
    expect(refused(await order(polder, customerId, { ...reseller, partnerIdOnRecord: '6120051' }))).toEqual([403, 900123]);
    expect(refused(await order(polder, customerId, { ...reseller, partnerIdOnRecord: '6120045' }, { partnerOnRecordAttestationAccepted: false }))).toEqual([400, 900206]);
    expect(errorsOf(await aCart(havn, await buyers.newBuyer(havn, 'Kamperfoelie'), [line(standard, 1, named('6120045'))]))).toEqual([10004]);
    const unattested = bodyOf<{ id: string }>(await postCart(polder, customerId, [line(standard, 1, named('6120045'))], { partnerOnRecordAttestationAccepted: false }), 201);
    expect(refused(await checkOut(polder, customerId, unattested))).toEqual([400, 900206]);

    const [sold] = await bought(polder, customerId, [line(standard, 1, named('6120045', ...five))]);
    expect(sold).toMatchObject({ partnerIdOnRecord: '6120045', additionalPartnerIdsOnRecord: five });
    const [subscription] = await subscriptionsOf(polder, customerId);
    expect(subscription).toMatchObject({ id: sold?.subscriptionId, partnerId: '6120045' });
  });

  test('[ORD-3] Multi-Geo: 20 of 400 licences are enough, 19 are not', async () => {
    const customerId = await buyers.newBuyer(havn, 'Adderwortel');
    const geo = (quantity: number) => line(multiGeo, quantity, yearByMonth);
    await bought(havn, customerId, [line(e3, 300)]);
    const cart = await aCart(havn, customerId, [line(standard, 100), geo(19)]);
    expect(cart.lineItems[1]?.error).toEqual({ errorCode: 10019, errorDescription: expect.stringContaining('400 base licences need at least 20') as string });
    expect(refused(await order(havn, customerId, { offerId: multiGeo, quantity: 14, termDuration: 'P1Y' }))).toEqual([400, 10019]);
    expect(await bought(havn, customerId, [line(standard, 100), geo(20)])).toHaveLength(2);
  });

  test('[ORD-4] Copilot: 250 on a base of 250 that two partners sold, not 251', async () => {
    const customerId = await sharedBuyer('Stinkende gouwe');
    const pilots = (quantity: number) => line(copilot, quantity, yearAtOnce);
    expect(refused(await order(havn, customerId, { offerId: copilot, quantity: 1, termDuration: 'P1Y' }))).toEqual([400, 400041]);
    await bought(havn, customerId, [line(e3, 100)]);
    const cart = (quantity: number) => aCart(nordlys, customerId, [line(e3, 150), pilots(quantity)]);
    const over = await cart(251);
    expect(over.lineItems[1]?.error).toEqual({ errorCode: 10018, errorDescription: expect.stringContaining('250 base licences leave room for 250') as string });
    const { orders } = bodyOf<{ orders: BoughtOrder[] }>(await checkOut(nordlys, customerId, await cart(250)), 201);
    expect(orders.flatMap(({ lineItems }) => lineItems.map(({ quantity }) => quantity)).toSorted()).toEqual([150, 250]);
    expect(refused(await order(havn, customerId, { offerId: copilot, quantity: 1, termDuration: 'P1Y' }))).toEqual([400, 10018]);
  });

  test('[ORD-4] of two partners that check out the last seats at the same moment exactly one wins', async () => {
    const customerId = await sharedBuyer('Wilgenroosje');
    await bought(havn, customerId, [line(e3, 250)]);
    const partners = [havn, nordlys];
    const carts = await Promise.all(partners.map((partner) => aCart(partner, customerId, [line(copilot, 150, yearAtOnce)])));
    expect(carts.flatMap(errorsOf)).toEqual(['sold', 'sold']);
    const answers = await Promise.all(partners.map((partner, index) => checkOut(partner, customerId, { id: carts[index]?.id ?? '' })));
    const [won, lost] = answers.toSorted((one, other) => one.status - other.status);
    expect([won?.status, lost && refused(lost)]).toEqual([201, [400, 10018]]);
    const held = [...(await subscriptionsOf(havn, customerId)), ...(await subscriptionsOf(nordlys, customerId))];
    expect(held.map(({ quantity }) => quantity).toSorted()).toEqual([150, 250]);
  });

  test('[ORD-7] the pool of seats of an offer, to its last one', async () => {
    const customerId = await buyers.newBuyer(havn, 'Reigersbek');
    await bought(havn, customerId, [line(standard, 250)]);
    const [over] = (await aCart(havn, customerId, [line(standard, 51)])).lineItems;
    expect(over?.error).toMatchObject({ errorCode: 10015, additionalInformation: { availableQuantity: 50, purchasedQuantity: 51 } });
    expect(refused(await order(havn, customerId, { offerId: standard, quantity: 51 }))).toEqual([403, 800088]);
    expect(await bought(havn, customerId, [line(standard, 50)])).toHaveLength(1);
  });

  test('[ORD-8] a first term ends with the month or with another subscription, and on no other day', async () => {
    const customerId = await buyers.newBuyer(havn, 'Zenegroen');
    const [other] = await bought(havn, customerId, [line(e3, 1, yearByMonth)]);
    const dates = bodyOf<Collection<object>>(await havn.get(`/v1/customers/${customerId}/subscriptions/customTermEndDates?term_duration=P1Y`), 200);
    expect(dates.items).toEqual([
      { allowedCustomTermEndDateType: 'calendarMonthAligned', allowedCustomTermEndDate: '2027-02-28T00:00:00' },
      { allowedCustomTermEndDateType: 'subscriptionAligned', cotermSubscriptionIds: [other?.subscriptionId], allowedCustomTermEndDate: '2027-03-01T00:00:00' },
    ]);
    const ending = (customTermEndDate: string) => line(standard, 1, { ...yearAtOnce, customTermEndDate });
    expect(errorsOf(await aCart(havn, customerId, ['2027-02-28', '2027-03-01', '2027-02-27', '2027-03-31'].map(ending)))).toEqual(['sold', 'sold', 10017, 10017]);
    const [aligned] = await bought(havn, customerId, [ending('2027-02-28')]);
    const { body } = await havn.get(`/v1/customers/${customerId}/subscriptions/${aligned?.subscriptionId ?? ''}`);
    expect(body).toMatchObject({ commitmentEndDate: '2027-02-28T00:00:00Z' });
    // 364 of 365 days.
    expect((await chargesOf(havn, customerId, aligned?.subscriptionId ?? '')).map(chargeText)).toEqual(['new 2026-03-02…2027-02-28 120.62860273972602739726 × 1 = 120.62']);
    expect(refused(await order(havn, customerId, { offerId: standard, quantity: 1, termDuration: 'P1Y', customTermEndDate: '2027-02-27' }))).toEqual([400, 900242]);
  });

  test('[MIG-1] a traditional offer is marked, and what holds for new commerce does not hold for it', async () => {
    const customerId = await buyers.newBuyer(havn, 'Klein hoefblad');
    const mail = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123';
    const product = await havn.get(`/v1/products/${mail}?country=NL`);
    expect([product.body, (await havn.get('/v1/products/NCBUSSTAND01?country=NL')).body]).toMatchObject([{ productType: { id: 'OnlineServices' } }, { productType: { id: 'OnlineServicesNCE' } }]);
    const [old, fresh] = [await bought(havn, customerId, [line(await catalogItem(havn, mail, 'NL'), 2, yearByMonth)]), await bought(havn, customerId, [line(standard, 2, yearByMonth)])];
    const patch = (lines: typeof old, quantity: number) => havn.patch(`/v1/customers/${customerId}/subscriptions/${lines[0]?.subscriptionId ?? ''}`, { quantity });
    // Seats of both change; only those of new commerce have windows in which they can be taken off again.
    const [more, newer] = [bodyOf<object>(await patch(old, 3), 200), bodyOf<object>(await patch(fresh, 3), 200)];
    expect(['refundableQuantity' in more, 'refundableQuantity' in newer]).toEqual([false, true]);
    expect(bodyOf<Collection<{ id: string }>>(await havn.get('/v1/offers?country=NL'), 200).items.map(({ id }) => id)).toContain(mail);
    expect(refused(await havn.get('/v1/offers/NCBUSSTAND01?country=NL'))).toEqual([400, 2100]);
  });

  test('[SUB-1] a subscription shows what was bought, from whom, and until when it can be given back', async () => {
    const customerId = await buyers.newBuyer(polder, 'Boterbloem');
    const premium = await catalogItem(polder, 'NCBUSPREMI01', 'NL');
    const [productId = '', skuId = '', availabilityId = ''] = premium.split(':');
    const participants = [{ key: 'transaction_reseller', value: '6120045' }];
    const { orders } = bodyOf<{ orders: BoughtOrder[] }>(await checkOut(polder, customerId, await aCart(polder, customerId, [line(premium, 10, { ...yearByMonth, participants })])), 201);
    const id = String(orders[0]?.lineItems[0]?.subscriptionId);
    const self = `/customers/${customerId}/subscriptions/${id}`;
    const link = (uri: string) => ({ uri, method: 'GET', headers: [] });
    expect(bodyOf(await polder.get(`/v1${self}`), 200)).toEqual({
      id,
      offerId: premium,
      offerName: 'Microsoft 365 Business Premium',
      friendlyName: 'Microsoft 365 Business Premium',
      productType: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
      publisherName: 'Microsoft Corporation',
      isMicrosoftProduct: true,
      quantity: 10,
      unitType: 'Licenses',
      hasPurchasableAddons: true,
      status: 'active',
      attentionNeeded: false,
      actionTaken: false,
      actions: ['edit', 'cancel'],
      autoRenewEnabled: true,
      isTrial: false,
      billingType: 'license',
      billingCycle: 'monthly',
      termDuration: 'P1Y',
      renewalTermDuration: '',
      contractType: 'subscription',
      creationDate: '2026-03-02T10:00:00.000Z',
      effectiveStartDate: '2026-03-02T10:00:00.000Z',
      commitmentEndDate: '2027-03-01T00:00:00Z',
      commitmentEndDateTime: '2027-03-01T23:59:59Z',
      billingCycleEndDate: '2026-04-01T00:00:00Z',
      billingCycleEndDateTime: '2026-04-01T23:59:59Z',
      cancellationAllowedUntilDate: '2026-03-09T10:00:00.000Z',
      refundOptions: [{ type: 'Full', expiresAt: '2026-03-03T10:00:00.000Z' }, { type: 'Partial', expiresAt: '2026-03-09T10:00:00.000Z' }],
      refundableQuantity: { totalQuantity: 10, details: [{ quantity: 10, allowedUntilDateTime: '2026-03-09T10:00:00.000Z' }] },
      promotionId: 'PRBUSPREMI01:0001:PRSPRING2026',
      partnerId: '6120045',
      orderId: orders[0]?.id,
      links: {
        product: link(`/products/${productId}?country=NL`),
        sku: link(`/products/${productId}/skus/${skuId}?country=NL`),
        availability: link(`/products/${productId}/skus/${skuId}/availabilities/${availabilityId}?country=NL`),
        self: link(self),
      },
      attributes: { etag: expect.stringMatching(/./) as string, objectType: 'Subscription' },
    });
    expect(refused(await havn.get(`/v1${self}`))).toEqual([404, 20003]);
  });

  test('[SUB-7] one change follows the other, each with a window and an etag of its own', async () => {
    const customerId = await buyers.newBuyer(havn, 'Dotterbloem');
    const [{ subscriptionId = '' } = {}] = await bought(havn, customerId, [line(standard, 10)]);
    const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
    const read = async () => bodyOf<WireSubscription>(await havn.get(path), 200);
    const etags = [(await read()).attributes.etag];
    for (const quantity of [11, 12, 13, 14, 15]) etags.push(bodyOf<WireSubscription>(await havn.patch(path, { quantity }), 200).attributes.etag);
    expect(new Set(etags).size).toBe(6);
    expect(await read()).toMatchObject({ quantity: 15, refundableQuantity: { totalQuantity: 15, details: [10, 1, 1, 1, 1, 1].map((quantity) => ({ quantity })) } });
    const { items } = bodyOf<Collection<WireEvent>>(await havn.get(`/nextterm${path}/events`), 200);
    expect(items.map(({ type }) => type)).toEqual(['SubscriptionPurchased', ...[11, 12, 13, 14, 15].map(() => 'SeatsAdded')]);
    expect(refused(await havn.patch(path, { quantity: 301 }))).toEqual([400, 2002]);
    expect(refused(await havn.patch(path, { quantity: 16 }, { 'If-Match': `"${etags[0] ?? ''}"` }))).toEqual([400, 2055]);
  });

  test('[ORD-1] a cart is good for seven days, and gone with the seventh', async () => {
    const customerId = await buyers.newBuyer(havn, 'Kievitsbloem');
    const [early, late] = [await aCart(havn, customerId, [line(standard, 1)]), await aCart(havn, customerId, [line(standard, 1)])];
    await advanceTo(buyers.sandbox.url, '2026-03-09T09:59:59.000Z');
    bodyOf(await checkOut(havn, customerId, early), 201);
    await advanceTo(buyers.sandbox.url, '2026-03-09T10:00:01.000Z');
    expect(refused(await havn.get(`/v1/customers/${customerId}/carts/${late.id}`))).toEqual([404, 800008]);
    expect(refused(await checkOut(havn, customerId, late))).toEqual([404, 800008]);
    expect(await subscriptionsOf(havn, customerId)).toHaveLength(1);
  });

  test('[ORD-7] the number of subscriptions of a customer is set by configuration', async () => {
    const customerId = await buyers.newBuyer(havn, 'Speenkruid');
    await buy(havn, customerId, [line(e3, 1), line(e3, 1)]);
    await buyers.sandbox.stop();
    await buyers.sandbox.restart({ NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: '3' });
    expect(errorsOf(await aCart(havn, customerId, [line(e3, 1), line(e3, 1)]))).toEqual(['sold', 10002]);
    expect(await bought(havn, customerId, [line(e3, 1)])).toHaveLength(1);
    expect(refused(await order(havn, customerId, { offerId: e3, quantity: 1 }))).toEqual([403, 800066]);
  }, START_MS);
});

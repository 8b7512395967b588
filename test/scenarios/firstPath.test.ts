import { advanceTo, bodyOf, type Client, signInAs } from '../support/client';
import { buy, catalogItem, chargesOf, chargeText } from '../support/clientShop';
import { type Collection, type Resource, type WireEvent, type WireSubscription } from '../support/clientWire';
import { Sandbox, START_MS } from '../support/sandbox';

const link = (uri: string, method = 'GET') => ({ uri, method, headers: [] });

const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string;

const newCustomer = {
  companyProfile: { domain: 'lelieveld.onmicrosoft.com' },
  billingProfile: {
    email: 'i.kuiper@lelieveld.example',
    culture: 'nl-NL',
    language: 'nl',
    companyName: 'Lelieveld',
    defaultAddress: { country: 'NL', city: 'Utrecht', addressLine1: 'Havenkade 12', postalCode: '3511 AA', firstName: 'Ilse', lastName: 'Kuiper' },
  },
};

// Each test goes on where the one before it ended: one life, in order.
describe('the first path, on Azurite, under the virtual clock', () => {
  let sandbox: Sandbox;
  let havn: Client;
  let item: string;
  let customerId: string;
  let cartId: string;
  let monthly: string;
  let yearly: string;
  let upfront: string;
  let monthEnd: string;

  const subscription = async (id: string): Promise<WireSubscription> => bodyOf(await havn.get(`/v1/customers/${customerId}/subscriptions/${id}`), 200);
  const charges = async (id: string): Promise<string[]> => (await chargesOf(havn, customerId, id)).map(chargeText);
  const eventTypes = async (id: string): Promise<string[]> =>
    bodyOf<Collection<WireEvent>>(await havn.get(`/nextterm/v1/customers/${customerId}/subscriptions/${id}/events`), 200).items.map(({ type }) => type);

  beforeAll(async () => {
    sandbox = await Sandbox.start('2021-01-31T10:00:00Z', undefined, 'repository');
    havn = await signInAs(sandbox.url, 'havn-admin_agent');
  }, START_MS);
  afterAll(() => sandbox.remove());

  test('products of the market, each with its price', async () => {
    const products = bodyOf<Collection<Resource>>(await havn.get('/v1/products?country=NL&targetView=OnlineServices'), 200);
    expect(products.items.find(({ id }) => id === 'NCBUSSTAND01')).toEqual({
      id: 'NCBUSSTAND01',
      title: 'Microsoft 365 Business Standard',
      description: expect.any(String) as string,
      productType: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
      isMicrosoftProduct: true,
      publisherName: 'Microsoft Corporation',
      links: { skus: link('/products/NCBUSSTAND01/skus?country=NL'), self: link('/products/NCBUSSTAND01?country=NL') },
    });
    const [availability] = bodyOf<Collection<Record<string, unknown>>>(await havn.get('/v1/products/NCBUSSTAND01/skus/0001/availabilities?country=NL'), 200).items;
    expect(availability).toMatchObject({
      segment: 'commercial',
      country: 'NL',
      isPurchasable: true,
      isRenewable: true,
      defaultCurrency: { code: 'EUR', symbol: '€' },
      product: { id: 'NCBUSSTAND01' },
      sku: { id: '0001', productId: 'NCBUSSTAND01' },
      links: { self: link(`/products/NCBUSSTAND01/skus/0001/availabilities/${String(availability?.['id'])}?country=NL`) },
    });
    const terms = availability?.['terms'] as { duration: string; billingCycle: string; pricing: unknown }[];
    expect(terms.slice(0, 3).map(({ duration, billingCycle, pricing }) => ({ duration, billingCycle, pricing }))).toEqual([
      { duration: 'P1M', billingCycle: 'Monthly', pricing: { unitPrice: 10.08, cyclePrice: 10.08, currency: 'EUR' } },
      { duration: 'P1Y', billingCycle: 'Monthly', pricing: { unitPrice: 120.96, cyclePrice: 10.08, currency: 'EUR' } },
      { duration: 'P1Y', billingCycle: 'Annual', pricing: { unitPrice: 120.96, cyclePrice: 120.96, currency: 'EUR' } },
    ]);
    item = await catalogItem(havn, 'NCBUSSTAND01', 'NL');
  });

  test('a new customer, and the agreement attested for it', async () => {
    const created = await havn.post('/v1/customers', newCustomer);
    customerId = bodyOf<Resource>(created, 201).id;
    const { userCredentials, ...customer } = created.body as { userCredentials: unknown };
    expect(userCredentials).toEqual({ userName: 'admin', password: expect.stringMatching(/./) as string });
    expect(customer).toEqual({
      id: guid,
      commerceId: guid,
      companyProfile: {
        tenantId: customerId,
        domain: 'lelieveld.onmicrosoft.com',
        companyName: 'Lelieveld',
        links: { self: link(`/customers/${customerId}/profiles/company`) },
        attributes: { objectType: 'CustomerCompanyProfile' },
      },
      billingProfile: {
        ...newCustomer.billingProfile,
        id: guid,
        links: { self: link(`/customers/${customerId}/profiles/billing`) },
        attributes: { etag: expect.any(String) as string, objectType: 'CustomerBillingProfile' },
      },
      relationshipToPartner: 'reseller',
      allowDelegatedAccess: true,
      customDomains: ['lelieveld.onmicrosoft.com'],
      links: { self: link(`/customers/${customerId}`) },
      attributes: { objectType: 'Customer' },
    });
    expect((await havn.get(`/v1/customers/${customerId}`)).body).toEqual(customer);

    const templates = bodyOf<Collection<{ templateId: string }>>(await havn.get('/v1/agreements?agreementType=MicrosoftCustomerAgreement'), 200);
    const attestation = {
      primaryContact: { firstName: 'Ilse', lastName: 'Kuiper', email: 'i.kuiper@lelieveld.example' },
      templateId: templates.items[0]?.templateId,
      dateAgreed: '2021-01-15T00:00:00Z',
      type: 'MicrosoftCustomerAgreement',
    };
    const attested = await havn.post(`/v1/customers/${customerId}/agreements`, attestation);
    expect(bodyOf(attested, 201)).toEqual({
      ...attestation,
      dateAgreed: '2021-01-15T00:00:00.000Z',
      userId: guid,
      agreementLink: expect.stringMatching(/^https:/) as string,
    });
    expect(bodyOf<Collection<unknown>>(await havn.get(`/v1/customers/${customerId}/agreements?agreementType=*`), 200).items).toEqual([attested.body]);
  });

  test('[E11] a year from 31 January, billed monthly: cycles keep to the last days of the months', async () => {
    [monthEnd = ''] = await buy(havn, customerId, [{ catalogItemId: item, quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' }]);
    expect(await subscription(monthEnd)).toMatchObject({ commitmentEndDate: '2022-01-30T00:00:00Z', billingCycleEndDate: '2021-02-27T00:00:00Z' });
    await advanceTo(sandbox.url, '2021-06-18T10:00:00Z');
    expect(await charges(monthEnd)).toEqual([
      'new 2021-01-31…2021-02-27 10.08 × 1 = 10.08',
      'cycleCharge 2021-02-28…2021-03-30 10.08 × 1 = 10.08',
      'cycleCharge 2021-03-31…2021-04-29 10.08 × 1 = 10.08',
      'cycleCharge 2021-04-30…2021-05-30 10.08 × 1 = 10.08',
      'cycleCharge 2021-05-31…2021-06-29 10.08 × 1 = 10.08',
    ]);
  });

  test('a cart of three lines', async () => {
    const line = { catalogItemId: item, quantity: 10 };
    const created = await havn.post(`/v1/customers/${customerId}/carts`, {
      partnerOnRecordAttestationAccepted: true,
      lineItems: [
        { ...line, id: 0, termDuration: 'P1M', billingCycle: 'monthly' },
        { ...line, id: 1, termDuration: 'P1Y', billingCycle: 'monthly' },
        { ...line, id: 2, termDuration: 'P1Y', billingCycle: 'annual' },
      ],
    });
    cartId = bodyOf<Resource>(created, 201).id;
    const shown = { ...line, currencyCode: 'EUR', provisioningContext: {} };
    const pricing = (price: number, extendedPrice: number) => ({ listPrice: price, discountedPrice: price, proratedPrice: price, price, extendedPrice });
    expect(created.body).toEqual({
      id: guid,
      creationTimestamp: '2021-06-18T10:00:00.000Z',
      lastModifiedTimestamp: '2021-06-18T10:00:00.000Z',
      expirationTimestamp: '2021-06-25T10:00:00.000Z',
      lastModifiedUser: guid,
      status: 'Active',
      partnerOnRecordAttestationAccepted: true,
      lineItems: [
        { ...shown, id: 0, termDuration: 'P1M', billingCycle: 'monthly', orderGroup: '0', pricing: pricing(10.08, 100.8) },
        { ...shown, id: 1, termDuration: 'P1Y', billingCycle: 'monthly', orderGroup: '0', pricing: pricing(10.08, 1209.6) },
        { ...shown, id: 2, termDuration: 'P1Y', billingCycle: 'annual', orderGroup: '1', pricing: pricing(120.96, 1209.6) },
      ],
      links: { self: link(`/customers/${customerId}/carts/${cartId}`) },
      attributes: { objectType: 'Cart' },
    });
    expect((await havn.get(`/v1/customers/${customerId}/carts/${cartId}`)).body).toEqual(created.body);
  });

  test('its checkout: one order for each billing cycle, and the same answer when repeated', async () => {
    const checkout = `/v1/customers/${customerId}/carts/${cartId}/checkout`;
    const first = await havn.post(checkout, 'success');
    const { orders } = bodyOf<{ orders: { id: string; lineItems: { subscriptionId: string }[] }[] }>(first, 201);
    [monthly = '', yearly = '', upfront = ''] = orders.flatMap((order) => order.lineItems.map(({ subscriptionId }) => subscriptionId));
    const [productId = '', skuId = '', availabilityId = ''] = item.split(':');
    const orderLine = (lineItemNumber: number, subscriptionId: string, termDuration: string, price: number, extendedPrice: number) => ({
      lineItemNumber,
      offerId: item,
      subscriptionId,
      termDuration,
      transactionType: 'New',
      friendlyName: 'Microsoft 365 Business Standard',
      quantity: 10,
      provisioningContext: {},
      pricing: { listPrice: price, discountedPrice: price, proratedPrice: price, price, extendedPrice },
      links: {
        product: link(`/products/${productId}?country=NL`),
        sku: link(`/products/${productId}/skus/${skuId}?country=NL`),
        availability: link(`/products/${productId}/skus/${skuId}/availabilities/${availabilityId}?country=NL`),
        subscription: link(`/customers/${customerId}/subscriptions/${subscriptionId}`),
      },
    });
    const order = (id: string | undefined, billingCycle: string, lineItems: unknown[], totalPrice: number) => ({
      id,
      alternateId: id,
      referenceCustomerId: customerId,
      billingCycle,
      currencyCode: 'EUR',
      currencySymbol: '€',
      lineItems,
      creationDate: '2021-06-18T10:00:00.000Z',
      status: 'completed',
      transactionType: 'UserPurchase',
      totalPrice,
      partnerOnRecordAttestationAccepted: true,
      links: {
        self: link(`/customers/${customerId}/orders/${id}`),
        provisioningStatus: link(`/customers/${customerId}/orders/${id}/provisioningstatus`),
        patchOperation: link(`/customers/${customerId}/orders/${id}`, 'PATCH'),
      },
      client: {},
      attributes: { objectType: 'Order' },
    });
    expect(first.body).toEqual({
      orders: [
        order(orders[0]?.id, 'monthly', [orderLine(0, monthly, 'P1M', 10.08, 100.8), orderLine(1, yearly, 'P1Y', 10.08, 1209.6)], 1310.4),
        order(orders[1]?.id, 'annual', [orderLine(0, upfront, 'P1Y', 120.96, 1209.6)], 1209.6),
      ],
      attributes: { objectType: 'CartCheckoutResult' },
    });
    const again = await havn.post(checkout);
    expect({ status: again.status, text: again.text }).toEqual({ status: 201, text: first.text });
    expect(bodyOf<Collection<unknown>>(await havn.get(`/v1/customers/${customerId}/subscriptions`), 200).totalCount).toBe(4);
    expect((await havn.get(`/v1/customers/${customerId}/orders/${orders[1]?.id ?? ''}`)).body).toEqual(orders[1]);
  });

  test('a subscription read back has every member of the contract', async () => {
    const [productId = '', skuId = '', availabilityId = ''] = item.split(':');
    expect(await subscription(monthly)).toEqual({
      id: monthly,
      offerId: item,
      offerName: 'Microsoft 365 Business Standard',
      friendlyName: 'Microsoft 365 Business Standard',
      productType: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
      quantity: 10,
      unitType: 'Licenses',
      hasPurchasableAddons: true,
      creationDate: '2021-06-18T10:00:00.000Z',
      effectiveStartDate: '2021-06-18T10:00:00.000Z',
      commitmentEndDate: '2021-07-17T00:00:00Z',
      commitmentEndDateTime: '2021-07-17T23:59:59Z',
      billingCycleEndDate: '2021-07-17T00:00:00Z',
      billingCycleEndDateTime: '2021-07-17T23:59:59Z',
      cancellationAllowedUntilDate: '2021-06-25T10:00:00.000Z',
      status: 'active',
      autoRenewEnabled: true,
      isTrial: false,
      billingType: 'license',
      billingCycle: 'monthly',
      termDuration: 'P1M',
      renewalTermDuration: '',
      refundOptions: [
        { type: 'Full', expiresAt: '2021-06-19T10:00:00.000Z' },
        { type: 'Partial', expiresAt: '2021-06-25T10:00:00.000Z' },
      ],
      refundableQuantity: { totalQuantity: 10, details: [{ quantity: 10, allowedUntilDateTime: '2021-06-25T10:00:00.000Z' }] },
      isMicrosoftProduct: true,
      attentionNeeded: false,
      actionTaken: false,
      actions: ['edit', 'cancel'],
      contractType: 'subscription',
      publisherName: 'Microsoft Corporation',
      orderId: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
      links: {
        product: link(`/products/${productId}?country=NL`),
        sku: link(`/products/${productId}/skus/${skuId}?country=NL`),
        availability: link(`/products/${productId}/skus/${skuId}/availabilities/${availabilityId}?country=NL`),
        self: link(`/customers/${customerId}/subscriptions/${monthly}`),
      },
      attributes: { etag: expect.any(String) as string, objectType: 'Subscription' },
    });
  });

  test('[E3] two seats more on 20 June, inside the window', async () => {
    await advanceTo(sandbox.url, '2021-06-20T10:00:00Z');
    const patched = await havn.patch(`/v1/customers/${customerId}/subscriptions/${monthly}`, { ...(await subscription(monthly)), quantity: 12 });
    expect(bodyOf(patched, 200)).toMatchObject({
      quantity: 12,
      refundableQuantity: {
        totalQuantity: 12,
        details: [
          { quantity: 10, allowedUntilDateTime: '2021-06-25T10:00:00.000Z' },
          { quantity: 2, allowedUntilDateTime: '2021-06-27T10:00:00.000Z' },
        ],
      },
    });
    expect(await charges(monthly)).toEqual([
      'new 2021-06-18…2021-07-17 10.08 × 10 = 100.80',
      'addQuantity 2021-06-20…2021-07-17 -9.408 × 10 = -94.08',
      'addQuantity 2021-06-20…2021-07-17 9.408 × 12 = 112.89',
    ]);
  });

  test('the term ends: the sweep finds it, it is renewed, and its window opens anew at that instant', async () => {
    const { happened } = await advanceTo(sandbox.url, '2021-07-17T23:59:59Z');
    expect(happened.filter(({ what }) => what === 'renewal')).toEqual([]);
    const moved = await advanceTo(sandbox.url, '2021-07-18T00:00:00Z');
    expect(moved.happened.filter(({ subject }) => subject === monthly)).toMatchObject([{ at: '2021-07-18T00:00:00.000Z', what: 'renewal', subject: monthly, outcome: 'completed', subjectKind: 'subscription' }]);
    expect(await subscription(monthly)).toMatchObject({
      quantity: 12,
      status: 'active',
      effectiveStartDate: '2021-07-18T00:00:00.000Z',
      commitmentEndDate: '2021-08-17T00:00:00Z',
      cancellationAllowedUntilDate: '2021-07-25T00:00:00.000Z',
      refundableQuantity: { totalQuantity: 12, details: [{ quantity: 12, allowedUntilDateTime: '2021-07-25T00:00:00.000Z' }] },
    });
    // In order of time, among the changes what was announced of each window: the purchase's and the addition's.
    expect(await eventTypes(monthly)).toEqual(['SubscriptionPurchased', 'SeatsAdded', ...['WindowClosing', 'WindowClosed'], ...['WindowClosing', 'WindowClosed'], 'SubscriptionRenewed']);
  });

  test('[E1] the charge lines of a whole year', async () => {
    await advanceTo(sandbox.url, '2022-06-18T12:00:00Z');
    const [, , , renewed] = await charges(monthly);
    expect(renewed).toBe('renew 2021-07-18…2021-08-17 10.08 × 12 = 120.96');
    expect((await charges(monthly)).length).toBe(3 + 12);

    const firstDays = ['2021-06-18', '2021-07-18', '2021-08-18', '2021-09-18', '2021-10-18', '2021-11-18', '2021-12-18', '2022-01-18', '2022-02-18', '2022-03-18', '2022-04-18', '2022-05-18'];
    const lastDays = ['2021-07-17', '2021-08-17', '2021-09-17', '2021-10-17', '2021-11-17', '2021-12-17', '2022-01-17', '2022-02-17', '2022-03-17', '2022-04-17', '2022-05-17', '2022-06-17'];
    const year = firstDays.map((day, index) => `${index === 0 ? 'new' : 'cycleCharge'} ${day}…${lastDays[index] ?? ''} 10.08 × 10 = 100.80`);
    expect(await charges(yearly)).toEqual([...year, 'renew 2022-06-18…2022-07-17 10.08 × 10 = 100.80']);

    expect(await charges(upfront)).toEqual(['new 2021-06-18…2022-06-17 120.96 × 10 = 1209.60', 'renew 2022-06-18…2023-06-17 120.96 × 10 = 1209.60']);
  });

  test('[E11] the rest of the year, and the next one from 31 January', async () => {
    expect((await charges(monthEnd)).slice(5, 13)).toEqual([
      'cycleCharge 2021-06-30…2021-07-30 10.08 × 1 = 10.08',
      'cycleCharge 2021-07-31…2021-08-30 10.08 × 1 = 10.08',
      'cycleCharge 2021-08-31…2021-09-29 10.08 × 1 = 10.08',
      'cycleCharge 2021-09-30…2021-10-30 10.08 × 1 = 10.08',
      'cycleCharge 2021-10-31…2021-11-29 10.08 × 1 = 10.08',
      'cycleCharge 2021-11-30…2021-12-30 10.08 × 1 = 10.08',
      'cycleCharge 2021-12-31…2022-01-30 10.08 × 1 = 10.08',
      'renew 2022-01-31…2022-02-27 10.08 × 1 = 10.08',
    ]);
  });

  test('the clock never goes back', async () => {
    const back = await havn.post('/local/clock', { advanceTo: '2022-06-18T11:59:59Z' });
    expect({ status: back.status, body: back.body }).toMatchObject({ status: 400, body: { code: 'InvalidClockMove' } });
  });
});

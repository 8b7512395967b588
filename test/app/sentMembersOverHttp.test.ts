import { httpOver, type Reply } from '../support/httpWorld';
import { World } from '../support/world';

// What a call sends and does not do is refused by its name; what comes back as it was read is taken.
let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let offer: string;

beforeEach(async () => {
  world = await World.at('2026-06-10T10:00:00Z');
  http = httpOver(world);
  customer = world.customer('Oresund');
  offer = await world.as('havn').item('SE', 'NCBUSSTAND01:0001');
});

type Wire = Record<string, unknown>;
const at = (path: string): string => `/v1/customers/${customer}/${path}`;

/** Refused with the member's name, and nothing changed. */
const expectRefused = async (call: () => Promise<Reply>, member: string): Promise<void> => {
  const before = await world.commerceRows();
  expect(await call()).toMatchObject({ status: 400, body: { code: 800042, description: expect.stringContaining(`Not supported: ${member} cannot be changed`) as string } });
  expect(await world.commerceRows()).toEqual(before);
};

describe('[ORD-1] [ORD-11] POST of an order', () => {
  const order = (members: Wire, line: Wire = {}) =>
    http(at('orders'), { method: 'POST', body: { billingCycle: 'monthly', lineItems: [{ lineItemNumber: 0, offerId: offer, quantity: 1, termDuration: 'P1Y', ...line }], ...members } });

  test.each<[string, Wire, Wire]>([
    ['currencyCode', { currencyCode: 'USD' }, {}],
    ['referenceCustomerId', { referenceCustomerId: '5b0e6f2a-37d1-4a4b-9f57-6f4f0a8f1c33' }, {}],
    ['lineItems[0].billingCycle', {}, { billingCycle: 'annual' }],
  ])('that asks for another %s than is charged', (member, members, line) => expectRefused(() => order(members, line), member));

  test('that says what it is, in any letter case, or nothing', async () => {
    const first = await order({ currencyCode: '', referenceCustomerId: null });
    const { currencyCode } = first.body as { currencyCode: string };
    expect([first.status, currencyCode.length]).toEqual([201, 3]);
    expect(await order({ currencyCode: currencyCode.toLowerCase(), referenceCustomerId: customer.toUpperCase() }, { billingCycle: 'Monthly' })).toMatchObject({ status: 201, body: { currencyCode } });
  });
});

describe('[ORD-1] [ORD-11] a cart', () => {
  const line = { id: 0, catalogItemId: '', quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' };
  const create = (members: Wire = {}, ofLine: Wire = {}) => http(at('carts'), { method: 'POST', body: { ...members, lineItems: [{ ...line, catalogItemId: offer, ...ofLine }] } });

  test('sent back as it was read is taken', async () => {
    const cart = (await create()).body as { id: string; lineItems: Wire[] };
    expect(await http(at(`carts/${cart.id}`), { method: 'PUT', body: cart })).toMatchObject({ status: 201, body: { id: cart.id, lineItems: [{ quantity: 1 }] } });
  });

  test.each<[string, Wire, Wire]>([
    ['lineItems[0].currencyCode', {}, { currencyCode: 'USD' }],
    ['status', { status: 'Ordered' }, {}],
  ])('is not created or replaced with another %s', async (member, members, ofLine) => {
    await expectRefused(() => create(members, ofLine), member);
    const { id } = (await create()).body as { id: string };
    await expectRefused(() => http(at(`carts/${id}`), { method: 'PUT', body: { ...members, lineItems: [{ ...line, catalogItemId: offer, ...ofLine }] } }), member);
  });

  test.each<[Wire[], number]>([
    [[{ key: 'transaction_reseller', value: '6120045' }, { key: 'transaction_reseller', value: '6120046' }], 400],
    [[{ key: 'transaction_reseller', value: '6120045' }, { key: 'consumption_reseller', value: '6120046' }], 400],
    [[{ key: 'transaction_reseller', value: '6120045' }, { key: 'consumption_reseller', value: '6120045' }], 201],
    [[{ key: 'transaction_reseller', value: '6120045' }, { key: 'transaction_reseller', value: '' }], 201],
  ])('[ORD-2] names one reseller of a line: %j, %d', async (participants, status) => {
    expect((await create({}, { participants })).status).toBe(status);
  });
});

describe('[CUS-1] PATCH of a customer that gives it up', () => {
  const read = async () => (await http(`/v1/customers/${customer}`)).body as { companyProfile: Wire; billingProfile: Wire & { defaultAddress: Wire } };
  const giveUp = (members: Wire) => http(`/v1/customers/${customer}`, { method: 'PATCH', body: { relationshipToPartner: 'none', ...members } });

  test.each<[string, Wire]>([
    ['id', { id: '5b0e6f2a-37d1-4a4b-9f57-6f4f0a8f1c33' }],
    ['companyProfile.companyName', { companyProfile: { companyName: 'Another' } }],
    ['billingProfile.email', { billingProfile: { email: 'another@oresundfoods.example' } }],
    ['billingProfile.defaultAddress.city', { billingProfile: { defaultAddress: { city: 'Elsewhere' } } }],
    ['billingProfile.defaultAddress.addressLine3', { billingProfile: { defaultAddress: { addressLine3: 'a third' } } }],
  ])('and changes %s', (member, members) => expectRefused(() => giveUp(members), member));

  test('takes all of it as it was read', async () => {
    expect(await giveUp({ ...(await read()), relationshipToPartner: 'none' })).toMatchObject({ status: 200, body: { relationshipToPartner: 'none' } });
  });

  test('takes what a client never filled', async () => {
    expect(await giveUp({ id: null, commerceId: null, companyProfile: null, billingProfile: { email: '' }, allowDelegatedAccess: null })).toMatchObject({ status: 200 });
  });
});

describe('[TRF-1] [TRF-2] an answer to a transfer', () => {
  let transfer: string;
  let id: string;
  const tenant = (slug: string) => world.as(slug).partner.tenantId;
  beforeEach(async () => {
    [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' }]);
    const created = await http(at('transfers'), { method: 'POST', as: 'nordlys', body: { sourcePartnerTenantId: tenant('havn'), sourcePartnerName: 'Havn', customerEmailId: 'it@oresundfoods.example', transferType: 5 } });
    transfer = (created.body as { id: string }).id;
  });
  const submit = (line: Wire, members: Wire = {}) =>
    http(at(`transfers/${transfer}`), { method: 'PATCH', as: 'havn', body: { status: 'InProgress', lineItems: [{ subscriptionId: id, productType: 'OnlineServicesNCE', ...line }], ...members } });
  const offerLine = (line: Wire) => http(`/nextterm${at(`transfers/${transfer}/offer`)}`, { method: 'PUT', as: 'havn', body: { lineItems: [{ subscriptionId: id, productType: 'OnlineServicesNCE', ...line }] } });

  test.each<[string, Wire]>([
    ['quantity', { quantity: 9 }],
    ['termDuration', { termDuration: 'P3Y' }],
    ['billingCycle', { billingCycle: 'annual' }],
    ['friendlyName', { friendlyName: 'Another' }],
    ['offerId', { offerId: 'NCBUSBASIC01:0001:AAAAAAAAAAAA' }],
    ['sourceSubscriptionId', { sourceSubscriptionId: '5b0e6f2a-37d1-4a4b-9f57-6f4f0a8f1c33' }],
    ['partnerIdOnRecord', { partnerIdOnRecord: '6120045' }],
    ['addonItems', { addonItems: [{ subscriptionId: '5b0e6f2a-37d1-4a4b-9f57-6f4f0a8f1c33' }] }],
  ])('that would move a subscription with another %s, submitted or offered', async (member, line) => {
    await expectRefused(() => submit(line), `lineItems[0].${member}`);
    await expectRefused(() => offerLine(line), `lineItems[0].${member}`);
  });

  test.each<[string, Wire]>([
    ['targetPartnerTenantId', { targetPartnerTenantId: '5b0e6f2a-37d1-4a4b-9f57-6f4f0a8f1c33' }],
    ['partnerOnRecord', { partnerOnRecord: '6120045' }],
    ['ignoreEligibilityCheck', { ignoreEligibilityCheck: true }],
  ])('that asks for another %s, or takes the request back so', async (member, members) => {
    await expectRefused(() => submit({}, members), member);
    await expectRefused(() => http(at(`transfers/${transfer}`), { method: 'PATCH', as: 'nordlys', body: { status: 'Cancel', ...members } }), member);
  });

  test('that sends all back as it was read', async () => {
    const { body } = await http(at(`transfers/${transfer}`), { as: 'havn' });
    const subscription = (await http(at(`subscriptions/${id}`))).body as Wire;
    const line = { id: 0, offerId: subscription['offerId'], quantity: 10, billingCycle: 'Monthly', termDuration: 'P1Y', friendlyName: subscription['friendlyName'], addonItems: [], partnerIdOnRecord: null };
    const { lineItems: _none, ...rest } = body as Wire;
    expect(await submit(line, rest)).toMatchObject({ status: 200, body: { status: 'InProgress' } });
  });

  test('that clients in .NET send, with what they never set', async () => {
    expect(await submit({ quantity: 0, offerId: '', addonItems: null }, { customerName: 'Oresund', ignoreEligibilityCheck: false })).toMatchObject({ status: 200 });
  });
});

describe('[UPG-1] an upgrade', () => {
  test.each(['fromSubscriptionId', 'fromCatalogItemId'])('that names another source: %s', async (member) => {
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' }]);
    const upgrade = async (named: string) => {
      const toCatalogItemId = await world.as('havn').item('SE', 'NCBUSPREMI01:0001');
      return http(at(`subscriptions/${id}/transitions`), { method: 'POST', body: { toCatalogItemId, quantity: 10, transitionType: 'transition_only', [member]: named } });
    };
    await expectRefused(() => upgrade('5b0e6f2a-37d1-4a4b-9f57-6f4f0a8f1c33'), member);
    expect(await upgrade((member === 'fromSubscriptionId' ? id : offer).toUpperCase())).toMatchObject({ status: 200 });
  });
});

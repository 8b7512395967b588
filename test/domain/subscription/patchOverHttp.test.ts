import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;

let world: World;
let http: ReturnType<typeof httpOver>;
let path: string;

const prepare = async (slug = 'havn', name = 'Zonnebloem', line: object = {}) => {
  world = await World.at('2026-06-01T10:00:00Z');
  const customer = world.customer(name);
  const [id = ''] = await world.buy(slug, customer, [{ ...standard, ...line }]);
  http = httpOver(world);
  path = `/v1/customers/${customer}/subscriptions/${id}`;
};
beforeEach(() => prepare());

type Resource = Record<string, unknown>;
const read = async (): Promise<Resource> => (await http(path)).body as Resource;
/** The answer to a write: whether add-ons could be bought is judged where a subscription is read, not with every write. */
const answered = ({ hasPurchasableAddons: _judged, ...rest }: Resource): Resource => rest;
const patch = (body: object, more: Call = {}, query = '') => http(`${path}${query}`, { method: 'PATCH', body, ...more });

describe('a status as clients send it', () => {
  test('[SUS-1] [SUS-2] the nearly empty body of a .NET client suspends; the same with active resumes', async () => {
    const empty = { Status: 'suspended', Quantity: 0, AutoRenewEnabled: false, BillingCycle: 'unknown', CreationDate: '0001-01-01T00:00:00', FriendlyName: null, Id: null };
    expect(await patch(empty)).toMatchObject({ status: 200, body: { status: 'suspended', quantity: 10, autoRenewEnabled: false, suspensionReasons: ['PartnerInitiated'] } });
    expect((await read())['refundableQuantity']).toBeUndefined();
    expect(await patch({ ...empty, Status: 'Active' })).toMatchObject({ status: 200, body: { status: 'active', autoRenewEnabled: false } });
  });

  test('[CAN-1] [CAN-2] the whole resource, changed and sent back, cancels; the etag is in the body', async () => {
    const whole = await read();
    expect(whole).toMatchObject({ cancellationAllowedUntilDate: '2026-06-08T10:00:00.000Z', actions: ['edit', 'cancel'] });
    const reply = await patch({ ...whole, status: 'deleted' });
    expect(reply).toMatchObject({ status: 200, body: { status: 'deleted', autoRenewEnabled: false, quantity: 10, refundOptions: [] } });
    expect((reply.body as Resource)['actions']).toBeUndefined();
    expect(await patch({ ...whole, status: 'active' })).toMatchObject({ status: 400, body: { code: 2055 } });
    expect(await patch({ status: 'active' })).toMatchObject({ status: 400, body: { code: 2011 } });
  });

  test('[PRE-1] a preview of a cancellation shows the refund to the cent, and cancels nothing', async () => {
    const preview = (await patch({ status: 'deleted' }, {}, '?preview=true')).body as { charges: { subtotal: string }[]; windows: unknown[]; reversible: boolean };
    expect([preview.charges.map(({ subtotal }) => subtotal), preview.windows.length, preview.reversible]).toEqual([['-100.80'], 1, false]);
    expect(await read()).toMatchObject({ status: 'active' });
  });

  test.each([
    ['1 ms before the window closes', '2026-06-08T09:59:59.999Z', 200, undefined],
    ['when it closes', '2026-06-08T10:00:00.000Z', 400, 900117],
  ])('[CAN-1] cancelling %s', async (_name, now, status, code) => {
    await world.advanceTo(now);
    expect(await patch({ status: 'deleted' })).toMatchObject({ status, body: code === undefined ? { status: 'deleted' } : { code } });
  });

  test.each<[string, object, number]>([
    ['a status nobody sets', { status: 'expired' }, 800040],
    ['an unknown word', { status: 'gone' }, 900126],
    ['seats and the end in one', { status: 'deleted', quantity: 5 }, 800002],
    ['another billing cycle', { billingCycle: 'annual' }, 2054],
  ])('refused and nothing changed: %s', async (_name, body, code) => {
    const before = await world.commerceRows();
    expect(await patch(body)).toMatchObject({ status: 400, body: { code } });
    expect(await world.commerceRows()).toEqual(before);
  });

  test('[SUS-4] seats of a suspended one', async () => {
    await patch({ status: 'suspended' });
    expect(await patch({ quantity: 12 })).toMatchObject({ status: 400, body: { code: 800091 } });
  });
});

describe('[SUB-9] an absent member', () => {
  test('may be written as empty text', async () => {
    const whole = answered(await read());
    const empty = Object.fromEntries(['id', 'friendlyName', 'status', 'billingCycle', 'termDuration', 'quantity', 'autoRenewEnabled', 'partnerId', 'additionalPartnerIds', 'scheduledNextTermInstructions', 'scheduledActions', 'nextChargeInstructions', 'promotionId', 'commitmentEndDate'].map((name) => [name, ' ']));
    expect(await patch(empty)).toMatchObject({ status: 200, body: whole });
    expect(await patch({ ...empty, friendlyName: 'Office' })).toMatchObject({ status: 200, body: { ...whole, friendlyName: 'Office', attributes: {} } });
  });

  test('stays as it is', async () => {
    expect(await patch({ friendlyName: 'Office' })).toMatchObject({ body: { friendlyName: 'Office', autoRenewEnabled: true } });
  });

  test('resets auto-renew for a client that asks to be read as the page documents', async () => {
    expect(await patch({ friendlyName: 'Office' }, { headers: { 'NextTerm-Patch': 'replace' } })).toMatchObject({ body: { friendlyName: 'Office', autoRenewEnabled: false } });
    expect(await patch({ friendlyName: 'Shop', autoRenewEnabled: true }, { headers: { 'NextTerm-Patch': 'replace' } })).toMatchObject({ body: { friendlyName: 'Shop', autoRenewEnabled: true } });
  });
});

describe('[SUB-9] [REQ-5] the header that says what an absent member means', () => {
  const headers = { 'MS-RequestId': '5c1a2d9e-0000-4000-8000-00000000c003' };

  test('is part of what a request id stands for: the same body with it is another request, which is refused and does nothing', async () => {
    expect(await patch({ friendlyName: 'Office' }, { headers })).toMatchObject({ status: 200, body: { autoRenewEnabled: true } });
    expect(await patch({ friendlyName: 'Office' }, { headers: { ...headers, 'NextTerm-Patch': 'replace' } })).toMatchObject({ status: 400, body: { code: 800002 } });
    expect(await patch({ friendlyName: 'Office' }, { headers })).toMatchObject({ status: 200, body: { autoRenewEnabled: true }, headers: { 'NextTerm-Replayed': 'true' } });
    expect(await read()).toMatchObject({ autoRenewEnabled: true });
  });

  test.each(['keep', 'replaces', 'true'])('with the word %s is refused, and nothing is done', async (word) => {
    const description = 'The input is not valid. NextTerm-Patch: must be replace, or absent.';
    expect(await patch({ friendlyName: 'Office' }, { headers: { 'NextTerm-Patch': word } })).toMatchObject({ status: 400, body: { code: 800002, description } });
    expect(await read()).not.toMatchObject({ friendlyName: 'Office' });
  });
});

describe('[SUB-9] a member that no PATCH changes', () => {
  const codeOf = ({ body }: { readonly body: unknown }) => (body as { readonly code: number }).code;

  test('is taken as it was read, in a whole resource of any letter case, and in the zone and form of another client', async () => {
    const whole = await read();
    const pascal = Object.fromEntries(Object.entries(whole).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]));
    expect(await patch(whole)).toMatchObject({ status: 200, body: answered(whole) });
    expect(await patch({ ...pascal, OfferId: String(whole['offerId']).toLowerCase(), TermDuration: 'p1y' })).toMatchObject({ status: 200, body: answered(whole) });
    expect(await patch({ commitmentEndDate: '2027-05-31', commitmentEndDateTime: '2027-06-01T01:59:59+02:00', effectiveStartDate: '2026-06-01T10:00:00.0000000Z' })).toMatchObject({ status: 200, body: answered(whole) });
    expect(await patch({ promotionId: '', renewalTermDuration: '', offerId: '', termDuration: '' })).toMatchObject({ status: 200, body: answered(whole) });
  });

  test.each<[object, number]>([
    [{ termDuration: 'P3Y' }, 800042],
    [{ termDuration: 'P1M' }, 800122],
    [{ termDuration: 'P1W' }, 800121],
    [{ status: 'pending' }, 800040],
    [{ promotionId: '39NFJQT20DD3:0001' }, 800042],
    [{ offerId: 'NCBUSBASIC01:0001:AAAAAAAAAAAA' }, 800042],
    [{ orderId: 'ffffffffffff' }, 800042],
    [{ id: '00000000-0000-4000-8000-000000000001' }, 800042],
    [{ parentSubscriptionId: '00000000-0000-4000-8000-000000000001' }, 800042],
    [{ renewalTermDuration: 'P1M' }, 800042],
    [{ commitmentEndDate: '2027-06-30T00:00:00Z' }, 800042],
    [{ commitmentEndDateTime: '2027-06-01T00:00:00Z' }, 800042],
    [{ commitmentEndDate: 'never' }, 800002],
    [{ effectiveStartDate: '2026-06-02T00:00:00Z' }, 800042],
    [{ billingCycleEndDate: '2026-07-31T00:00:00Z' }, 800042],
    [{ quantity: null }, 800002],
    [{ autoRenewEnabled: null }, 800002],
    [{ friendlyName: 'Office', status: null }, 800002],
    [{ friendlyName: 'Office', billingCycle: null }, 800002],
    [{ friendlyName: 'Office', termDuration: 'P3Y' }, 800042],
    [{ nextChargeInstructions: { product: { productId: 'NCBUSSTAND01', skuId: '0001', billingCycle: 'monthly', termDuration: 'P3Y' } } }, 800042],
    [{ nextChargeInstructions: { product: { productId: 'NCBUSSTAND01', skuId: '0001', billingCycle: 'monthly' }, quantity: 11 } }, 800042],
    [{ nextChargeInstructions: { product: { productId: 'NCBUSSTAND01', skuId: '0001', billingCycle: 'monthly', promotionId: 'SPRING' } } }, 800042],
  ])('refused and nothing changed, whole resource or not: %j', async (body, code) => {
    const whole = await read();
    const before = await world.commerceRows();
    expect(codeOf(await patch(body))).toBe(code);
    expect(codeOf(await patch({ ...whole, ...body }))).toBe(code);
    expect(codeOf(await patch({ ...whole, ...body }, {}, '?preview=true'))).toBe(code);
    expect(await world.commerceRows()).toEqual(before);
  });

  test('says what is stored, or that there is nothing', async () => {
    expect((await patch({ commitmentEndDate: '2027-06-30' })).text).toContain('commitmentEndDate cannot be changed; it is 2027-05-31.');
    expect((await patch({ promotionId: 'SPRING' })).text).toContain('promotionId cannot be changed; there is none.');
  });

  test('[TRI-1] the term of a trial is its own', async () => {
    await prepare('havn', 'Zonnebloem', { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' });
    const whole = await read();
    expect(whole).toMatchObject({ isTrial: true, termDuration: 'P1M' });
    expect(await patch(whole)).toMatchObject({ status: 200 });
    expect([codeOf(await patch({ termDuration: 'P1Y' })), codeOf(await patch({ termDuration: 'month' }))]).toEqual([800107, 800121]);
  });

  test.each(['friendlyName', 'quantity', 'autoRenewEnabled', 'status', 'partnerId', 'scheduledNextTermInstructions', 'termDuration', 'billingCycle', 'offerId', 'nextChargeInstructions'])('[CAN-2] of a deleted one: 2011, whatever the member, here %s', async (member) => {
    const { offerId } = await read();
    const [productId = '', skuId = '', availabilityId = ''] = String(offerId).split(':');
    const product = { productId, skuId, availabilityId, termDuration: 'P1Y', billingCycle: 'annual' };
    const others: Resource = { friendlyName: 'Office', quantity: 12, autoRenewEnabled: true, status: 'suspended', partnerId: '517285', scheduledNextTermInstructions: { product, quantity: 12 }, termDuration: 'P3Y', billingCycle: 'annual', offerId: 'other', nextChargeInstructions: { product } };
    expect((await patch({ status: 'deleted' })).status).toBe(200);
    expect(codeOf(await patch({ [member]: others[member] }))).toBe(2011);
    expect(await patch(await read())).toMatchObject({ status: 200, body: { status: 'deleted' } });
  });
});

describe('[SUB-6] the partner of record', () => {
  test('is fixed where the partner sells directly; an empty one is none', async () => {
    expect(await patch({ partnerId: '517285' })).toMatchObject({ status: 400, body: { code: 800098 } });
    expect(await patch({ partnerId: '' })).toMatchObject({ status: 200 });
  });

  test('can be another signed reseller of the provider, at any time', async () => {
    await prepare('polder', 'Tulpveld', { resellerOfRecord: '6120045' });
    const as = 'polder';
    expect(await patch({ partnerId: '6120046', additionalPartnerIds: ['6120047'] }, { as })).toMatchObject({ status: 200, body: { partnerId: '6120046', additionalPartnerIds: ['6120047'] } });
    expect(await patch({ partnerId: '999999' }, { as })).toMatchObject({ status: 404, body: { code: 800015 } });
    expect(await patch({ partnerId: '6120051' }, { as })).toMatchObject({ status: 403, body: { code: 900123 } });
    expect(await patch({ partnerId: '6120047' }, { as })).toMatchObject({ status: 400, body: { code: 800016 } });
    expect(await patch({ partnerId: '', additionalPartnerIds: [] }, { as })).toMatchObject({ status: 200, body: { partnerId: '6120046' } });
    expect((await http(path, { as })).body).not.toHaveProperty('additionalPartnerIds');
  });

  test('is taken away by null, and not by a .NET client that writes null for all it never set', async () => {
    await prepare('polder', 'Tulpveld', { resellerOfRecord: '6120045' });
    const as = 'polder';
    expect(await patch({ Id: null, PartnerId: null, AdditionalPartnerIds: null, FriendlyName: 'Office' }, { as })).toMatchObject({ status: 200, body: { friendlyName: 'Office', partnerId: '6120045' } });
    expect(await patch({ partnerId: null }, { as })).toMatchObject({ status: 200 });
    expect((await world.subscription(world.customer('Tulpveld'), path.split('/').at(-1) ?? '')).resellerOfRecord).toBeUndefined();
    // A client reads an absent member as no reseller, and an empty text as a PartnerID that is none.
    expect((await http(path, { as })).body).not.toHaveProperty('partnerId');
  });
});

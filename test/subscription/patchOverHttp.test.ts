import { httpOver, type Call } from '../support/httpWorld';
import { World } from '../support/world';

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
  test('stays as it is', async () => {
    expect(await patch({ friendlyName: 'Office' })).toMatchObject({ body: { friendlyName: 'Office', autoRenewEnabled: true } });
  });

  test('resets auto-renew for a client that asks to be read as the page documents', async () => {
    expect(await patch({ friendlyName: 'Office' }, { headers: { 'NextTerm-Patch': 'replace' } })).toMatchObject({ body: { friendlyName: 'Office', autoRenewEnabled: false } });
    expect(await patch({ friendlyName: 'Shop', autoRenewEnabled: true }, { headers: { 'NextTerm-Patch': 'replace' } })).toMatchObject({ body: { friendlyName: 'Shop', autoRenewEnabled: true } });
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
    expect(await patch({ partnerId: '', additionalPartnerIds: [] }, { as })).toMatchObject({ status: 200, body: { partnerId: '' } });
  });
});

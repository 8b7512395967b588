import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';

const year = { termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, ...year } as const;
/** A partner of polder's, and two others of its own. */
const [first, second, third] = ['6120045', '6120046', '6120047'] as const;

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;

const inhabit = async (name: string): Promise<void> => {
  world = await World.at('2026-06-01T10:00:00Z');
  http = httpOver(world);
  customer = world.customer(name);
};
beforeEach(() => inhabit('Zonnebloem'));

type Resource = Readonly<Record<string, unknown>>;
const pathOf = (id: string): string => `/v1/customers/${customer}/subscriptions/${id}`;
const read = async (id: string, call: Call = {}): Promise<Resource> => (await http(pathOf(id), call)).body as Resource;
/** The answer to a write: whether add-ons could be bought is judged where a subscription is read, not with every write. */
const answered = ({ hasPurchasableAddons: _judged, ...rest }: Resource): Resource => rest;
const patch = (id: string, body: object, call: Call = {}) => http(pathOf(id), { method: 'PATCH', body, ...call });
const buy = async (line: Parameters<World['buy']>[2][number] = standard, slug = 'havn'): Promise<string> => (await world.buy(slug, customer, [line]))[0] ?? '';

describe('[SUB-1] [ORD-2] the resellers of a purchase', () => {
  const asPolder = { as: 'polder' };
  beforeEach(() => inhabit('Tulpveld'));

  test.each<[string, Parameters<World['buy']>[2][number]]>([
    ['licences', standard],
    ['a trial', { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' }],
    ['SaaS with free days', { sku: 'NCFJORDINS01:0001', quantity: 1, billingCycle: 'none' }],
  ])('are all shown from then on: %s', async (_, line) => {
    const id = await buy({ ...line, resellerOfRecord: first, additionalResellers: [second, third] }, 'polder');
    expect(await read(id, asPolder)).toMatchObject({ partnerId: first, additionalPartnerIds: [second, third] });
  });

  test('are shown alone where there are no further ones', async () => {
    const shown = await read(await buy({ ...standard, resellerOfRecord: first }, 'polder'), asPolder);
    expect([shown['partnerId'], 'additionalPartnerIds' in shown]).toEqual([first, false]);
  });

  test('sent back as read change nothing; the others stay where another first is named, and go where they are taken away', async () => {
    const id = await buy({ ...standard, resellerOfRecord: first, additionalResellers: [second] }, 'polder');
    const whole = await read(id, asPolder);
    expect((await patch(id, whole, asPolder)).body).toEqual(answered(whole));
    expect(await patch(id, { partnerId: third }, asPolder)).toMatchObject({ status: 200, body: { partnerId: third, additionalPartnerIds: [second] } });
    expect(await patch(id, { partnerId: '' , additionalPartnerIds: [] }, asPolder)).toMatchObject({ status: 200 });
    expect(await read(id, asPolder)).not.toHaveProperty('additionalPartnerIds');
  });

  test('a first one that is among the others already is refused', async () => {
    const id = await buy({ ...standard, resellerOfRecord: first, additionalResellers: [second] }, 'polder');
    expect(await patch(id, { partnerId: second }, asPolder)).toMatchObject({ status: 400, body: { code: 800016 } });
    expect(await read(id, asPolder)).toMatchObject({ partnerId: first, additionalPartnerIds: [second] });
  });
});

describe('[REN-6] one that has ended says what follows, and from when', () => {
  const stages = async (id: string) => {
    const { status, disabledFrom, deletedFrom } = await read(id);
    return [status, disabledFrom, deletedFrom];
  };

  test('expired, then disabled, then deleted', async () => {
    const id = await buy({ ...standard, termDuration: 'P1M' });
    await patch(id, { autoRenewEnabled: false });
    expect(await stages(id)).toEqual(['active', undefined, undefined]);
    await world.advanceTo('2026-07-01T00:00:00.000Z');
    expect(await stages(id)).toEqual(['expired', '2026-07-31T00:00:00.000Z', '2026-10-29T00:00:00.000Z']);
    await world.advanceTo('2026-07-31T00:00:00.000Z');
    expect(await stages(id)).toEqual(['disabled', undefined, '2026-10-29T00:00:00.000Z']);
    await world.advanceTo('2026-10-28T23:59:59.999Z');
    expect(await stages(id)).toEqual(['disabled', undefined, '2026-10-29T00:00:00.000Z']);
    await world.advanceTo('2026-10-29T00:00:00.000Z');
    expect(await stages(id)).toEqual(['deleted', undefined, undefined]);
  });

  test('[SUS-3] a suspended one is disabled at once, and deleted on the same day', async () => {
    const id = await buy({ ...standard, termDuration: 'P1M' });
    await patch(id, { status: 'suspended' });
    await world.advanceTo('2026-07-01T00:00:00.000Z');
    expect(await stages(id)).toEqual(['disabled', undefined, '2026-10-29T00:00:00.000Z']);
  });

  test('[CAN-2] a cancelled one is deleted, without stages', async () => {
    const id = await buy();
    await patch(id, { status: 'deleted' });
    expect(await stages(id)).toEqual(['deleted', undefined, undefined]);
  });
});

test.each<[string, Parameters<World['buy']>[2][number], string]>([
  ['licences', standard, 'OnlineServicesNCE'],
  ['a trial', { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' }, 'OnlineServicesNCE'],
  ['ISV SaaS', { sku: 'NCKANAALPL01:0001', quantity: 1, termDuration: 'P1M', billingCycle: 'monthly' }, 'SaaS'],
  ['its free days', { sku: 'NCFJORDINS01:0001', quantity: 1, billingCycle: 'none' }, 'SaaS'],
])('[SUB-1] the product type of %s, by which clients tell them apart', async (_, line, type) => {
  const whole = await read(await buy(line));
  expect(whole['productType']).toEqual({ id: type, displayName: type });
});

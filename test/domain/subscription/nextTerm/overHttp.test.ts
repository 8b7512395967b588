import { availabilityIdOf } from '../../../../src/domain/catalogue/availabilityId';
import { httpOver } from '../../../support/httpWorld';
import { World } from '../../../support/world';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const product = (productId: string, more: object = {}) => ({ productId, skuId: '0001', availabilityId: availabilityIdOf(productId, '0001', 'commercial', 'NL'), billingCycle: 'monthly', termDuration: 'P1Y', ...more });

let world: World;
let http: ReturnType<typeof httpOver>;
let path: string;

const prepare = async (environment?: Readonly<Record<string, string>>) => {
  world = await World.at('2026-06-10T10:00:00Z', undefined, undefined, environment);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  http = httpOver(world);
  path = `/v1/customers/${customer}/subscriptions/${id}`;
};
beforeEach(() => prepare());

type Resource = Record<string, unknown>;
const read = async (): Promise<Resource> => (await http(path)).body as Resource;
const patch = (body: object, query = '', headers: Readonly<Record<string, string>> = {}) => http(`${path}${query}`, { method: 'PATCH', body, headers });
const instructions = { product: product('NCBUSPREMI01'), quantity: 12, customTermEndDate: '2028-05-31T00:00:00Z' };

test('[SCH-1] [SCH-3] planned with the whole resource, viewed, and taken away by null', async () => {
  const whole = await read();
  const reply = await patch({ ...whole, ScheduledNextTermInstructions: { Product: { ...instructions.product, promotionId: null }, Quantity: 12, CustomTermEndDate: '2028-05-31T00:00:00Z' } });
  expect(reply).toMatchObject({ status: 200, body: { scheduledNextTermInstructions: instructions, quantity: 10 } });
  expect(await read()).toMatchObject({ scheduledNextTermInstructions: instructions });
  expect(await patch({ ...(await read()), friendlyName: 'Office' })).toMatchObject({ body: { friendlyName: 'Office', scheduledNextTermInstructions: instructions } });
  expect((await patch({ scheduledNextTermInstructions: null })).body).not.toHaveProperty('scheduledNextTermInstructions');
});

test('[SUB-9] absent it stays; a client that asks to be read as the page documents takes it away', async () => {
  await patch({ scheduledNextTermInstructions: instructions });
  expect((await patch({ friendlyName: 'Office' })).body).toHaveProperty('scheduledNextTermInstructions');
  expect((await patch({ friendlyName: 'Shop', autoRenewEnabled: true }, '', { 'NextTerm-Patch': 'replace' })).body).not.toHaveProperty('scheduledNextTermInstructions');
});

test('[SCH-4] [PRE-1] a preview of added seats says that the plan would go, and leaves it', async () => {
  await patch({ scheduledNextTermInstructions: instructions });
  expect((await patch({ quantity: 11 }, '?preview=true')).body).toMatchObject({ preview: true, removed: ['scheduledNextTermInstructions'] });
  expect(await read()).toHaveProperty('scheduledNextTermInstructions');
});

// |--1 Jun a year--------------------------------------------------31 May--|
//     |--10 Jun a month--9 Jul--|--10 Jul the next month--9 Aug--|
describe('[SCH-1] [ORD-8] the end of a next month, beside a year that ends on 31 May', () => {
  const ends = async (yearBoughtAt: string, customTermEndDate: string) => {
    world = await World.at(yearBoughtAt);
    const customer = world.customer('Zonnebloem');
    await world.buy('havn', customer, [standard]);
    await world.advanceTo('2026-06-10T10:00:00Z');
    const [id = ''] = await world.buy('havn', customer, [{ ...standard, sku: 'NCBUSBASIC01:0001', termDuration: 'P1M' }]);
    http = httpOver(world);
    path = `/v1/customers/${customer}/subscriptions/${id}`;
    const { status, body } = await patch({ scheduledNextTermInstructions: { product: product('NCBUSBASIC01', { termDuration: 'P1M' }), quantity: 10, customTermEndDate } });
    return status === 200 ? status : (body as { readonly code: number }).code;
  };

  test.each<[string, string, string, number]>([
    ['outside the month, where the year ends', '2026-06-01T10:00:00Z', '2027-05-31', 900245],
    ['before the month, on the last day of the running one', '2026-06-01T10:00:00Z', '2026-07-09', 900245],
    ['on a day that not every month has, where the year ends', '2025-07-30T10:00:00Z', '2026-07-29', 900245],
    ['on a day of the month where the year ends', '2025-07-26T10:00:00Z', '2026-07-25', 200],
    ['at the end of July', '2026-06-01T10:00:00Z', '2026-07-31', 200],
    ['where nothing ends', '2026-06-01T10:00:00Z', '2026-07-20', 900246],
  ])('%s', async (_name, yearBoughtAt, end, expected) => {
    expect(await ends(yearBoughtAt, end)).toBe(expected);
  });
});

test.each<[string, object, number, number]>([
  ['a cycle longer than the term', { ...instructions, product: product('NCBUSPREMI01', { termDuration: 'P1M', billingCycle: 'annual' }) }, 400, 900270],
  ['a term that is none', { ...instructions, product: product('NCBUSPREMI01', { termDuration: 'P1W' }) }, 400, 800121],
  ['a downgrade', { ...instructions, product: product('NCBUSBASIC01') }, 400, 900141],
  ['an unknown product', { ...instructions, product: product('NOSUCHPROD01') }, 404, 400013],
  ['too many', { ...instructions, quantity: 301 }, 400, 2002],
  ['an end that matches nothing', { ...instructions, customTermEndDate: '2028-04-15' }, 400, 900246],
  ['an end outside the term', { ...instructions, customTermEndDate: '2029-05-31' }, 400, 900245],
  ['a plan that is not sold', { ...instructions, product: product('NCBUSPREMI01', { billingCycle: 'one_time' }) }, 400, 900269],
  ['no quantity', { product: instructions.product }, 400, 800002],
])('[SCH-6] refused and nothing changed: %s', async (_name, asked, status, code) => {
  const before = await world.commerceRows();
  expect(await patch({ scheduledNextTermInstructions: asked })).toMatchObject({ status, body: { code } });
  expect(await world.commerceRows()).toEqual(before);
});

test('[SCH-1] [SCH-6] [REN-3] the renewal applies it: another SKU, more licences, a term that ends with a month', async () => {
  await patch({ scheduledNextTermInstructions: instructions });
  await world.advanceTo('2027-06-10T00:00:00Z');
  expect(await read()).toMatchObject({ offerName: 'Microsoft 365 Business Premium', quantity: 12, commitmentEndDate: '2028-05-31T00:00:00Z' });
  expect(world.happened()).toEqual(expect.arrayContaining(['ChangeScheduled', 'ScheduledChangeApplied', 'SubscriptionRenewed']));
  await world.expectNothingDue();
});

test('[SCH-3] read-only once the renewal is due, and what is asked of it meanwhile is to be repeated', async () => {
  world.sleepUntil('2027-06-10T00:00:00Z');
  expect(await patch({ scheduledNextTermInstructions: instructions })).toMatchObject({ status: 400, body: { code: 900280 } });
  expect(await patch({ quantity: 12 })).toMatchObject({ status: 409, headers: { 'Retry-After': '120' }, body: { code: 900278 } });
});

describe('[POL-2] what follows the term, where extended service is switched on', () => {
  beforeEach(() => prepare({ NEXTTERM_EXTENDED_SERVICE_TERM: 'on' }));
  const actions = async () => ((await read())['scheduledActions'] as { actionType: string }[]).map(({ actionType }) => actionType);

  test('renewal, extended service or the end, as the newer form names them', async () => {
    expect(await actions()).toEqual(['RenewToNewTerm']);
    expect(await patch({ autoRenewEnabled: false })).toMatchObject({ status: 200 });
    expect(await actions()).toEqual(['RenewToExtendedServiceTerm']);
    expect(await patch({ scheduledActions: [{ scheduledType: 'TermEnd', actionType: 'Cancel' }] })).toMatchObject({ status: 200, body: { autoRenewEnabled: false } });
    expect(await actions()).toEqual(['Cancel']);
    await patch({ scheduledActions: [{ scheduleType: 'TermEnd', actionType: 'RenewToExtendedServiceTerm' }] });
    expect(await actions()).toEqual(['RenewToExtendedServiceTerm']);
    await patch({ scheduledActions: [{ scheduleType: 'TermEnd', actionType: 'RenewToNewTerm', instructions }] });
    expect(await read()).toMatchObject({ autoRenewEnabled: true, scheduledNextTermInstructions: instructions });
  });

  test('[SUS-3] nothing while it is suspended, when it ends with its term; resumed as it was read, it goes on by the month again', async () => {
    await patch({ status: 'suspended' });
    const suspended = await read();
    expect(suspended['scheduledActions']).toBeUndefined();
    expect(await patch({ ...suspended, status: 'active' })).toMatchObject({ status: 200, body: { status: 'active' } });
    expect(await actions()).toEqual(['RenewToExtendedServiceTerm']);
  });

  test('sent back unchanged it says nothing: auto-renew goes off', async () => {
    expect(await patch({ ...(await read()), autoRenewEnabled: false })).toMatchObject({ status: 200, body: { autoRenewEnabled: false } });
    expect(await actions()).toEqual(['RenewToExtendedServiceTerm']);
  });

  test('a month of it: charged, cancelled on any day for the days left, its seats fixed', async () => {
    await patch({ autoRenewEnabled: false });
    await world.advanceTo('2027-06-15T10:00:00Z');
    expect(await read()).toMatchObject({ status: 'active', termDuration: 'P1M', commitmentEndDate: '2027-07-09T00:00:00Z' });
    expect(await patch({ quantity: 11 })).toMatchObject({ status: 400, body: { code: 800095 } });
    const preview = (await patch({ status: 'deleted' }, '?preview=true')).body as { charges: { chargeStartDate: string; chargeEndDate: string; chargeType: string }[] };
    expect(preview.charges).toMatchObject([{ chargeType: 'cancelImmediate', chargeStartDate: '2027-06-15T00:00:00Z', chargeEndDate: '2027-07-09T00:00:00Z' }]);
    expect(await patch({ status: 'deleted' })).toMatchObject({ status: 200, body: { status: 'deleted' } });
  });
});

import { availabilityIdOf } from '../../../../src/domain/catalogue/availabilityId';
import { httpOver, type Call } from '../../../support/httpWorld';
import { World } from '../../../support/world';
import { JournalStore } from '../../../support/worldJournal';
import { operatorToken } from '../../usage/overage/oresund';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const e3 = { ...standard, sku: 'NCM365ENTE03:0001' } as const;
const month = { termDuration: 'P1M' } as const;
const year = { termDuration: 'P1Y' } as const;
const copilot = { ...standard, ...year, sku: 'NCM365COPIL1:0001' } as const;
const multiGeo = { ...standard, ...year, sku: 'NCMULTIGEO01:0001', quantity: 20 } as const;

type Body = Record<string, unknown>;
interface Option extends Body {
  readonly action: string;
}

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;

const open = async (name = 'Zonnebloem', journal: string[] = []) => {
  world = await World.at('2026-06-01T10:00:00Z', undefined, (store, table) => new JournalStore(store, table, journal));
  customer = world.customer(name);
  http = httpOver(world);
};
beforeEach(() => open());

const pathOf = (id: string) => `/v1/customers/${customer}/subscriptions/${id}`;
const patch = (id: string, body: object, query = '', more: Call = {}) => http(`${pathOf(id)}${query}`, { method: 'PATCH', body, ...more });
const options = async (id: string, more: Call = {}) => (await http(`/nextterm${pathOf(id)}/options`, more)).body as { items: Option[]; ifNobodyActs: Body; outOfProportion?: Body[] };
const option = async (id: string, action: string) => (await options(id)).items.find((each) => each.action === action);
const factsOf = async (id: string) => ((await http(`/nextterm${pathOf(id)}/events`)).body as { items: { type: string; data: Body }[] }).items.map(({ type, data }) => ({ type, ...data })).filter(({ type }) => !String(type).startsWith('Window'));
const planOf = (productId: string, quantity: number, more: object = {}) => ({
  scheduledNextTermInstructions: { product: { productId, skuId: '0001', availabilityId: availabilityIdOf(productId, '0001', 'commercial', 'NL'), termDuration: 'P1Y', billingCycle: 'monthly', ...more }, quantity },
});
const outOf = (held: number, base: number) => [{ productId: 'NCM365COPIL1', skuId: '0001', held, base, most: base, description: expect.stringContaining(`more than the ${base}`) as string }];

describe('Copilot whose base is cancelled', () => {
  let base: string;
  let addOn: string;
  beforeEach(async () => {
    [base = '', addOn = ''] = await world.buy('havn', customer, [standard, copilot]);
  });

  test('[ORD-4] [PRE-2] options, preview, answer, header and event tell how many there are too many; cancelling is not refused', async () => {
    expect(await option(base, 'cancel')).toMatchObject({ possible: true, rule: 'CAN-1', effect: { status: 'deleted', outOfProportion: outOf(10, 0) } });
    const preview = await patch(base, { status: 'deleted' }, '?preview=true');
    expect(preview).toMatchObject({ status: 200, body: { outOfProportion: outOf(10, 0), result: { status: 'deleted', outOfProportion: outOf(10, 0) } } });
    const done = await patch(base, { status: 'deleted' });
    expect(done).toMatchObject({ status: 200, headers: { 'NextTerm-Out-Of-Proportion': 'NCM365COPIL1:0001' }, body: { status: 'deleted', outOfProportion: outOf(10, 0) } });
    expect(await factsOf(base)).toContainEqual({ type: 'AddOnsOutOfProportion', addOns: [{ productId: 'NCM365COPIL1', skuId: '0001', held: 10, base: 0, most: 0 }] });
    expect(await options(addOn)).toMatchObject({ outOfProportion: outOf(10, 0) });
  });

  test('[ORD-4] no seat can be added to it, now or with the next term: as nothing could be bought; fewer stay possible', async () => {
    await patch(base, { status: 'deleted' });
    const refused = { status: 400, body: { code: 400041, description: expect.stringContaining('NCBUSSTAND01:0001') as string } };
    expect(await patch(addOn, { quantity: 5000 })).toMatchObject(refused);
    expect(await patch(addOn, { quantity: 11 })).toMatchObject(refused);
    expect(await patch(addOn, { quantity: 11 }, '?preview=true')).toMatchObject(refused);
    expect(await patch(addOn, planOf('NCM365COPIL1', 11))).toMatchObject(refused);
    expect(await option(addOn, 'addSeats')).toMatchObject({ possible: false, rule: 'ORD-4', code: 400041 });
    expect(await option(addOn, 'planNextTerm')).toMatchObject({ possible: true });
    expect((await world.subscription(customer, addOn)).version).toBe(1);
    expect(await patch(addOn, { quantity: 9 })).toMatchObject({ status: 200, body: { quantity: 9 } });
    expect(await patch(addOn, planOf('NCM365COPIL1', 8))).toMatchObject({ status: 200 });
  });

  test('[ORD-4] it grows again with a base that it fits, and not beyond that', async () => {
    await patch(base, { status: 'deleted' });
    await world.buy('havn', customer, [{ ...e3, quantity: 12 }]);
    expect(await options(addOn)).not.toHaveProperty('outOfProportion');
    expect(await patch(addOn, { quantity: 13 })).toMatchObject({ status: 403, body: { code: 800088 } });
    expect(await option(addOn, 'addSeats')).toMatchObject({ possible: true });
    expect(await patch(addOn, { quantity: 12 })).toMatchObject({ status: 200, body: { quantity: 12 } });
    expect(await option(addOn, 'addSeats')).toMatchObject({ possible: false, rule: 'ORD-4', code: 800088 });
  });

  test('[ORD-4] seats taken off the base are told only as far as they are missed', async () => {
    const larger = await patch(base, { quantity: 12 });
    expect(larger.body).not.toHaveProperty('outOfProportion');
    expect((await patch(base, { quantity: 10 })).body).not.toHaveProperty('outOfProportion');
    expect(await option(base, 'reduceSeats')).toMatchObject({ possible: true, effect: { quantity: 1, outOfProportion: outOf(10, 1) } });
    expect(await patch(base, { quantity: 9 })).toMatchObject({ status: 200, body: { quantity: 9, outOfProportion: outOf(10, 9) } });
    expect((await patch(base, { friendlyName: 'Desks' })).body).not.toHaveProperty('outOfProportion');
  });

  test('[ORD-4] a suspended base counts to the end of its term; then it is told, and growth is refused', async () => {
    await patch(base, { quantity: 12 });
    await patch(base, { status: 'suspended' });
    expect(await options(base)).toMatchObject({ ifNobodyActs: { what: 'expiry', outOfProportion: outOf(10, 0) } });
    expect(await patch(addOn, { quantity: 11 })).toMatchObject({ status: 200 });
    await world.advanceTo('2026-06-30T23:59:59.999Z');
    expect(await patch(addOn, { quantity: 12 })).toMatchObject({ status: 200 });
    world.sleepUntil('2026-07-01T00:00:00.000Z');
    expect(await patch(addOn, { quantity: 13 })).toMatchObject({ status: 400, body: { code: 400041 } });
    await world.settle();
    expect((await factsOf(base)).slice(-2)).toEqual([{ type: 'SubscriptionExpired', reason: 'Suspended' }, { type: 'AddOnsOutOfProportion', addOns: [{ productId: 'NCM365COPIL1', skuId: '0001', held: 12, base: 0, most: 0 }] }]);
    expect(world.errors).toEqual([]);
  });

  test('[ORD-4] [REN-3] it renews as it is, without a base', async () => {
    await patch(base, { status: 'deleted' });
    await world.advanceTo('2027-06-01T00:00:00Z');
    expect(await world.subscription(customer, addOn)).toMatchObject({ quantity: 10, status: 'active', term: { number: 2 } });
  });
});

test('[ORD-4] [PAR-3] the base of another partner counts until that cancels it', async () => {
  await open('Oresund');
  const [base = ''] = await world.buy('nordlys', customer, [standard]);
  const [addOn = ''] = await world.buy('havn', customer, [{ ...copilot, quantity: 8 }]);
  expect(await patch(addOn, { quantity: 10 })).toMatchObject({ status: 200 });
  expect(await patch(addOn, { quantity: 11 })).toMatchObject({ status: 403, body: { code: 800088 } });
  const told = await patch(base, { status: 'deleted' }, '', { as: 'nordlys' });
  expect(told).toMatchObject({ status: 200, body: { outOfProportion: outOf(10, 0) } });
  expect(told.text).not.toContain(addOn);
  expect(await patch(addOn, { quantity: 11 })).toMatchObject({ status: 400, body: { code: 400041 } });
});

describe('Multi-Geo, 5 % of 400', () => {
  let base: string;
  let addOn: string;
  const buy = async (quantity: number) => {
    [base = '', addOn = ''] = await world.buy('havn', customer, [{ ...e3, quantity: 400 }, { ...multiGeo, quantity }]);
  };

  test('[ORD-3] cannot be reduced below 20, now or with the next term, and the options know it', async () => {
    await buy(21);
    expect(await option(addOn, 'reduceSeats')).toMatchObject({ possible: true, effect: { quantity: 20 } });
    const refused = { status: 400, body: { code: 10019, description: expect.stringContaining('at least 20') as string } };
    expect(await patch(addOn, { quantity: 19 })).toMatchObject(refused);
    expect(await patch(addOn, { quantity: 5 }, '?preview=true')).toMatchObject(refused);
    expect(await patch(addOn, planOf('NCMULTIGEO01', 19))).toMatchObject(refused);
    expect(await patch(addOn, planOf('NCMULTIGEO01', 20))).toMatchObject({ status: 200 });
    expect(await patch(addOn, { quantity: 20 })).toMatchObject({ status: 200, body: { quantity: 20 } });
    expect(await option(addOn, 'reduceSeats')).toMatchObject({ possible: false, rule: 'ORD-3', code: 10019 });
  });

  test('[ORD-3] counts over its subscriptions: the one may fall as far as the other makes up for it', async () => {
    await buy(20);
    const [other = ''] = await world.buy('havn', customer, [{ ...multiGeo, quantity: 5 }]);
    expect(await option(other, 'reduceSeats')).toMatchObject({ possible: true, effect: { quantity: 1 } });
    expect(await patch(addOn, { quantity: 14 })).toMatchObject({ status: 400, body: { code: 10019 } });
    expect(await patch(addOn, { quantity: 15 })).toMatchObject({ status: 200 });
  });

  test('[ORD-3] can be cancelled, and says what is then short; as the last of it, nothing is', async () => {
    await buy(20);
    const [other = ''] = await world.buy('havn', customer, [{ ...multiGeo, quantity: 5 }]);
    expect(await patch(addOn, { status: 'deleted' })).toMatchObject({ status: 200, body: { outOfProportion: [{ productId: 'NCMULTIGEO01', held: 5, base: 400, least: 20, description: expect.stringContaining('less than the 20') as string }] } });
    expect(await patch(other, { quantity: 6 })).toMatchObject({ status: 200 });
    expect((await patch(other, { status: 'deleted' })).body).not.toHaveProperty('outOfProportion');
  });

  test('[ORD-3] keeps no share of a base that is gone, but cannot grow without one', async () => {
    await buy(20);
    expect(await patch(base, { status: 'deleted' })).toMatchObject({ status: 200, body: { outOfProportion: [{ productId: 'NCMULTIGEO01', held: 20, base: 0, most: 0 }] } });
    expect(await patch(addOn, { quantity: 21 })).toMatchObject({ status: 400, body: { code: 400041 } });
    expect(await patch(addOn, { quantity: 5 })).toMatchObject({ status: 200 });
  });
});

describe('what was planned for the next term', () => {
  test('[ORD-4] [SCH-6] more Copilot than the base allows by then is not applied: the term repeats, with an event', async () => {
    const [base = '', addOn = ''] = await world.buy('havn', customer, [{ ...standard, quantity: 20 }, copilot]);
    expect(await patch(addOn, planOf('NCM365COPIL1', 21))).toMatchObject({ status: 403, body: { code: 800088 } });
    expect(await patch(addOn, planOf('NCM365COPIL1', 20))).toMatchObject({ status: 200 });
    await world.advanceTo('2027-05-02T00:00:00Z');
    expect(await patch(base, { quantity: 19 })).toMatchObject({ status: 200 });
    await world.advanceTo('2027-06-01T00:00:00Z');
    expect((await factsOf(addOn)).slice(-2)).toMatchObject([{ type: 'ScheduledChangeNotApplied', reason: 'BeyondLimits' }, { type: 'SubscriptionRenewed' }]);
    expect(await world.subscription(customer, addOn)).toMatchObject({ quantity: 10, status: 'active' });
    expect(world.errors).toEqual([]);
  });

  test('[ORD-4] [SCH-6] the same that just fits is applied', async () => {
    const [, addOn = ''] = await world.buy('havn', customer, [{ ...standard, ...year, quantity: 20 }, copilot]);
    await patch(addOn, planOf('NCM365COPIL1', 20));
    await world.advanceTo('2027-06-01T00:00:00Z');
    expect(await world.subscription(customer, addOn)).toMatchObject({ quantity: 20 });
  });

  test('[ORD-7] [SCH-6] more than the pool has left by then is not applied', async () => {
    const [one = ''] = await world.buy('havn', customer, [standard]);
    await patch(one, planOf('NCBUSSTAND01', 200, month));
    await world.buy('havn', customer, [{ ...standard, ...year, quantity: 101 }]);
    await world.advanceTo('2026-07-01T00:00:00Z');
    expect(await world.subscription(customer, one)).toMatchObject({ quantity: 10, term: { number: 2 } });
  });

  test('[ORD-4] [SCH-1] fewer of a base is told when it is planned, in the options, and when it is applied', async () => {
    const [base = ''] = await world.buy('havn', customer, [standard, copilot]);
    expect(await patch(base, planOf('NCBUSSTAND01', 4, month))).toMatchObject({ status: 200, headers: { 'NextTerm-Out-Of-Proportion': 'NCM365COPIL1:0001' }, body: { quantity: 10, outOfProportion: outOf(10, 4) } });
    expect(await options(base)).toMatchObject({ ifNobodyActs: { what: 'renewal', outOfProportion: outOf(10, 4) } });
    await world.advanceTo('2026-07-01T00:00:00Z');
    expect((await factsOf(base)).at(-1)).toEqual({ type: 'AddOnsOutOfProportion', addOns: [{ productId: 'NCM365COPIL1', skuId: '0001', held: 10, base: 4, most: 4 }] });
  });

  test('[ORD-4] [SCH-4] of seats and a next term in one PATCH the seats are judged; the plan is not kept, so nothing stands against it', async () => {
    const [, addOn = ''] = await world.buy('havn', customer, [{ ...standard, quantity: 20 }, copilot]);
    expect(await patch(addOn, { quantity: 21, ...planOf('NCM365COPIL1', 20) })).toMatchObject({ status: 403, body: { code: 800088 } });
    expect(await patch(addOn, { quantity: 20, ...planOf('NCM365COPIL1', 21) })).toMatchObject({ status: 200, body: { quantity: 20, removed: ['scheduledNextTermInstructions'] } });
  });
});

describe('[TRI-2] a trial that turns into more than the customer may have', () => {
  const trial = { sku: 'NCBUSPREMI01:0002', quantity: 25, billingCycle: 'none' } as const;
  const premium = { ...standard, ...year, sku: 'NCBUSPREMI01:0001' } as const;

  test.each([
    [275, 'active'],
    [276, 'expired'],
  ])('[ORD-7] beside %i of a pool of 300 it is %s, and nothing is charged that may not be had', async (quantity, status) => {
    const [id = ''] = await world.buy('havn', customer, [trial]);
    await world.buy('havn', customer, [{ ...premium, quantity }]);
    await world.advanceTo('2026-07-01T00:00:00Z');
    expect(await world.subscription(customer, id)).toMatchObject({ status, quantity: 25 });
    const facts = await factsOf(id);
    if (status === 'expired') expect(facts.slice(-2)).toMatchObject([{ type: 'ScheduledChangeNotApplied', reason: 'BeyondLimits' }, { type: 'SubscriptionExpired', reason: 'BeyondLimits' }]);
    else expect(facts).toContainEqual(expect.objectContaining({ type: 'TrialConverted', quantity: 25 }));
  });

  test('[SCH-6] [TRI-3] a conversion planned larger than fits by then falls back to what it turns into by itself', async () => {
    const [id = ''] = await world.buy('havn', customer, [trial]);
    expect(await patch(id, planOf('NCBUSPREMI01', 200))).toMatchObject({ status: 200 });
    await world.buy('havn', customer, [{ ...premium, quantity: 101 }]);
    await world.advanceTo('2026-07-01T00:00:00Z');
    expect((await factsOf(id)).slice(-3)).toMatchObject([{ type: 'ScheduledChangeNotApplied', reason: 'BeyondLimits' }, { type: 'TrialConverted', quantity: 25 }, { type: 'SubscriptionRenewed' }]);
    expect(await world.subscription(customer, id)).toMatchObject({ status: 'active', quantity: 25, offer: { skuId: '0001' } });
  });
});

test('[UPG-1] [ORD-4] an upgrade out of the bases of an add-on is carried out, and told', async () => {
  const [base = ''] = await world.buy('havn', customer, [{ ...standard, ...year }, { ...standard, ...year, sku: 'NCBUSVOICE01:0001', quantity: 3 }]);
  const body = { toCatalogItemId: `NCM365ENTE03:0001:${availabilityIdOf('NCM365ENTE03', '0001', 'commercial', 'NL')}`, quantity: 10, transitionType: 'transition_only', termDuration: 'P1Y', billingCycle: 'monthly' };
  const left = [{ productId: 'NCBUSVOICE01', skuId: '0001', held: 3, base: 0, most: 0 }];
  const upgrade = (await options(base)).items.find(({ target }) => (target as { title?: string } | undefined)?.title === 'Microsoft 365 E3');
  expect(upgrade).toMatchObject({ possible: true, effect: { outOfProportion: left } });
  expect(await http(`${pathOf(base)}/transitions?preview=true`, { method: 'POST', body })).toMatchObject({ status: 200, body: { outOfProportion: left } });
  expect(await http(`${pathOf(base)}/transitions`, { method: 'POST', body })).toMatchObject({ status: 200, body: { outOfProportion: left } });
  expect((await factsOf(base)).at(-1)).toEqual({ type: 'AddOnsOutOfProportion', addOns: left });
});

test('[UPG-2] [ORD-4] an upgrade to another base of the add-on leaves nothing out of proportion', async () => {
  const [base = ''] = await world.buy('havn', customer, [{ ...standard, ...year }, copilot]);
  const body = { toCatalogItemId: `NCBUSPREMI01:0001:${availabilityIdOf('NCBUSPREMI01', '0001', 'commercial', 'NL')}`, quantity: 4, transitionType: 'transition_only', termDuration: 'P1Y', billingCycle: 'monthly' };
  const done = await http(`${pathOf(base)}/transitions`, { method: 'POST', body });
  expect([done.status, done.headers['NextTerm-Out-Of-Proportion']]).toEqual([200, undefined]);
});

test('[CAN-6] [ORD-4] a base that a support request ends: the decision tells, and it is guarded like a purchase', async () => {
  const journal: string[] = [];
  await open('Zonnebloem', journal);
  const [base = ''] = await world.buy('havn', customer, [{ ...standard, ...year }, copilot]);
  world.sleepUntil('2026-06-09T10:00:00Z');
  const filed = await http(`/nextterm${pathOf(base)}/supportrequests`, { method: 'POST', body: { reason: 'incorrect_purchase' } });
  const { id } = filed.body as { id: string };
  journal.length = 0;
  const decided = await http(`/nextterm${pathOf(base)}/supportrequests/${id}/grant`, { method: 'POST', body: {}, caller: operatorToken });
  expect(decided).toMatchObject({ status: 200, body: { outOfProportion: outOf(10, 0) } });
  expect(journal.find((each) => each.startsWith('Commerce commit'))).toContain('update customer');
});

test('[ORD-4] what takes a base away is guarded by the customer, so that no growth passes it unseen', async () => {
  const journal: string[] = [];
  await open('Zonnebloem', journal);
  const [base = '', addOn = ''] = await world.buy('havn', customer, [e3, { ...copilot, quantity: 9 }]);
  const committed = async (work: () => Promise<unknown>) => {
    journal.length = 0;
    await work();
    return journal.find((each) => each.startsWith('Commerce commit')) ?? '';
  };
  expect(await committed(() => patch(base, { quantity: 11 }))).not.toContain('update customer');
  expect(await committed(() => patch(base, { quantity: 10 }))).toContain('update customer');
  expect(await committed(() => patch(addOn, { quantity: 10 }))).toContain('update customer');
  expect(await committed(() => patch(base, { status: 'deleted' }))).toContain('update customer');
});

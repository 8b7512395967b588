import { customerToken, operatorToken, oresund } from '../overage/oresund';
import { httpOver, type Call } from '../../../support/httpWorld';
import { rateMonthToDate } from '../../../../src/domain/usage/meters/meterMonth';
import { calendarDate } from '../../../../src/kernel/calendarDate';
import { type World } from '../../../support/world';

/** 0.868 dollars an hour; 0.7378 with earned credit. */
const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let azureOfHavn: string;
let ofHavn: string;
let planId: string;

interface Day {
  readonly usageDate: string;
  readonly partnerEarnedCreditPercentage: number;
}

beforeEach(async () => {
  ({ world, customerId, azureOfHavn, ofHavn } = await oresund());
  http = httpOver(world);
  const { items } = (await http(`/nextterm/v1/customers/${customerId}/azureplans`)).body as { items: { id: string }[] };
  planId = items[0]?.id ?? '';
  await world.advanceTo('2026-03-12T10:00:00.000Z');
  const reports = ['09', '10', '11', '12'].map((day) => ({ reportId: `r${day}`, azureSubscriptionId: azureOfHavn, meterId: hours, date: `2026-03-${day}`, quantity: 10 }));
  expect((await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', body: { reports } })).status).toBe(200);
});

const say = (body: object, more: Call = {}, query = '') => http(`/nextterm/v1/customers/${customerId}/subscriptions/${planId}/azureEntitlements/${azureOfHavn}/access${query}`, { method: 'PUT', caller: operatorToken, body, ...more });
const entitlement = async (): Promise<unknown> => (await http(`/v1/customers/${customerId}/subscriptions/${planId}/azureEntitlements/${azureOfHavn}`)).body;
const usage = async () => ((await http(`/nextterm/v1/customers/${customerId}/usage/azure?month=2026-03`)).body as { items: { days: Day[]; tiers: { subtotal: string }[] }[] }).items[0];
const credits = async () => (await usage())?.days.map(({ usageDate, partnerEarnedCreditPercentage }) => `${usageDate.slice(8, 10)}: ${partnerEarnedCreditPercentage}`);
const total = async () => (await usage())?.tiers.map(({ subtotal }) => subtotal);

test('[AZP-4] days without access earn no credit, the others do; it can be given back', async () => {
  expect([await credits(), await total()]).toEqual([['09: 15', '10: 15', '11: 15', '12: 15'], ['29.51']]);
  expect(await say({ hasAccess: false, from: '2026-03-10', to: '2026-03-11' })).toMatchObject({ status: 200, body: { id: azureOfHavn, accessGaps: [{ from: '2026-03-10', to: '2026-03-11' }] } });
  // 20 hours at 0.7378 and 20 at 0.868.
  expect([await credits(), await total()]).toEqual([['09: 15', '10: 0', '11: 0', '12: 15'], ['32.11']]);
  expect(await entitlement()).toMatchObject({ accessGaps: [{ from: '2026-03-10', to: '2026-03-11' }] });
  expect(world.happened()).toContain('PartnerAccessLost');
  expect(await say({ HasAccess: true, From: '2026-03-11T00:00:00Z' })).toMatchObject({ status: 200, body: { accessGaps: [{ from: '2026-03-10', to: '2026-03-10' }] } });
  expect(await credits()).toEqual(['09: 15', '10: 0', '11: 15', '12: 15']);
  await say({ hasAccess: true, from: '2026-03-10' });
  expect(await entitlement()).not.toHaveProperty('accessGaps');
  expect(await total()).toEqual(['29.51']);
});

test('[AZP-4] from a day on, until the operator says otherwise; the month’s lines and the reconciliation say the same', async () => {
  await say({ hasAccess: false, from: '2026-03-11' });
  expect(await credits()).toEqual(['09: 15', '10: 15', '11: 0', '12: 0']);
  await world.advanceTo('2026-04-06T00:10:00.000Z');
  const { items } = (await http(`/nextterm/v1/customers/${customerId}/usage/azure/charges?month=2026-03`)).body as { items: { subtotal: string }[] };
  expect(items.map(({ subtotal }) => subtotal)).toEqual(['32.11']);
  const daily = (await http('/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=usagelineitems&currencycode=USD&period=previous&size=100')).body as { items: { usageDate: string; rateOfPartnerEarnedCredit: number }[] };
  expect(daily.items.map(({ usageDate, rateOfPartnerEarnedCredit }) => [usageDate.slice(8, 10), rateOfPartnerEarnedCredit])).toEqual([['09', 0.15], ['10', 0.15], ['11', 0], ['12', 0]]);
});

test('[AZP-4] days that are stored while the month closes are counted, or refused as too late', async () => {
  const plain = world.app;
  world.sleepUntil('2026-04-05T23:59:59.999Z');
  // Another host decides just before the month closes, and stores only once the closing has read what was said so far.
  let release: () => void = () => undefined;
  const closingRead = new Promise<void>((resolve) => (release = resolve));
  let isHeld = true;
  let status: number | undefined;
  const slow = world.newProcess((store, table) =>
    table !== 'Commerce'
      ? store
      : {
          read: (...given) => store.read(...given),
          list: (...given) => store.list(...given),
          listAcross: (...given) => store.listAcross(...given),
          commit: async (...given) => {
            if (isHeld) await closingRead;
            return store.commit(...given);
          },
        },
  );
  world.use(slow);
  const said = say({ hasAccess: false, from: '2026-03-10', to: '2026-03-11' });
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  const closing = world.newProcess((store, table) =>
    table !== 'Usage'
      ? store
      : {
          read: (...given) => store.read(...given),
          list: (...given) => store.list(...given),
          listAcross: (...given) => store.listAcross(...given),
          commit: async (...given) => {
            isHeld = false;
            release();
            status = (await said).status;
            return store.commit(...given);
          },
        },
  );
  world.use(closing);
  await world.advanceTo('2026-04-06T00:10:00.000Z');
  world.use(plain);
  expect(status).toBe(400);
  expect(await entitlement()).not.toHaveProperty('accessGaps');
  expect(await total()).toEqual(['29.51']);
});

test('[AZP-4] what a closed month was charged stands, and what is said of the next does not touch it', async () => {
  await world.advanceTo('2026-04-06T00:10:00.000Z');
  const before = await world.dump(['Commerce', 'Usage']);
  expect(await say({ hasAccess: false, from: '2026-03-10' })).toMatchObject({ status: 400, body: { code: 800042, description: expect.stringContaining('2026-03-10') as string } });
  expect(await world.dump(['Commerce', 'Usage'])).toEqual(before);
  await say({ hasAccess: false, from: '2026-04-01' });
  expect([await credits(), await total()]).toEqual([['09: 15', '10: 15', '11: 15', '12: 15'], ['29.51']]);
});

test('[AZP-4] [PRE-1] a preview shows it, and changes nothing; said twice it is said once', async () => {
  const days = { hasAccess: false, from: '2026-03-10', to: '2026-03-11' };
  const before = await world.commerceRows();
  expect((await say(days, {}, '?preview=true')).body).toMatchObject({ preview: true, result: { accessGaps: [{ from: '2026-03-10' }] } });
  expect(await world.commerceRows()).toEqual(before);
  await say(days);
  const azure = async () => (await world.commerceRows()).filter(({ key }) => key.startsWith('azure|')).map(({ key, value }) => ({ key, value }));
  const once = await azure();
  await say(days);
  expect(await azure()).toEqual(once);
});

test('[AZP-4] a budget that is spent without the credit is told of', async () => {
  await http(`/v1/customers/${customerId}/usagebudget`, { method: 'PATCH', body: { amount: 38 } });
  await world.advanceTo('2026-03-12T10:10:00.000Z');
  // 29.51 is 77 %, 32.11 is 84 %.
  expect(world.happened()).not.toContain('UsageBudgetReached');
  await say({ hasAccess: false, from: '2026-03-10', to: '2026-03-11' });
  await world.advanceTo('2026-03-12T10:20:00.000Z');
  expect(world.happened()).toContain('UsageBudgetReached');
});

test.each<[string, object, number, number]>([
  ['a day to come', { hasAccess: false, from: '2026-03-13' }, 400, 800042],
  ['an end before the beginning', { hasAccess: false, from: '2026-03-11', to: '2026-03-10' }, 400, 800002],
  ['no day', { hasAccess: false }, 400, 800002],
  ['a day that is none', { hasAccess: false, from: '2026-02-30' }, 400, 800002],
  ['nothing said of it', { from: '2026-03-10' }, 400, 800002],
])('[AZP-4] refused and nothing changed: %s', async (_, body, status, code) => {
  const before = await world.commerceRows();
  expect(await say(body)).toMatchObject({ status, body: { code } });
  expect(await world.commerceRows()).toEqual(before);
});

test('[PAR-2] [AZP-4] the operator’s to say: neither the partner, whom it pays, nor the customer', async () => {
  const days = { hasAccess: true, from: '2026-03-10' };
  const { tenantId, ...asPartner } = { tenantId: customerId, as: 'havn' };
  expect(await http(`/nextterm/v1/customers/${customerId}/subscriptions/${planId}/azureEntitlements/${azureOfHavn}/access`, { method: 'PUT', body: days, ...asPartner })).toMatchObject({ status: 403 });
  expect(await say(days, { caller: customerToken(tenantId) })).toMatchObject({ status: 403 });
  const other = `/nextterm/v1/customers/${customerId}/subscriptions/${planId}/azureEntitlements/${customerId}/access`;
  expect(await http(other, { method: 'PUT', caller: operatorToken, body: days })).toMatchObject({ status: 404, body: { code: 800111 } });
  expect(await http(other.replace(planId, customerId), { method: 'PUT', caller: operatorToken, body: days })).toMatchObject({ status: 404, body: { code: 20003 } });
});

describe('[AZP-4] [CUS-1] a relationship that ends before the month is closed', () => {
  const ofCustomer = `/v1/customers/`;
  const patch = async (path: string, body: object) => expect([path, await http(`${ofCustomer}${customerId}${path}`, { method: 'PATCH', body })]).toMatchObject([path, { status: 200 }]);
  /** Havn stops what it sold, and ten minutes later gives the customer up. */
  const endOn = async (at: string): Promise<void> => {
    const { items } = (await http(`${ofCustomer}${customerId}/subscriptions/${planId}/azureEntitlements`)).body as { items: { id: string }[] };
    for (const { id } of items) expect(await http(`${ofCustomer}${customerId}/subscriptions/${planId}/azureEntitlements/${id}/cancel`, { method: 'POST', body: { cancellationReason: 'compromise' } })).toMatchObject({ status: 200 });
    await world.advanceTo(at);
    for (const id of [planId, ofHavn]) await patch(`/subscriptions/${id}`, { status: 'suspended' });
    await patch('', { relationshipToPartner: 'none' });
  };
  const billed = async () => {
    const of = async (type: string) => ((await http(`/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=${type}&currencycode=USD&period=previous`)).body as { items: { subtotal: number; usageDate: string; rateOfPartnerEarnedCredit: number; priceAdjustmentDescription: string }[] }).items;
    const lines = (await of('billinglineitems')).map(({ subtotal, priceAdjustmentDescription }) => [subtotal, priceAdjustmentDescription.includes('earned credit')]);
    return { lines, days: (await of('usagelineitems')).map(({ usageDate, rateOfPartnerEarnedCredit }) => `${usageDate.slice(8, 10)}: ${rateOfPartnerEarnedCredit * 100}`) };
  };

  test('leaves the days before that of its end their credit', async () => {
    await endOn('2026-03-12T18:00:00.000Z');
    await world.advanceTo('2026-04-06T00:10:00.000Z');
    // 30 hours at 0.7378 and, on the day of its end, 10 at 0.868.
    expect(await billed()).toEqual({ lines: [[30.81, true]], days: ['09: 15', '10: 15', '11: 15', '12: 0'] });
  });

  test.each([
    ['ended on the 10th', undefined, ['08', '09']],
    ['ended on the 10th and was accepted again on the 11th', '2026-03-11', ['08', '09', '12']],
  ])('the days between have none: it %s', (_what, managedAfter, expected) => {
    const used = ['08', '09', '10', '11', '12'].map((day) => ({ azureSubscriptionId: 'a', meterId: 'm', date: calendarDate(`2026-03-${day}`), quantity: '1' }));
    const meters = { m: [{ meterId: 'm', name: 'M', unit: '1 Hour', currency: 'USD', earnsCredit: true, tiers: [{ fromUnits: '0', unitPrice: '1' }] }] };
    const ended = { after: calendarDate('2026-03-02'), before: calendarDate('2026-03-10') };
    const subscriptions = { a: { partnerId: 'p', planId: 'l', friendlyName: 'A', managedBefore: [ended], ...(managedAfter !== undefined && { managedAfter: calendarDate(managedAfter) }) } };
    const [rated] = rateMonthToDate({ customerId: 'c', month: calendarDate('2026-03-01'), used }, { meters, subscriptions, exchange: {} });
    const credited = (rated?.rows ?? []).filter(({ earnedCreditPercent }) => earnedCreditPercent > 0).map(({ date }) => date.slice(8));
    expect(credited).toEqual(expected);
  });
});

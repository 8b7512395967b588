import { rebuild } from '../../../../src/app/check/rebuild';
import { httpOver, type Call } from '../../../support/httpWorld';
import { type World } from '../../../support/world';
import { rowsOf } from '../../../support/worldStores';
import { operatorToken, oresund } from './oresund';

/** 0.737794 US dollars an hour; a partner who manages the Azure subscription pays 15 % less. */
const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';

interface Amount {
  readonly totalCost: number;
  readonly currencyCode: string;
}

interface Cost extends Amount {
  readonly costs: readonly Amount[];
  readonly usdTotalCost?: number;
  readonly notInUsd?: readonly Amount[];
}

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let azureOfHavn: string;
let plan: string;

beforeEach(async () => {
  ({ world, customerId, azureOfHavn } = await oresund());
  http = httpOver(world);
  await world.advanceTo('2026-03-03T10:00:00.000Z');
  plan = ((await http(`/nextterm/v1/customers/${customerId}/azureplans`)).body as { items: { id: string }[] }).items[0]?.id ?? '';
});

const report = (reports: readonly object[], call: Call) => http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', body: { reports }, ...call });

/** By the operator, of as many users as it takes; 2,400 minutes a month are allowed. */
const called = async (minutes: number, id = 'c'): Promise<void> => {
  const lines = Array.from({ length: Math.ceil(minutes / 1000) }, (_, index) => ({ reportId: `${id}${index}`, service: 'PhoneServices', userId: `${id}${index}@oresundfoods.example`, date: '2026-03-03', minutes: Math.min(1000, minutes - index * 1000) }));
  expect((await report(lines, { caller: operatorToken })).body).toMatchObject({ accepted: lines.length });
};
const used = async (quantity: number, reportId = 'm'): Promise<void> => {
  expect((await report([{ reportId, azureSubscriptionId: azureOfHavn, meterId: hours, date: '2026-03-03', quantity }], {})).body).toMatchObject({ accepted: 1 });
};
const rate = (to: string, value: string) => http('/nextterm/v1/operations/exchangerates', { method: 'PUT', caller: operatorToken, body: { rates: [{ from: 'USD', to, month: '2026-03', rate: value }] } });

const customer = async (as = 'havn') => (await http(`/v1/customers/${customerId}/usagesummary`, { as })).body as Cost;
const ofPlan = async () => (await http(`/v1/customers/${customerId}/subscriptions/${plan}/usagesummary`)).body as Cost;
const records = async (kind: 'meters' | 'resources') => ((await http(`/v1/customers/${customerId}/subscriptions/${plan}/usagerecords/${kind}`)).body as { items: (Cost & Record<string, unknown>)[] }).items;
const inList = async () => ((await http('/v1/customers/usagerecords')).body as { items: (Cost & { resourceId: string; percentUsed?: number })[] }).items.find(({ resourceId }) => resourceId === customerId);
const budget = (amount: number) => http(`/v1/customers/${customerId}/usagebudget`, { method: 'PATCH', body: { amount } });
const told = () => world.published.flatMap(({ facts }) => facts).filter(({ type }) => type === 'UsageBudgetReached').map(({ percent, spent }) => [percent, spent]);

/** What the reconciliation bills this customer's usage, by currency. */
const reconciled = async (): Promise<Record<string, number>> => {
  const sums: Record<string, number> = {};
  for (const currency of ['USD', 'EUR']) {
    const { items } = (await http(`/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=${currency}&period=current`)).body as { items: { subtotal: number; unitType?: string }[] };
    const own = items.filter(({ unitType = '' }) => unitType !== '');
    if (own.length > 0) sums[currency] = own.reduce((sum, { subtotal }) => sum + Math.round(subtotal * 100), 0);
  }
  return sums;
};
const inCents = (amounts: readonly Amount[]): Record<string, number> => Object.fromEntries(amounts.map(({ totalCost, currencyCode }) => [currencyCode, Math.round(totalCost * 100)]));

test('[OVG-7] calls within the allowance cost nothing; the first minute beyond it does', async () => {
  await called(2400);
  expect(await customer()).toMatchObject({ totalCost: 0, currencyCode: 'USD', costs: [], usdTotalCost: 0 });
  expect(await records('meters')).toEqual([]);
  await called(1, 'd');
  expect(await customer()).toMatchObject({ totalCost: 0.1, currencyCode: 'EUR', costs: [{ totalCost: 0.1, currencyCode: 'EUR' }] });
});

test('[OVG-7] [AZP-4] cost management has them beside metered use, and what the reconciliation has, to the cent', async () => {
  await called(2533);
  await used(100);
  const both = [{ totalCost: 73.78, currencyCode: 'USD' }, { totalCost: 13.3, currencyCode: 'EUR' }];
  const euros = [{ totalCost: 13.3, currencyCode: 'EUR' }];
  for (const cost of [await customer(), await ofPlan(), await inList(), (await records('resources'))[0]]) {
    expect(cost).toMatchObject({ totalCost: 73.78, currencyCode: 'USD', costs: both, notInUsd: euros });
    expect(cost).not.toHaveProperty('usdTotalCost');
    expect(inCents(cost?.costs ?? [])).toEqual(await reconciled());
  }
  expect(await records('resources')).toHaveLength(1);
  expect(await records('meters')).toMatchObject([
    { meterId: hours, category: 'Azure', quantityUsed: 100, resourceId: azureOfHavn, totalCost: 73.78, currencyCode: 'USD', usdTotalCost: 73.78 },
    { meterId: 'PhoneServices', category: 'Overage', unit: '1 Minute', quantityUsed: 133, resourceId: azureOfHavn, totalCost: 13.3, currencyCode: 'EUR', costs: euros },
  ]);
});

test('[OVG-7] without a rate a budget in dollars does not count what is billed in euros, and says so; the check finds it once there is one', async () => {
  await budget(10);
  await called(2500);
  await world.advanceTo('2026-03-03T10:10:00.000Z');
  expect(told()).toEqual([]);
  expect(await inList()).toMatchObject({ percentUsed: 0, totalCost: 10, currencyCode: 'EUR', notInUsd: [{ totalCost: 10, currencyCode: 'EUR' }] });
  expect((await rate('EUR', '1')).status).toBe(200);
  await rebuild(world.app, true);
  await world.advanceTo('2026-03-03T10:20:00.000Z');
  expect(told().map(([percent]) => percent).sort()).toEqual([100, 80]);
});

// From here on there is a rate: the worlds of a file share the table that has it.
test('[OVG-7] [AZP-4] once a rate is said all adds up in dollars, and what is billed agrees to the cent still', async () => {
  await called(2533);
  await used(100);
  expect((await rate('EUR', '0.9137')).status).toBe(200);
  // 73.78 × 0.9137 = 67.412…, cut; 13.30 / 0.9137 = 14.556…, cut.
  const all = { totalCost: 88.33, currencyCode: 'USD', costs: [{ totalCost: 80.71, currencyCode: 'EUR' }], usdTotalCost: 88.33 };
  for (const cost of [await customer(), await ofPlan(), await inList()]) {
    expect(cost).toMatchObject(all);
    expect(cost).not.toHaveProperty('notInUsd');
    expect(inCents(cost?.costs ?? [])).toEqual(await reconciled());
  }
  expect((await records('meters')).map(({ totalCost, currencyCode, costs }) => [totalCost, currencyCode, costs])).toEqual([[73.78, 'USD', [{ totalCost: 67.41, currencyCode: 'EUR' }]], [14.55, 'USD', [{ totalCost: 13.3, currencyCode: 'EUR' }]]]);
});

test('[OVG-7] a budget counts them: not told of a cent before 80 %, told at it', async () => {
  expect((await rate('EUR', '0.5')).status).toBe(200);
  await budget(25);
  // 99 minutes are 9.90 euros, 19.80 dollars; 80 % of 25 dollars are 20.
  await called(2499);
  await world.advanceTo('2026-03-03T10:10:00.000Z');
  expect(told()).toEqual([]);
  expect((await inList())?.percentUsed).toBe(79.2);
  await called(1, 'd');
  await world.advanceTo('2026-03-03T10:20:00.000Z');
  expect(told()).toEqual([[80, '20']]);
  expect((await inList())?.percentUsed).toBe(80);
  await world.expectNothingDue();
});

test('[OVG-7] [PAR-3] with None there is nothing to pay, and another partner pays nothing of it', async () => {
  await called(2500);
  expect(await customer('nordlys')).toMatchObject({ totalCost: 0, costs: [] });
  await http(`/v1/customers/${customerId}/subscriptions/overage`, { method: 'PUT', body: { overageEnabled: false } });
  await world.advanceTo('2026-03-04T10:00:00.000Z');
  const before = await customer();
  expect(before.costs).toEqual([{ totalCost: 10, currencyCode: 'EUR' }]);
  await report([{ reportId: 'later', service: 'PhoneServices', userId: 'later@oresundfoods.example', date: '2026-03-04', minutes: 500 }], { caller: operatorToken });
  expect((await customer()).costs).toEqual(before.costs);
});

test.each([
  { damaged: 'azure', billed: 'overage' },
  { damaged: 'PhoneServices', billed: 'meter' },
])('[DUE-2] [AZP-4] [OVG-7] where the month of $damaged cannot be read, the $billed lines of the same customer are closed into the ledger all the same', async ({ damaged, billed }) => {
  await used(100);
  await called(3000);
  await world.stores.Usage.commit(`${customerId}|${damaged}|2026-03`, [{ op: 'put', key: 'month', value: {} }]);
  await world.advanceTo('2026-04-06T00:10:00.000Z');
  const final = (await rowsOf(world.stores.Ledger)).filter(({ value }) => value['isFinal'] === true && String((value['item'] as { meterDescription?: string } | undefined)?.meterDescription ?? '') !== '');
  expect(final.map(({ value }) => String(value['lineId']).split('|')[0])).toEqual([billed]);
});

import { percentUsed, reached, setBudget } from '../../../../src/domain/usage/meters/budget';
import { httpOver, type Call } from '../../../support/httpWorld';
import { type World } from '../../../support/world';
import { afterEachFault, everyPlace } from '../../../support/worldFaults';
import { operatorToken, oresund } from '../overage/oresund';

const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';

describe('[AZP-4] a budget', () => {
  test.each([
    ['79.99', []],
    ['80', [80]],
    ['99.999', [80]],
    ['100', [80, 100]],
    ['250', [80, 100]],
  ])('of 100, of which %s is spent, has reached %j', (spent, shares) => {
    expect(reached({ amount: '100' }, spent)).toEqual(shares);
    expect(reached({ amount: undefined }, spent)).toEqual([]);
  });

  test('how much of it is used is cut to two decimals', () => {
    expect([percentUsed({ amount: '3' }, '1'), percentUsed({ amount: '300' }, '299.9999'), percentUsed({ amount: undefined }, '1')]).toEqual(['33.33', '99.99', undefined]);
  });

  test('set to what it is, nothing happens', () => {
    const key = { id: 'b', customerId: 'c', partnerId: 'p' };
    const { budget } = setBudget(key, undefined, '100');
    expect(setBudget(key, budget, '100')).toEqual({ budget, events: [] });
    expect(setBudget(key, budget, undefined)).toMatchObject({ budget: { version: 2 }, events: [{ type: 'UsageBudgetRemoved' }] });
    expect(setBudget(key, undefined, undefined).events).toEqual([]);
  });
});

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let azureOfHavn: string;

beforeEach(async () => {
  ({ world, customerId, azureOfHavn } = await oresund());
  http = httpOver(world);
  await world.advanceTo('2026-03-03T10:00:00.000Z');
});

const budgetPath = () => `/v1/customers/${customerId}/usagebudget`;
const setTo = (amount: unknown, call: Call = {}, query = '') => http(`${budgetPath()}${query}`, { method: 'PATCH', body: { amount }, ...call });
const used = (reportId: string, quantity: number, date = '2026-03-03') =>
  http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', body: { reports: [{ reportId, azureSubscriptionId: azureOfHavn, meterId: hours, date, quantity }] } });
const planId = async (): Promise<string> => ((await http(`/nextterm/v1/customers/${customerId}/azureplans`)).body as { items: { id: string }[] }).items[0]?.id ?? '';
const told = () => world.published.flatMap(({ facts }) => facts).filter(({ type }) => type === 'UsageBudgetReached').map(({ percent, month, spent, amount }) => [percent, month, spent, amount]);

describe('[AZP-4] budget and spending over HTTP', () => {
  test('set, read, previewed, taken back; each partner has its own', async () => {
    expect(await http(budgetPath())).toMatchObject({ status: 200, body: { attributes: { objectType: 'SpendingBudget' } } });
    expect((await setTo(500, {}, '?preview=true')).body).toMatchObject({ preview: true, result: { amount: 500 } });
    expect((await http(budgetPath())).body).not.toHaveProperty('amount');
    expect(await setTo(500)).toMatchObject({ status: 200, body: { amount: 500 } });
    expect((await http(budgetPath())).body).toMatchObject({ amount: 500 });
    expect((await http(budgetPath(), { as: 'nordlys' })).body).not.toHaveProperty('amount');
    expect(await setTo(null)).toMatchObject({ status: 200 });
    expect((await http(budgetPath())).body).not.toHaveProperty('amount');
    for (const amount of [0, -1, 'much', 1_000_000_001]) expect((await setTo(amount)).status).toBe(400);
    for (const [role, status] of [['sales_agent', 200], ['billing_admin', 403], ['helpdesk_agent', 403]] as const) expect((await setTo(1, { roles: [role] })).status).toBe(status);
    expect((await setTo(5, { as: 'polder' })).status).toBe(404);
    expect((await http(budgetPath(), { caller: operatorToken })).status).toBe(403);
  });

  test('what the month costs to date: by customer, plan, Azure subscription and meter, and over all customers', async () => {
    await setTo(100);
    await used('a', 100);
    const plan = await planId();
    const amounts = { totalCost: 73.78, currencyCode: 'USD', usdTotalCost: 73.78 };
    expect((await http(`/v1/customers/${customerId}/usagesummary`)).body).toMatchObject({ resourceId: customerId, resourceName: 'Oresund Foods', billingStartDate: '2026-03-01T00:00:00Z', billingEndDate: '2026-03-31T23:59:59Z', budget: { amount: 100 }, ...amounts, attributes: { objectType: 'CustomerUsageSummary' } });
    expect((await http(`/v1/customers/${customerId}/subscriptions/${plan}/usagesummary`)).body).toMatchObject({ resourceId: plan, ...amounts, attributes: { objectType: 'SubscriptionUsageSummary' } });
    expect((await http(`/v1/customers/${customerId}/subscriptions/usagerecords`)).body).toMatchObject({ items: [{ id: plan, status: 'active', costs: [{ totalCost: 73.78, currencyCode: 'USD' }], ...amounts, attributes: { objectType: 'SubscriptionMonthlyUsageRecord' } }] });
    expect((await http(`/v1/customers/${customerId}/subscriptions/${plan}/usagerecords/meters`)).body).toMatchObject({ items: [{ meterId: hours, quantityUsed: 100, resourceId: azureOfHavn, ...amounts }] });
    expect((await http(`/v1/customers/${customerId}/subscriptions/${plan}/usagerecords/resources`)).body).toMatchObject({ items: [{ resourceId: azureOfHavn, ...amounts }] });
    const { items } = (await http('/v1/customers/usagerecords')).body as { items: { resourceId: string; percentUsed?: number; totalCost: number }[] };
    expect(items.find(({ resourceId }) => resourceId === customerId)).toMatchObject({ percentUsed: 73.78, budget: { amount: 100 }, ...amounts });
    expect(items.filter(({ resourceId }) => resourceId !== customerId).every(({ totalCost, percentUsed: percent }) => totalCost === 0 && percent === undefined)).toBe(true);
    expect((await http(`/v1/customers/${customerId}/usagesummary`, { as: 'nordlys' })).body).toMatchObject({ totalCost: 0 });
    expect((await http(`/v1/customers/${customerId}/subscriptions/${plan}/usagesummary`, { as: 'nordlys' })).status).toBe(404);
  });

  test('over all customers page by page, each once', async () => {
    const seen: string[] = [];
    let next: { uri: string; headers: { key: string; value: string }[] } | undefined = { uri: '/customers/usagerecords?size=2', headers: [] };
    while (next !== undefined) {
      const page = (await http(`/v1${next.uri}`, { headers: Object.fromEntries(next.headers.map(({ key, value }) => [key, value])) })).body as { items: { resourceId: string }[]; links: { next?: typeof next } };
      seen.push(...page.items.map(({ resourceId }) => resourceId));
      next = page.links.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(2);
    expect((await http('/v1/customers/usagerecords?size=101')).body).toMatchObject({ totalCount: seen.length });
  });

  test('told at 80 and at 100 %, once a month each, whatever comes after; another amount is told anew', async () => {
    await setTo(100);
    await used('a', 108);
    await world.advanceTo('2026-03-03T10:10:00.000Z');
    expect(told()).toEqual([]);
    await used('b', 1);
    await world.advanceTo('2026-03-03T10:20:00.000Z');
    expect(told()).toEqual([[80, '2026-03', '80.42', '100']]);
    await used('c', 27);
    await used('d', 1000);
    await world.advanceTo('2026-03-03T10:30:00.000Z');
    expect(told().map(([percent]) => percent)).toEqual([80, 100]);
    await setTo(10_000);
    await setTo(900);
    await world.advanceTo('2026-03-03T10:40:00.000Z');
    expect(told().slice(2).map(([percent, , , amount]) => [percent, amount])).toEqual([[80, '900']]);
    await world.advanceTo('2026-04-02T10:00:00.000Z');
    await used('e', 2000, '2026-04-02');
    await world.advanceTo('2026-04-02T10:10:00.000Z');
    expect(told().slice(3).map(([percent, month]) => [percent, month])).toEqual([[80, '2026-04'], [100, '2026-04']]);
    await world.expectNothingDue();
  });

  test('[DUE-2] of another partner that cannot be read: this one is told all the same, and the operator is', async () => {
    await setTo(100);
    await setTo(100, { as: 'nordlys' });
    const row = (await world.commerceRows()).find(({ value }) => value['type'] === 'budget' && value['partnerId'] === world.as('nordlys').partner.tenantId);
    if (row === undefined) throw new Error('Nordlys has no budget');
    await world.stores.Commerce.commit(customerId, [{ op: 'put', key: row.key, value: { type: 'budget' } }]);
    await used('a', 110);
    await world.advanceTo('2026-03-03T10:10:00.000Z');
    expect(told()).toEqual([[80, '2026-03', '81.15', '100']]);
    expect((await http('/nextterm/v1/operations/unreadable', { caller: operatorToken })).text).toContain(row.key);
  });

  test.each(['dieBefore', 'dieAfter', 'conflict', 'unavailable', 'lostAnswer'] as const)('%s at every operation of the review: told once each', async (does) => {
    await setTo(100);
    await used('a', 200);
    const due = '2026-03-03T10:03:00.000Z';
    world.sleepUntil(due);
    const places = await everyPlace(due, world.stores, (of) => of.tick(), does);
    expect(places.length).toBeGreaterThan(4);
    await afterEachFault(places, due, world.stores, (faulty) => faulty.tick(), async (faulty) => {
      await faulty.advanceTo('2026-03-03T14:00:00.000Z');
      const stored = (await faulty.commerceRows()).filter(({ key }) => key.startsWith('event|')).flatMap(({ value }) => value['facts'] as { type: string; percent?: number }[]);
      expect(stored.filter(({ type }) => type === 'UsageBudgetReached').map(({ percent }) => percent).sort()).toEqual([100, 80].sort());
    });
  });
});

import { operatorToken, oresund } from '../usage/overage/oresund';
import { httpOver, type Call } from '../../support/httpWorld';
import { type World } from '../../support/world';

/** 0.868 dollars an hour; 0.7378 with earned credit. */
const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';

interface Line {
  readonly id: string;
  readonly chargeType: string;
  readonly azureSubscriptionId: string;
  readonly orderDate: string;
  readonly subtotal: string;
}
interface Lines {
  readonly totalCount: number;
  readonly items: readonly Line[];
  readonly unreadable?: readonly object[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly value: string }[] } };
}

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let azureOfHavn: string;

const planOf = async (as: string): Promise<string> => ((await http(`/nextterm/v1/customers/${customerId}/azureplans`, { as })).body as { items: { id: string }[] }).items[0]?.id ?? '';
const entitlementOf = async (plan: string, as: string): Promise<string> =>
  ((await http(`/nextterm/v1/customers/${customerId}/subscriptions/${plan}/azureEntitlements`, { method: 'POST', as, body: { friendlyName: 'Machines' } })).body as { id: string }).id;
const charges = async (plan: string, query = '', call: Call = {}) => (await http(`/nextterm/v1/customers/${customerId}/subscriptions/${plan}/charges${query}`, call)).body as Lines;
const listed = async (path: string, as = 'havn') => ((await http(`/nextterm/v1/customers/${customerId}/${path}`, { as })).body as Lines).items;

/** Every line, page after page. */
const inPages = async (plan: string, size: number, as = 'havn'): Promise<readonly Line[]> => {
  const items: Line[] = [];
  let page = await charges(plan, `?size=${size}`, { as });
  for (;;) {
    expect(page.items.length).toBeLessThanOrEqual(size);
    items.push(...page.items);
    const { next } = page.links;
    if (next === undefined) return items;
    page = (await http(next.uri, { as, headers: { 'MS-ContinuationToken': next.headers[0]?.value ?? '' } })).body as Lines;
  }
};

let havns: string;
let nordlyss: string;

/** Two months of use: of Havn's plan on two Azure subscriptions and as overage, of Nordlys's on one. */
beforeEach(async () => {
  ({ world, customerId, azureOfHavn } = await oresund());
  http = httpOver(world);
  [havns, nordlyss] = [await planOf('havn'), await planOf('nordlys')];
  const machines = await entitlementOf(havns, 'havn');
  const theirs = await entitlementOf(nordlyss, 'nordlys');
  for (const month of ['03', '04']) {
    await world.advanceTo(`2026-${month}-12T10:00:00.000Z`);
    const reading = (azureSubscriptionId: string) => ({ reportId: `${month} ${azureSubscriptionId}`.replaceAll(' ', ':'), azureSubscriptionId, meterId: hours, date: `2026-${month}-10`, quantity: 10 });
    const calls = Array.from({ length: 3 }, (_, index) => ({ reportId: `c${month}${index}`, service: 'PhoneServices', userId: `u${index}@oresund.example`, date: `2026-${month}-11`, minutes: 1400 }));
    const reported = await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', caller: operatorToken, body: { reports: [reading(azureOfHavn), reading(machines), reading(theirs), ...calls] } });
    expect((reported.body as { refused: number }).refused).toBe(0);
  }
  await world.advanceTo('2026-05-06T00:10:00.000Z');
});

test('[AZP-4] [OVG-7] the charges of a plan are its usage lines, month by month, as the calls for usage have them', async () => {
  const usage = await listed('usage/azure/charges');
  const overage = await listed('usage/charges');
  expect([usage.length, overage.length]).toEqual([4, 2]);
  const { items, links } = await charges(havns);
  expect(items.map(({ chargeType, orderDate }) => [chargeType, orderDate.slice(0, 7)])).toEqual([['usage', '2026-04'], ['usage', '2026-04'], ['overage', '2026-04'], ['usage', '2026-05'], ['usage', '2026-05'], ['overage', '2026-05']]);
  expect(new Set(items.map((line) => JSON.stringify(line)))).toEqual(new Set([...usage, ...overage].map((line) => JSON.stringify(line))));
  expect(links.next).toBeUndefined();
});

test.each([1, 2, 3, 5])('[AZP-4] pages of %i reach each line once, in the same order', async (size) => {
  expect(await inPages(havns, size)).toEqual((await charges(havns)).items);
  expect((await inPages(nordlyss, size, 'nordlys')).map(({ chargeType, subtotal }) => [chargeType, subtotal])).toEqual([['usage', '7.37'], ['usage', '7.37']]);
});

test('[PAR-3] another partner’s plan answers as one that does not exist', async () => {
  expect((await http(`/nextterm/v1/customers/${customerId}/subscriptions/${havns}/charges`, { as: 'nordlys' })).status).toBe(404);
  expect((await http(`/nextterm/v1/customers/${customerId}/subscriptions/${nordlyss}/charges`)).status).toBe(404);
  expect((await http(`/nextterm/v1/customers/${customerId}/subscriptions/${havns}/charges`, { roles: ['helpdesk_agent'] })).status).toBe(403);
});

test('[DUE-2] a line that cannot be read is left out and marked; the others are listed', async () => {
  const key = (await world.commerceRows()).find(({ key: each }) => each.startsWith(`azurecharge|2026-03|${azureOfHavn}`))?.key ?? '';
  const row = await world.stores.Commerce.read(customerId, key);
  await world.stores.Commerce.commit(customerId, [{ op: 'update', key, etag: row?.etag ?? '', value: { ...row?.value, quantity: 'much' } }]);
  const { items, unreadable } = await charges(havns);
  expect(items).toHaveLength(5);
  expect(unreadable).toHaveLength(1);
});

test('[PRE-4] [AZP-4] the timeline of a plan has what happened under it and what each closed month came to, and nothing ahead', async () => {
  interface Timeline {
    readonly present: object;
    readonly items: readonly { readonly kind: string; readonly tense: string; readonly amount?: string; readonly currency?: string; readonly usage?: object; readonly rule?: string }[];
  }
  const timeline = async (roles?: string[]) => (await http(`/nextterm/v1/customers/${customerId}/subscriptions/${havns}/timeline`, { ...(roles && { roles }) })).body as Timeline;
  const { items, present } = await timeline();
  expect(present).toMatchObject({ status: 'active' });
  expect(items.every(({ tense }) => tense === 'past')).toBe(true);
  expect(items.map(({ kind }) => kind)).toEqual(['azure_plan_created', 'azure_subscription_created', 'azure_subscription_created', 'azure_subscription_created', ...Array.from({ length: items.length - 4 }, () => 'usage_charged')]);
  const used = items.filter(({ kind }) => kind === 'usage_charged');
  const lines = (await charges(havns)).items;
  const cents = (amounts: readonly (string | undefined)[]) => amounts.reduce((sum, amount = '0') => sum + Math.round(Number(amount) * 100), 0);
  expect(cents(used.map(({ amount }) => amount))).toBe(cents(lines.map(({ subtotal }) => subtotal)));
  expect(used[0]).toMatchObject({ rule: 'AZP-4', usage: { month: '2026-03' } });
  expect((await timeline(['helpdesk_agent'])).items.map(({ kind }) => kind)).toEqual(items.slice(0, 4).map(({ kind }) => kind));
});

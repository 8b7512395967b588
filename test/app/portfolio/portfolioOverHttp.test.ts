import { join } from 'node:path';
import { MemoryExportFiles } from '../../../src/adapters/memory/memoryExportFiles';
import { storePortfolio } from '../../../src/app/portfolio/storePortfolio';
import { localTenants } from '../../../src/sandbox/localTenants';
import { localState } from '../../../src/sandbox/localState';
import { loadWorld } from '../../../src/sandbox/sampleWorld';
import { wire, type Stores } from '../../../src/wiring/wiring';
import { FixedClock } from '../../support/fixedClock';
import { httpOver, type Reply } from '../../support/httpWorld';
import { temporaryFolder, writeTree } from '../../support/temporaryFolder';
import { World } from '../../support/world';
import { testConfig } from '../../support/worldConfig';
import { afterEachFault, everyPlace } from '../../support/worldFaults';
import { memoryStores } from '../../support/worldStores';
import { prepared, HEADER, subscriptionId, WORLD, writeWorld, ZON } from '../../sandbox/world/ownWorld';
import { type PreparedWorld } from '../../../src/sandbox/contracts';

const folder = temporaryFolder();
const START = '2026-01-01T00:00:00Z';

/** A month that renews, a month that does not, a year in its tenth month, a suspended year. */
const rows = [
  ['P1M', '2026-01-09', 'on', 'active'],
  ['P1M', '2026-01-09', 'off', 'active'],
  ['P1Y', '2026-03-09', 'on', 'active'],
  ['P1Y', '2026-06-14', 'off', 'suspended'],
] as const;

const portfolio = [`${HEADER},Status`, ...rows.map(([term, end, renews, status], n) => [subscriptionId(n + 1), ZON, 'NCBUSSTAND01', '0001', '3', term, 'monthly', end, renews, 'none', '', '', '', '', status].join(','))];

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The world before its portfolio comes, and what comes. */
const begun = async (): Promise<{ readonly stores: Stores; readonly own: PreparedWorld['world'] }> => {
  const { world: own } = await prepared(writeWorld(folder, { portfolios: { acme: portfolio } }));
  const stores = memoryStores();
  await loadWorld(wire({ config: testConfig, stores, exportFiles: new MemoryExportFiles(), clock: new FixedClock(START), log: quiet }), { ...own, brought: [] }, () => undefined);
  return { stores, own };
};

let made: ReturnType<typeof begun> | undefined;
const base = (): ReturnType<typeof begun> => (made ??= begun());

const importInto = async (world: World): Promise<void> => storePortfolio(world.app, (await base()).own.brought, () => undefined);

const itemsOf = ({ body }: Reply): readonly Record<string, unknown>[] => (body as { readonly items: readonly Record<string, unknown>[] }).items;

const at = (n: number): string => `/v1/customers/${ZON}/subscriptions/${subscriptionId(n)}`;
const ownApi = (n: number): string => `/nextterm${at(n)}`;

test('[REN-2] [REN-3] [BIL-3] what runs already is there with its order and its term, is told of once, is charged from its next cycle on, renews and ends', async () => {
  const world = await World.at(START, (await base()).stores);
  await importInto(world);
  const http = httpOver(world);
  const get = (path: string): Promise<Reply> => http(path, { as: 'acme' });
  const year = (await get(at(3))).body as { readonly orderId: string };
  expect(year).toMatchObject({ quantity: 3, status: 'active', autoRenewEnabled: true, commitmentEndDate: '2026-03-09T00:00:00Z', effectiveStartDate: '2025-03-10T00:00:00.000Z', termDuration: 'P1Y', billingCycle: 'monthly' });
  expect((await get(`/v1/customers/${ZON}/orders/${year.orderId}`)).body).toMatchObject({ id: year.orderId, lineItems: [{ subscriptionId: subscriptionId(3), quantity: 3 }] });
  expect((await get(at(4))).body).toMatchObject({ status: 'suspended', autoRenewEnabled: false });
  expect(itemsOf(await get(`${ownApi(3)}/events`))).toMatchObject([{ type: 'SubscriptionImported', at: '2026-01-01T00:00:00.000Z', data: { quantity: 3, termStart: '2025-03-10', termEnd: '2026-03-09' } }]);
  expect(itemsOf(await get(`${ownApi(3)}/charges`))).toEqual([]);
  // SUB-3: the window has long closed.
  expect((await http(at(3), { as: 'acme', method: 'PATCH', body: { quantity: 2 } })).status).toBe(400);

  await world.advanceTo('2026-03-11T00:00:00Z');
  expect(itemsOf(await get(`${ownApi(3)}/charges`)).map(({ chargeType, chargeStartDate, chargeEndDate }) => [chargeType, chargeStartDate, chargeEndDate])).toEqual([
    ['cycleCharge', '2026-01-10T00:00:00Z', '2026-02-09T00:00:00Z'],
    ['cycleCharge', '2026-02-10T00:00:00Z', '2026-03-09T00:00:00Z'],
    ['renew', '2026-03-10T00:00:00Z', '2026-04-09T00:00:00Z'],
  ]);
  expect(itemsOf(await get(`${ownApi(1)}/charges`))).toHaveLength(3);
  expect((await get(at(2))).body).toMatchObject({ status: 'disabled' });
  expect(world.published.filter(({ facts }) => facts.some(({ type }) => type === 'SubscriptionImported' || type === 'OrderImported'))).toHaveLength(8);
  await world.expectNothingDue();
});

test('[SUB-8] what our own export says of them is taken again, once it says for how long each runs', async () => {
  const world = await World.at(START, (await base()).stores);
  await importInto(world);
  const exported = (await httpOver(world)(`/v1/customers/${ZON}/subscriptions`, { as: 'acme', headers: { Accept: 'text/csv' } })).text.trim().split('\r\n');
  const terms = ['"TermDuration","TermEndDate"', ...exported.slice(1).map((line) => `"${line.includes(subscriptionId(1)) || line.includes(subscriptionId(2)) ? 'P1M' : 'P1Y'}","${line.includes('renews') ? '' : line.includes(subscriptionId(2)) ? '2026-01-09' : '2026-06-14'}"`)];
  const file = writeWorld(folder, { world: `${WORLD}portfolios: [{file: own.csv, partner: acme, customer: zon.onmicrosoft.com}]\n` });
  writeTree(join(file, '..'), { 'own.csv': exported.map((line, index) => `${line},${terms[index] ?? ''}`).join('\n') });
  const { world: again } = await prepared(file);
  expect(again.brought.map(({ outcome }) => outcome.subscription)).toEqual((await base()).own.brought.map(({ outcome }) => outcome.subscription));
});

test('[OVG-2] [OVG-6] what brings calling minutes sets its partner up, as a purchase does, and brings them from the first day', async () => {
  const calling = [HEADER, [subscriptionId(9), ZON, 'NCM365ENTE05', '0001', '5', 'P1Y', 'monthly', '2026-03-09', 'on', 'none', '', '', '', ''].join(',')];
  const { world: own } = await prepared(writeWorld(folder, { portfolios: { acme: calling } }));
  const world = await World.at(START, (await base()).stores);
  await storePortfolio(world.app, own.brought, () => undefined);
  await world.advanceTo('2026-01-01T00:01:00Z');
  expect(world.happened()).toEqual(['OrderImported', 'SubscriptionImported', 'AzurePlanCreated', 'AzureSubscriptionCreated', 'AzureSubscriptionCreated', 'OverageAssigned']);
  const usage = async (): Promise<unknown> => (await httpOver(world)(`/nextterm/v1/customers/${ZON}/usage?service=PhoneServices&month=2026-01`, { as: 'acme' })).body;
  // Paid for elsewhere to 9 January, and charged here from then on.
  expect(await usage()).toMatchObject({ licences: 5, allowedMinutes: 600 });
  await world.advanceTo('2026-01-10T00:01:00Z');
  expect(await usage()).toMatchObject({ licences: 5, allowedMinutes: 600 });
});

test('the local state lists partners and customers of a world of the user', async () => {
  const world = await World.at(START, (await base()).stores);
  expect(await localState(world.app, join(__dirname, '..', '..', '..'), localTenants(world.app, 'operator'))).toMatchObject({ partners: [{ slug: 'acme' }, { slug: 'depot', resellers: [{ partnerId: '6120045' }, { partnerId: '6120046' }] }], customers: [{ name: 'Eik', relationships: { acme: 'accepted', depot: 'pending' }, agreements: [] }, { name: 'Zon', agreements: ['acme', 'depot'] }] });
});

test('[AUD-2] killed anywhere and begun again, everything is there and told once', async () => {
  const { stores, own } = await base();
  const places = await everyPlace(START, stores, importInto, 'dieAfter');
  await afterEachFault(places, START, stores, importInto, async (world) => {
    // Of the process that died.
    world.errors.splice(0);
    await importInto(world);
    await world.advanceTo('2026-01-01T00:10:00Z');
    const told = world.published.flatMap(({ id, facts }) => facts.map(({ type }) => `${id} ${type}`));
    expect(new Set(told)).toEqual(new Set(own.brought.flatMap(({ order, outcome }) => [`${order.id}:1 OrderImported`, `${outcome.subscription.id}:1 SubscriptionImported`])));
    const http = httpOver(world);
    expect(itemsOf(await http('/nextterm/v1/events', { as: 'acme' })).filter(({ subject }) => subject !== undefined).length).toBeGreaterThanOrEqual(8);
    expect(itemsOf(await http(`/v1/customers/${ZON}/subscriptions`, { as: 'acme' }))).toHaveLength(4);
    await world.expectNothingDue();
  });
});

import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { type Catalogue, type Sku } from '../../../src/domain/catalogue/state';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const PREMIUM = 'NCBUSPREMI01:0001';
const premium = { ...standard, sku: PREMIUM } as const;
const toPremium = `${PREMIUM}:${availabilityIdOf('NCBUSPREMI01', '0001', 'commercial', 'NL')}`;

/** Zonnebloem with ten of the standard suite, and whatever else. */
const started = async (settings: Readonly<Record<string, string>> = {}, more: Parameters<World['buy']>[2] = []) => {
  const world = await World.at('2026-06-01T10:00:00Z', undefined, undefined, settings);
  const customer = world.customer('Zonnebloem');
  const [id = '', other = ''] = await world.buy('havn', customer, [standard, ...more]);
  const http = httpOver(world);
  const path = `/v1/customers/${customer}/subscriptions/${id}`;
  const upgrade = (quantity: number, query = '') => http(`${path}/transitions${query}`, { method: 'POST', body: { toCatalogItemId: toPremium, quantity, transitionType: 'transition_only' } });
  const options = async () => ((await http(`/nextterm${path}/options`)).body as { items: { action: string; target?: { toCatalogItemId: string } }[] }).items;
  const eligibility = async () => ((await http(`${path}/transitionEligibilities`)).body as { items: { catalogItemId: string }[] }).items.find(({ catalogItemId }) => catalogItemId === toPremium);
  const upgradeOption = async () => (await options()).find(({ target }) => target?.toCatalogItemId === toPremium);
  return { world, customer, id, other, http, path, upgrade, upgradeOption, eligibility };
};

/** Sells the premium suite so many times to a customer. */
const limitPremium = (world: World, members: Partial<Sku>): void => {
  const { app } = world;
  const limited = ({ items, ...catalogue }: Catalogue): Catalogue => ({ ...catalogue, items: new Map([...items].map(([key, item]) => [key, key === PREMIUM ? { ...item, sku: { ...item.sku, ...members } } : item])) });
  world.use({ ...app, catalogueOf: async (market) => limited(await app.catalogueOf(market)) });
};

const one = { ownershipLimit: { count: 1, scope: 'concurrent' } } as const;
const two = { ownershipLimit: { count: 2, scope: 'concurrent' } } as const;
const everOne = { ownershipLimit: { count: 1, scope: 'lifetime' } } as const;

// A part of the licences is one subscription more; all of them are none.
test.each([
  { most: '1', quantity: 4, status: 403 },
  { most: '2', quantity: 4, status: 200 },
  { most: '1', quantity: 10, status: 200 },
])('[ORD-7] [UPG-2] a customer that may have $most upgrades $quantity of its 10 licences: $status, by command and preview', async ({ most, quantity, status }) => {
  const { world, upgrade } = await started({ NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: most });
  const before = await world.commerceRows();
  const preview = await upgrade(quantity, '?preview=true');
  expect([preview.status, await world.commerceRows()]).toEqual([status, before]);
  const done = await upgrade(quantity);
  expect(done).toMatchObject(status === 200 ? { status } : { status, body: { code: 800066, description: expect.stringContaining('may have 1 subscriptions') as string } });
  expect(status === 200 || JSON.stringify(await world.commerceRows()) === JSON.stringify(before)).toBe(true);
});

test('[ORD-7] [UPG-3] licences that go to a subscription that is there make none more', async () => {
  const { world, other, http, path } = await started({ NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: '2' }, [premium]);
  await world.advanceTo('2026-06-08T10:00:00Z');
  expect(await http(`${path}/transitions`, { method: 'POST', body: { toCatalogItemId: toPremium, toSubscriptionId: other, quantity: 4, transitionType: 'transition_only' } })).toMatchObject({ status: 200 });
});

test.each([
  { name: 'the only one allowed is held', members: one, quantity: 10 },
  { name: 'the only one allowed is held', members: one, quantity: 4 },
  { name: 'the only one ever allowed is held', members: everOne, quantity: 10 },
])('[CAT-4] [UPG-1] [PRE-3] $name: no upgrade of $quantity licences to it, by command, preview, options and eligibilities', async ({ members, quantity }) => {
  const { world, upgrade, upgradeOption, eligibility } = await started({}, [premium]);
  limitPremium(world, members);
  const before = await world.commerceRows();
  const refused = { status: 403, body: { code: 800089, description: expect.stringContaining(`${PREMIUM}: 1 per customer`) as string } };
  expect(await upgrade(quantity, '?preview=true')).toMatchObject(refused);
  expect(await upgrade(quantity)).toMatchObject(refused);
  expect(await world.commerceRows()).toEqual(before);
  expect(await upgradeOption()).toMatchObject({ possible: false, rule: 'CAT-4', code: 800089 });
  expect(await eligibility()).toMatchObject({ eligibilities: [{ isEligible: false }, { isEligible: false }] });
});

test.each([
  { name: 'the second of two', members: two, quantity: 10 },
  { name: 'the second of two, a part', members: two, quantity: 4 },
])('[CAT-4] [UPG-1] $name may be upgraded to', async ({ members, quantity }) => {
  const { world, upgrade, upgradeOption } = await started({}, [premium]);
  limitPremium(world, members);
  expect(await upgradeOption()).toMatchObject({ possible: true, rule: 'UPG-1' });
  expect((await upgrade(quantity)).status).toBe(200);
});

test('[CAT-4] [UPG-2] the only one allowed may be upgraded to where none is held, and then not again', async () => {
  const { world, customer, http, path, upgrade } = await started();
  limitPremium(world, one);
  expect((await upgrade(4)).status).toBe(200);
  expect(await upgrade(6)).toMatchObject({ status: 403, body: { code: 800089 } });
  const bought = await http(`/v1/customers/${customer}/orders`, { method: 'POST', body: { billingCycle: 'monthly', lineItems: [{ lineItemNumber: 0, offerId: toPremium, quantity: 1, termDuration: 'P1Y' }] } });
  expect(bought).toMatchObject({ status: 403, body: { code: 800089 } });
  expect((await http(path)).body).toMatchObject({ quantity: 6 });
});

test.each([
  { members: { exclusiveTo: [] }, code: 2006 },
  { members: { withheld: 'not_transactable' as const }, code: 2085 },
])('[CAT-4] [UPG-1] what could not be bought is not upgraded to either: $code', async ({ members, code }) => {
  const { world, upgrade } = await started();
  limitPremium(world, members);
  expect(await upgrade(10)).toMatchObject({ status: 403, body: { code } });
});

describe('a plan for the next term that makes it another SKU', () => {
  const [productId = '', skuId = '', availabilityId = ''] = toPremium.split(':');
  const plan = { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, termDuration: 'P1Y', billingCycle: 'monthly' }, quantity: 10 } };

  test.each([{ members: one, status: 403 }, { members: two, status: 200 }])('[CAT-4] [SCH-1] is judged by what is held when it is made: $members.ownershipLimit.count, $status', async ({ members, status }) => {
    const { world, http, path } = await started({}, [premium]);
    limitPremium(world, members);
    const reply = await http(path, { method: 'PATCH', body: plan });
    expect([reply.status, (reply.body as { code?: number }).code]).toEqual([status, status === 200 ? undefined : 800089]);
  });

  test.each([
    { members: { exclusiveTo: [] }, code: 2006 },
    { members: { withheld: 'not_transactable' as const }, code: 2085 },
  ])('[CAT-4] [SCH-1] is refused where what it names could not be bought: $code, by command and preview', async ({ members, code }) => {
    const { world, http, path } = await started();
    limitPremium(world, members);
    const before = await world.commerceRows();
    for (const query of ['?preview=true', '']) expect(await http(`${path}${query}`, { method: 'PATCH', body: plan })).toMatchObject({ status: 403, body: { code } });
    expect(await world.commerceRows()).toEqual(before);
  });

  test.each([{ members: one, sku: 'NCBUSSTAND01' }, { members: two, sku: 'NCBUSPREMI01' }])('[CAT-4] [SCH-6] and again when it begins: $members.ownershipLimit.count, $sku', async ({ members, sku }) => {
    const { world, customer, http, path } = await started();
    limitPremium(world, members);
    expect((await http(path, { method: 'PATCH', body: plan })).status).toBe(200);
    await world.buy('havn', customer, [premium]);
    world.happened();
    await world.advanceTo('2027-06-01T00:00:00Z');
    expect((await http(path)).body).toMatchObject({ offerId: expect.stringContaining(sku) as string });
    expect(world.happened().includes('ScheduledChangeNotApplied')).toBe(sku === 'NCBUSSTAND01');
  });
});

// A trial is a subscription already: turning paid makes none more, but one of the paid SKU.
test.each([
  { members: one, lines: [], settings: { NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: '2' }, status: 200, code: undefined },
  { members: two, lines: [premium], settings: {}, status: 200, code: undefined },
  { members: one, lines: [premium], settings: {}, status: 403, code: 800089 },
])('[CAT-4] [ORD-7] [TRI-4] a trial turns paid at once beside $lines.length of at most $members.ownershipLimit.count of its paid form: $status', async ({ members, lines, settings, status, code }) => {
  const { world, customer, http } = await started(settings);
  const [trial = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSPREMI01:0002', quantity: 25, billingCycle: 'none' }]);
  if (lines.length > 0) await world.buy('havn', customer, lines);
  limitPremium(world, members);
  const path = `/v1/customers/${customer}/subscriptions/${trial}`;
  const convert = (query: string) => http(`${path}/transitions${query}`, { method: 'POST', body: { toCatalogItemId: toPremium, quantity: 25, transitionType: 'transition_only' } });
  for (const query of ['?preview=true', '']) expect(await convert(query)).toMatchObject(code === undefined ? { status } : { status, body: { code } });
});

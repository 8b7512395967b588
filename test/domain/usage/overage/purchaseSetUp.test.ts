import { AZURE_PLAN } from '../../../../src/domain/azurePlan/state';
import { legacyAzureWrite, readAzure } from '../../../../src/app/azurePlan/azureBook';
import { type Answer } from '../../../../src/app/command/answer';
import { readConfig } from '../../../../src/wiring/config';
import { readOverage } from '../../../../src/app/overage/overageBook';
import { type Checkout } from '../../../../src/app/order/checkoutCart';
import { type Refusal } from '../../../../src/app/refusals';
import { wire, type Stores } from '../../../../src/wiring/wiring';
import { skuKey } from '../../../../src/domain/catalogue/state';
import { instant } from '../../../../src/kernel/instant';
import { type Result } from '../../../../src/kernel/result';
import { type Cart } from '../../../../src/domain/order/state';
import { type Fault } from '../../../support/faultyStore';
import { eventKeys, expectConverged, storedIn } from '../../../support/worldConverged';
import { newRequestId, outcomeOf, refusalOf, unmarked } from '../../../support/worldDesk';
import { afterEachFault, everyPlace } from '../../../support/worldFaults';
import { Jitter, JitterStore } from '../../../support/worldJitter';
import { World } from '../../../support/world';
import { testConfig, testEnvironment } from '../../../support/worldConfig';
import { overageIn, phone } from './oresund';

const at = '2026-03-02T10:00:00.000Z';
const standard = { sku: 'NCBUSSTAND01:0001' };
const e5 = { sku: 'NCM365ENTE05:0001', termDuration: 'P1Y' } as const;

const azureOf = (world: World, customer: string) => readAzure(world.stores.Commerce, customer);

describe('[OVG-2] buying what brings calling minutes', () => {
  test('sets up a plan, a standard Azure subscription and one meant for overage, at no cost, and assigns it', async () => {
    const world = await World.at(at);
    const customer = world.customer('Zonnebloem');
    const { tenantId } = world.as('havn').partner;
    const [id = ''] = await world.buy('havn', customer, [phone]);
    const { plans, subscriptions } = await azureOf(world, customer);
    expect(plans).toMatchObject([{ partnerId: tenantId, version: 1, status: 'active', createdAt: at }]);
    expect(subscriptions.map(({ planId, friendlyName, purpose, status }) => ({ planId, friendlyName, purpose, status })).sort((a, b) => a.purpose.localeCompare(b.purpose))).toEqual([
      { planId: plans[0]?.id, friendlyName: 'Subscription 1', purpose: 'overage', status: 'active' },
      { planId: plans[0]?.id, friendlyName: 'Microsoft Azure', purpose: 'standard', status: 'active' },
    ]);
    expect(await overageIn(world, customer)).toMatchObject({ holderId: tenantId, version: 1, since: at, assigned: { azureSubscriptionId: subscriptions.find(({ purpose }) => purpose === 'overage')?.id } });
    expect((await world.charges(customer, id)).map(({ productId }) => productId)).toEqual(['NCTEAMSPHON1']);
    expect(world.happened()).toEqual(['OrderPlaced', 'SubscriptionPurchased', 'AzurePlanCreated', 'AzureSubscriptionCreated', 'AzureSubscriptionCreated', 'OverageAssigned']);
    await world.expectNothingDue();
  });

  test('what brings none sets nothing up, and looks nothing up', async () => {
    const world = await World.at(at);
    const customer = world.customer('Zonnebloem');
    await world.buy('havn', customer, [standard]);
    expect(await azureOf(world, customer)).toMatchObject({ plans: [], subscriptions: [] });
    expect(await readOverage(world.stores.Commerce, customer, 'PhoneServices')).toBeUndefined();
  });

  test('bought again, or twice in one cart, it is there once', async () => {
    const world = await World.at(at);
    const customer = world.customer('Zonnebloem');
    await world.buy('havn', customer, [phone, e5]);
    const before = await azureOf(world, customer);
    const overage = await overageIn(world, customer);
    await world.buy('havn', customer, [phone]);
    expect(await azureOf(world, customer)).toEqual(before);
    expect(await overageIn(world, customer)).toEqual(overage);
    expect([before.plans.length, before.subscriptions.length]).toEqual([1, 2]);
  });

  test('[AZP-1] an indirect provider has a plan for each reseller of record', async () => {
    const world = await World.at(at);
    const provider = world.as('polder').partner;
    const customer = (await world.commerceRows()).map(({ value }) => value).find((value) => value['type'] === 'customer' && (value['relationships'] as Record<string, { status: string }>)[provider.tenantId]?.status === 'accepted')?.['id'] as string;
    const [one, two] = provider.resellers.filter(({ agreementSigned }) => agreementSigned).map(({ partnerId }) => partnerId);
    await world.buy('polder', customer, [{ ...phone, ...(one !== undefined && { resellerOfRecord: one }) }]);
    await world.buy('polder', customer, [phone]);
    const { plans } = await azureOf(world, customer);
    expect(plans.map(({ resellerOfRecord }) => resellerOfRecord).sort()).toEqual([one, undefined].sort());
    expect((await overageIn(world, customer)).assigned?.resellerOfRecord).toBe(one);
    expect(two).not.toBe(one);
  });

  test('[AZP-5] where the plan is not sold the licences are bought all the same', async () => {
    const world = await World.at(at);
    const { catalogueOf } = world.app;
    const without = { ...world.app, catalogueOf: async (market: string) => {
      const catalogue = await catalogueOf(market);
      const items = new Map(catalogue.items);
      items.delete(skuKey(AZURE_PLAN.productId, AZURE_PLAN.skuId));
      return { ...catalogue, items };
    } };
    world.use(without);
    const customer = world.customer('Zonnebloem');
    expect(await world.buy('havn', customer, [phone])).toHaveLength(1);
    expect(await azureOf(world, customer)).toMatchObject({ plans: [], subscriptions: [] });
    expect(await readOverage(world.stores.Commerce, customer, 'PhoneServices')).toBeUndefined();
  });

  test('the sample customer with the older Azure offer gets no plan by the way', async () => {
    const world = await World.at(at);
    const customer = world.customer('Fabrikvik');
    expect((await azureOf(world, customer)).legacy).toMatchObject([{ offerId: 'MS-AZR-0145P', azureSubscriptions: [{ friendlyName: 'Production' }, { friendlyName: 'Test' }] }]);
    await world.buy('nordlys', customer, [phone]);
    expect((await azureOf(world, customer)).plans).toEqual([]);
  });

  test('one with the older Azure offer gets its plan once the last of it has moved', async () => {
    const world = await World.at(at);
    const customer = world.customer('Zonnebloem');
    const legacy = { id: 'legacy', customerId: customer, partnerId: 'x', offerId: 'MS-AZR-0145P', since: instant(at), azureSubscriptions: [] };
    await world.stores.Commerce.commit(customer, [legacyAzureWrite(legacy)]);
    await world.buy('havn', customer, [phone]);
    expect((await azureOf(world, customer)).plans).toEqual([]);
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: 'azure|legacy|legacy', value: { type: 'legacyAzure', ...legacy, endedAt: instant(at) } }]);
    await world.buy('havn', customer, [phone]);
    expect((await azureOf(world, customer)).plans).toHaveLength(1);
  });

  test('one row too many for the transaction: the order is refused whole', async () => {
    const world = await World.at(at);
    const customer = world.customer('Zonnebloem');
    const cart = async (plain: number) => (await outcomeOf<Cart>(world.as('havn').createCart(customer, [phone, ...Array.from({ length: plain }, () => standard)]))).id;
    // An order of 22 lines takes 3 + 22 × 4 rows, the set-up 8 more.
    expect(await refusalOf(world.as('havn').checkout(customer, await cart(21)))).toEqual({ kind: 'OrderTooLarge', rows: 99, most: 96 });
    expect(await outcomeOf<Checkout>(world.as('havn').checkout(customer, await cart(20)))).toMatchObject({ failed: [] });
  });

  test('[POL-1] with the explicit form, as since 2023, it buys the licences only', async () => {
    const world = await World.at(at);
    const config = readConfig({ ...testEnvironment, NEXTTERM_OVERAGE_SETUP: 'explicit' });
    world.use(wire({ config, stores: world.stores, exportFiles: world.files, clock: world.clock, log: world.app.log }));
    const customer = world.customer('Zonnebloem');
    await world.buy('havn', customer, [phone]);
    expect((await azureOf(world, customer)).plans).toEqual([]);
    expect(() => readConfig({ ...testEnvironment, NEXTTERM_OVERAGE_SETUP: 'never' })).toThrow('NEXTTERM_OVERAGE_SETUP');
    expect(testConfig.overageSetUp).toBe('onPurchase');
  });
});

describe('[OVG-3] first in wins', () => {
  test("a second partner's purchase leaves the assignment; it gets a plan of its own", async () => {
    const world = await World.at(at);
    const customer = world.customer('Oresund');
    await world.buy('havn', customer, [phone]);
    const overage = await overageIn(world, customer);
    await world.buy('nordlys', customer, [phone]);
    expect(await overageIn(world, customer)).toEqual(overage);
    expect((await azureOf(world, customer)).plans.map(({ partnerId }) => partnerId).sort()).toEqual([world.as('havn').partner.tenantId, world.as('nordlys').partner.tenantId].sort());
  });

  test.each(Array.from({ length: 12 }, (_, seed) => seed))('two purchases of two partners at once: one assignment, order %i', async (seed) => {
    const world = await World.at(at);
    const customer = world.customer('Oresund');
    const slugs = ['havn', 'nordlys'] as const;
    const carts = await Promise.all(slugs.map((slug) => outcomeOf<Cart>(world.as(slug).createCart(customer, [phone]))));
    const answers = slugs.map((slug, host) => {
      const jitter = new Jitter(seed * 2 + host);
      world.use(world.newProcess((store) => new JitterStore(store, jitter)));
      return outcomeOf<Checkout>(world.as(slug).checkout(customer, carts[host]?.id ?? ''));
    });
    const done = await Promise.all(answers);
    world.restart();
    await world.settle();
    const overage = await overageIn(world, customer);
    expect(overage.version).toBe(1);
    expect(done.map(({ orders }) => orders.length)).toEqual([1, 1]);
    const { plans, subscriptions } = await azureOf(world, customer);
    expect([plans.length, subscriptions.length]).toEqual([2, 4]);
    expect(subscriptions.find(({ id }) => id === overage.assigned?.azureSubscriptionId)?.partnerId).toBe(overage.holderId);
    expect(world.happened().filter((type) => type === 'OverageAssigned')).toHaveLength(1);
    await world.expectNothingDue();
  });

  test('both of them can be first', async () => {
    const holders = new Set<string>();
    for (let seed = 0; seed < 12; seed += 1) {
      const world = await World.at(at);
      const customer = world.customer('Oresund');
      const slugs = seed % 2 === 0 ? (['havn', 'nordlys'] as const) : (['nordlys', 'havn'] as const);
      for (const slug of slugs) await world.buy(slug, customer, [phone]);
      holders.add((await overageIn(world, customer)).holderId);
    }
    expect(holders.size).toBe(2);
  });
});

describe('[OVG-2] the set-up, disturbed at every operation', () => {
  const requestId = newRequestId();
  let before: Stores;
  let cartId: string;
  let undisturbed: { readonly answer: Result<Answer, Refusal>; readonly stored: readonly string[] };
  let known: string[];
  const send = (world: World) => world.as('havn').checkout(world.customer('Zonnebloem'), cartId, { requestId });

  beforeAll(async () => {
    const prepared = await World.at(at);
    cartId = (await outcomeOf<Cart>(prepared.as('havn').createCart(prepared.customer('Zonnebloem'), [phone]))).id;
    before = prepared.stores;
    const world = await World.at(at, before);
    known = await eventKeys(world);
    const answer = await send(world);
    await world.advanceTo('2026-03-02T11:00:00.000Z');
    undisturbed = { answer, stored: await storedIn(world) };
    expect(answer.ok).toBe(true);
  });

  test.each<Fault['does']>(['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict'])('%s: repeated with its request id it is there once', async (does) => {
    const places = await everyPlace(at, before, send, does);
    expect(places.length).toBeGreaterThanOrEqual(8);
    await afterEachFault(places, at, before, send, async (world) => {
      expect(unmarked(await send(world))).toEqual(undisturbed.answer);
      await world.advanceTo('2026-03-02T11:00:00.000Z');
      await expectConverged(world, known);
      expect(await storedIn(world)).toEqual(undisturbed.stored);
    });
  });
});

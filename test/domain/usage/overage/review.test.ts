import { availabilityIdOf } from '../../../../src/domain/catalogue/availabilityId';
import { goOnChecking } from '../../../../src/app/check/checkRound';
import { listParked } from '../../../../src/app/operations/parked';
import { releaseParked } from '../../../../src/app/operations/releaseParked';
import { readAzure } from '../../../../src/app/azurePlan/azureBook';
import { manageOverage } from '../../../../src/app/overage/manageOverage';
import { readOverage } from '../../../../src/app/overage/overageBook';
import { reviewOverage } from '../../../../src/app/overage/reviewOverage';
import { rateCalls } from '../../../../src/app/calls/rating';
import { newCommerce, policyBook } from '../../../../src/domain/policy/policy';
import { emptyMonth, withReports } from '../../../../src/domain/usage/overage/callMonth';
import { type CatalogueItem } from '../../../../src/domain/catalogue/state';
import { calendarDate, plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { instant, plusMinutes } from '../../../../src/kernel/instant';
import { httpOver } from '../../../support/httpWorld';
import { COMMIT, interrupted } from '../../../support/interrupted';
import { newRequestId, outcomeOf } from '../../../support/worldDesk';
import { eventKeys, expectConverged } from '../../../support/worldConverged';
import { afterEachFault, everyPlace } from '../../../support/worldFaults';
import { World } from '../../../support/world';
import { oresund, overageIn, phone } from './oresund';

const facts = (world: World): unknown[] => world.published.filter(({ subject }) => subject.kind === 'overage').flatMap((record) => record.facts);
const cleared = (partnerTenantId: string, azureSubscriptionId: string, noneFrom: string) => ({ type: 'OverageCleared', service: 'PhoneServices', partnerTenantId, azureSubscriptionId, reason: 'NoEnablingSubscription', noneFrom });

describe('[OVG-3] the end of the holder\'s last licences that bring minutes clears the assignment, and says so', () => {
  const path = (customerId: string, id: string) => `/v1/customers/${customerId}/subscriptions/${id}`;

  test('cancelled in its window', async () => {
    const { world, customerId, ofHavn, azureOfHavn, havn } = await oresund();
    expect(await httpOver(world)(path(customerId, ofHavn), { method: 'PATCH', body: { status: 'deleted' } })).toMatchObject({ status: 200 });
    await world.settle();
    expect((await overageIn(world, customerId)).assigned).toBeUndefined();
    expect(facts(world).at(-1)).toEqual(cleared(havn, azureOfHavn, '2026-03-03T00:00:00.000Z'));
  });

  test('suspended it holds, until its term is over', async () => {
    const { world, customerId, ofHavn, azureOfHavn, havn } = await oresund();
    await world.advanceTo('2026-05-01T10:00:00.000Z');
    await httpOver(world)(path(customerId, ofHavn), { method: 'PATCH', body: { status: 'suspended' } });
    await world.advanceTo('2027-03-01T23:59:59.999Z');
    expect((await overageIn(world, customerId)).assigned?.azureSubscriptionId).toBe(azureOfHavn);
    await world.advanceTo('2027-03-02T00:00:00.000Z');
    expect((await overageIn(world, customerId)).assigned).toBeUndefined();
    expect(facts(world).at(-1)).toEqual(cleared(havn, azureOfHavn, '2027-03-02T00:00:00.000Z'));
  });

  test('it keeps another: nothing happens', async () => {
    const { world, customerId, ofHavn, azureOfHavn } = await oresund();
    await world.buy('havn', customerId, [phone]);
    await httpOver(world)(path(customerId, ofHavn), { method: 'PATCH', body: { status: 'deleted' } });
    await world.settle();
    expect((await overageIn(world, customerId)).assigned?.azureSubscriptionId).toBe(azureOfHavn);
  });

  test('[OVG-2] whoever buys next is first in', async () => {
    const { world, customerId, ofHavn, nordlys } = await oresund();
    await httpOver(world)(path(customerId, ofHavn), { method: 'PATCH', body: { status: 'deleted' } });
    await world.settle();
    await world.buy('nordlys', customerId, [phone]);
    expect((await overageIn(world, customerId)).holderId).toBe(nordlys);
  });

  test.each(['dieBefore', 'dieAfter', 'conflict', 'unavailable', 'lostAnswer'] as const)('%s at every operation of clearing it: once, and told once', async (does) => {
    const { world: before, customerId, ofHavn, azureOfHavn, havn } = await oresund();
    await httpOver(before)(path(customerId, ofHavn), { method: 'PATCH', body: { status: 'deleted' } });
    const known = await eventKeys(before);
    const now = before.now();
    await afterEachFault(await everyPlace(now, before.stores, (world) => world.tick(), does), now, before.stores, (world) => world.tick(), async (world) => {
      await world.advanceTo('2026-03-02T13:00:00.000Z');
      const stored = (await world.commerceRows()).filter(({ key, value }) => key.startsWith('event|') && !known.includes(key) && (value['subject'] as { kind: string }).kind === 'overage');
      expect(stored.flatMap(({ value }) => value['facts'])).toEqual([cleared(havn, azureOfHavn, '2026-03-03T00:00:00.000Z')]);
      expect((await overageIn(world, customerId)).assigned).toBeUndefined();
      await expectConverged(world, known);
    });
  });
});

describe('[OVG-2] minutes that come by another way than a purchase', () => {
  const from = { sku: 'NCM365ENTE03:0001', quantity: 5, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
  const into = `NCM365ENTE05:0001:${availabilityIdOf('NCM365ENTE05', '0001', 'commercial', 'NL')}`;

  test.each([[5, 'whole'], [2, 'in part']])('an upgrade of %i licences (%s) sets the customer up and is first in', async (quantity) => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const customerId = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customerId, [from]);
    expect(await readOverage(world.stores.Commerce, customerId, 'PhoneServices')).toBeUndefined();
    expect(await httpOver(world)(`/v1/customers/${customerId}/subscriptions/${id}/transitions`, { method: 'POST', body: { toCatalogItemId: into, quantity, transitionType: 'transition_only' } })).toMatchObject({ status: 200 });
    await world.settle();
    const azure = await readAzure(world.stores.Commerce, customerId);
    expect(azure.subscriptions.map(({ purpose }) => purpose).sort()).toEqual(['overage', 'standard']);
    expect(await overageIn(world, customerId)).toMatchObject({ holderId: world.as('havn').partner.tenantId, assigned: { azureSubscriptionId: azure.subscriptions.find(({ purpose }) => purpose === 'overage')?.id } });
  });

  test('a planned change does so with its renewal', async () => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const customerId = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customerId, [from]);
    const [productId = '', skuId = '', availabilityId = ''] = into.split(':');
    const body = { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, termDuration: 'P1Y', billingCycle: 'monthly' }, quantity: 5 } };
    expect(await httpOver(world)(`/v1/customers/${customerId}/subscriptions/${id}`, { method: 'PATCH', body })).toMatchObject({ status: 200 });
    await world.advanceTo('2027-03-01T23:59:59.999Z');
    expect(await readOverage(world.stores.Commerce, customerId, 'PhoneServices')).toBeUndefined();
    await world.advanceTo('2027-03-02T00:00:00.000Z');
    expect((await overageIn(world, customerId)).holderId).toBe(world.as('havn').partner.tenantId);
  });

  test('[REN-7] a planned change that an outage put off does so too, although charges of its term were made up with it', async () => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const customerId = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customerId, [from]);
    const [productId = '', skuId = '', availabilityId = ''] = into.split(':');
    const body = { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, termDuration: 'P1Y', billingCycle: 'monthly' }, quantity: 5 } };
    expect(await httpOver(world)(`/v1/customers/${customerId}/subscriptions/${id}`, { method: 'PATCH', body })).toMatchObject({ status: 200 });
    await world.advanceTo('2027-03-01T12:00:00.000Z');
    world.sleepUntil('2027-05-10T09:00:00.000Z');
    await world.settle();
    expect((await world.charges(customerId, id)).at(-1)).toMatchObject({ chargeType: 'cycleCharge', chargeStart: '2027-05-02' });
    expect((await overageIn(world, customerId)).holderId).toBe(world.as('havn').partner.tenantId);
  });

  /** Havn's licences with minutes have ended, and it is charged no longer. Beside them it has such without, for a year. */
  const lapsed = async () => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const customerId = world.customer('Zonnebloem');
    const [ended = '', id = ''] = await world.buy('havn', customerId, [phone, from]);
    await httpOver(world)(`/v1/customers/${customerId}/subscriptions/${ended}`, { method: 'PATCH', body: { status: 'deleted' } });
    await world.advanceTo('2026-04-01T10:00:00.000Z');
    expect((await overageIn(world, customerId)).assigned).toBeUndefined();
    const upgrade = async () => expect(await httpOver(world)(`/v1/customers/${customerId}/subscriptions/${id}/transitions`, { method: 'POST', body: { toCatalogItemId: into, quantity: 5, transitionType: 'transition_only' } })).toMatchObject({ status: 200 });
    return { world, customerId, upgrade, havn: world.as('havn').partner.tenantId };
  };

  test('[OVG-3] whose licences had all ended is first in again by an upgrade, as by a purchase', async () => {
    const { world, customerId, upgrade, havn } = await lapsed();
    await upgrade();
    await world.settle();
    expect(await overageIn(world, customerId)).toMatchObject({ holderId: havn, assigned: {}, charged: [{ from: '2026-03-02' }, { from: '2026-03-03' }, { from: '2026-04-01', to: { partnerId: havn } }] });
    expect((await overageIn(world, customerId)).lapsed).toBeUndefined();
    expect(facts(world).at(-1)).toMatchObject({ type: 'OverageAssigned', partnerTenantId: havn, reason: 'FirstIn' });
    await world.advanceTo('2026-04-05T10:00:00.000Z');
    expect((await overageIn(world, customerId)).assigned).toBeDefined();
  });

  test('[OVG-3] [DUE-1] also where the look at that upgrade was lost: the daily check finds it', async () => {
    const { world, customerId, upgrade, havn } = await lapsed();
    await upgrade();
    await world.app.deadlines.remove((await world.due()).filter(({ kind }) => kind === 'overageReview'));
    world.sleepUntil('2026-04-03T10:00:00.000Z');
    expect((await goOnChecking(world.app)).filter((finding) => finding.what === 'deadline').map(({ kind }) => kind)).toEqual(['overageReview']);
    await world.settle();
    expect(await overageIn(world, customerId)).toMatchObject({ holderId: havn, assigned: {} });
  });

  test('[OVG-4] who has set None since its licences came is left at None', async () => {
    const { world, customerId, upgrade } = await lapsed();
    await upgrade();
    await world.settle();
    expect(await httpOver(world)(`/v1/customers/${customerId}/subscriptions/overage`, { method: 'PUT', body: { type: 'PhoneServices', overageEnabled: false } })).toMatchObject({ status: 200 });
    await world.advanceTo('2026-04-03T10:00:00.000Z');
    expect((await overageIn(world, customerId)).assigned).toBeUndefined();
  });

  test('where setting up is a step of its own, not', async () => {
    const world = await World.at('2026-03-02T10:00:00.000Z', undefined, undefined, { NEXTTERM_OVERAGE_SETUP: 'explicit' });
    const customerId = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customerId, [from]);
    expect(await httpOver(world)(`/v1/customers/${customerId}/subscriptions/${id}/transitions`, { method: 'POST', body: { toCatalogItemId: into, quantity: 5, transitionType: 'transition_only' } })).toMatchObject({ status: 200 });
    await world.settle();
    expect(await readOverage(world.stores.Commerce, customerId, 'PhoneServices')).toBeUndefined();
  });
});

/** A price sheet has come in which the suite with calling minutes has none. */
const withoutMinutes = (world: World): void => {
  const { catalogueOf } = world.app;
  const stripped = ([key, item]: readonly [string, CatalogueItem]): [string, CatalogueItem] => {
    const { overage: _, ...sku } = item.sku;
    return [key, key === 'NCM365ENTE05:0001' ? { ...item, sku: { ...sku, tags: sku.tags.filter((tag) => tag !== 'IncludeOverage') } } : item];
  };
  world.use({ ...world.app, catalogueOf: async (market) => {
    const catalogue = await catalogueOf(market);
    return { ...catalogue, items: new Map([...catalogue.items].map(stripped)) };
  } });
};

/** The same suite, for a year. */
const planAnew = async (world: World, customerId: string, id: string): Promise<void> => {
  const { offer: { productId, skuId, availabilityId }, quantity } = await world.subscription(customerId, id);
  const body = { scheduledNextTermInstructions: { product: { productId, skuId, availabilityId, termDuration: 'P1Y', billingCycle: 'monthly' }, quantity } };
  expect(await httpOver(world)(`/v1/customers/${customerId}/subscriptions/${id}`, { method: 'PATCH', body })).toMatchObject({ status: 200 });
};

describe('[OVG-3] what brings minutes no longer clears the assignment as it begins', () => {
  const trial = { sku: 'NCM365ENTE05:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' } as const;
  const suite = { sku: 'NCM365ENTE05:0001', quantity: 5, termDuration: 'P1M', billingCycle: 'monthly' } as const;

  test.each([
    ['[TRI-2] a trial', 'TrialConverted', trial, async () => undefined],
    ['[SCH-1] a planned term of the same SKU', 'ScheduledChangeApplied', suite, planAnew],
  ] as const)('%s: up to its last minute it is assigned, and with the next it is where it still brings minutes', async (_, type, line, plan) => {
    for (const keepsMinutes of [true, false]) {
      const world = await World.at('2026-03-02T10:00:00.000Z');
      const customerId = world.customer('Zonnebloem');
      const [id = ''] = await world.buy('havn', customerId, [line]);
      await plan(world, customerId, id);
      if (!keepsMinutes) withoutMinutes(world);
      const end = startOfDay(plusDays((await world.subscription(customerId, id)).term.end, 1));
      await world.advanceTo(plusMinutes(end, -1));
      expect((await overageIn(world, customerId)).assigned).toBeDefined();
      world.happened();
      await world.advanceTo(end);
      expect(world.happened()).toContain(type);
      expect((await overageIn(world, customerId)).assigned !== undefined).toBe(keepsMinutes);
    }
  });
});

describe('[OVG-2] [OVG-3] minutes that came are looked at as of when they came, however late that is', () => {
  const suite = { sku: 'NCM365ENTE03:0001', quantity: 5, termDuration: 'P1M', billingCycle: 'monthly' } as const;
  const telco = 'NCM365ENTE05:0001';

  /** Oresund has five licences of Havn until 1 April, which that evening are upgraded to such as bring minutes. */
  const upgraded = async ({ at = '2026-04-01T16:54:50.870Z', plan = {}, renews = false, before = async (_: World, __: string): Promise<unknown> => undefined } = {}) => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const customerId = world.customer('Oresund');
    await before(world, customerId);
    const havn = world.as('havn');
    const [id = ''] = await world.buy('havn', customerId, [{ ...suite, ...plan }]);
    await outcomeOf(havn.patch(customerId, id, { autoRenewEnabled: renews }));
    await world.advanceTo(at);
    world.happened();
    await outcomeOf(havn.transition(customerId, id, { sku: telco, quantity: 5 }));
    const review = (await world.due()).find(({ kind }) => kind === 'overageReview');
    if (review === undefined) throw new Error('Nothing is to be looked at');
    return { world, customerId, id, review, havn: havn.partner.tenantId };
  };

  type Upgraded = Awaited<ReturnType<typeof upgraded>>;

  /** Due work stands still. */
  const late = async (world: World, until: string): Promise<void> => {
    world.sleepUntil(until);
    await world.settle();
  };

  const standsAt = async ({ world, customerId }: Upgraded) => {
    const { holderId, assigned, charged, version } = await overageIn(world, customerId);
    return { holderId, assigned, charged, version };
  };

  test.each(['2026-04-01T23:59:59.999Z', '2026-04-02T00:00:00.000Z', '2026-04-04T02:35:50.870Z'])('[OVG-6] licences that end with 1 April, first looked at at %s: calls of that day are charged, later ones are not', async (lookedAt) => {
    const life = await upgraded();
    const { world, customerId, havn } = life;
    await late(world, lookedAt);
    await late(world, '2026-04-04T02:35:50.870Z');
    const { subscriptions } = await readAzure(world.stores.Commerce, customerId);
    const azureSubscriptionId = subscriptions.find(({ purpose }) => purpose === 'overage')?.id ?? '';
    expect(await standsAt(life)).toEqual({ holderId: havn, charged: [{ from: '2026-04-01', to: { partnerId: havn, azureSubscriptionId } }, { from: '2026-04-02' }], version: 2 });
    expect(facts(world)).toEqual([{ type: 'OverageAssigned', service: 'PhoneServices', partnerTenantId: havn, azureSubscriptionId, reason: 'FirstIn' }, cleared(havn, azureSubscriptionId, '2026-04-02T00:00:00.000Z')]);
    const calls = ['2026-04-01', '2026-04-02'].map((date, index) => ({ reportId: `r${index}`, service: 'PhoneServices', userId: 'ilse@oresundfoods.example', date: calendarDate(date), minutes: 700 }));
    expect((await rateCalls(world.app, withReports(emptyMonth(customerId, 'PhoneServices', calendarDate('2026-04-01')), calls), world.now())).lines).toMatchObject([{ azureSubscriptionId, minutes: 100, firstDay: '2026-04-01', lastDay: '2026-04-01' }]);
    await world.expectNothingDue();
  });

  const nordlysBuys = (world: World, customerId: string) => world.buy('nordlys', customerId, [{ ...phone, termDuration: 'P1M' }]);

  test.each<readonly [string, Parameters<typeof upgraded>[0], (life: Upgraded) => Promise<unknown>]>([
    ['whose term goes on', { plan: { termDuration: 'P1Y' } }, () => Promise.resolve()],
    ['that are suspended since', {}, ({ world, customerId, id }) => outcomeOf(world.as('havn').patch(customerId, id, { status: 'suspended' }))],
    ['while another partner has the overage, whose licences end by then', { plan: { termDuration: 'P1Y' }, before: async (world, customerId) => {
      const [id = ''] = await nordlysBuys(world, customerId);
      await outcomeOf(world.as('nordlys').patch(customerId, id, { autoRenewEnabled: false }));
    } }, () => Promise.resolve()],
  ])('licences %s: three days late it stands as in time', async (_, how, then) => {
    const [inTime, delayed] = [await upgraded(how), await upgraded(how)];
    await inTime.world.tick();
    await then(inTime);
    await inTime.world.advanceTo('2026-04-04T10:00:00.000Z');
    await then(delayed);
    await late(delayed.world, '2026-04-04T10:00:00.000Z');
    expect(await standsAt(delayed)).toEqual(await standsAt(inTime));
  });

  test('carried out again it does nothing, neither before the end of the licences is looked at nor after it', async () => {
    const life = await upgraded();
    const { world, customerId, review } = life;
    await late(world, '2026-04-04T10:00:00.000Z');
    const [before, azure] = [await standsAt(life), await readAzure(world.stores.Commerce, customerId)];
    world.happened();
    await reviewOverage(world.app, review);
    await late(world, '2026-07-04T10:00:00.000Z');
    await reviewOverage(world.app, review);
    expect(await standsAt(life)).toEqual(before);
    expect((await readAzure(world.stores.Commerce, customerId)).subscriptions).toEqual(azure.subscriptions);
    expect(world.happened().filter((type) => /Azure|Overage/.test(type))).toEqual([]);
  });

  test.each(['dieBefore', 'dieAfter', 'conflict', 'unavailable', 'lostAnswer'] as const)('%s at every operation of looking at it after the end of the licences: set up and cleared once, and told once', async (does) => {
    const { world: before, customerId } = await upgraded();
    const known = await eventKeys(before);
    before.sleepUntil('2026-04-04T10:00:00.000Z');
    const now = before.now();
    await afterEachFault(await everyPlace(now, before.stores, (world) => world.tick(), does), now, before.stores, (world) => world.tick(), async (world) => {
      await world.advanceTo('2026-04-04T13:00:00.000Z');
      const stored = (await world.commerceRows()).filter(({ key, value }) => key.startsWith('event|') && !known.includes(key) && (value['subject'] as { kind: string }).kind === 'overage');
      expect(stored.flatMap(({ value }) => value['facts'])).toMatchObject([{ type: 'OverageAssigned', reason: 'FirstIn' }, { type: 'OverageCleared', noneFrom: '2026-04-02T00:00:00.000Z' }]);
      expect(await overageIn(world, customerId)).toMatchObject({ charged: [{ from: '2026-04-01' }, { from: '2026-04-02' }], version: 2 });
      await expectConverged(world, known);
    });
  });

  test('where the end of the licences was looked at before, it is set up and cleared at once', async () => {
    const life = await upgraded();
    const { world, customerId, review } = life;
    await world.app.deadlines.remove([review]);
    await late(world, '2026-04-04T10:00:00.000Z');
    expect(await readOverage(world.stores.Commerce, customerId, 'PhoneServices')).toBeUndefined();
    await reviewOverage(world.app, review);
    expect(await standsAt(life)).toMatchObject({ charged: [{ from: '2026-04-01' }, { from: '2026-04-02' }], version: 2 });
    expect((await overageIn(world, customerId)).assigned).toBeUndefined();
  });

  test.each([['2026-04-02T00:00:00.000Z', false], ['2026-04-01T23:59:59.999Z', true]])('what had ended by the instant of the change (%s) did not come with it: %s', async (at, isSetUp) => {
    const { world, customerId, review } = await upgraded();
    await world.app.deadlines.remove([review]);
    await late(world, '2026-04-04T10:00:00.000Z');
    await reviewOverage(world.app, { ...review, data: { came: { ...(review.data?.['came'] as object), at: instant(at) } } });
    expect((await readOverage(world.stores.Commerce, customerId, 'PhoneServices')) !== undefined).toBe(isSetUp);
  });

  test('who has got it since keeps it, and is charged from its own day', async () => {
    const life = await upgraded();
    const { world, customerId } = life;
    world.sleepUntil('2026-04-03T10:00:00.000Z');
    await nordlysBuys(world, customerId);
    await late(world, '2026-04-04T10:00:00.000Z');
    const nordlys = world.as('nordlys').partner.tenantId;
    expect(await standsAt(life)).toMatchObject({ holderId: nordlys, charged: [{ from: '2026-04-03', to: { partnerId: nordlys } }], version: 1 });
    expect((await readAzure(world.stores.Commerce, customerId)).plans.map(({ partnerId }) => partnerId)).toEqual([nordlys]);
  });

  test('that bring none any more by then: they were charged until that was noticed', async () => {
    const { world, customerId, id, havn } = await upgraded({ at: '2026-03-20T10:00:00.000Z', renews: true });
    await planAnew(world, customerId, id);
    withoutMinutes(world);
    await late(world, '2026-04-04T10:00:00.000Z');
    expect((await world.subscription(customerId, id)).offer.overage).toBeUndefined();
    expect(await overageIn(world, customerId)).toMatchObject({ charged: [{ from: '2026-03-20', to: { partnerId: havn } }, { from: '2026-04-05' }] });
    expect((await overageIn(world, customerId)).assigned).toBeUndefined();
  });

  /** Suspended the same evening, and resumed the next day: two changes that each left licences with minutes. Nothing can be looked at then. */
  const resumed = async () => {
    const life = await upgraded({ plan: { termDuration: 'P1Y' } });
    const { world, customerId, id } = life;
    world.sleepUntil('2026-04-01T17:00:00.000Z');
    await outcomeOf(world.as('havn').patch(customerId, id, { status: 'suspended' }));
    world.sleepUntil('2026-04-02T09:00:00.000Z');
    await outcomeOf(world.as('havn').patch(customerId, id, { status: 'active' }));
    const { app } = world;
    world.use({ ...app, catalogueOf: () => Promise.reject(new Error('no sheet can be read')) });
    return { ...life, mend: () => world.use({ ...world.app, catalogueOf: app.catalogueOf }) };
  };

  test('[REN-7] two looks at the same licences that fail wait each for itself: it is charged from the first', async () => {
    const life = await resumed();
    await late(life.world, '2026-04-02T09:00:30.000Z');
    expect((await life.world.app.deadlines.due(instant('2026-04-02T12:00:00.000Z'))).deadlines.filter(({ kind }) => kind === 'overageReview')).toHaveLength(2);
    life.mend();
    await late(life.world, '2026-04-02T12:00:00.000Z');
    expect(await standsAt(life)).toMatchObject({ holderId: life.havn, charged: [{ from: '2026-04-01' }] });
  });

  test('[REN-7] [DUE-1] so do they for the operator; the check leaves them there, and once they are released it is charged from the first', async () => {
    const life = await resumed();
    const { world } = life;
    for (let hour = 0; hour < 30; hour += 1) await late(world, plusMinutes(instant('2026-04-02T10:00:30.000Z'), 60 * hour));
    const { items } = await listParked(world.app.directory, 10);
    expect(items.filter(({ kind }) => kind === 'overageReview').map(({ subject }) => subject.split('|')[0])).toEqual([life.id, life.id]);
    life.mend();
    const checked = await goOnChecking(world.app);
    expect(checked.filter((finding) => finding.what === 'deadline' && finding.kind === 'overageReview')).toEqual([]);
    for (const { id } of items) await releaseParked(world.app, id, world.now());
    await world.settle();
    expect(await standsAt(life)).toMatchObject({ holderId: life.havn, charged: [{ from: '2026-04-01' }] });
  });

  test('[AZP-1] a plan that was there goes on from its last change, and what it misses is made now', async () => {
    const { world, customerId } = await upgraded();
    await world.buy('havn', customerId, [{ sku: 'DZH318Z0BPS6:0001', quantity: 1, billingCycle: 'one_time', termDuration: undefined }]);
    world.sleepUntil('2026-04-03T10:00:00.000Z');
    const { plans } = await readAzure(world.stores.Commerce, customerId);
    expect(await httpOver(world)(`/nextterm/v1/customers/${customerId}/subscriptions/${plans[0]?.id ?? ''}/azureEntitlements`, { method: 'POST', body: { friendlyName: 'Machines' } })).toMatchObject({ status: 201 });
    await late(world, '2026-04-04T10:00:00.000Z');
    const told = world.published.filter(({ subject }) => subject.kind === 'azurePlan').map(({ version, at }) => [version, at]);
    expect(told).toEqual([[1, '2026-04-01T16:54:50.870Z'], [2, '2026-04-03T10:00:00.000Z'], [3, '2026-04-04T10:00:00.000Z']]);
    expect(await overageIn(world, customerId)).toMatchObject({ charged: [{ from: '2026-04-01' }, { from: '2026-04-02' }] });
  });

  test.each([['explicit', 'onPurchase', false], ['onPurchase', 'explicit', true]] as const)('by the policy of that instant: %s, and %s since', async (then, since, isSetUp) => {
    const { world, customerId, review } = await upgraded({ plan: { termDuration: 'P1Y' } });
    const policies = policyBook([{ ...newCommerce, overageSetUp: then }, { ...newCommerce, name: 'since', effectiveFrom: plusMinutes(review.at, 1), overageSetUp: since }]);
    world.sleepUntil('2026-04-04T10:00:00.000Z');
    await reviewOverage({ ...world.app, policies }, review);
    expect((await readOverage(world.stores.Commerce, customerId, 'PhoneServices')) !== undefined).toBe(isSetUp);
  });

  test('[AZP-2] nothing is set up for a partner that has neither licences nor a relationship any more', async () => {
    const { world, customerId } = await upgraded();
    world.sleepUntil('2026-04-03T10:00:00.000Z');
    expect(await httpOver(world)(`/v1/customers/${customerId}`, { method: 'PATCH', body: { relationshipToPartner: 'none' } })).toMatchObject({ status: 200 });
    await world.settle();
    expect(await readOverage(world.stores.Commerce, customerId, 'PhoneServices')).toBeUndefined();
    expect((await readAzure(world.stores.Commerce, customerId)).plans).toEqual([]);
  });

  test('a deadline of a version before, which does not say what came, goes by what is there', async () => {
    const { world, customerId, review: { data: _, ...review } } = await upgraded({ plan: { termDuration: 'P1Y' } });
    world.sleepUntil('2026-04-04T10:00:00.000Z');
    await reviewOverage(world.app, review);
    expect(await overageIn(world, customerId)).toMatchObject({ charged: [{ from: '2026-04-04' }] });
  });
});

describe('[OVG-3] [OVG-4] two hosts at once', () => {
  const whole = { before: () => undefined, answer: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }), preview: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }) };

  test.each<string | typeof COMMIT>(['customer|', 'overage|', 'subscription|', COMMIT])('whoever assigns overage while its last licences that bring it are cancelled, and that is reviewed, has it no longer (%#)', async (moment) => {
    const { world, customerId, ofHavn, havn } = await oresund();
    const { partner } = world.as('havn');
    const manage = (app: typeof world.app, overageEnabled: boolean) =>
      manageOverage(app, { partner, userId: 'user', preview: false, request: { callerTenantId: havn, requestId: newRequestId(), fingerprint: '' } }, customerId, { service: 'PhoneServices', overageEnabled }, whole);
    await outcomeOf(manage(world.app, false));
    const other = world.newProcess();
    const { store, hasActed } = interrupted(world.app.commerce, moment, async () => {
      await outcomeOf(world.as('havn').patch(customerId, ofHavn, { status: 'deleted' }));
      await reviewOverage(other, { at: world.now(), kind: 'overageReview', customerId, subject: ofHavn });
    });
    expect(await manage({ ...world.app, commerce: store }, true)).toMatchObject({ ok: false, error: { kind: 'OverageNotManageable' } });
    expect([hasActed(), (await overageIn(world, customerId)).assigned]).toEqual([true, undefined]);
  });
});

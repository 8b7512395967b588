import { availabilityIdOf } from '../../../../src/domain/catalogue/availabilityId';
import { readAzure } from '../../../../src/app/azurePlan/azureBook';
import { manageOverage } from '../../../../src/app/overage/manageOverage';
import { readOverage } from '../../../../src/app/overage/overageBook';
import { reviewOverage } from '../../../../src/app/overage/reviewOverage';
import { type CatalogueItem } from '../../../../src/domain/catalogue/state';
import { plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { plusMinutes } from '../../../../src/kernel/instant';
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

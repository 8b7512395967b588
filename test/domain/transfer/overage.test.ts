import { chargedOn } from '../../../src/domain/usage/overage/charged';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { audienceOf } from '../../../src/app/event/audience';
import { readAzure } from '../../../src/app/azurePlan/azureBook';
import { oresund, overageIn, phone } from '../usage/overage/oresund';
import { emptyMonth } from '../../../src/domain/usage/overage/callMonth';
import { rateCalls } from '../../../src/app/calls/rating';
import { listSubscriptions } from '../../../src/app/subscription/subscriptionBook';
import { outcomeOf } from '../../support/worldDesk';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

/** What havn submits to nordlys is carried out. */
const transferred = async (world: World, customerId: string, ids: readonly string[]) => {
  const http = httpOver(world);
  const asked = { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 };
  const { id } = (await http(`/v1/customers/${customerId}/transfers`, { method: 'POST', as: 'nordlys', body: asked })).body as { id: string };
  const lineItems = ids.map((subscriptionId) => ({ subscriptionId, productType: 'OnlineServicesNCE' }));
  expect(await http(`/v1/customers/${customerId}/transfers/${id}`, { method: 'PATCH', as: 'havn', body: { lineItems } })).toMatchObject({ status: 200 });
  await world.settle();
  expect((await http(`/v1/customers/${customerId}/transfers/${id}`, { as: 'havn' })).body).toMatchObject({ status: 'Complete' });
};

const factsOf = (world: World): unknown[] => world.published.filter(({ subject }) => subject.kind === 'overage').flatMap(({ facts }) => facts);
const day = (text: string) => calendarDate(text);

describe('who takes the overage after licences that bring minutes were transferred', () => {
  test('[OVG-3] [TRF-2] the holder\'s last ones go to a partner who sells the service already: the assignment goes along, cut by the day', async () => {
    const { world, customerId, ofHavn, azureOfHavn, havn, nordlys } = await oresund();
    await transferred(world, customerId, [ofHavn]);
    const overage = await overageIn(world, customerId);
    expect(overage.holderId).toBe(nordlys);
    const own = (await readAzure(world.stores.Commerce, customerId)).subscriptions.find(({ id }) => id === overage.assigned?.azureSubscriptionId);
    expect(own).toMatchObject({ partnerId: nordlys, purpose: 'overage', status: 'active' });
    expect(['2026-03-02', '2026-03-03'].map((each) => chargedOn(overage.charged, day(each))?.partnerId)).toEqual([havn, nordlys]);
    expect(factsOf(world).slice(-2)).toEqual([
      { type: 'OverageCleared', service: 'PhoneServices', partnerTenantId: havn, azureSubscriptionId: azureOfHavn, reason: 'NoEnablingSubscription', noneFrom: '2026-03-03T00:00:00.000Z' },
      { type: 'OverageAssigned', service: 'PhoneServices', partnerTenantId: nordlys, azureSubscriptionId: own?.id, reason: 'FirstIn' },
    ]);
    // PAR-3: each is told of its own assignment.
    const told = world.published.filter(({ subject }) => subject.kind === 'overage').slice(-2);
    expect(told.map((record) => [record.version, ...audienceOf(record), Object.keys(record.changed ?? {})])).toEqual([
      [overage.version - 1, havn, ['azureSubscriptionId']],
      [overage.version, nordlys, ['partnerTenantId', 'azureSubscriptionId']],
    ]);
  });

  test('[OVG-2] [OVG-3] to a partner who had nothing of it: set up as with a purchase, and assigned', async () => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const customerId = world.customer('Oresund');
    const ids = await world.buy('havn', customerId, [phone]);
    const nordlys = world.as('nordlys').partner.tenantId;
    await transferred(world, customerId, ids);
    const azure = await readAzure(world.stores.Commerce, customerId);
    expect(azure.plans.filter(({ partnerId }) => partnerId === nordlys)).toHaveLength(1);
    expect(azure.subscriptions.filter(({ partnerId }) => partnerId === nordlys).map(({ purpose }) => purpose).sort()).toEqual(['overage', 'standard']);
    expect(await overageIn(world, customerId)).toMatchObject({ holderId: nordlys, assigned: { azureSubscriptionId: azure.subscriptions.find(({ partnerId, purpose }) => partnerId === nordlys && purpose === 'overage')?.id } });
  });

  test('[OVG-3] the holder keeps others: its assignment stays until the last of them is moved', async () => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const customerId = world.customer('Oresund');
    const [first = '', second = ''] = await world.buy('havn', customerId, [phone, phone]);
    const { havn, nordlys } = { havn: world.as('havn').partner.tenantId, nordlys: world.as('nordlys').partner.tenantId };
    await transferred(world, customerId, [first]);
    expect((await overageIn(world, customerId)).holderId).toBe(havn);
    await transferred(world, customerId, [second]);
    expect((await overageIn(world, customerId)).holderId).toBe(nordlys);
  });

  test('[OVG-3] both at once: the second of the two moves brings it', async () => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const customerId = world.customer('Oresund');
    await transferred(world, customerId, await world.buy('havn', customerId, [phone, phone]));
    expect((await overageIn(world, customerId)).holderId).toBe(world.as('nordlys').partner.tenantId);
  });

  test('[OVG-3] from a partner who is not the holder: nothing changes for who is', async () => {
    const { world, customerId, ofNordlys, havn } = await oresund();
    const http = httpOver(world);
    const before = await overageIn(world, customerId);
    const asked = { sourcePartnerTenantId: world.as('nordlys').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 };
    const { id } = (await http(`/v1/customers/${customerId}/transfers`, { method: 'POST', as: 'havn', body: asked })).body as { id: string };
    await http(`/v1/customers/${customerId}/transfers/${id}`, { method: 'PATCH', as: 'nordlys', body: { lineItems: [{ subscriptionId: ofNordlys, productType: 'OnlineServicesNCE' }] } });
    await world.settle();
    expect(await overageIn(world, customerId)).toEqual(before);
    expect(before.holderId).toBe(havn);
  });

  test('[OVG-2] [OVG-4] where setting up is a step of its own: cleared at once, and said so; the target may assign then', async () => {
    const world = await World.at('2026-03-02T10:00:00.000Z', undefined, undefined, { NEXTTERM_OVERAGE_SETUP: 'explicit' });
    const customerId = world.customer('Oresund');
    const ids = await world.buy('havn', customerId, [phone]);
    const http = httpOver(world);
    expect(await http(`/v1/customers/${customerId}/subscriptions/overage`, { method: 'PUT', as: 'havn', body: { overageEnabled: true } })).toMatchObject({ status: 200 });
    await transferred(world, customerId, ids);
    expect((await overageIn(world, customerId)).assigned).toBeUndefined();
    expect(factsOf(world).at(-1)).toMatchObject({ type: 'OverageCleared', reason: 'NoEnablingSubscription' });
    expect(await http(`/v1/customers/${customerId}/subscriptions/overage`, { method: 'PUT', as: 'nordlys', body: { overageEnabled: true } })).toMatchObject({ status: 200 });
    expect((await overageIn(world, customerId)).holderId).toBe(world.as('nordlys').partner.tenantId);
  });

  test('[OVG-6] licences that were moved bring their minutes once in the month of the move', async () => {
    const { world, customerId, ofHavn } = await oresund();
    const http = httpOver(world);
    const allowance = async () => ((await http(`/nextterm/v1/customers/${customerId}/usage?service=PhoneServices&month=2026-03`, { as: 'nordlys' })).body as { allowance: { minutes: number } }).allowance;
    const before = await allowance();
    await world.advanceTo('2026-03-10T10:00:00.000Z');
    await transferred(world, customerId, [ofHavn]);
    await world.advanceTo('2026-03-20T10:00:00.000Z');
    expect(await allowance()).toEqual(before);
  });

  /** In a catalogue in which E3 brings minutes, too. */
  const suite = { sku: 'NCM365ENTE03:0001', quantity: 5, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
  const withMinutes = (world: World): void => {
    const { catalogueOf } = world.app;
    world.use({ ...world.app, catalogueOf: async (market) => {
      const catalogue = await catalogueOf(market);
      return { ...catalogue, items: new Map([...catalogue.items].map(([key, item]) => [key, key === suite.sku ? { ...item, sku: { ...item.sku, overage: { service: 'PhoneServices', minutesPerLicence: 100 } } } : item])) };
    } });
  };

  test.each([
    ['left as they are', () => Promise.resolve(), { licences: 5, minutes: 500 }],
    ['upgraded', async (world: World, customerId: string, id: string) => outcomeOf(world.as('nordlys').transition(customerId, id, { sku: 'NCM365ENTE05:0001', quantity: 5 })), { licences: 5, minutes: 600 }],
    ['upgraded in part', async (world: World, customerId: string, id: string) => outcomeOf(world.as('nordlys').transition(customerId, id, { sku: 'NCM365ENTE05:0001', quantity: 2 })), { licences: 5, minutes: 540 }],
    ['given more seats', async (world: World, customerId: string, id: string) => outcomeOf(world.as('nordlys').patch(customerId, id, { quantity: 7 })), { licences: 7, minutes: 700 }],
  ] as const)('[OVG-6] also where they are %s by the target on the very day: in the midst of a cycle, on the last day of a month, on the day they were bought', async (_, then, expected) => {
    for (const [bought, moved, until] of [['2026-03-02', '2026-03-10', '2026-03-20'], ['2026-03-31', '2026-03-31', '2026-04-05'], ['2026-03-15', '2026-03-31', '2026-04-05']] as const) {
      const world = await World.at(`${bought}T10:00:00.000Z`);
      withMinutes(world);
      const customerId = world.customer('Oresund');
      const ids = await world.buy('havn', customerId, [suite]);
      await world.advanceTo(`${moved}T10:00:00.000Z`);
      await transferred(world, customerId, ids);
      const received = (await listSubscriptions(world.stores.Commerce, customerId)).find(({ partnerId, status }) => partnerId === world.as('nordlys').partner.tenantId && status === 'active');
      await then(world, customerId, received?.id ?? '');
      await world.settle();
      await world.advanceTo(`${until}T10:00:00.000Z`);
      expect((await rateCalls(world.app, emptyMonth(customerId, 'PhoneServices', day('2026-03-01')), world.now())).allowance).toEqual(expected);
    }
  });
});

describe('add-ons whose base was transferred', () => {
  const base = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
  const copilot = { sku: 'NCM365COPIL1:0001', quantity: 6, termDuration: 'P1Y', billingCycle: 'annual' } as const;
  const moved = async (which: 'base' | 'addOn') => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const customerId = world.customer('Oresund');
    const [ofBase = '', ofAddOn = ''] = await world.buy('havn', customerId, [base, copilot]);
    await transferred(world, customerId, [which === 'base' ? ofBase : ofAddOn]);
    return { world, customerId };
  };

  test.each<['base' | 'addOn']>([['base'], ['addOn']])('[ORD-4] the %s moved: still as many as the base has over both partners, for either of them, and not one more', async (which) => {
    for (const partner of ['havn', 'nordlys']) {
      const { world, customerId } = await moved(which);
      await expect(world.buy(partner, customerId, [{ ...copilot, quantity: 5 }])).rejects.toThrow('BaseSeatsNotMet');
      expect(await world.buy(partner, customerId, [{ ...copilot, quantity: 4 }])).toHaveLength(1);
    }
  });

  test('[ORD-4] seats added to the one that was moved are held to the base the source kept', async () => {
    const { world, customerId } = await moved('addOn');
    const http = httpOver(world);
    const { items } = (await http(`/v1/customers/${customerId}/subscriptions`, { as: 'nordlys' })).body as { items: { id: string }[] };
    const seats = (quantity: number) => http(`/v1/customers/${customerId}/subscriptions/${items[0]?.id ?? ''}`, { method: 'PATCH', as: 'nordlys', body: { quantity } });
    expect(await seats(11)).toMatchObject({ status: 403, body: { description: expect.stringContaining('base') as string } });
    expect((await seats(10)).status).toBe(200);
  });
});

import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { httpOver, type Call, type Reply } from '../../support/httpWorld';
import { World } from '../../support/world';

interface Item {
  readonly id: string;
  readonly offerId: string;
  readonly orderId?: string;
  readonly productType?: { readonly id: string };
}

let world: World;
let http: (path: string, call?: Call) => Promise<Reply>;

beforeEach(async () => {
  world = await World.at('2026-03-02T10:00:00.000Z');
  http = httpOver(world);
});

const azureOf = async (customerId: string, as: string): Promise<Item[]> =>
  ((await http(`/v1/customers/${customerId}/subscriptions`, { as })).body as { items: Item[] }).items.filter(({ productType }) => productType?.id === 'Azure');

const bought = async (customerId: string): Promise<Item> => {
  const item = `DZH318Z0BPS6:0001:${availabilityIdOf('DZH318Z0BPS6', '0001', 'commercial', 'NL')}`;
  const order = (await http(`/v1/customers/${customerId}/orders`, { method: 'POST', body: { partnerOnRecordAttestationAccepted: true, lineItems: [{ lineItemNumber: 0, offerId: item, quantity: 1 }] } })).body as { id: string };
  const [plan] = await azureOf(customerId, 'havn');
  expect(plan).toMatchObject({ offerId: item, orderId: order.id });
  return plan ?? { id: '', offerId: '' };
};

/** What every listed subscription answers. */
const readings = ['/v1|addons', '/v1|transitionEligibilities', '/v1|transitions', '/v1|upgrades', '/v1|conversions', '/v1|activationlinks', '/nextterm/v1|charges'] as const;

describe.each([
  ['a plan that was bought', 'Zonnebloem', 'havn'],
  ['a plan that came with calling minutes', 'Oresund', 'havn'],
  ['a subscription of the older offer', 'Fabrikvik', 'nordlys'],
])('[AZP-1] %s answers as any listed subscription', (name, customer, as) => {
  const found = async (): Promise<{ readonly customerId: string; readonly item: Item }> => {
    const customerId = world.customer(customer);
    if (customer === 'Zonnebloem') return { customerId, item: await bought(customerId) };
    if (customer === 'Oresund') await world.buy(as, customerId, [{ sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' }]);
    const [item] = await azureOf(customerId, as);
    return { customerId, item: item ?? { id: '', offerId: '' } };
  };

  test('and is read alike in the list and by itself, without end', async () => {
    const { customerId, item } = await found();
    const single = await http(`/v1/customers/${customerId}/subscriptions/${item.id}`, { as });
    expect(single).toMatchObject({ status: 200, body: { ...item, commitmentEndDate: '9999-12-10T00:00:00Z' } });
    if (customer === 'Fabrikvik') return;
    expect(item.offerId).toMatch(/^DZH318Z0BPS6:0001:[A-Z0-9]{12}$/);
    const order = await http(`/v1/customers/${customerId}/orders/${item.orderId ?? ''}`, { as });
    expect([order.status, item.orderId === undefined]).toEqual([200, false]);
  });

  test.each(readings)('%s: empty', async (reading) => {
    const { customerId, item } = await found();
    const [root = '', part = ''] = reading.split('|');
    const path = (id: string) => `${root}/customers/${customerId}/subscriptions/${id}/${part}`;
    expect(await http(path(item.id), { as })).toMatchObject({ status: 200, body: { totalCount: 0, items: [] } });
    expect((await http(path(item.id), { as: as === 'havn' ? 'polder' : 'havn' })).status).toBe(404);
    expect((await http(path('00000000-0000-4000-8000-00000000dead'), { as })).status).toBe(404);
  });

  test('events: what happened to it', async () => {
    const { customerId, item } = await found();
    const events = (await http(`/nextterm/v1/customers/${customerId}/subscriptions/${item.id}/events`, { as })).body as { items: { type: string }[] };
    const created = { Zonnebloem: 1, Oresund: 2, Fabrikvik: 0 }[customer] ?? 0;
    expect(events.items.map(({ type }) => type)).toEqual(created === 0 ? [] : ['AzurePlanCreated', ...Array<string>(created).fill('AzureSubscriptionCreated')]);
  });

  test('provisioningstatus: there at once, without end', async () => {
    const { customerId, item } = await found();
    expect(await http(`/v1/customers/${customerId}/subscriptions/${item.id}/provisioningstatus`, { as })).toMatchObject({
      status: 200,
      body: { skuId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, status: 'success', quantity: 1, endDate: '9999-12-10T00:00:00Z', attributes: { objectType: 'SubscriptionProvisioningStatus' } },
    });
  });

  test('[PRE-3] options: what its own calls would do', async () => {
    const { customerId, item } = await found();
    const path = `/v1/customers/${customerId}/subscriptions/${item.id}`;
    const options = async () => ((await http(`/nextterm${path}/options`, { as })).body as { items: { action: string; possible: boolean; code?: number }[] }).items;
    const suspend = () => http(path, { method: 'PATCH', as, body: { status: 'suspended' } });
    if (name === 'a subscription of the older offer') {
      expect(await options()).toEqual([{ action: 'suspend', possible: true, rule: 'SUS-1', effect: { status: 'suspended' } }]);
      expect((await suspend()).status).toBe(200);
      expect(await options()).toMatchObject([{ action: 'resume', possible: true, rule: 'SUS-2' }]);
      return;
    }
    expect(await options()).toMatchObject([{ action: 'rename', possible: true, rule: 'SUB-6' }, { action: 'suspend', possible: false, rule: 'AZP-1', code: 900115 }]);
    expect(await suspend()).toMatchObject({ status: 403, body: { code: 900115 } });
    const { items } = (await http(`${path}/azureEntitlements`, { as })).body as { items: Item[] };
    for (const { id } of items) await http(`${path}/azureEntitlements/${id}/cancel`, { method: 'POST', as, body: { cancellationReason: 'compromise' } });
    await world.advanceTo('2026-03-02T10:10:00.000Z');
    expect(await options()).toMatchObject([{ action: 'rename', possible: true }, { action: 'suspend', possible: true, rule: 'SUS-1', effect: { status: 'suspended' } }]);
    expect((await suspend()).status).toBe(200);
    expect(await options()).toMatchObject([{ action: 'rename' }, { action: 'resume', possible: true, rule: 'SUS-2', effect: { status: 'active' } }]);
  });
});

import { httpOver } from '../../../support/httpWorld';
import { type World } from '../../../support/world';
import { oresund } from './oresund';

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let azureOfHavn: string;
let plan: string;

beforeEach(async () => {
  ({ world, customerId, azureOfHavn } = await oresund());
  http = httpOver(world);
  plan = ((await http(`/nextterm/v1/customers/${customerId}/azureplans`)).body as { items: { id: string }[] }).items[0]?.id ?? '';
});

const base = () => `/v1/customers/${customerId}/subscriptions/${plan}/azureEntitlements`;
const post = (id: string, word: string, body?: object, more: object = {}) => http(`${base()}/${id}/${word}`, { method: 'POST', ...(body && { body }), ...more });

test('[AZP-1] many Azure subscriptions under one plan, listed and one by one; another partner sees its own plan alone', async () => {
  const { items } = (await http(base())).body as { items: { id: string; status: string; subscriptionId: string }[] };
  expect(items.map(({ status, subscriptionId }) => [status, subscriptionId])).toEqual([['active', plan], ['active', plan]]);
  expect(await http(`${base().toLowerCase()}/${azureOfHavn}`)).toMatchObject({ status: 200, body: { id: azureOfHavn, friendlyName: 'Subscription 1', status: 'active' } });
  expect(await http(base(), { as: 'nordlys' })).toMatchObject({ status: 404, body: { code: 20003 } });
  expect(((await http(`/nextterm/v1/customers/${customerId}/azureplans`, { as: 'nordlys' })).body as { items: { id: string }[] }).items.map(({ id }) => id)).not.toContain(plan);
});

const compromise = { cancellationReason: 'compromise' };
const assign = () => http(`/v1/customers/${customerId}/subscriptions/overage`, { method: 'PUT', body: { azureEntitlementId: azureOfHavn, overageEnabled: true } });

test('[AZP-1] [PRE-1] one is cancelled and taken up again, each as previewed; the plan stays', async () => {
  expect((await post(azureOfHavn, 'cancel?preview=true', compromise)).body).toMatchObject({ preview: true, result: { id: azureOfHavn, status: 'active' } });
  expect(await post(azureOfHavn, 'cancel', compromise)).toMatchObject({ status: 200, body: { status: 'active' } });
  await world.advanceTo('2026-03-02T10:10:00.000Z');
  expect(await post(azureOfHavn, 'cancel', compromise)).toMatchObject({ status: 200, body: { status: 'inactive' } });
  expect(await assign()).toMatchObject({ status: 400, body: { code: 800012 } });
  expect((await post(azureOfHavn, 'reactivate?preview=true')).body).toMatchObject({ preview: true, result: { id: azureOfHavn, status: 'active' } });
  expect(await post(azureOfHavn, 'reactivate')).toMatchObject({ status: 202, body: { status: 'active' } });
  expect(world.happened()).toEqual(['AzureSubscriptionCancelled', 'AzureSubscriptionDeactivated', 'AzureSubscriptionReactivated']);
});

describe('[AZP-1] a cancelled one turns inactive after ten minutes', () => {
  const status = async () => ((await http(`${base()}/${azureOfHavn}`)).body as { status: string }).status;
  const suspendPlan = (query = '') => http(`/v1/customers/${customerId}/subscriptions/${plan}${query}`, { method: 'PATCH', body: { status: 'suspended' } });

  test('not a millisecond before, at once at their end, and by the sweep for good', async () => {
    await post(azureOfHavn, 'cancel', compromise);
    world.happened();
    await world.advanceTo('2026-03-02T10:09:59.999Z');
    expect([await status(), world.happened()]).toEqual(['active', []]);
    await world.advanceTo('2026-03-02T10:10:00.000Z');
    expect([await status(), world.happened()]).toEqual(['inactive', ['AzureSubscriptionDeactivated']]);
    await world.advanceTo('2026-03-02T11:00:00.000Z');
    expect(world.happened()).toEqual([]);
  });

  test('whether or not the sweep was there', async () => {
    await post(azureOfHavn, 'cancel', compromise);
    world.happened();
    world.sleepUntil('2026-03-02T10:10:00.000Z');
    expect([await status(), world.happened()]).toEqual(['inactive', []]);
    expect(await post(azureOfHavn, 'cancel', compromise)).toMatchObject({ status: 200, body: { status: 'inactive' } });
    await world.settle();
    expect([await status(), world.happened()]).toEqual(['inactive', ['AzureSubscriptionDeactivated']]);
  });

  test('cancelled once more in between it keeps its minutes; taken up again it stays', async () => {
    await post(azureOfHavn, 'cancel', compromise);
    await world.advanceTo('2026-03-02T10:05:00.000Z');
    expect(await post(azureOfHavn, 'cancel', compromise)).toMatchObject({ body: { status: 'active' } });
    expect(await post(azureOfHavn, 'reactivate')).toMatchObject({ status: 202, body: { status: 'active' } });
    await world.advanceTo('2026-03-02T10:10:00.000Z');
    expect(await status()).toBe('active');
    expect(world.happened()).toEqual(['AzureSubscriptionCancelled', 'AzureSubscriptionReactivated']);
  });

  test('[OVG-4] nothing is charged to it from its cancellation on; its plan is in use until it is inactive', async () => {
    const { items } = (await http(base())).body as { items: { id: string }[] };
    for (const { id } of items) await post(id, 'cancel', compromise);
    expect(await assign()).toMatchObject({ status: 400, body: { code: 800012, description: expect.stringContaining('is cancelled') as string } });
    await world.advanceTo('2026-03-02T10:09:59.999Z');
    expect(await suspendPlan()).toMatchObject({ status: 403, body: { code: 900115 } });
    await world.advanceTo('2026-03-02T10:10:00.000Z');
    expect(await suspendPlan()).toMatchObject({ status: 200, body: { status: 'suspended' } });
  });
});

test.each<[string, string, object, object, number, number]>([
  ['an unknown reason', 'cancel', { cancellationReason: 'mood' }, {}, 400, 900307],
  ['no reason', 'cancel', {}, {}, 400, 800002],
  ['a role that may not', 'cancel', { cancellationReason: 'compromise' }, { roles: ['sales_agent'] }, 403, 900150],
  ['another partner', 'cancel', { cancellationReason: 'compromise' }, { as: 'nordlys' }, 404, 20003],
])('[AZP-1] refused and nothing changed: %s', async (_name, word, body, more, status, code) => {
  const before = await world.commerceRows();
  expect(await post(azureOfHavn, word, body, more)).toMatchObject({ status, body: { code } });
  expect(await post('5b0e6f2a-0000-4000-8000-000000000000', 'cancel', { cancellationReason: 'compromise' })).toMatchObject({ status: 404, body: { code: 800111 } });
  expect(await world.commerceRows()).toEqual(before);
});

import { eventKeys, expectConverged } from '../../../../support/worldConverged';
import { aShop, archive, bodyOf, mail, refused, type Wire } from './shopOverHttp';

/** A base with two licences at 3.04 a month, and an add-on with two at 2.24, bought on 13 January 2026. */
const aFamily = async () => {
  const shop = await aShop();
  const since = await eventKeys(shop.world);
  const [base = '', addOn = ''] = await shop.buy({ sku: mail, addonItems: [{ sku: archive }] });
  const patch = (id: string, body: object, query = '') => shop.call(`subscriptions/${id}${query}`, { method: 'PATCH', body });
  const change = async (id: string, body: object): Promise<Wire> => bodyOf<Wire>(await patch(id, body), 200);
  const statuses = async () => Promise.all([base, addOn].map(async (id) => bodyOf<Wire>(await shop.call(`subscriptions/${id}`), 200)['status']));
  const charged = async (id: string) => (await shop.linesOf(id)).map(([type, from, to, , quantity, amount]) => [type, from, to, quantity, amount]);
  return { ...shop, since, base, addOn, patch, change, statuses, charged };
};

const bought = ['Cycle fee', '2026-01-13', '2026-02-12', 2, '6.08'];

test('[MIG-2] [MIG-1] [ORD-5] bought, changed, suspended, resumed and cancelled: every line of it', async () => {
  const { world, since, base, addOn, change, statuses, charged } = await aFamily();
  await world.advanceTo('2026-02-20T09:00:00Z');
  expect(await change(base, { quantity: 5 })).toMatchObject({ quantity: 5, status: 'active' });
  await change(addOn, { quantity: 1 });
  await world.advanceTo('2026-03-01T09:00:00Z');
  world.happened();
  expect(await change(base, { status: 'suspended' })).toMatchObject({ status: 'suspended', autoRenewEnabled: false });
  expect(world.happened()).toEqual(['AutoRenewTurnedOff', 'SubscriptionSuspended', 'SubscriptionSuspended']);
  expect(await statuses()).toEqual(['suspended', 'suspended']);
  await world.advanceTo('2026-05-20T09:00:00Z');
  await change(base, { status: 'active', autoRenewEnabled: true });
  expect(await statuses()).toEqual(['active', 'active']);
  await world.advanceTo('2026-06-20T09:00:00Z');
  await change(addOn, { status: 'deleted' });
  await change(base, { status: 'deleted' });
  const cycle = ['2026-02-13', '2026-03-12'];
  expect(await charged(base)).toEqual([
    bought,
    ['Cycle fee', ...cycle, 2, '6.08'],
    ['Cycle Instance Prorate', ...cycle, 2, '-6.08'],
    ['Cycle Instance Prorate', '2026-02-13', '2026-02-19', 2, '1.52'],
    ['Cycle Instance Prorate', '2026-02-20', '2026-03-12', 5, '11.40'],
    ['Cancel fee', '2026-03-01', '2026-03-12', 5, '-6.51'],
    ['Prorate fees when activate', '2026-05-20', '2026-06-12', 5, '11.77'],
    ['Cycle fee', '2026-06-13', '2026-07-12', 5, '15.20'],
    ['Cancel fee', '2026-06-20', '2026-07-12', 5, '-11.65'],
  ]);
  expect((await charged(addOn)).slice(2)).toEqual([
    ['Cycle Instance Prorate', ...cycle, 2, '-4.48'],
    ['Cycle Instance Prorate', '2026-02-13', '2026-02-19', 2, '1.12'],
    ['Cycle Instance Prorate', '2026-02-20', '2026-03-12', 1, '1.68'],
    ['Cancel fee', '2026-03-01', '2026-03-12', 1, '-0.96'],
    ['Prorate fees when activate', '2026-05-20', '2026-06-12', 1, '1.73'],
    ['Cycle fee', '2026-06-13', '2026-07-12', 1, '2.24'],
    ['Cancel fee', '2026-06-20', '2026-07-12', 1, '-1.72'],
  ]);
  await world.expectNothingDue();
  await expectConverged(world, since);
});

test('[MIG-2] refused by its code, and nothing stored', async () => {
  const { world, base, addOn, patch, change, order } = await aFamily();
  expect(refused(await patch(base, { quantity: 0 }))).toEqual([400, 2002]);
  expect(refused(await patch(base, { quantity: 10_001 }))).toEqual([400, 2002]);
  expect(refused(await patch(base, { billingCycle: 'annual' }))).toEqual([400, 2054]);
  expect(refused(await patch(base, { status: 'deleted' }))).toEqual([400, 800063]);
  await change(base, { status: 'suspended' });
  const before = await world.dump();
  expect(refused(await patch(addOn, { status: 'active' }))).toEqual([409, 27009]);
  expect(refused(await patch(addOn, { quantity: 3 }))).toEqual([400, 800091]);
  expect(refused(await order({ parentSubscriptionId: base }))).toEqual([409, 27009]);
  expect(await world.dump()).toEqual(before);
});

test('[MIG-2] [PRE-1] [PRE-3] what suspending the family costs: by the preview, by the options and by the command', async () => {
  const { world, customer, base, addOn, patch, change, charged, http } = await aFamily();
  await world.advanceTo('2026-02-20T09:00:00Z');
  const { charges } = bodyOf<{ charges: readonly Wire[] }>(await patch(base, { status: 'suspended' }, '?preview=true'), 200);
  const { items } = bodyOf<{ items: readonly Wire[] }>(await http(`/nextterm/v1/customers/${customer}/subscriptions/${base}/options`), 200);
  const option = items.find(({ action }) => action === 'suspend')?.['effect'] as Wire;
  await change(base, { status: 'suspended' });
  const made = [(await charged(base)).at(-1), (await charged(addOn)).at(-1)];
  expect(made).toEqual([['Cancel fee', '2026-02-20', '2026-03-12', 2, '-4.56'], ['Cancel fee', '2026-02-20', '2026-03-12', 2, '-3.36']]);
  expect(charges.map(({ chargeType, quantity, subtotal }) => [chargeType, quantity, subtotal])).toEqual(made.map((line) => [line?.[0], line?.[3], line?.[4]]));
  expect(option['amount']).toBe('-7.92');
});

test('[MIG-2] [REN-6] [SUS-3] suspended to the end of its term the family ends with it, without access', async () => {
  const { world, base, change, statuses, charged } = await aFamily();
  await change(base, { status: 'suspended' });
  const lines = await charged(base);
  await world.advanceTo('2027-01-12T23:59:59.999Z');
  expect(await statuses()).toEqual(['suspended', 'suspended']);
  await world.advanceTo('2027-01-13T00:00:00.000Z');
  expect(await statuses()).toEqual(['disabled', 'disabled']);
  expect(await charged(base)).toEqual(lines);
  await world.expectNothingDue();
});

test('[MIG-2] [SUS-3] an add-on that was suspended alone ends while its base renews', async () => {
  const { world, addOn, change, statuses } = await aFamily();
  await change(addOn, { status: 'suspended' });
  await world.advanceTo('2027-01-13T00:00:00.000Z');
  expect(await statuses()).toEqual(['active', 'disabled']);
  await world.expectNothingDue();
});

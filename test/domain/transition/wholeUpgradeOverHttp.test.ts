import { aShop, archive, basic, bodyOf, mail, refused, type Wire } from '../subscription/kinds/traditional/shopOverHttp';

/** Plan 2 of the same: 6.08 a month. */
const higher = '2f707c7c-2433-49a5-a437-9ca7cf40d3eb';
const itself = mail.split(':')[0] ?? mail;

/** Two licences at 3.04 a month, bought on 13 January 2026. */
const held = async () => {
  const shop = await aShop();
  const [id = ''] = await shop.buy({ sku: mail });
  const upgrades = async (of = id) => bodyOf<{ totalCount: number; items: readonly Wire[] }>(await shop.call(`subscriptions/${of}/upgrades`), 200);
  const upgrade = (body: object, of = id, query = '') => shop.call(`subscriptions/${of}/upgrades${query}`, { method: 'POST', body });
  const charged = async () => (await shop.linesOf(id)).map(([type, from, to, , quantity, amount]) => [type, from, to, quantity, amount]);
  return { ...shop, id, upgrades, upgrade, charged };
};

const target = { targetOffer: { id: higher }, upgradeType: 1 };

// |--13 Jan Plan 1----1 Feb Plan 2 … 12 Feb--|13 Feb … 12 Mar Plan 2--|
test('[MIG-4] listed, previewed and done: all licences are of the other offer from today on, the term stays', async () => {
  const { world, id, upgrades, upgrade, charged, call } = await held();
  await world.advanceTo('2026-02-01T09:00:00Z');
  expect(await upgrades()).toMatchObject({ totalCount: 1, items: [{ targetOffer: { id: higher }, isEligible: true, quantity: 2, upgradeType: 'upgrade_only', upgradeErrors: [] }] });
  const preview = bodyOf<{ charges: readonly Wire[]; reversible: boolean }>(await upgrade(target, id, '?preview=true'), 200);
  expect([preview.charges.map(({ subtotal }) => subtotal), preview.reversible]).toEqual([['-2.35', '4.71'], false]);
  expect((await charged()).length).toBe(1);
  expect(bodyOf(await upgrade({ ...target, quantity: 2 }), 200)).toEqual({ sourceSubscriptionId: id, targetSubscriptionId: id, upgradeType: 'upgrade_with_license_transfer', upgradeErrors: [], licenseErrors: [], attributes: { objectType: 'UpgradeResult' } });
  expect(bodyOf(await call(`subscriptions/${id}`), 200)).toMatchObject({ offerId: higher, offerName: 'Exchange Online (Plan 2)', quantity: 2, commitmentEndDate: '2027-01-12T00:00:00Z', billingCycle: 'monthly' });
  await world.advanceTo('2026-02-13T00:00:00Z');
  expect((await charged()).slice(1)).toEqual([
    ['Cancel fee', '2026-02-01', '2026-02-12', 2, '-2.35'],
    ['Prorate fees when purchase', '2026-02-01', '2026-02-12', 2, '4.71'],
    ['Cycle fee', '2026-02-13', '2026-03-12', 2, '12.16'],
  ]);
  await world.expectNothingDue();
});

test('[MIG-4] given up in the month it was upgraded in, what was charged since comes back', async () => {
  const { id, upgrade, charged, call, world } = await held();
  await world.advanceTo('2026-02-01T09:00:00Z');
  bodyOf(await upgrade(target), 200);
  bodyOf(await call(`subscriptions/${id}`, { method: 'PATCH', body: { status: 'suspended' } }), 200);
  expect((await charged()).at(-1)).toEqual(['Cancel fee', '2026-02-01', '2026-02-12', 2, '-4.71']);
});

test('[MIG-4] refused by its code, and nothing stored', async () => {
  const { world, id, upgrade, upgrades, buy, call } = await held();
  const [licence = '', base = ''] = await buy({ sku: basic }).then(async ([first]) => [first, ...(await buy({ sku: mail, addonItems: [{ sku: archive }] }))]);
  const before = await world.dump();
  expect(refused(await upgrade(target, licence))).toEqual([400, 800042]);
  expect(refused(await upgrade(target, base))).toEqual([400, 800063]);
  expect(refused(await upgrade({ targetOffer: { id: itself } }))).toEqual([400, 900141]);
  expect(refused(await upgrade({ targetOffer: { id: '9c1d0f5e-0000-4000-8000-000000000000' } }))).toEqual([404, 400013]);
  for (const quantity of [1, 3]) expect(refused(await upgrade({ ...target, quantity }))).toEqual([400, 900275]);
  for (const body of [{}, { ...target, upgradeType: 0 }, { ...target, upgradeType: 'none' }]) expect(refused(await upgrade(body))).toEqual([400, 800002]);
  expect(refused(await call(`subscriptions/${id}/upgrades`, { method: 'POST', body: target, as: 'nordlys' }))).toEqual([404, 60003]);
  expect(refused(await call(`subscriptions/${id}/transitions`, { method: 'POST', body: { toCatalogItemId: await world.as('havn').item('NL', `${higher}:0001`), quantity: 2, transitionType: 'transition_only' } }))).toEqual([403, 900263]);
  expect(await world.dump()).toEqual(before);
  expect(await upgrades(base)).toMatchObject({ items: [{ isEligible: false, upgradeErrors: [{ code: 6 }] }] });
  expect(await upgrades(licence)).toMatchObject({ totalCount: 0 });
  bodyOf(await call(`subscriptions/${id}`, { method: 'PATCH', body: { status: 'suspended' } }), 200);
  expect(refused(await upgrade(target))).toEqual([400, 800091]);
  expect(await upgrades()).toMatchObject({ items: [{ isEligible: false, upgradeErrors: [{ code: 2 }] }] });
});

test('[MIG-4] [PRE-3] options offer it with its rule and its cost', async () => {
  const { world, customer, http, id } = await held();
  await world.advanceTo('2026-02-01T09:00:00Z');
  const { items } = bodyOf<{ items: readonly Wire[] }>(await http(`/nextterm/v1/customers/${customer}/subscriptions/${id}/options`), 200);
  expect(items.find(({ action }) => action === 'upgrade')).toMatchObject({ possible: true, rule: 'MIG-4', effect: { amount: '2.36' } });
});

test.each([
  ['1 ms before its term is over', '2027-01-12T23:59:59.999Z', [200, undefined]],
  ['while its renewal is due', '2027-01-13T00:00:00.000Z', [409, 900278]],
])('[MIG-4] [REN-5] %s', async (_name, now, expected) => {
  const { world, upgrade } = await held();
  await world.advanceTo('2027-01-12T12:00:00Z');
  world.sleepUntil(now);
  expect(refused(await upgrade(target))).toEqual(expected);
});

import { httpOver, type Call, type Reply } from '../support/httpWorld';
import { World } from '../support/world';

interface Shown {
  readonly id: string;
  readonly hasPurchasableAddons?: boolean;
}
interface AddOn {
  readonly productId: string;
  readonly catalogItemId: string;
  readonly isPurchasable: boolean;
  readonly restrictions?: readonly { readonly reasonCode: string }[];
}

const e3 = 'NCM365ENTE03:0001';
const copilot = 'NCM365COPIL1:0001';
const mail = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001';
const archive = '16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001';

const aCustomer = async () => {
  const world = await World.at('2026-04-01T09:00:00Z');
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const bodyOf = <T>({ status, body }: Reply): T => {
    expect([status, status === 200 ? undefined : body]).toEqual([200, undefined]);
    return body as T;
  };
  const call = (path: string, manner?: Call) => http(`/v1/customers/${customer}/${path}`, manner);
  const buy = async (sku: string, quantity = 2) => (await world.buy('havn', customer, [{ sku, termDuration: 'P1Y', quantity }]))[0] ?? '';
  const addOnsOf = async (id: string) => {
    const { items } = bodyOf<{ items: readonly AddOn[] }>(await http(`/nextterm/v1/customers/${customer}/subscriptions/${id}/purchasableAddOns`));
    return items.map(({ productId, isPurchasable, restrictions }) => [productId, isPurchasable, restrictions?.map(({ reasonCode }) => reasonCode)]);
  };
  /** As one, and in the list. */
  const flags = async (id: string) => [
    bodyOf<Shown>(await call(`subscriptions/${id}`)).hasPurchasableAddons,
    bodyOf<{ items: readonly Shown[] }>(await call('subscriptions')).items.find((each) => each.id === id)?.hasPurchasableAddons,
  ];
  return { world, http, customer, call, buy, addOnsOf, flags };
};

test('[ORD-11] [ORD-5] the add-ons of new commerce that fit a subscription are listed, each with whether it can be bought', async () => {
  const { http, customer, buy, addOnsOf, flags } = await aCustomer();
  const base = await buy(e3);
  expect(await addOnsOf(base)).toEqual([
    ['NCM365COPIL1', true, undefined],
    ['NCMULTIGEO01', true, undefined],
  ]);
  expect(await flags(base)).toEqual([true, true]);

  const own = await buy(copilot);
  await buy('NCMULTIGEO01:0001', 1);
  expect((await addOnsOf(base))[0]).toEqual(['NCM365COPIL1', false, ['NoBaseSeatsLeft']]);
  expect([await addOnsOf(own), await flags(own)]).toEqual([[], [false, false]]);
  const other = await http(`/nextterm/v1/customers/${customer}/subscriptions/${base}/purchasableaddons`, { as: 'polder' });
  expect(other).toMatchObject({ status: 404, body: { code: 60003 } });
});

test('[ORD-11] what is listed as purchasable is bought as it is listed', async () => {
  const { http, customer, call, buy } = await aCustomer();
  const base = await buy(e3);
  const { items } = (await http(`/nextterm/v1/customers/${customer}/subscriptions/${base}/purchasableaddons`)).body as { items: readonly AddOn[] };
  const lineItems = items.map(({ catalogItemId }, lineItemNumber) => ({ lineItemNumber, offerId: catalogItemId, quantity: 1, termDuration: 'P1Y' }));
  expect(lineItems).toHaveLength(2);
  expect((await call('orders', { method: 'POST', body: { billingCycle: 'monthly', partnerOnRecordAttestationAccepted: true, lineItems } })).status).toBe(201);
});

test('[ORD-11] a base without any seat left for add-ons has no purchasable ones', async () => {
  const { world, buy, addOnsOf, flags } = await aCustomer();
  const voiceBase = await buy('NCBUSBASIC01:0001');
  expect(await flags(voiceBase)).toEqual([true, true]);
  expect((await addOnsOf(voiceBase)).map(([productId]) => productId)).toContain('NCBUSVOICE01');
  // Off sale from here on: it stays listed, with the reason.
  world.clock.moveTo('2026-07-01T00:00:00Z');
  expect((await addOnsOf(voiceBase)).find(([productId]) => productId === 'NCBUSVOICE01')).toEqual(['NCBUSVOICE01', false, ['NotOnSale']]);
});

test('[ORD-5] [MIG-1] a traditional subscription lists what may hang on it; one that has ended lists nothing', async () => {
  const { world, buy, addOnsOf, flags, customer } = await aCustomer();
  const base = await buy(mail);
  const [archiveProduct = ''] = archive.split(':');
  expect(await addOnsOf(base)).toEqual([[archiveProduct, true, undefined]]);
  expect(await flags(base)).toEqual([true, true]);
  const key = `subscription|${base}`;
  const row = await world.stores.Commerce.read(customer, key);
  await world.stores.Commerce.commit(customer, [{ op: 'put', key, value: { ...row?.value, status: 'suspended', suspendedAt: world.now() } }]);
  expect(await addOnsOf(base)).toEqual([[archiveProduct, false, ['ParentNotActive']]]);
  expect(await flags(base)).toEqual([false, false]);

  const licence = await buy(e3);
  const cancelled = await world.as('havn').patch(customer, licence, { status: 'deleted' });
  expect(cancelled.ok).toBe(true);
  expect([await addOnsOf(licence), await flags(licence)]).toEqual([[], [false, false]]);
});

test('[ORD-11] what is shown of a subscription, and whether an add-on can be bought for it, are of one moment', async () => {
  const { world, call, buy, customer } = await aCustomer();
  const base = await buy(mail);
  const { Commerce } = world.stores;
  const key = `subscription|${base}`;
  const read = Commerce.read.bind(Commerce);
  jest.spyOn(Commerce, 'read').mockImplementation(async (...asked) => {
    const row = await read(...asked);
    if (asked[1] === key && row?.value['status'] === 'active') await Commerce.commit(customer, [{ op: 'put', key, value: { ...row.value, status: 'suspended', suspendedAt: world.now(), version: 2 } }]);
    return row;
  });
  const { body } = await call(`subscriptions/${base}`);
  jest.restoreAllMocks();
  expect(body).toMatchObject({ status: 'suspended', hasPurchasableAddons: false });
  expect((await call(`subscriptions/${base}`)).body).toEqual(body);
});

test('[DUE-2] a subscription is shown although another of the customer, or the customer itself, cannot be read', async () => {
  const { world, call, buy, flags, customer } = await aCustomer();
  const base = await buy(e3);
  const other = await buy('NCBUSBASIC01:0001');
  const damage = async (key: string, members: object) => {
    const row = await world.stores.Commerce.read(customer, key);
    await world.stores.Commerce.commit(customer, [{ op: 'put', key, value: { ...row?.value, ...members } }]);
  };
  await damage(`subscription|${other}`, { quantity: 'many' });
  expect(await flags(base)).toEqual([false, false]);
  await damage(`customer|${customer}`, { country: 7 });
  const shown = await call(`subscriptions/${base}`);
  expect([shown.status, (shown.body as Shown).id, 'hasPurchasableAddons' in (shown.body as Shown)]).toEqual([200, base, false]);
});

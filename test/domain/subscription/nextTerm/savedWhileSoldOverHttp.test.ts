import { httpOver } from '../../../support/httpWorld';
import { importInto, worldWithOwnCatalogue } from '../../../support/ownCatalogue';
import { World } from '../../../support/world';

/** Ten licences of a month of `sku` for Zonnebloem, and calls on that subscription. */
const aMonth = async (world: World, sku: string, members: object = {}) => {
  const http = httpOver(world);
  const customerId = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customerId, [{ sku, ...members }]);
  const [productId = '', skuId = '', availabilityId = ''] = (await world.as('havn').item('NL', sku)).split(':');
  const path = `/v1/customers/${customerId}/subscriptions/${id}`;
  const product = { productId, skuId, availabilityId, termDuration: 'P1M', billingCycle: 'monthly', ...members };
  const plan = (quantity: number) => http(path, { method: 'PATCH', body: { autoRenewEnabled: true, scheduledNextTermInstructions: { product, quantity } } });
  return { http, customerId, id, path, plan };
};

// |10 Jun bought----------30 Jun 23:59:59 last sold|---------|10 Jul renewal|
test.each([
  { at: '2026-06-30T23:59:59.999Z', status: 200, quantity: 4 },
  { at: '2026-07-01T00:00:00.000Z', status: 400, quantity: undefined },
])('[SCH-6] a plan for an offer at its end of sale: saved at $at, $status', async ({ at, status, quantity }) => {
  const world = await World.at('2026-06-10T10:00:00Z');
  await world.buy('havn', world.customer('Zonnebloem'), [{ sku: 'NCBUSSTAND01:0001' }]);
  const { path, http, plan, customerId, id } = await aMonth(world, 'NCBUSVOICE01:0001');
  world.clock.moveTo(at);
  const reply = await plan(4);
  expect([reply.status, reply.body]).toMatchObject(status === 200 ? [200, { scheduledNextTermInstructions: { quantity: 4 } }] : [400, { code: 900269 }]);
  const before = (await world.charges(customerId, id))[0]?.unitPrice;
  await world.advanceTo('2026-07-10T00:00:00Z');
  const renewed = (await http(path)).body;
  if (quantity !== undefined) {
    expect(renewed).toMatchObject({ offerId: expect.stringContaining('NCBUSVOICE01') as string, quantity, effectiveStartDate: '2026-07-10T00:00:00.000Z' });
    expect((await world.charges(customerId, id)).at(-1)).toMatchObject({ chargeType: 'renew', unitPrice: before, quantity });
  } else expect(renewed).not.toMatchObject({ offerId: expect.stringContaining('NCBUSVOICE01') as string });
});

test('[ORD-11] a plan is read without a promotion whose dates were changed, and the renewal says so', async () => {
  const world = await worldWithOwnCatalogue('2026-06-10T10:00:00Z');
  const promotion = (endDate: string) => ({
    id: 'PRSUMMER0001:0001:PRAV00000001', name: 'Summer', description: '', market: 'NL', segment: 'commercial', startDate: '2026-06-01T00:00:00.000Z', endDate, autoApplicable: true,
    requiredProducts: [{ productId: 'NCBUSSTAND01', skuId: '0001', termDuration: 'P1M', billingCycle: 'monthly', percentDiscount: '0.5' }], constraints: {},
  });
  const load = (endDate: string) => importInto(world, { extras: { products: [], unsupportedUpgrades: [], promotions: [promotion(endDate)] } });
  await load('2026-07-31T23:59:59.000Z');
  const { path, http, plan, customerId, id } = await aMonth(world, 'NCBUSSTAND01:0001');
  const promotionIds = async () => {
    const { body } = await http(path);
    const { body: list } = await http(`/v1/customers/${customerId}/subscriptions`);
    const shown = [body, (list as { items: { id: string }[] }).items.find((each) => each.id === id)] as { scheduledNextTermInstructions?: { product: { promotionId?: string } } }[];
    return shown.map((each) => each.scheduledNextTermInstructions?.product.promotionId);
  };
  expect((await plan(4)).body).toMatchObject({ scheduledNextTermInstructions: { product: { promotionId: promotion('').id } } });
  expect(await promotionIds()).toEqual([promotion('').id, promotion('').id]);
  await load('2026-06-30T23:59:59.000Z');
  expect(await promotionIds()).toEqual([undefined, undefined]);
  world.happened();
  await world.advanceTo('2026-07-10T00:00:00Z');
  expect(world.happened()).toEqual(['ScheduledChangeApplied', 'PromotionNotKept', 'SubscriptionRenewed']);
});

test.each([
  { end: '2026-06-29', code: 10017 },
  { end: '2026-06-30', code: undefined },
  { end: '2027-05-31', code: undefined },
  { end: '2027-06-30', code: 10017 },
])('[ORD-8] a customer that holds nothing ends its first year at any month end within it: $end', async ({ end, code }) => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const line = { catalogItemId: await world.as('havn').item('NL', 'NCBUSSTAND01:0001'), quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly', customTermEndDate: end };
  const { body } = await httpOver(world)(`/v1/customers/${world.customer('Zonnebloem')}/carts`, { method: 'POST', body: { lineItems: [line] } });
  expect((body as { lineItems: { error?: { errorCode: number } }[] }).lineItems[0]?.error?.errorCode).toBe(code);
});
